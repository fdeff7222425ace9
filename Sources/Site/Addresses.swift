import Reporting

/// Where each file of the repository stands on the site.
struct Addresses {
  /// The repository's folder.
  let root: String
  /// The built-in templates, each with a page of its own.
  let templates: [String]
  /// The kinds that a capability belongs to, by its name.
  private let kinds: [String: String]

  init(root: String, templates: [String]) {
    self.root = root
    self.templates = templates
    kinds = Dictionary(
      Catalogue.kinds.flatMap { kind in kind.entries.map { ($0.name, kind.name) } },
      uniquingKeysWith: { first, _ in first })
  }

  /// The address of a link's destination as written in a file; `nil` where it leads nowhere.
  func address(of destination: String, in file: String) -> String? {
    if destination.contains("://") || destination.hasPrefix("mailto:") { return destination }
    if destination.hasPrefix("#") {
      return file == "docs/reference.md" ? reference(String(destination.dropFirst())) : destination
    }
    let parts = destination.split(separator: "#", maxSplits: 1)
    guard let path = Self.joined(Files.folder(of: file), String(parts[0])) else { return nil }
    let anchor = parts.count > 1 ? String(parts[1]) : nil
    if path == "docs/reference.md" { return reference(anchor) }
    guard let page = page(of: path) else { return nil }
    return page + (anchor.map { "#" + $0 } ?? "")
  }

  /// The page of a file or folder of the repository.
  func page(of path: String) -> String? {
    guard Files.exists(root + "/" + path) else { return nil }
    switch path {
    case "README.md": return "/index.html"
    case "CONTRIBUTING.md": return "/contributing.html"
    case "CHANGELOG.md": return "/changelog.html"
    case "templates/data/README.md": return "/gallery/data.html"
    case "docs/decisions": return "/decisions/index.html"
    case "reports", "templates": return Section.gallery.start
    default: break
    }
    if path.hasPrefix("docs/"), path.hasSuffix(".md") {
      return "/" + path.dropFirst(5).dropLast(3) + ".html"
    }
    if path.hasPrefix("docs/images/") { return "/" + path.dropFirst(5) }
    if path.hasPrefix("templates/"), path.hasSuffix(".md") {
      let name = String(path.dropFirst(10).dropLast(3))
      if templates.contains(name) { return "/gallery/\(name).html" }
    }
    return "/source/\(path).html"
  }

  /// The place of an anchor of `docs/reference.md`, which is many pages here.
  private func reference(_ anchor: String?) -> String? {
    guard let anchor else { return Section.reference.start }
    switch anchor {
    case "values": return "/reference/values.html"
    case "commands": return "/reference/commands.html"
    case "exit-codes": return "/reference/commands.html#exit-codes"
    default: break
    }
    if let kind = Catalogue.kinds.first(where: { ReferenceText.anchor($0.name) == anchor }) {
      return "/reference/\(kind.name).html"
    }
    return kinds[anchor].map { "/reference/\($0).html#\(anchor)" }
  }

  /// A path from the repository's folder; `nil` when it leads out of it.
  private static func joined(_ folder: String, _ path: String) -> String? {
    var parts = folder.split(separator: "/").map(String.init)
    for part in path.split(separator: "/") {
      switch part {
      case ".": continue
      case "..":
        if parts.isEmpty { return nil }
        parts.removeLast()
      default: parts.append(String(part))
      }
    }
    return parts.joined(separator: "/")
  }

  /// An address as written in a page: how to get there from the page's own folder.
  static func relative(_ address: String, from page: String) -> String {
    guard address.hasPrefix("/") else { return address }
    let here = page.split(separator: "/").dropLast()
    let there = address.split(separator: "/")
    let shared = zip(here, there.dropLast()).prefix { $0 == $1 }.count
    let up = [Substring](repeating: "..", count: here.count - shared)
    return (up + there.dropFirst(shared)).joined(separator: "/")
  }
}
