internal import Imbalance

/// A picture of the author's, put into the page itself.
struct EmbeddedImage {
  let dataURL: String
  let bytes: [UInt8]
  /// A name that follows from the bytes, for a file beside a report.
  let fileName: String

  private static let types = [
    "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif",
    "webp": "image/webp", "svg": "image/svg+xml",
  ]

  /// Reads a picture below the root.
  ///
  /// - Throws: `image-kind`, `image-size`, or what is wrong with the file.
  init(_ source: String, files: FileAccess) throws(ModellingError) {
    let ending = source.split(separator: ".").last.map { $0.lowercased() } ?? ""
    guard let type = Self.types[ending] else {
      throw ModellingError(
        "image-kind", "a picture is a PNG, JPEG, GIF, WebP or SVG file; '\(source)' is not",
        hint: "convert it, or link to it")
    }
    bytes = try files.open(source).contents()
    guard bytes.count <= 2 << 20 else {
      throw ModellingError(
        "image-size", "a picture has at most 2 MB; '\(source)' has \(bytes.count) bytes",
        hint: "make it smaller: the page carries it")
    }
    fileName = Self.fileName(of: bytes, like: source)
    dataURL = "data:\(type);base64,\(Base64.text(bytes))"
  }

  /// "picture-", the beginning of the hash of the bytes, and the ending of another name.
  static func fileName(of bytes: [UInt8], like name: String) -> String {
    let ending = name.split(separator: ".").last.map { $0.lowercased() } ?? ""
    return "picture-\(SHA256.hex(of: bytes).prefix(12)).\(ending)"
  }
}
