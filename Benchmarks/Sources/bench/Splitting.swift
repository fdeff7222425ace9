import Imbalance

/// `split FILE TARGET`: a stratified hold-out of a quarter, the rows of both parts gathered.
@Sendable func split(_ arguments: [String]) {
  guard arguments.count == 2 else {
    print("usage: bench split FILE TARGET")
    return
  }
  do {
    let file = try FileBytes.open(path: arguments[0])
    let data = try Dataset.reading(
      file, named: arguments[0], options: DelimitedOptions(target: arguments[1]), threads: 1)
    Timing.show("split") {
      do {
        _ = try data.stratifiedSplit(test: 0.25, validation: nil, seed: Seed(randomState: 0))
      } catch {
        print(error)
      }
    }
  } catch {
    print(error)
  }
}
