import Dispatch
import Glibc
import Imbalance
import Literate
import Reporting
import Synchronization

/// A report that is made again whenever something it is made from changes.
///
/// What steps have made is kept, so that an edit computes what it changes and no more. A report
/// that cannot be made leaves the last good one in its place, with the errors beside it.
final class Preview: Sendable {
  /// What a browser is shown.
  struct State: Sendable {
    /// Counts changes of page or problems, from 1.
    var version = 0
    /// Counts these and every word of progress.
    var moment = 0
    /// What is being computed for the next page, once that takes a while.
    var doing: String?
    /// The last report that could be made; none at first.
    var page: [UInt8]?
    /// What is wrong now, as the terminal shows it; empty when all is well.
    var problems = ""
    /// Whether the page is that of the files as they are, and not of earlier ones.
    var isCurrent = false
  }

  private let options: TemplateOptions
  private let store: StepStore
  private let tellNews: @Sendable () -> Void
  private let headers = HeaderCache()
  private let state = Mutex(State())

  /// A preview of the template that the options name.
  ///
  /// - Parameters:
  ///   - cache: What is kept between one program and the next.
  ///   - tellNews: Called when there is something else to show.
  init(
    _ options: TemplateOptions, cache: CacheFolder?, tellNews: @escaping @Sendable () -> Void
  ) {
    self.options = options
    self.tellNews = tellNews
    store = StepStore(folder: cache)
  }

  /// What is shown now.
  var current: State { state.withLock { $0 } }

  /// Makes the report from the files as they are now.
  ///
  /// - Returns: The files that it was made from, and what to say on the terminal.
  func make() -> (files: [String], told: String) {
    let start = DispatchTime.now().uptimeNanoseconds
    let before = store.counts
    let readBefore = store.reads
    let path = options.files[0]
    var watched = [path, options.params, options.theme].compactMap { $0 }
    var page: [UInt8]?
    var problems = ""
    var warnings = ""
    do throws(OutputFile.Failure) {
      let input = try InputFile(path, root: options.root, headers: headers)
      let checked = Checker(
        files: input.files, parameters: try options.given(), theme: try options.themeSheet()
      ).check(input.template)
      watched += checked.filesRead
      var making = Report.Options()
      making.threads = Processors.count
      making.store = store
      let line = ProgressTeller.line(isEnabled: !options.quiet)
      let teller = ProgressTeller(after: 0.25) { [self] text in tell(doing: text) }
      making.progress = Executor.Progress { doing, finished, total in
        teller.progress.report(doing, finished, total)
        line?.progress.report(doing, finished, total)
      }
      let (report, diagnostics) = Report.make(checked, options: making)
      line?.finish()
      teller.finish()
      page = report?.html
      let isFatal =
        report == nil || options.strict && diagnostics.contains { $0.severity == .warning }
      func text(isColored: Bool) -> String {
        DiagnosticPrinter(templates: checked.sources, color: isColored).text(diagnostics)
      }
      if !diagnostics.isEmpty {
        problems = text(isColored: false)
        warnings = text(isColored: Terminal.usesColor(options.color))
        if isFatal { page = nil }
      }
    } catch {
      problems = error.message
      warnings = RenderCommand.text(of: error)
    }
    let isNew = show(page, problems)
    let spent = Double(DispatchTime.now().uptimeNanoseconds - start) / 1e6
    let counts = store.counts
    let missed = counts.misses - before.misses
    let computed = missed - (store.reads - readBefore)
    let all = missed + counts.hits - before.hits
    let outcome =
      page == nil
      ? "not rendered; the last good page stays"
      : isNew ? "rendered" : "rendered, nothing changed"
    return (
      watched,
      warnings + "\(outcome): \(Int(spent.rounded())) ms, \(computed) of \(all) steps computed\n"
    )
  }

  /// Says what is being computed, or that nothing is any more.
  private func tell(doing: String?) {
    state.withLock { state in
      state.moment += 1
      state.doing = doing
    }
    tellNews()
  }

  /// Puts a page and problems in place of the old ones; whether anything differs.
  private func show(_ page: [UInt8]?, _ problems: String) -> Bool {
    let isNew = state.withLock { state in
      guard
        state.version == 0 || state.problems != problems
          || page != nil && state.page != page
      else { return false }
      state.version += 1
      state.moment += 1
      state.problems = problems
      state.isCurrent = page != nil
      if let page { state.page = page }
      return true
    }
    if isNew { tellNews() }
    return isNew
  }
}
