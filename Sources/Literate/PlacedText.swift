/// Text whose every scalar knows its place in the file.
struct PlacedText {
  private(set) var scalars: [Unicode.Scalar] = []
  private var places: [SourcePosition] = []
  private let fallback: SourcePosition

  /// No text yet; what is empty lies at the place given.
  init(at place: SourcePosition) { fallback = place }

  /// Text that stands as it is on one line.
  init(_ text: String, at start: SourcePosition) {
    fallback = start
    for scalar in text.unicodeScalars { append(scalar, start.advanced(by: scalars.count)) }
  }

  var count: Int { scalars.count }
  var text: String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  mutating func append(_ scalar: Unicode.Scalar, _ place: SourcePosition) {
    scalars.append(scalar)
    places.append(place)
  }

  /// The place of a scalar, or the one after the last.
  func place(_ index: Int) -> SourcePosition {
    if index < places.count { return places[max(0, index)] }
    return places.last?.advanced(by: 1) ?? fallback
  }

  /// The place after the scalar before an index.
  func end(_ index: Int) -> SourcePosition {
    index > 0 && index <= places.count ? places[index - 1].advanced(by: 1) : place(index)
  }

  func span(_ range: Range<Int>) -> SourceSpan {
    range.isEmpty
      ? SourceSpan(start: place(range.lowerBound), end: place(range.lowerBound))
      : SourceSpan(start: place(range.lowerBound), end: end(range.upperBound))
  }

  func slice(_ range: Range<Int>) -> PlacedText {
    var result = PlacedText(at: place(range.lowerBound))
    for index in range { result.append(scalars[index], places[index]) }
    return result
  }

  func text(_ range: Range<Int>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[range])
    return String(view)
  }
}

extension PlacedText {
  /// The text of a YAML scalar with the place of each of its scalars in the file.
  ///
  /// Escapes, folded line ends and indentation are followed; where that fails, a scalar keeps the
  /// place of the one before it.
  init(_ setting: Setting, in template: Template) {
    self.init(at: setting.span.start)
    let raw = template.scalars(in: setting.span)
    let value: String
    if case .text(let text, _) = setting.value {
      value = text
    } else {
      for item in raw { append(item.scalar, item.place) }
      return
    }
    var index = 0
    let opening = raw.first?.scalar
    let isQuoted: Bool = if case .text(_, true) = setting.value { true } else { false }
    let double = isQuoted && opening == "\""
    let single = isQuoted && opening == "'"
    if double || single { index = 1 }
    if isQuoted, !double, !single {
      // The header of a block scalar is not part of its text.
      while index < raw.count, raw[index].scalar != "\n" { index += 1 }
      while index < raw.count, raw[index].scalar == "\n" || raw[index].scalar == " " { index += 1 }
    }
    for scalar in value.unicodeScalars {
      let isSpace = scalar == " " || scalar == "\n"
      if !isSpace {
        while index < raw.count, raw[index].scalar != scalar,
          [" ", "\n", "\t"].contains(raw[index].scalar)
        {
          index += 1
        }
      }
      guard index < raw.count else {
        append(scalar, end(count))
        continue
      }
      append(scalar, raw[index].place)
      if double, raw[index].scalar == "\\" {
        index += Self.escapeLength(raw.dropFirst(index + 1).first?.scalar)
      } else if single, scalar == "'", raw[index].scalar == "'" {
        index += 2
      } else if raw[index].scalar == scalar, scalar != "\n" {
        index += 1
      } else if isSpace {
        while index < raw.count, [" ", "\n", "\t"].contains(raw[index].scalar) { index += 1 }
      }
    }
  }

  private static func escapeLength(_ letter: Unicode.Scalar?) -> Int {
    switch letter {
    case "x": 4
    case "u": 6
    case "U": 10
    default: 2
    }
  }
}
