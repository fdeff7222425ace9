/// What keeps the site from being written.
struct SiteFault: Error, Hashable {
  /// The file, with a line where there is one.
  let place: String
  let message: String

  init(_ place: String, _ message: String) {
    self.place = place
    self.message = message
  }

  var text: String { "\(place): \(message)" }
}
