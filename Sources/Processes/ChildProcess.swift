internal import Glibc

/// Another program, run to its end or for as long as it may take.
package enum ChildProcess {
  /// How it came to its end.
  package enum Status: Sendable {
    case ended(Int32)
    case killed(Int32)
    /// It took too long and was killed.
    case late
  }

  /// Why a program could not be started, in words.
  package struct Failure: Error {
    package let message: String
  }

  /// The settings of this program that another may know, as far as they are set; every other could
  /// change what it makes.
  package static func inherited(_ names: [String]) -> [(name: String, value: String)] {
    names.compactMap { name in getenv(name).map { (name, String(cString: $0)) } }
  }

  /// Runs a program, named by the first argument; what it says goes to a file.
  ///
  /// - Parameters:
  ///   - environment: All the settings that it sees.
  ///   - folder: Where it runs; by default where this program does.
  ///   - log: The file for both its streams, in the order in which it writes.
  ///   - seconds: How long it may take.
  package static func run(
    _ arguments: [String], environment: [(name: String, value: String)], in folder: String? = nil,
    log: String, seconds: Int
  ) throws(Failure) -> Status {
    // The C library's way to another folder is not shown to Swift; the shell's is as good.
    let moved = folder.map { ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", $0] } ?? []
    let all = moved + arguments
    var words = all.map { strdup($0) } + [nil]
    var settings = environment.map { strdup("\($0.name)=\($0.value)") } + [nil]
    defer { for word in words + settings { free(word) } }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(
      &actions, STDOUT_FILENO, log, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND, 0o600)
    posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO)
    var child: pid_t = 0
    let failure = posix_spawn(&child, all[0], &actions, nil, &words, &settings)
    guard failure == 0 else {
      throw Failure(
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
      usleep(5_000)
    }
    return status & 0x7F == 0 ? .ended(status >> 8 & 0xFF) : .killed(status & 0x7F)
  }
}
