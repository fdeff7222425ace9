import Glibc
import Reporting

/// What a report comes to on disk: one file, or one with a folder of figures.
struct Delivery {
  /// The report's own file, or - for standard output.
  let place: String
  let main: [UInt8]
  /// Every file, the report's own first.
  private(set) var files: [(path: String, bytes: [UInt8])]
  /// The folder of figures, where there are any.
  private var folder: String?
  /// Figures of an earlier report that are no longer in it.
  private var stale: [String] = []

  /// A report in a format.
  init(
    _ report: Report, _ format: RenderCommand.Format, to place: String, results: String?,
    junit: String?
  ) throws(OutputFile.Failure) {
    self.place = place
    let json = Array((report.results.text(indented: true) + "\n").utf8)
    var figures: [(path: String, bytes: [UInt8])] = []
    switch format {
    case .html: main = report.html
    case .json: main = json
    case .pdf: main = try PrintedPage.pdf(report.html, beside: place)
    case .md:
      let folder = Self.folder(of: place)
      let name = folder.split(separator: "/").last.map(String.init) ?? folder
      let markdown = report.markdown(figuresIn: name)
      main = markdown.text
      figures = markdown.files.map { ("\(folder)/\($0.name)", $0.bytes) }
      if !figures.isEmpty { self.folder = folder }
      let current = Set(markdown.files.map(\.name))
      for old in Folder.names(folder) where !current.contains(old) {
        if let bytes = try? InputFile.bytes(of: folder + "/" + old),
          MarkdownReport.isOwn(name: old, bytes: bytes)
        {
          stale.append(folder + "/" + old)
        }
      }
    }
    files = place == "-" ? [] : [(place, main)] + figures
    if let results { files.append((results, json)) }
    if let junit { files.append((junit, JUnitFile(report).bytes)) }
  }

  /// The folder of a Markdown file's figures: its name without the ending.
  static func folder(of place: String) -> String {
    place.hasSuffix(".md") ? String(place.dropLast(3)) : place + ".figures"
  }

  /// The first file that is not on disk as it should be; `nil` when all are.
  var firstDifference: String? {
    files.first { (try? InputFile.bytes(of: $0.path)) != $0.bytes }?.path ?? stale.first
  }

  /// Writes every file or none, then takes old figures away.
  func write() throws(OutputFile.Failure) {
    let isNew = try folder.map { folder throws(OutputFile.Failure) in try Folder.make(folder) }
    do throws(OutputFile.Failure) {
      try OutputFile.write(files)
    } catch {
      if isNew == true, let folder { rmdir(folder) }
      throw error
    }
    for path in stale { unlink(path) }
    if let folder = stale.first.map({ OutputFile.folder(of: $0) }), Folder.names(folder).isEmpty {
      rmdir(folder)
    }
  }
}
