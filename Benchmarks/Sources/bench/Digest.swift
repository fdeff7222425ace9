import Imbalance

/// `sha256 FILE`: the digest of a file's bytes.
@Sendable func sha256(_ arguments: [String]) {
  Timing.show("sha256") {
    do {
      let file = try FileBytes.open(path: arguments.first ?? "")
      precondition(file.sha256().utf8.count == 64)
    } catch {
      print(error)
    }
  }
}
