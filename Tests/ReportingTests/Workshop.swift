import Glibc
import Literate
import Reporting
import TestSupport

/// A folder with a small data set, and templates that are checked and rendered in it.
struct Workshop {
  let folder: TemporaryFolder
  private let outside: TemporaryFolder

  /// Makes the folder, with `data.csv`, `scores.csv`, and two ways out of it.
  init() throws {
    folder = try TemporaryFolder()
    outside = try TemporaryFolder()
    try folder.write(Self.rows(80), to: "data.csv")
    try folder.write(Self.scores(80), to: "scores.csv")
    let secret = try outside.write(Self.rows(80), to: "secret.csv")
    try outside.write("a picture", to: "a.png")
    mkdir(folder.path + "/sub", 0o755)
    symlink(secret, folder.path + "/link.csv")
    symlink(outside.path, folder.path + "/linked")
  }

  func remove() {
    folder.remove()
    outside.remove()
  }

  /// A table with two classes, of which one in five is `yes`.
  static func rows(_ count: Int, seed: UInt64 = 1) -> String {
    var random = SplitMix(seed: seed)
    var text = "x,y,city,site,part,year,label\n"
    for row in 0..<count {
      let isPositive = row % 5 == 0
      let x = Double(random.below(1000)) / 100 + (isPositive ? 3 : 0)
      let y = Double(random.below(1000)) / 250
      let city = ["Rome", "Oslo", "Lima"][random.below(3)]
      let part = ["train", "train", "test"][(row / 5) % 3]
      text += "\(x),\(y),\(city),\(row / 4),\(part),\(2000 + row / 10),"
      text += isPositive ? "yes\n" : "no\n"
    }
    return text
  }

  /// True classes with two scores.
  static func scores(_ count: Int) -> String {
    var random = SplitMix(seed: 2)
    var text = "truth,old,new\n"
    for row in 0..<count {
      let old = Double(random.below(1000)) / 1000
      let new = Double(random.below(900)) / 1000 + (row % 4 == 0 ? 0.1 : 0)
      text += "\(row % 4 == 0 ? "bad" : "good"),\(old),\(new)\n"
    }
    return text
  }

  /// Directives that make a data set `d`, its split `parts`, a model `m` and an evaluation `s`.
  static let base = """

    ```yaml {load} d
    file: data.csv
    target: label
    positive: "yes"
    drop: [part]
    ```

    ```yaml {split} parts
    data: d
    test: 30%
    validation: 20%
    ```

    ```yaml {train} m
    model: logistic_regression
    data: parts.train
    ```

    ```yaml {evaluate} s
    models: [m]
    on: parts.test
    ```

    ```yaml {table} tbl-s
    from: s
    ```
    """

  typealias Given = [(name: String, value: ReportParameters.Given)]

  func check(_ text: String, given: Given = []) -> CheckedTemplate {
    check(Template(path: "t.md", text: text), given: given)
  }

  func check(_ template: Template, given: Given = []) -> CheckedTemplate {
    Checker(files: FileAccess(root: folder.path, folder: folder.path), parameters: given)
      .check(template)
  }

  func render(
    _ text: String, given: Given = [], threads: Int = 1, keepsGoing: Bool = false
  ) -> (report: Report?, diagnostics: [Diagnostic]) {
    var options = Report.Options()
    options.threads = threads
    options.keepsGoing = keepsGoing
    return Report.make(check(text, given: given), options: options)
  }
}

/// The repository's own folder.
let repository = TestFiles.folder(
  of: TestFiles.folder(of: TestFiles.folder(of: #filePath)))

extension Report {
  /// The page as text.
  var page: String { String(decoding: html, as: UTF8.self) }
  /// The results as a test reads them.
  var read: ReadJSON? { ReadJSON(results.text(indented: true)) }
}
