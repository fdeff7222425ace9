internal import Imbalance
internal import Literate

extension CheckedTemplate {
  /// The same template with what is wrong inside its small data files: a class that does not occur, a
  /// ragged row, a column without values.
  ///
  /// A larger file is read when the report is rendered, and told of then.
  ///
  /// - Parameter store: Files that were read before.
  package func readingSmallFiles(store: StepStore? = nil) -> CheckedTemplate {
    guard let plan else { return self }
    let readers = plan.entries.indices.filter { index in
      guard let step = plan.entries[index].step as? any FileStep else { return false }
      return FileAccess.isSmall(files.folder + "/" + step.file)
    }
    guard !readers.isEmpty else { return self }
    var executor = Executor(
      template: document.template, parameters: parameters, language: settings.language,
      threads: Processors.count, progress: .silent)
    executor.seed = settings.seed
    executor.store = store
    let failures = executor.run(plan.reduced(to: Set(readers))).failures
    guard !failures.isEmpty else { return self }
    let found = parameters.located(
      failures.keys.sorted().compactMap { failures[$0] }, in: document.template)
    return CheckedTemplate(
      document: document, settings: settings, parameters: parameters, plan: plan, files: files,
      declarations: declarations, diagnostics: Diagnostic.sorted(diagnostics + found))
  }
}
