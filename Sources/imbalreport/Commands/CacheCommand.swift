import ArgumentParser
import Glibc
import Imbalance
import Reporting

/// `imbalreport cache`: what is kept between renders.
struct CacheCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cache",
    abstract: "Shows or clears what is kept between renders.",
    discussion: """
      render and preview keep fitted models, evaluations and other long work in a folder of yours, \
      each under a digest of all that decides it: the options, what it reads down to the bytes of \
      the data, the seed, and this build of the program. Nothing else is ever taken from it, and \
      it never changes a report; --no-cache does without it, and render --explain-cache tells why \
      each step was computed. The folder is $IMBALREPORT_CACHE, or imbalreport in $XDG_CACHE_HOME or \
      ~/.cache. It holds at most 1 GB; what was used longest ago goes first.
      """)

  @Flag(help: "Takes away all that is kept.")
  var clear = false

  func run() throws {
    guard let path = CacheFolder.standardPath else {
      throw fail("there is no cache: neither IMBALREPORT_CACHE nor HOME is set")
    }
    guard InputFile.exists(path) else {
      Terminal.print("\(path): nothing is kept yet")
      return
    }
    let folder: CacheFolder
    do throws(ModellingError) { folder = try CacheFolder(path) } catch {
      throw fail(error.message)
    }
    let contents = folder.contents
    let results = "\(contents.count) result\(contents.count == 1 ? "" : "s")"
    let size = Self.size(contents.bytes)
    if clear {
      folder.clear()
      Terminal.print("\(path): \(results) taken away, \(size)")
    } else {
      Terminal.print("\(path): \(results), \(size) of \(Self.size(folder.limit))")
    }
  }

  private static func size(_ bytes: Int) -> String {
    bytes < 1_000_000
      ? "\((bytes + 999) / 1000) kB"
      : "\(Double((bytes + 50_000) / 100_000) / 10) MB"
  }
}
