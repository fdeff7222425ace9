import Markup

/// Whether every address of the site leads to something, and nothing comes from elsewhere.
struct LinkCheck {
  /// Attributes that name elements of their own page.
  static let references = ["for", "aria-labelledby", "aria-describedby"]

  /// The anchors of each page.
  private var anchors: [String: Set<String>] = [:]
  /// The files that are not pages.
  private let files: Set<String>
  private(set) var faults: [SiteFault] = []

  /// Looks at pages that stand beside files.
  init(_ pages: [SitePage], files: [String]) {
    self.files = Set(files)
    for page in pages {
      if anchors[page.address] != nil {
        faults.append(SiteFault(page.address, "two pages have this address"))
      }
      // What the layout adds.
      var found: Set<String> = ["main", "contents"]
      for element in page.content.flatMap(\.elements) {
        guard let id = element["id"], !found.insert(id).inserted else { continue }
        faults.append(SiteFault(page.address, "the anchor '\(id)' is there twice"))
      }
      anchors[page.address] = found
    }
    for page in pages {
      for element in page.content.flatMap(\.elements) {
        if let address = element["href"] { look(address, isLink: element.name == "a", page) }
        if let address = element["src"] { look(address, isLink: false, page) }
        for attribute in element.attributes {
          for id in Self.named(by: attribute) where anchors[page.address]?.contains(id) != true {
            faults.append(
              SiteFault(page.address, "\(attribute.name) names '\(id)', which is not there"))
          }
        }
      }
    }
  }

  /// The elements of the same page that an attribute names.
  private static func named(by attribute: Element.Attribute) -> [String] {
    if references.contains(attribute.name) {
      return attribute.value.split(separator: " ").map(String.init)
    }
    guard attribute.value.hasPrefix("url(#"), attribute.value.hasSuffix(")") else { return [] }
    return [String(attribute.value.dropFirst(5).dropLast())]
  }

  private mutating func look(_ address: String, isLink: Bool, _ page: SitePage) {
    if address.contains("://") || address.hasPrefix("mailto:") {
      if !isLink { faults.append(SiteFault(page.address, "'\(address)' would be loaded")) }
      return
    }
    let parts = address.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let target = parts[0].isEmpty ? page.address : String(parts[0])
    guard let known = anchors[target] else {
      if !files.contains(target) {
        faults.append(SiteFault(page.address, "'\(address)' leads nowhere"))
      }
      return
    }
    if parts.count > 1, !known.contains(String(parts[1])) {
      faults.append(SiteFault(page.address, "'\(address)' leads to no anchor of that page"))
    }
  }
}
