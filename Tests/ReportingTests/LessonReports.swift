import Literate
import Reporting
import TestSupport

/// The lessons under `templates/`, each rendered once for all tests.
struct LessonReport: Sendable {
  let name: String
  let report: Report?
  let diagnostics: [Diagnostic]

  static let folder = repository + "/templates"
  static let names = TestFiles.names(in: folder, suffix: ".md").map { String($0.dropLast(3)) }
  static let all: [LessonReport] = names.map { made($0, threads: 2) }

  static func made(_ name: String, threads: Int) -> LessonReport {
    let path = "\(folder)/\(name).md"
    guard let bytes = try? TestFiles.read(path) else {
      return LessonReport(name: name, report: nil, diagnostics: [])
    }
    return made(name, Template(path: path, bytes: bytes), threads: threads)
  }

  /// A template that reads the lessons' data.
  static func made(_ name: String, _ template: Template, threads: Int) -> LessonReport {
    let checked = Checker(files: FileAccess(root: folder, folder: folder)).check(template)
    var options = Report.Options()
    options.threads = threads
    let (report, diagnostics) = Report.make(checked, options: options)
    return LessonReport(name: name, report: report, diagnostics: diagnostics)
  }
}
