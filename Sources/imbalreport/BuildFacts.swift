import Literate
import Reporting

/// How this program was built, for `--version`; nothing of it enters a report.
enum BuildFacts {
  static var text: String {
    "imbalreport \(Tool.version)\n\(optimisation) build for \(system) by \(compiler); "
      + "libcmark \(CommonMarkLibrary.version)"
  }

  private static var optimisation: String {
    #if DEBUG
      "debug"
    #else
      "release"
    #endif
  }

  private static var system: String {
    #if arch(x86_64)
      let machine = "x86_64"
    #elseif arch(arm64)
      let machine = "arm64"
    #else
      let machine = "another machine"
    #endif
    #if os(Linux)
      return "Linux \(machine)"
    #else
      return machine
    #endif
  }

  private static var compiler: String {
    #if compiler(>=6.4)
      "Swift 6.4 or newer"
    #elseif compiler(>=6.3)
      "Swift 6.3"
    #else
      "Swift 6.2"
    #endif
  }
}
