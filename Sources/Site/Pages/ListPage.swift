import Markup

/// A page that leads to others, with a sentence about each.
enum ListPage {
  static func page(
    _ address: String, _ title: String, _ section: Section, lead: String, _ pages: [SitePage]
  ) -> SitePage {
    SitePage(
      address: address, title: title, section: section,
      content: [
        .tag("h1", [:], title), .tag("p", ["class": "lead"], lead),
        .tag(
          "dl", ["class": "leads"],
          pages.flatMap { page -> [Node] in
            [
              .tag("dt", [:], [.tag("a", ["href": page.address], page.title)]),
              page.summary.isEmpty ? .empty : .tag("dd", [:], page.summary),
            ]
          }),
      ])
  }
}

/// A file or folder of the repository that a page speaks of.
enum SourcePage {
  static func page(_ address: String, root: String) throws(SiteFault) -> SitePage {
    let path = String(address.dropFirst("/source/".count).dropLast(".html".count))
    let full = root + "/" + path
    let isFolder = Files.isFolder(full)
    let text =
      isFolder
      ? Files.names(in: full).map { $0 + (Files.isFolder("\(full)/\($0)") ? "/\n" : "\n") }.joined()
      : String(decoding: try Files.bytes(full), as: UTF8.self)
    return SitePage(
      address: address, title: path, section: .none,
      content: [
        .tag("h1", [:], path),
        .tag(
          "p", [:], isFolder ? "What lies in this folder of the source." : "A file of the source."),
        CodeBlock.node(text, language: path.split(separator: ".").last.map(String.init) ?? "text"),
      ])
  }
}
