import ArgumentParser
import Dispatch
import Imbalance
import Reporting

/// What `render` and `preview` keep for the next time, unless they are told not to.
struct CacheOptions: ParsableArguments {
  @Flag(help: "Computes everything, and keeps nothing for the next time.")
  var noCache = false

  /// The folder that all renders share; without one everything is computed.
  ///
  /// That it cannot be used is a note on the terminal, and no error.
  func folder(isQuiet: Bool) -> CacheFolder? {
    guard !noCache, let path = CacheFolder.standardPath else { return nil }
    do throws(ModellingError) { return try CacheFolder(path) } catch {
      if !isQuiet { Terminal.error("imbalreport: note: \(error.message)") }
      return nil
    }
  }
}

/// Keeps the cache of a command in order while it runs.
struct CacheUpkeep {
  let folder: CacheFolder?
  private var nextTrim = DispatchTime.now()
  private var hasTold = false

  init(_ folder: CacheFolder?) { self.folder = folder }

  /// Makes space where too much is kept, at most once a minute, and tells once of what could not be
  /// kept.
  mutating func tend() {
    guard let folder else { return }
    if DispatchTime.now() >= nextTrim {
      folder.trim()
      nextTrim = .now() + 60
    }
    if !hasTold, let problem = folder.problem {
      Terminal.error("imbalreport: note: the cache \(problem)")
      hasTold = true
    }
  }
}
