internal import Imbalance

/// The content security policy of a page: nothing is loaded, nothing is sent, and nothing runs but
/// a program of our own that is pinned by its hash, like the style.
package enum ContentPolicy {
  static func text(style: String, program: String? = nil) -> String {
    "default-src 'none'; style-src \(source(style)); "
      + (program.map { "script-src \(source($0)); " } ?? "")
      + "img-src data:; base-uri 'none'; form-action 'none'"
  }

  /// The policy of a page that frames pages of the same server and asks it for news.
  package static func frame(style: String, program: String) -> String {
    "default-src 'none'; style-src \(source(style)); script-src \(source(program)); "
      + "connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'"
  }

  private static func source(_ text: String) -> String {
    "'sha256-\(Base64.text(SHA256.digest(of: Array(text.utf8))))'"
  }
}
