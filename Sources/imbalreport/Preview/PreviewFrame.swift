import Markup
import Reporting

/// The page around a previewed report: it holds the report in a frame, exchanges it for a new one
/// where the reader was, and shows what is wrong.
enum PreviewFrame {
  /// UTF-8.
  static let page: [UInt8] = {
    let style = String(decoding: PackageResources.preview_css, as: UTF8.self)
    let program = String(decoding: PackageResources.preview_js, as: UTF8.self)
    let html = Node.tag(
      "html", ["lang": "en"],
      [
        .tag(
          "head", [:],
          [
            .tag("meta", ["charset": "utf-8"]),
            .tag(
              "meta",
              [
                "http-equiv": "Content-Security-Policy",
                "content": ContentPolicy.frame(style: style, program: program),
              ]),
            .tag("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"]),
            .tag("meta", ["name": "color-scheme", "content": "light dark"]),
            .tag("title", [:], "Preview"),
            .tag("style", [:], [.raw(RawText(program: style))]),
          ]),
        .tag(
          "body", [:],
          [
            .tag("iframe", ["title": "The report", "src": "/report"], []),
            .tag("p", ["id": "doing", "hidden": ""], ""),
            .tag(
              "section", ["id": "problems", "role": "alert", "hidden": ""],
              [.tag("h2", [:], ""), .tag("pre", ["tabindex": "0"], "")]),
            .tag("script", [:], [.raw(RawText(program: program))]),
          ]),
      ])
    return Array("<!doctype html>\n".utf8) + html.compactBytes
  }()

  /// What stands in the frame before there was a report.
  static let empty =
    "<!doctype html><html lang=en><meta charset=utf-8><meta name=color-scheme content=\"light dark\">"
    + "<title>Preview</title><p>There is no report yet."
}
