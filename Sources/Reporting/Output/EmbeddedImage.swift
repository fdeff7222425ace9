internal import Imbalance

/// A picture of the author's, put into the page itself.
struct EmbeddedImage {
  let dataURL: String

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
    let bytes = try files.open(source).contents()
    guard bytes.count <= 2 << 20 else {
      throw ModellingError(
        "image-size", "a picture has at most 2 MB; '\(source)' has \(bytes.count) bytes",
        hint: "make it smaller: the page carries it")
    }
    dataURL = "data:\(type);base64,\(Base64.text(bytes))"
  }
}
