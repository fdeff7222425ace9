import ArgumentParser
import Foundation

/// Writes the documentation as a folder of pages that need no server and no network.
@main
struct SiteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "Site", abstract: "Writes the documentation site; `make site` calls it.")

  @Option(help: "The built imbalreport; the examples are run by it.")
  var program: String

  @Option(help: "The folder of the repository.")
  var repository = "."

  @Option(help: "The folder that is written; it is made anew.")
  var output: String

  @Option(help: "A folder with reports of the templates that need not be rendered again.")
  var rendered: String?

  func run() throws {
    let builder = SiteBuilder(
      root: Files.absolute(repository), output: Files.absolute(output),
      program: Program(path: Files.absolute(program)), rendered: rendered.map(Files.absolute))
    let result: Result<SiteBuilder.Summary, SiteFaults>
    do {
      result = try builder.build()
    } catch {
      result = .failure(SiteFaults(all: [error]))
    }
    switch result {
    case .success(let summary):
      print(
        "wrote \(output): \(summary.pages) pages, \(summary.reports) reports, \(summary.examples) examples run"
      )
    case .failure(let faults):
      for fault in faults.all {
        FileHandle.standardError.write(Data((fault.text + "\n").utf8))
      }
      throw ExitCode.failure
    }
  }
}
