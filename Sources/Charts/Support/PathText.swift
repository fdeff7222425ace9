/// Builds the `d` of a path in few characters: each segment absolute or relative, whichever is
/// shorter, on a grid of a tenth of a pixel.
package struct PathText: Sendable {
  package private(set) var text = ""
  private var at: (x: Int, y: Int) = (0, 0)
  private var command: Character = " "
  /// A level or upright stretch that may go on: where it began and what stood there then.
  private var stretch: (from: (x: Int, y: Int), length: Int, command: Character)?

  package init() {}

  /// Starts a new piece at a point.
  package mutating func move(_ x: Double, _ y: Double) {
    let to = (x: Self.grid(x), y: Self.grid(y))
    append("M", [to.x, to.y])
    at = to
    stretch = nil
  }

  /// A straight line to a point; nothing if the point is where the path already is.
  package mutating func line(_ x: Double, _ y: Double) {
    let to = (x: Self.grid(x), y: Self.grid(y))
    if to == at { return }
    // Stretches that go on in the same direction are one.
    if let begun = stretch, Self.continues(from: begun.from, over: at, to: to) {
      text = String(decoding: text.utf8.prefix(begun.length), as: UTF8.self)
      command = begun.command
      at = begun.from
    } else {
      stretch = to.x == at.x || to.y == at.y ? (at, text.utf8.count, command) : nil
    }
    if to.y == at.y {
      shorter(("H", [to.x]), ("h", [to.x - at.x]))
    } else if to.x == at.x {
      shorter(("V", [to.y]), ("v", [to.y - at.y]))
    } else {
      shorter(("L", [to.x, to.y]), ("l", [to.x - at.x, to.y - at.y]))
    }
    at = to
  }

  private static func continues(
    from: (x: Int, y: Int), over: (x: Int, y: Int), to: (x: Int, y: Int)
  ) -> Bool {
    if from.x == over.x, over.x == to.x { return (over.y > from.y) == (to.y > over.y) }
    if from.y == over.y, over.y == to.y { return (over.x > from.x) == (to.x > over.x) }
    return false
  }

  /// Closes the piece.
  package mutating func close() {
    text += "Z"
    command = "Z"
    stretch = nil
  }

  /// A path through points in order.
  package static func polyline(_ points: [Point], closed: Bool = false) -> String {
    var path = PathText()
    for (index, point) in points.enumerated() {
      if index == 0 { path.move(point.x, point.y) } else { path.line(point.x, point.y) }
    }
    if closed, !points.isEmpty { path.close() }
    return path.text
  }

  private static func grid(_ value: Double) -> Int {
    value.isFinite ? Int((min(max(value, -1e5), 1e5) * 10).rounded()) : 0
  }

  private mutating func shorter(_ a: (Character, [Int]), _ b: (Character, [Int])) {
    let one = written(a.0, a.1)
    let two = written(b.0, b.1)
    let best = two.utf8.count < one.utf8.count ? (b.0, two) : (a.0, one)
    text += best.1
    command = best.0
  }

  private mutating func append(_ letter: Character, _ numbers: [Int]) {
    text += written(letter, numbers)
    command = letter
  }

  private func written(_ letter: Character, _ numbers: [Int]) -> String {
    var result = letter == command ? "" : String(letter)
    for (index, number) in numbers.enumerated() {
      let digits = NumberText.coordinate(Double(number) / 10, 1)
      if !(index == 0 && letter != command), !digits.hasPrefix("-") { result += " " }
      result += digits
    }
    return result
  }
}
