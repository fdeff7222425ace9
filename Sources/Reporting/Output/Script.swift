internal import Imbalance

/// The page's one program, the threshold explorer; only pages that have one carry it.
enum Script {
  /// The program without comments and needless spaces.
  static let text = Minifier.program(String(decoding: PackageResources.explorer_js, as: UTF8.self))

  /// How the content security policy names it: by its hash, so that nothing else can run.
  static let source = "'sha256-\(Base64.text(SHA256.digest(of: Array(text.utf8))))'"
}
