/// The page's one program, the threshold explorer; only pages that have one carry it.
enum Script {
  /// The program without comments and needless spaces.
  static let text = Minifier.program(String(decoding: PackageResources.explorer_js, as: UTF8.self))
}
