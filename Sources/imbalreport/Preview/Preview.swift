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

  /// The files that the command line names.
  static func givenFiles(_ options: TemplateOptions) -> [String] {
    [options.files[0], options.params, options.theme].compactMap { $0 }
  }

  /// Makes the report from the files as they are now.
  ///
  /// Steps that a later save no longer asks for are called off; all others are finished and kept.
  ///
  /// - Parameter hasChanged: Whether a file was saved since this was asked last; from any thread.
  /// - Returns: The files that it was made from, and what to say on the terminal.
  func make(_ hasChanged: @escaping @Sendable () -> Bool) -> (files: [String], told: String) {
    let start = DispatchTime.now().uptimeNanoseconds
    let before = store.counts
    let readBefore = store.reads
    let later = LaterText { [self] in
      guard hasChanged() else { return nil }
      return try? checked()
    }
    var watched = Self.givenFiles(options)
    var page: [UInt8]?
    var problems = ""
    var warnings = ""
    do throws(OutputFile.Failure) {
      let checked = try checked()
      watched += checked.filesRead
      let line = ProgressTeller.line(isEnabled: !options.quiet)
      let teller = ProgressTeller(after: 0.25) { [self] text in tell(doing: text) }
      var making = Report.Options()
      making.threads = Processors.count
      making.store = store
      making.progress = Executor.Progress { doing, finished, total in
        teller.progress.report(doing, finished, total)
        line?.progress.report(doing, finished, total)
      }
      making.isWanted = { [self] key in
        later.wants(key, store) { problems in _ = show(nil, problems) }
      }
      let (report, diagnostics) = Report.make(checked, options: making)
      line?.finish()
      teller.finish()
      if report == nil, later.isThere {
        return (watched, "given up after \(Self.milliseconds(since: start)) ms: saved again\n")
      }
      page = report?.html
      let isFatal =
        report == nil || options.strict && diagnostics.contains { $0.severity == .warning }
      if !diagnostics.isEmpty {
        problems = Self.text(diagnostics, of: checked, isColored: false)
        warnings = Self.text(
          diagnostics, of: checked, isColored: Terminal.usesColor(options.color))
        if isFatal { page = nil }
      }
    } catch {
      problems = error.message
      warnings = RenderCommand.text(of: error)
    }
    // What is wrong with a later text is shown already, and its page will be made next.
    let isNew = !later.isBroken && show(page, problems)
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
      warnings
        + "\(outcome): \(Self.milliseconds(since: start)) ms, \(computed) of \(all) steps computed\n"
    )
  }

  /// The template as it is now.
  private func checked() throws(OutputFile.Failure) -> CheckedTemplate {
    let input = try InputFile(options.files[0], root: options.root, headers: headers)
    return Checker(
      files: input.files, parameters: try options.given(), theme: try options.themeSheet()
    ).check(input.template)
  }

  static func text(
    _ diagnostics: [Diagnostic], of checked: CheckedTemplate, isColored: Bool
  ) -> String {
    DiagnosticPrinter(templates: checked.sources, color: isColored).text(diagnostics)
  }

  private static func milliseconds(since start: UInt64) -> Int {
    Int((Double(DispatchTime.now().uptimeNanoseconds - start) / 1e6).rounded())
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
