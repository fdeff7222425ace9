internal import Literate
internal import Reporting

/// What each line of a template is, told from the lines alone.
///
/// The document reader needs whole fences and sound YAML; while someone types there are neither.
/// Here a directive that is not closed ends where the next one begins.
struct LineMap {
  /// What a line is.
  enum Part: Equatable {
    case frontMatter
    case prose
    /// A directive's opening line, its index in ``LineMap/fences``.
    case opening(Int)
    /// A line of a directive's body.
    case body(Int)
    /// The closing line of a fence.
    case closing
    /// Code that is no directive, or a mark of the front matter.
    case other
  }

  /// A directive's place.
  struct Fence {
    let line: Int
    /// The column, from 0, of the info string's first scalar.
    let infoStart: Int
    let info: [Unicode.Scalar]
    /// The lines of the body.
    var body: Range<Int>
    /// The column at which the body's lines begin, inside a list or a quote.
    let indent: Int
    /// Whether a closing line was found.
    var isClosed = false
    let verb: String?
    let subtype: String?
    let name: String?
  }

  let lines: [[Unicode.Scalar]]
  private(set) var parts: [Part] = []
  private(set) var fences: [Fence] = []
  /// The lines between the marks of the front matter.
  private(set) var frontMatter: Range<Int>?

  init(_ buffer: TextBuffer) {
    lines = (0..<buffer.lineCount).map { number in
      let scalars = buffer.scalars(number)
      return number == 0 && scalars.first == "\u{FEFF}" ? Array(scalars.dropFirst()) : scalars
    }
    parts = [Part](repeating: .prose, count: lines.count)
    var start = 0
    if Self.isMark(lines[0]) {
      let close = lines.indices.dropFirst().first { Self.isMark(lines[$0]) }
      let end = close ?? lines.count
      frontMatter = 1..<end
      for number in 1..<max(1, end) { parts[number] = .frontMatter }
      parts[0] = .other
      if let close { parts[close] = .other }
      start = end + 1
    }
    var open: (mark: Unicode.Scalar, length: Int, fence: Int?)?
    for number in start..<max(start, lines.count) {
      let found = Self.marks(lines[number])
      if let (mark, length, index) = open {
        if let found, found.mark == mark, found.length >= length, found.info.isEmpty {
          parts[number] = .closing
          if let index {
            fences[index].body = fences[index].line + 1..<number
            fences[index].isClosed = true
          }
          open = nil
          continue
        }
        if index == nil || !(found.map { $0.info.contains("{") } ?? false) {
          parts[number] = index.map { .body($0) } ?? .other
          if let index { fences[index].body = fences[index].line + 1..<number + 1 }
          continue
        }
      }
      guard let found else { continue }
      if found.info.contains("{") {
        open = (found.mark, found.length, fences.count)
        parts[number] = .opening(fences.count)
        fences.append(Self.fence(found, number))
      } else {
        open = (found.mark, found.length, nil)
        parts[number] = .other
      }
    }
  }

  /// Whether there is a directive: a verb that exists, or anything in braces after `yaml`.
  var hasDirective: Bool {
    fences.contains { fence in
      fence.verb.map { Verbs.named($0) != nil || fence.info.starts(with: "yaml".unicodeScalars) }
        ?? false
    }
  }

  func part(_ line: Int) -> Part { parts.indices.contains(line) ? parts[line] : .prose }

  /// A fence's marks on a line, containers' signs before them skipped.
  static func marks(
    _ line: [Unicode.Scalar]
  ) -> (mark: Unicode.Scalar, length: Int, indent: Int, infoStart: Int, info: [Unicode.Scalar])? {
    var index = 0
    while index < line.count {
      let sign = line[index]
      if sign == " " || sign == "\t" || sign == ">" {
        index += 1
      } else if sign == "-" || sign == "*" || sign == "+", index + 1 < line.count,
        line[index + 1] == " "
      {
        index += 2
      } else {
        break
      }
    }
    guard index < line.count, line[index] == "`" || line[index] == "~" else { return nil }
    let mark = line[index]
    let length = line[index...].prefix { $0 == mark }.count
    guard length >= 3 else { return nil }
    var start = index + length
    while start < line.count, line[start] == " " || line[start] == "\t" { start += 1 }
    var info = Array(line[start...])
    while let last = info.last, last == " " || last == "\t" { info.removeLast() }
    if mark == "`", info.contains("`") { return nil }
    return (mark, length, index, start, info)
  }

  private static func fence(
    _ found: (
      mark: Unicode.Scalar, length: Int, indent: Int, infoStart: Int, info: [Unicode.Scalar]
    ), _ line: Int
  ) -> Fence {
    let open = found.info.firstIndex(of: "{") ?? 0
    let close = found.info.firstIndex(of: "}") ?? found.info.count
    func words(_ range: Range<Int>) -> [String] {
      range.isEmpty
        ? []
        : found.info[range].split { $0 == " " || $0 == "\t" }.map { word in
          String(String.UnicodeScalarView(word))
        }
    }
    let inside = words(min(open + 1, close)..<close)
    let after = close < found.info.count ? words(close + 1..<found.info.count) : []
    return Fence(
      line: line, infoStart: found.infoStart, info: found.info, body: line + 1..<line + 1,
      indent: found.indent, verb: inside.first, subtype: inside.count > 1 ? inside[1] : nil,
      name: after.first)
  }

  private static func isMark(_ line: [Unicode.Scalar]) -> Bool {
    line.starts(with: ["-", "-", "-"]) && line.dropFirst(3).allSatisfy { $0 == " " || $0 == "\t" }
  }
}

extension Unicode.Scalar {
  /// Whether a name can hold it.
  var isNameScalar: Bool {
    switch self {
    case "a"..."z", "A"..."Z", "0"..."9", "_", "-": true
    default: false
    }
  }
}

extension Array where Element == Unicode.Scalar {
  var asText: String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: self)
    return String(view)
  }
}
