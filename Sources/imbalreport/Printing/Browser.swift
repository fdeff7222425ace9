import Glibc
import Processes

/// A browser that is installed here and can print: Chromium, or Chrome.
struct Browser {
  let path: String

  private static let names = [
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome",
  ]
  /// Names the program to use, before anything else.
  static let variable = "IMBALREPORT_CHROMIUM"

  /// Finds it; nothing is downloaded and nothing is started.
  static func find() throws(OutputFile.Failure) -> Browser {
    if let given = getenv(variable).map({ String(cString: $0) }), !given.isEmpty {
      if isProgram(given) { return Browser(path: given) }
      throw OutputFile.Failure(
        message: "--to pdf needs Chromium; $\(variable) names '\(given)', which is not a program")
    }
    let folders = (getenv("PATH").map { String(cString: $0) } ?? "").split(separator: ":")
    for name in names {
      for folder in folders where isProgram("\(folder)/\(name)") {
        return Browser(path: "\(folder)/\(name)")
      }
    }
    throw OutputFile.Failure(
      message: """
        --to pdf needs Chromium or Chrome, which prints the page; none of \
        \(names.joined(separator: ", ")) is in the PATH
          hint: install it (Debian: apt install chromium), name it in $\(variable), or render to \
        html and print that
        """)
  }

  private static func isProgram(_ path: String) -> Bool {
    access(path, X_OK) == 0 && !InputFile.isFolder(path)
  }

  /// Prints a page that lies in a folder to a file there.
  ///
  /// No request leaves the machine: no name is resolved, and nothing runs in the background.
  func print(
    _ page: String, to file: String, in folder: String, seconds: Int
  ) throws(OutputFile.Failure) {
    var arguments = [
      path, "--headless", "--disable-gpu", "--no-first-run", "--no-default-browser-check",
      "--disable-extensions", "--disable-background-networking", "--disable-component-update",
      "--disable-default-apps", "--disable-sync", "--disable-breakpad", "--disable-dev-shm-usage",
      "--metrics-recording-only", "--mute-audio", "--hide-scrollbars", "--use-mock-keychain",
      "--password-store=basic", "--host-resolver-rules=MAP * ~NOTFOUND", "--lang=en-US",
      "--force-color-profile=srgb", "--font-render-hinting=none",
      "--user-data-dir=\(folder)/profile", "--generate-pdf-document-outline",
      "--no-pdf-header-footer", "--print-to-pdf=\(file)",
    ]
    // The sandbox of Chromium refuses to work for root; the page has neither script nor network.
    if geteuid() == 0 { arguments.append("--no-sandbox") }
    arguments.append("file://" + Self.percentEncoded(page))
    let log = folder + "/log"
    let status: ChildProcess.Status
    do throws(ChildProcess.Failure) {
      status = try ChildProcess.run(
        arguments, environment: Self.environment, log: log, seconds: seconds)
    } catch {
      throw OutputFile.Failure(message: error.message)
    }
    let last =
      (try? InputFile.bytes(of: log)).map { String(decoding: $0, as: UTF8.self) }?
      .split(separator: "\n").last.map { "; it said: \($0.prefix(200))" } ?? ""
    switch status {
    case .ended(0): break
    case .ended(let code):
      throw OutputFile.Failure(message: "'\(path)' could not print: exit code \(code)\(last)")
    case .killed(let signal):
      throw OutputFile.Failure(message: "'\(path)' could not print: it died of signal \(signal)")
    case .late:
      throw OutputFile.Failure(
        message: "'\(path)' did not print within \(seconds) seconds and was stopped\(last)")
    }
  }

  /// What a browser needs to know of its surroundings; everything else could change what it prints.
  private static var environment: [(name: String, value: String)] {
    ChildProcess.inherited([
      "PATH", "HOME", "USER", "TMPDIR", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "XDG_CACHE_HOME",
      "XDG_DATA_HOME", "XDG_DATA_DIRS", "FONTCONFIG_FILE", "FONTCONFIG_PATH", "LD_LIBRARY_PATH",
    ]) + [("LC_ALL", "C.UTF-8"), ("TZ", "UTC")]
  }

  private static func percentEncoded(_ path: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var result: [UInt8] = []
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "-"),
        UInt8(ascii: "."), UInt8(ascii: "_"):
        result.append(byte)
      default: result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
