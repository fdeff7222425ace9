import Glibc

/// Another program, run to its end or for as long as it may take.
enum ChildProcess {
  /// How it came to its end.
  enum Status {
    case ended(Int32)
    case killed(Int32)
    /// It took too long and was killed.
    case late
  }

  /// What a browser needs to know of its surroundings; everything else could change what it prints.
  private static let passed = [
    "PATH", "HOME", "USER", "TMPDIR", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "XDG_CACHE_HOME",
    "XDG_DATA_HOME", "XDG_DATA_DIRS", "FONTCONFIG_FILE", "FONTCONFIG_PATH", "LD_LIBRARY_PATH",
  ]

  /// Runs a program, named by the first argument; what it says goes to a file.
  static func run(
    _ arguments: [String], log: String, seconds: Int
  ) throws(OutputFile.Failure) -> Status {
    let environment =
      passed.compactMap { name in getenv(name).map { "\(name)=\(String(cString: $0))" } }
      + ["LC_ALL=C.UTF-8", "TZ=UTC"]
    var words = arguments.map { strdup($0) } + [nil]
    var settings = environment.map { strdup($0) } + [nil]
    defer { for word in words + settings { free(word) } }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(
      &actions, STDOUT_FILENO, log, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO)
    var child: pid_t = 0
    let failure = posix_spawn(&child, arguments[0], &actions, nil, &words, &settings)
    guard failure == 0 else {
      throw OutputFile.Failure(
        message: "cannot start '\(arguments[0])': \(String(cString: strerror(failure)))")
    }
    return wait(for: child, seconds: seconds)
  }

  private static func wait(for child: pid_t, seconds: Int) -> Status {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    let end = now.tv_sec + seconds
    var status: Int32 = 0
    while true {
      let found = waitpid(child, &status, WNOHANG)
      if found == child { break }
      if found < 0, errno != EINTR { return .ended(127) }
      clock_gettime(CLOCK_MONOTONIC, &now)
      if now.tv_sec >= end {
        kill(child, SIGKILL)
        while waitpid(child, &status, 0) < 0, errno == EINTR {}
        return .late
      }
      usleep(10_000)
    }
    return status & 0x7F == 0 ? .ended(status >> 8 & 0xFF) : .killed(status & 0x7F)
  }
}
