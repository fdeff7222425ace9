import ArgumentParser
import Glibc
import Imbalance
import Literate
import Reporting

/// `imbalreport render`: a template in, a report out: a page, Markdown with figures, or a PDF.
struct RenderCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "render",
    abstract: "Renders templates to self-contained reports: HTML, Markdown or PDF.",
    discussion: """
      Writes FILE.html beside each template, or to -o; with --to md FILE.report.md and its figures \
      in FILE.report/. A report that cannot be completed leaves \
      the old one as it was. Exit code 3 says that the report was written and a gate failed.

      With --for-each regions.csv every row of the table makes a report of its own: the header \
      names parameters, and the first column also names the reports (analysis-north.html). They \
      are made side by side; one that fails stops no other.
      """)

  /// What is written.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case html
    case md
    case json
    case pdf

    /// What stands after the template's name.
    var ending: String { self == .md ? "report.md" : rawValue }
  }

  /// The paper of a PDF.
  enum Paper: String, ExpressibleByArgument, CaseIterable {
    case a4
    case letter

    var size: PaperSize { self == .a4 ? .a4 : .letter }
  }

  @OptionGroup var options: TemplateOptions

  @ArgumentParser.Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Where the report goes: a file, a folder for several templates, or - for standard output.",
      valueName: "out"))
  var output: String?

  @ArgumentParser.Option(
    help:
      "What is written: html, md with SVG figures, pdf by way of Chromium, or the results alone as json."
  )
  var to: Format = .html

  @ArgumentParser.Option(
    help: ArgumentHelp("Also writes every number to a JSON file.", valueName: "file"))
  var results: String?

  @ArgumentParser.Option(
    help: ArgumentHelp(
      "Also writes the gates as JUnit XML, for a build server.", valueName: "file"))
  var junit: String?

  @ArgumentParser.Option(
    help: ArgumentHelp(
      "Renders once for each row of a table whose header names parameters.", valueName: "csv"),
    completion: .file(extensions: ["csv", "tsv"]))
  var forEach: String?

  @ArgumentParser.Option(help: "The paper of a PDF: a4 or letter.")
  var paper: Paper = .a4

  @Flag(
    help: "Makes the report even where steps fail, with the errors in their places; still exit 1.")
  var keepGoing = false

  @Flag(help: "Writes nothing; exit code 4 if the output would differ from what is there.")
  var frozen = false

  @Flag(
    name: [.long, .customLong("verbose"), .customShort("v")],
    help: "Prints how long each step took, the longest first.")
  var timings = false

  @OptionGroup var cache: CacheOptions

  @Flag(help: "Tells of each step whether it was kept from before or computed, and why.")
  var explainCache = false

  @ArgumentParser.Option(
    help: ArgumentHelp(
      "How many threads; by default all cores. Never changes the report.", valueName: "n"))
  var threads: Int?

  mutating func validate() throws {
    if let threads, threads < 1 || threads > 1024 {
      throw ValidationError("--threads takes a number from 1 to 1024.")
    }
    if options.files.count > 1 || forEach != nil {
      let one = forEach == nil ? "template" : "report"
      if results != nil { throw ValidationError("--results takes one \(one) at a time.") }
      if junit != nil { throw ValidationError("--junit takes one \(one) at a time.") }
      if output == "-" { throw ValidationError("-o - takes one \(one) at a time.") }
      if forEach != nil, timings {
        throw ValidationError("--timings takes one report at a time.")
      }
    }
    if cache.noCache, explainCache {
      throw ValidationError("--explain-cache has nothing to tell with --no-cache.")
    }
    if output == "-", to == .md {
      throw ValidationError("--to md writes figures beside the text; -o - has no place for them.")
    }
    for format in Format.allCases where format != to {
      if let output, output.hasSuffix("." + format.rawValue), !InputFile.isFolder(output),
        !options.files.contains(where: { InputFile.isSamePlace($0, output) })
      {
        throw ValidationError(
          "'\(output)' ends as \(format.rawValue) does; add --to \(format.rawValue), or name it .\(to.ending)."
        )
      }
    }
    if output == "-", frozen { throw ValidationError("--frozen compares files; -o - has none.") }
  }

  func run() throws {
    var code: Int32 = 0
    // A file that grows too large is an error to report, not a signal to die from.
    signal(SIGXFSZ, SIG_IGN)
    let stems = options.files.map(Self.stem)
    if output != nil, let twin = stems.first(where: { stem in stems.count { $0 == stem } > 1 }) {
      throw ValidationError("Two templates are named '\(twin)'; render them into two folders.")
    }
    let rows: [ParameterRow?]
    do throws(OutputFile.Failure) {
      rows =
        try forEach.map { path throws(OutputFile.Failure) in try ParameterRow.read(path) }
        ?? [nil]
    } catch {
      throw fail(error.message)
    }
    if let output, output != "-", options.files.count > 1 || forEach != nil,
      !InputFile.isFolder(output)
    {
      throw fail(
        "with several \(forEach == nil ? "templates" : "reports") -o names a folder that exists; '\(output)' is none\n  hint: mkdir '\(output)'"
      )
    }
    let jobs = options.files.flatMap { path in rows.map { (path: path, row: $0) } }
    let cores = threads ?? Processors.count
    // Templates are rendered one after the other, each with all threads; rows side by side.
    let workers = forEach == nil ? 1 : min(cores, jobs.count)
    let telling = InOrder()
    let store = StepStore(
      capacity: forEach == nil ? 0 : 32, folder: cache.folder(isQuiet: options.quiet))
    let told = parallelMap(count: jobs.count, threads: workers) { place in
      let told = render(
        jobs[place].path, jobs[place].row, store, threads: max(1, cores / workers),
        isAlone: jobs.count == 1 || workers == 1)
      telling.tell(place) {
        Terminal.write(told.error, to: STDERR_FILENO)
        Terminal.write(told.output, to: STDOUT_FILENO)
      }
      return told.code
    }
    var upkeep = CacheUpkeep(store.folder)
    upkeep.tend()
    for one in told {
      // An error outweighs a difference, which outweighs a failed gate.
      let rank: [Int32] = [0, 3, 4, 1]
      if (rank.firstIndex(of: one) ?? 0) > (rank.firstIndex(of: code) ?? 0) { code = one }
    }
    if code != 0 { throw ExitCode(code) }
  }

  /// What a report has to say on the terminal, and the exit code it asks for.
  private struct Told: Sendable {
    var code: Int32 = 0
    var output = ""
    var error = ""
  }

  /// Renders one template, with the parameters of a row where there is one.
  private func render(
    _ path: String, _ row: ParameterRow?, _ store: StepStore, threads: Int, isAlone: Bool
  ) -> Told {
    var told = Told()
    do throws(OutputFile.Failure) {
      let input = try InputFile(path, root: options.root)
      let checked = Checker(
        files: input.files, parameters: try options.given() + (row?.given ?? []),
        theme: try options.themeSheet()
      ).check(input.template)
      let place = try destination(of: input, row)
      try refuseInputs([place] + [results, junit].compactMap { $0 }, input, checked)
      let line = ProgressTeller.line(isEnabled: !options.quiet && isAlone)
      var making = Report.Options()
      making.threads = threads
      making.keepsGoing = keepGoing
      making.paper = to == .pdf ? paper.size : nil
      if let line { making.progress = line.progress }
      making.store = store
      let times = StepTimes()
      if timings { making.progress.around = times.around }
      let (report, diagnostics) =
        options.strict && checked.diagnostics.contains { $0.severity == .warning }
        ? (nil, checked.diagnostics) : Report.make(checked, options: making)
      line?.finish()
      if timings { told.error += times.text }
      if let report, let folder = store.folder {
        let steps = KeptStep.explained(
          report.keeping,
          template: ([input.files.folder, path] + (row.map { [$0.name] } ?? [])).joined(
            separator: "\n"), in: folder)
        told.error += text(of: steps)
      }
      let shown = diagnostics.filter { !options.quiet || $0.severity == .error || options.strict }
      if !shown.isEmpty {
        let printer = DiagnosticPrinter(
          templates: checked.sources, color: Terminal.usesColor(options.color))
        if let row { told.error += "\(TerminalText.plain(row.name)):\n" }
        told.error += printer.text(shown)
      }
      guard let report else {
        told.code = 1
        return told
      }
      try deliver(
        report, input, checked, to: place,
        isSound: !diagnostics.contains { $0.severity == .error }, &told)
    } catch {
      told.error += Self.text(of: error)
      told.code = 1
    }
    return told
  }

  /// Whether each step was known; without `--explain-cache` only what should not have happened.
  private func text(of steps: [KeptStep]) -> String {
    steps.map { step in
      switch step.fate {
      case .kept: explainCache ? "kept      \(step.doing)\n" : ""
      case .small: explainCache ? "always    \(step.doing)\n" : ""
      case .computed(let reason):
        explainCache
          ? "computed  \(step.doing): \(reason)\n"
          : step.isRepair && !options.quiet
            ? "imbalreport: note: \(step.doing) was computed again: \(reason)\n" : ""
      }
    }.joined()
  }

  static func text(of failure: OutputFile.Failure) -> String {
    (failure.message.contains("error[")
      ? failure.message : "imbalreport: error: \(failure.message)") + "\n"
  }

  private func deliver(
    _ report: Report, _ input: InputFile, _ checked: CheckedTemplate, to place: String,
    isSound: Bool, _ told: inout Told
  ) throws(OutputFile.Failure) {
    let delivery = try Delivery(report, to, to: place, results: results, junit: junit)
    try refuseInputs(delivery.files.map(\.path), input, checked)
    if frozen, place != "-" {
      if let path = delivery.firstDifference {
        told.error += "imbalreport: '\(path)' would differ\n"
        told.code = 4
        return
      }
    } else {
      try delivery.write()
    }
    if place == "-" {
      guard Terminal.write(bytes: delivery.main, to: STDOUT_FILENO) else {
        throw OutputFile.Failure(
          message: "cannot write to standard output: \(String(cString: strerror(errno)))")
      }
    } else if !options.quiet {
      told.output += summary(report, place, delivery.main.count)
    }
    let hasFailed =
      options.strict ? report.gates.contains { $0.outcome != .pass } : report.hasFailedGates
    told.code = !isSound ? 1 : hasFailed ? 3 : 0
  }

  private func summary(_ report: Report, _ place: String, _ bytes: Int) -> String {
    func count(_ number: Int, _ noun: String) -> String {
      "\(number) \(noun)\(number == 1 ? "" : "s")"
    }
    var parts = [count(report.figureCount, "figure"), count(report.tableCount, "table")]
    let failed = report.gates.count { $0.outcome == .fail }
    let warned = report.gates.count { $0.outcome == .warn }
    if !report.gates.isEmpty {
      parts.append(
        "\(count(report.gates.count, "gate")), \(failed == 0 ? "none" : String(failed)) failed"
          + (warned == 0 ? "" : ", \(count(warned, "warning"))"))
    }
    let serious = report.findings.count { $0.severity == .serious }
    if !report.findings.isEmpty {
      parts.append(
        "\(count(report.findings.count, "finding")), \(serious == 0 ? "none" : String(serious)) serious"
      )
    }
    let verb = frozen ? "unchanged" : "wrote"
    var text = "\(verb) \(place): \((bytes + 999) / 1000) kB, \(parts.joined(separator: ", "))\n"
    for gate in report.gates where gate.outcome != .pass {
      text +=
        "  \(gate.outcome == .fail ? "✘ failed" : "⚠ warning") \(gate.name): \(gate.condition)\n"
      // Labels come from data, which may be a stranger's.
      if !gate.inWords.isEmpty { text += "      \(TerminalText.plain(gate.inWords))\n" }
    }
    return text
  }

  /// A template's name without its folder and its ending.
  private static func stem(_ path: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return name.hasSuffix(".md") ? String(name.dropLast(3)) : name
  }

  /// Where the report of a template goes.
  private func destination(
    of input: InputFile, _ row: ParameterRow?
  ) throws(OutputFile.Failure) -> String {
    let ending = to.ending
    let stem = Self.stem(input.path) + (row.map { "-" + $0.name } ?? "")
    let place: String
    if let junit, let results, InputFile.isSamePlace(junit, results) {
      throw OutputFile.Failure(
        message: "'\(junit)' cannot hold both the gates and the results; name two files")
    }
    if let output {
      if output == "-" { return "-" }
      place = InputFile.isFolder(output) ? "\(output)/\(stem).\(ending)" : output
    } else {
      place =
        OutputFile.folder(of: input.path) == "." && !input.path.hasPrefix("./")
        ? "\(stem).\(ending)" : "\(OutputFile.folder(of: input.path))/\(stem).\(ending)"
    }
    if let results, InputFile.isSamePlace(results, place) {
      throw OutputFile.Failure(
        message: "'\(place)' cannot hold both the report and its results; name two files")
    }
    if let junit, InputFile.isSamePlace(junit, place) {
      throw OutputFile.Failure(
        message: "'\(place)' cannot hold both the report and its gates; name two files")
    }
    return place
  }

  /// Refuses to write over anything that the report is made from.
  private func refuseInputs(
    _ outputs: [String], _ input: InputFile, _ checked: CheckedTemplate
  ) throws(OutputFile.Failure) {
    let data = Set(
      (checked.dataFiles + [options.params, options.theme, forEach].compactMap { $0 }).compactMap(
        InputFile.resolved))
    for path in outputs where path != "-" {
      guard let there = InputFile.resolved(path) else { continue }
      if there == InputFile.resolved(input.path) {
        throw OutputFile.Failure(message: "'\(path)' is the template itself; choose another output")
      }
      if data.contains(there) {
        throw OutputFile.Failure(
          message: "'\(path)' is a data file that the template reads; choose another output")
      }
    }
  }
}
