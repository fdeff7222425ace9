import Imbalance

/// `csv FILE THREADS`: reads a table without its digest, then a data set with it.
@Sendable func csv(_ arguments: [String]) {
  guard let path = arguments.first, let threads = Int(arguments.dropFirst().first ?? "1") else {
    print("usage: bench csv FILE THREADS [TARGET]")
    return
  }
  let target = arguments.dropFirst(2).first
  do {
    Timing.show("read") {
      do {
        let file = try FileBytes.open(path: path)
        let table = try TableReader.read(file, named: path, threads: threads)
        precondition(!table.columns.isEmpty)
      } catch {
        print(error)
      }
    }
    guard let target else { return }
    Timing.show("read with SHA-256, labels split off") {
      do {
        let file = try FileBytes.open(path: path)
        let data = try Dataset.reading(
          file, named: path, options: DelimitedOptions(target: target), threads: threads)
        precondition(data.count > 0)
      } catch {
        print(error)
      }
    }
  }
}
