import ArgumentParser
import Dispatch
import Glibc
import Synchronization

/// `imbalreport preview`: the report in a browser, up to date while its template is written.
struct PreviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "preview",
    abstract: "Shows a report in the browser and renders it again at every save.",
    usage: "imbalreport preview [<options>] <file>",
    discussion: """
      Serves the report on this machine alone (127.0.0.1) and writes none. It is made again when \
      the template, a file that it reads, or the theme is saved; only the steps that a change \
      concerns are computed, and what renders have kept is used. The page stays where the reader \
      was. While the template has errors the last good report stays, with the errors below it. \
      Ctrl-C ends it.
      """)

  @OptionGroup var options: TemplateOptions

  @ArgumentParser.Option(
    help: ArgumentHelp(
      "The port; by default 8321, or the next that is free.", valueName: "number"))
  var port: UInt16?

  @OptionGroup var cache: CacheOptions

  mutating func validate() throws {
    if options.files.count != 1 {
      throw ValidationError("preview takes one template at a time.")
    }
    if port == 0 { throw ValidationError("--port takes a number from 1 to 65535.") }
  }

  func run() throws {
    guard InputFile.exists(options.files[0]) else {
      throw fail("cannot read '\(options.files[0])': there is no such file")
    }
    let server = try listen()
    // Ends are waited for below; no thread started from now on is interrupted by them.
    var ends = sigset_t()
    sigemptyset(&ends)
    sigaddset(&ends, SIGINT)
    sigaddset(&ends, SIGTERM)
    pthread_sigmask(SIG_BLOCK, &ends, nil)
    signal(SIGPIPE, SIG_IGN)
    DispatchQueue(label: "imbalreport.ends").async { [ends] in
      var ends = ends
      var signal: Int32 = 0
      sigwait(&ends, &signal)
      _exit(0)
    }
    let watch: Mutex<FolderWatch>
    do throws(FolderWatch.Failure) { watch = Mutex(try FolderWatch()) } catch {
      throw fail(error.message)
    }
    // A save during the first report is seen, too.
    watch.withLock { _ = $0.watch(Preview.givenFiles(options)) }
    var upkeep = CacheUpkeep(cache.folder(isQuiet: options.quiet))
    let preview = Preview(options, cache: upkeep.folder, tellNews: server.wake)
    let site = PreviewServer(preview: preview, port: server.port)
    DispatchQueue(label: "imbalreport.server").async { server.serve(site.answer) }
    let address = "http://127.0.0.1:\(server.port)/"
    Terminal.print("preview of \(options.files[0]) at \(address) (Ctrl-C ends it)")
    while true {
      let made = preview.make { watch.withLock { $0.hasChanged() } }
      if !options.quiet { Terminal.write(made.told, to: STDERR_FILENO) }
      // What lies in a folder that was not watched may have changed unseen.
      if watch.withLock({ $0.watch(made.files) }) { continue }
      upkeep.tend()
      watch.withLock { $0.wait() }
    }
  }

  private func listen() throws -> LocalServer {
    let wanted = port.map { [$0] } ?? Array(8321...8420)
    for port in wanted {
      do throws(LocalServer.Failure) {
        return try LocalServer(port: port)
      } catch {
        if case .system(let reason) = error {
          throw fail("cannot listen on port \(port): \(reason)")
        }
      }
    }
    throw fail(
      port.map { "port \($0) is taken; name another with --port, or none" }
        ?? "ports 8321 to 8420 are all taken; name another with --port")
  }
}
