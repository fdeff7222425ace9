internal import Imbalance
package import Literate

/// The way of a report: read, check, run, render. Each is a function from one value to the next.
package struct Report: Sendable {
  /// How a report is made.
  package struct Options: Sendable {
    package var threads = 1
    /// Whether a report with error cards is made when something fails while running.
    package var keepsGoing = false
    /// The paper, for a page that will be printed.
    package var paper: PaperSize?
    /// What earlier reports have computed; never changes the report.
    package var store: StepStore?
    package var progress = Executor.Progress.silent
    /// Whether what a step with a key makes is still wanted, asked before it and before each of its
    /// fits, from several threads. A step that is not is called off, and there is no report.
    package var isWanted: (@Sendable (StepKey) -> Bool)?
    package init() {}
  }

  /// The page, complete.
  package let html: [UInt8]
  /// What a reader sees, for other formats.
  private let content: PageContent
  private let template: String
  /// The results file.
  package let results: JSON
  /// The gates in the order of the document.
  package let gates: [Gate]
  /// What the checks of a report have found and nobody muted, the most severe first.
  package let findings: [ReportFinding]
  /// Figures and tables on the page.
  package let figureCount: Int
  package let tableCount: Int
  /// What went wrong while running, and everything found while checking.
  package let diagnostics: [Diagnostic]
  /// Which steps were computed and which were known, in the order of the template.
  package let keeping: [KeptStep]
  /// What a reader can try out, in the order of the template.
  package let explorers: [Explorer]

  /// The report as Markdown whose figures lie in a folder, named as seen from the Markdown.
  package func markdown(figuresIn folder: String) -> MarkdownReport {
    MarkdownReport(content, folder: folder, source: template)
  }

  package var hasFailedGates: Bool { gates.contains { $0.outcome == .fail } }

  /// The keys of all steps of a sound template, with its files as they are now; nothing is run.
  package static func keys(of checked: CheckedTemplate, store: StepStore) -> Set<StepKey> {
    guard !checked.hasErrors, let plan = checked.plan else { return [] }
    return executor(of: checked, threads: 1, progress: .silent, store: store).keys(of: plan)
  }

  /// What runs a checked template.
  private static func executor(
    of checked: CheckedTemplate, threads: Int, progress: Executor.Progress, store: StepStore?
  ) -> Executor {
    var executor = Executor(
      template: checked.document.template, parameters: checked.parameters,
      language: checked.settings.language, threads: threads, progress: progress)
    executor.seed = checked.settings.seed
    executor.store = store
    return executor
  }

  /// Runs a checked template. The report is `nil` when something failed and `keepsGoing` is off.
  package static func make(
    _ checked: CheckedTemplate, options: Options
  ) -> (report: Report?, diagnostics: [Diagnostic]) {
    guard !checked.hasErrors, let plan = checked.plan else { return (nil, checked.diagnostics) }
    let language = checked.settings.language
    var executor = executor(
      of: checked, threads: options.threads, progress: options.progress, store: options.store)
    executor.isWanted = options.isWanted
    let run = executor.run(plan)
    if run.wasCancelled { return (nil, checked.diagnostics) }
    var diagnostics = run.failures.keys.sorted().compactMap { run.failures[$0] }
    let context = FindingContext(
      checked: checked, plan: plan, run: run, language: language, threads: options.threads)
    let findings = Findings(context)
    let page = Page(
      checked: checked, plan: plan, run: run, language: language, context: context,
      findings: findings)
    diagnostics += page.missing
    let all = Diagnostic.sorted(
      checked.diagnostics
        + checked.parameters.located(diagnostics, in: checked.document.template))
    if !options.keepsGoing, diagnostics.contains(where: { $0.severity == .error }) {
      return (nil, all)
    }
    let results = ResultsFile(checked: checked, plan: plan, run: run, findings: findings)
    let gates = results.gates
    let json = results.json
    let content = page.content(gates: gates)
    let report = Report(
      html: page.html(content, results: json, paper: options.paper), content: content,
      template: checked.document.template.path.lastComponent, results: json, gates: gates,
      findings: findings.shown,
      figureCount: page.count(of: "plot"), tableCount: page.count(of: "table"), diagnostics: all,
      keeping: KeptStep.all(of: plan, run, store: options.store),
      explorers: page.figures.compactMap(\.explorer))
    return (report, all)
  }
}
