internal import Markup

/// Keeps of a style sheet the rules that a page can use: those whose classes and elements it has.
///
/// It reads the sheet that ``Minifier`` has made of this program's own style: rules, and rules
/// within `@media`. What it does not understand it keeps.
struct StylePruning {
  private let elements: Set<String>
  private let classes: Set<String>

  init(page nodes: [Node]) {
    var elements: Set<String> = ["html", "body"]
    var classes: Set<String> = []
    func visit(_ node: Node) {
      switch node {
      case .element(let element):
        elements.insert(element.name)
        for attribute in element.attributes where attribute.name == "class" {
          for name in attribute.value.split(separator: " ") { classes.insert(String(name)) }
        }
        for child in element.children { visit(child) }
      case .fragment(let children): for child in children { visit(child) }
      case .text, .raw: break
      }
    }
    for node in nodes { visit(node) }
    self.elements = elements
    self.classes = classes
  }

  /// The sheet without the rules that nothing on the page can meet, and without the values that
  /// no rule left refers to.
  func pruned(_ sheet: String) -> String {
    let kept = String(decoding: rules(Array(sheet.utf8)[...]), as: UTF8.self)
    let used = Set(kept.matches(of: /var\((--[a-z0-9-]+)/).map { String($0.1) })
    return kept.replacing(/(--[a-z0-9-]+):([^;{}]*)(;|(?=\}))/) { match in
      used.contains(String(match.1)) ? String(match.0) : ""
    }
  }

  private func rules(_ sheet: ArraySlice<UInt8>) -> [UInt8] {
    var out: [UInt8] = []
    var place = sheet.startIndex
    while let open = sheet[place...].firstIndex(of: UInt8(ascii: "{")),
      let close = Self.end(of: sheet, from: open)
    {
      let head = sheet[place..<open]
      let body = sheet[(open + 1)..<close]
      if head.first == UInt8(ascii: "@"), head.starts(with: Array("@media".utf8)) {
        let inner = rules(body)
        if !inner.isEmpty {
          out += head
          out.append(UInt8(ascii: "{"))
          out += inner
          out.append(UInt8(ascii: "}"))
        }
      } else if head.first == UInt8(ascii: "@") {
        out += sheet[place...close]
      } else {
        let kept = Self.selectors(head).filter(canMatch)
        if !kept.isEmpty {
          out += kept.joined(separator: [UInt8(ascii: ",")])
          out += sheet[open...close]
        }
      }
      place = close + 1
    }
    return out + sheet[place...]
  }

  /// The brace that closes the one at `open`; braces in quotes do not count.
  private static func end(of sheet: ArraySlice<UInt8>, from open: Int) -> Int? {
    var depth = 0
    var quote: UInt8?
    for place in open..<sheet.endIndex {
      let byte = sheet[place]
      if let mark = quote {
        if byte == mark { quote = nil }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "'"): quote = byte
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"):
        depth -= 1
        if depth == 0 { return place }
      default: break
      }
    }
    return nil
  }

  /// A list of selectors, split at its commas outside brackets.
  private static func selectors(_ list: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    var found: [ArraySlice<UInt8>] = []
    var depth = 0
    var start = list.startIndex
    for place in list.indices {
      switch list[place] {
      case UInt8(ascii: "("), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: ",") where depth == 0:
        found.append(list[start..<place])
        start = place + 1
      default: break
      }
    }
    return found + [list[start...]]
  }

  /// Whether the page has every class and element that a selector names; what stands in brackets
  /// is taken to be there.
  private func canMatch(_ selector: ArraySlice<UInt8>) -> Bool {
    var place = selector.startIndex
    func word() -> String {
      let start = place
      while place < selector.endIndex, Self.isNamePart(selector[place]) { place += 1 }
      return String(decoding: selector[start..<place], as: UTF8.self)
    }
    while place < selector.endIndex {
      let byte = selector[place]
      switch byte {
      case UInt8(ascii: "."):
        place += 1
        if !classes.contains(word()) { return false }
      case UInt8(ascii: ":"), UInt8(ascii: "#"):
        place += 1
        _ = word()
      case UInt8(ascii: "("), UInt8(ascii: "["):
        var depth = 0
        repeat {
          if [UInt8(ascii: "("), UInt8(ascii: "[")].contains(selector[place]) { depth += 1 }
          if [UInt8(ascii: ")"), UInt8(ascii: "]")].contains(selector[place]) { depth -= 1 }
          place += 1
        } while depth > 0 && place < selector.endIndex
      case _ where Self.isNamePart(byte):
        if !elements.contains(word()) { return false }
      default: place += 1
      }
    }
    return true
  }

  private static func isNamePart(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}
