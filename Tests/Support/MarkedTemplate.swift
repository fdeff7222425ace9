/// A text whose places are marked with circled numbers, ① to ⑳, so that tests need not count columns.
///
/// `MarkedTemplate("a ①b② c")` has the text `a b c`, and marks 1 at 1:3 and 2 at 1:4. Columns count
/// Unicode scalars; lines end with LF, CRLF or CR.
package struct MarkedTemplate: Sendable {
  /// A place, from 1.
  package struct Place: Sendable, Hashable {
    package let line: Int
    package let column: Int
  }

  /// The text without its marks.
  package let text: String
  private let places: [Int: Place]

  package init(_ marked: String) {
    var plain = String.UnicodeScalarView()
    var places: [Int: Place] = [:]
    var line = 1
    var column = 1
    var afterReturn = false
    for scalar in marked.unicodeScalars {
      if (0x2460...0x2473).contains(scalar.value) {
        places[Int(scalar.value) - 0x245F] = Place(line: line, column: column)
        continue
      }
      plain.append(scalar)
      if scalar == "\n" || scalar == "\r" {
        if !(scalar == "\n" && afterReturn) { line += 1 }
        column = 1
      } else {
        column += 1
      }
      afterReturn = scalar == "\r"
    }
    text = String(plain)
    self.places = places
  }

  /// The place of a mark; line 0 when there is no such mark, which no test expects.
  package subscript(number: Int) -> Place { places[number] ?? Place(line: 0, column: 0) }
}
