/// Where in a YAML mapping a cursor stands, told from the text before it alone.
///
/// The text may stop anywhere and be wrong anywhere: what cannot be read is passed over.
struct YamlCursor {
  /// The keys that lead to the cursor, outermost first; a list's elements have none.
  private(set) var path: [String] = []
  /// Whether a key is due; where a value begins on a line of its own, both may be.
  private(set) var isKey = false
  private(set) var isValue = false
  /// The word that is being written, an opening quote not included, and whether one is open.
  private(set) var prefix: [Unicode.Scalar] = []
  private(set) var isQuoted = false
  /// The quote that is open.
  private(set) var quote: Unicode.Scalar?
  /// The keys already written in the mapping of the cursor, or the elements of its list, before it.
  private(set) var given: [String] = []
  /// Whether the cursor stands in a comment, where nothing is due.
  private var isComment = false
  /// The text of the innermost value up to the cursor.
  private(set) var value: [Unicode.Scalar] = []

  private struct Level {
    let indent: Int
    let key: String
  }

  private enum Flow {
    case list(given: [String])
    case map(key: String?, given: [String])
  }

  /// The last line is cut at the cursor.
  init(_ lines: [[Unicode.Scalar]]) {
    var levels: [Level] = []
    var flow: [Flow] = []
    /// The keys of the block mappings around the line, outermost first.
    var siblings: [(indent: Int, keys: [String])] = []
    /// The indent of the key whose block scalar is being read.
    var block: Int?
    for (number, line) in lines.enumerated() {
      let isLast = number == lines.count - 1
      isComment = false
      let indent = line.prefix { $0 == " " }.count
      let isBlank = indent == line.count
      if let outer = block {
        // On an empty last line the author may have left the text behind.
        if indent > outer || (isBlank && !isLast) {
          value.append(contentsOf: Array(line[indent...]) + (isLast ? [] : ["\n"]))
          continue
        }
        block = nil
      }
      if isBlank, !isLast { continue }
      if !flow.isEmpty {
        // A bracket's content stands deeper than its key: one that was not closed ends here.
        let isEnd = !isBlank && (line[indent] == "]" || line[indent] == "}")
        let isInside = isEnd || indent > (levels.last?.indent ?? -1)
        guard !isInside else {
          scan(line, from: 0, &flow)
          continue
        }
        flow = []
      }
      value = []
      let isDash = Self.isDash(line, indent)
      // A list may stand as deep as its key.
      while let last = levels.last, isDash ? last.indent > indent : last.indent >= indent {
        levels.removeLast()
      }
      var index = indent
      while Self.isDash(line, index) {
        index += 1
        index += line[index...].prefix { $0 == " " }.count
      }
      if index < line.count, line[index] == "#" {
        if isLast { return }
      } else if let (key, after) = Self.key(line, index) {
        siblings.removeAll { $0.indent > index }
        if siblings.last?.indent == index {
          siblings[siblings.count - 1].keys.append(key)
        } else {
          siblings.append((index, [key]))
        }
        levels.append(Level(indent: index, key: key))
        let rest = line[after...].drop { $0 == " " }
        if rest.first == "|" || rest.first == ">", !isLast {
          block = index
        } else {
          scan(line, from: after, &flow)
        }
      } else {
        scan(line, from: index, &flow)
        isKey = isLast && flow.isEmpty && !isQuoted
        if isKey { given = siblings.last { $0.indent == index }?.keys ?? [] }
      }
    }
    if isComment {
      isKey = false
      return
    }
    path = levels.map(\.key)
    isValue = !levels.isEmpty
    if block != nil {
      prefix = Self.word(value)
      return
    }
    for level in flow {
      if case .map(let key?, _) = level { path.append(key) }
    }
    if case .map(nil, let keys)? = flow.last {
      isKey = true
      isValue = false
      given = keys
    } else if case .list(let elements)? = flow.last {
      given = elements
    }
  }

  private static func isDash(_ line: [Unicode.Scalar], _ index: Int) -> Bool {
    index < line.count && line[index] == "-" && (index + 1 == line.count || line[index + 1] == " ")
  }

  /// Reads a stretch of a value, brackets and quotes included; leaves the word at its end.
  private mutating func scan(_ line: [Unicode.Scalar], from start: Int, _ flow: inout [Flow]) {
    var token: [Unicode.Scalar] = []
    var quote: Unicode.Scalar?
    var index = start
    while index < line.count, line[index] == " " { index += 1 }
    value.append(contentsOf: line[min(index, line.count)...])
    while index < line.count {
      let sign = line[index]
      index += 1
      if let mark = quote {
        if sign == "\\", mark == "\"" {
          index += 1
        } else if sign == mark {
          quote = nil
        }
        token.append(sign)
        continue
      }
      switch sign {
      case "\"", "'":
        if token.isEmpty { quote = sign } else { token.append(sign) }
      case "[":
        if token.isEmpty { flow.append(.list(given: [])) } else { token.append(sign) }
      case "{":
        if token.isEmpty || flow.isEmpty == false {
          flow.append(.map(key: nil, given: []))
          token = []
        } else {
          token.append(sign)
        }
      case "]", "}":
        if !flow.isEmpty {
          flow.removeLast()
          token = []
        } else {
          token.append(sign)
        }
      case ",":
        if case .map(let key, let given)? = flow.last {
          flow[flow.count - 1] = .map(key: nil, given: given + (key.map { [$0] } ?? []))
          token = []
        } else if case .list(let given)? = flow.last {
          flow[flow.count - 1] = .list(given: given + [Self.trimmed(token).asText])
          token = []
        } else {
          token.append(sign)
        }
      case ":":
        let ends = index == line.count || line[index] == " "
        if case .map(nil, let given)? = flow.last, ends {
          flow[flow.count - 1] = .map(key: Self.trimmed(token).asText, given: given)
          token = []
        } else {
          token.append(sign)
        }
      case "#" where index >= 2 && line[index - 2] == " " && quote == nil:
        isComment = true
        return
      default:
        if token.isEmpty, sign == " " { continue }
        token.append(sign)
      }
    }
    isQuoted = quote != nil
    self.quote = quote
    prefix = token
  }

  /// A block mapping's key that begins at a column, and the column after its colon.
  static func key(_ line: [Unicode.Scalar], _ start: Int) -> (String, Int)? {
    guard start < line.count, !["[", "{", "#", "-"].contains(line[start]) else { return nil }
    var index = start
    if line[index] == "\"" || line[index] == "'" {
      let mark = line[index]
      guard let end = line[(index + 1)...].firstIndex(of: mark) else { return nil }
      index = end + 1
      guard index < line.count, line[index] == ":" else { return nil }
      return (Array(line[(start + 1)..<end]).asText, index + 1)
    }
    while index < line.count {
      if line[index] == ":", index + 1 == line.count || line[index + 1] == " " {
        return (trimmed(Array(line[start..<index])).asText, index + 1)
      }
      index += 1
    }
    return nil
  }

  private static func trimmed(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
    var scalars = scalars
    while let last = scalars.last, last == " " { scalars.removeLast() }
    if let first = scalars.first, first == "\"" || first == "'", scalars.last == first,
      scalars.count > 1
    {
      return Array(scalars[1..<(scalars.count - 1)])
    }
    return scalars
  }

  private static func word(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
    Array(scalars.reversed().prefix { $0.isNameScalar || $0 == "." }.reversed())
  }
}
