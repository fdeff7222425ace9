/// A look at YAML text before it is composed: what must never reach the parser.
///
/// Aliases multiply what they name when keys are compared, so text that names anchors and uses them
/// is refused here, before anything is expanded.
struct YamlScan {
  /// Places as line (from 0) and column (from 0) of the block.
  private(set) var anchors: [(line: Int, column: Int)] = []
  private(set) var aliases: [(line: Int, column: Int)] = []
  private(set) var documents: [(line: Int, column: Int)] = []
  private(set) var forbidden: [(line: Int, column: Int, scalar: Unicode.Scalar)] = []

  private var quote: Unicode.Scalar?
  private var flow = 0
  /// Lines indented deeper than this belong to a block scalar.
  private var blockScalarIndent: Int?
  private var lastScalar: Unicode.Scalar?
  private var lastIndent = 0

  init(_ lines: [[Unicode.Scalar]]) {
    for (number, line) in lines.enumerated() { scan(line, number) }
  }

  private mutating func scan(_ line: [Unicode.Scalar], _ number: Int) {
    for (column, scalar) in line.enumerated() where Self.isForbidden(scalar) {
      forbidden.append((number, column, scalar))
    }
    if line.count >= 3, line[0] == line[1], line[1] == line[2], line[0] == "-" || line[0] == ".",
      line.count == 3 || line[3] == " " || line[3] == "\t"
    {
      documents.append((number, 0))
    }
    let indent = line.prefix { $0 == " " }.count
    if indent == line.count { return }
    if let limit = blockScalarIndent {
      if indent > limit { return }
      blockScalarIndent = nil
    }
    // A deeper line after plain text goes on with it; nothing new can start there.
    var mayStart =
      quote == nil
      && (flow > 0 || indent <= lastIndent
        || lastScalar.map { ":-?,[{".unicodeScalars.contains($0) } ?? true)
    var column = indent
    lastIndent = indent
    while column < line.count {
      let scalar = line[column]
      let next = column + 1 < line.count ? line[column + 1] : " "
      if let open = quote {
        if scalar == "\\", open == "\"" { column += 1 } else if scalar == open { quote = nil }
        column += 1
        continue
      }
      switch scalar {
      case " ", "\t":
        column += 1
        continue
      case "#" where column == 0 || line[column - 1] == " " || line[column - 1] == "\t": return
      case "\"" where mayStart, "'" where mayStart: quote = scalar
      case "&" where mayStart && next != " ": anchors.append((number, column))
      case "*" where mayStart && next != " ": aliases.append((number, column))
      case "|" where mayStart && flow == 0, ">" where mayStart && flow == 0:
        blockScalarIndent = indent
        lastScalar = "|"
        return
      case "[" where mayStart, "{" where mayStart: flow += 1
      case "]", "}": flow = max(0, flow - 1)
      default: break
      }
      lastScalar = scalar
      switch scalar {
      case "-", "?", ":": mayStart = next == " " || next == "\t" || flow > 0 && scalar == ":"
      case "[", "{", ",": mayStart = flow > 0
      case "&", "!":
        // A property is followed by its node.
        if mayStart {
          while column + 1 < line.count, line[column + 1] != " " { column += 1 }
        }
      default: mayStart = false
      }
      column += 1
    }
  }

  /// What libyaml would stumble over or take for a line end.
  private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 9: false
    case 0..<32, 0x7F..<0xA0, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF: true
    default: false
    }
  }
}
