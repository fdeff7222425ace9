import ArgumentParser
import LanguageServer
import Reporting

/// `imbalreport lsp`: a language server for editors.
struct LanguageServerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lsp",
    abstract: "Serves an editor: diagnostics as you type, completion, hover, rename.",
    discussion: """
      Speaks the Language Server Protocol on standard input and output; an editor starts it, \
      not a person. See docs/editors.md.
      """)

  @ArgumentParser.Option(
    help: ArgumentHelp(
      "The folder outside which no file is read; by default each template's own.", valueName: "dir")
  )
  var root: String?

  @Flag(help: "Standard input and output; the default, and accepted because editors say it.")
  var stdio = false

  func run() throws {
    var folder: String?
    if let root {
      guard let resolved = InputFile.resolved(root), InputFile.isFolder(resolved) else {
        throw fail("--root names a folder; '\(root)' is none")
      }
      folder = resolved
    }
    // Without a cache everything works but the values that renders have computed.
    let cache = CacheFolder.standardPath.flatMap { try? CacheFolder($0) }
    let code = Server.run(
      settings: ServerSettings(root: folder, cache: cache), toolVersion: Tool.version)
    if code != 0 { throw ExitCode(code) }
  }
}
