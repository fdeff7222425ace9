/// "did you mean" for a name that does not exist, or the names there are when none is near.
package func nameHint(for name: String, among names: [String]) -> String? {
  guard !names.isEmpty else { return nil }
  let near = closestNames(to: name, among: names)
  if !near.isEmpty {
    return "did you mean " + near.map { "'\($0)'" }.joined(separator: " or ") + "?"
  }
  let shown = names.prefix(12).map { "'\($0)'" }.joined(separator: ", ")
  return "there are: " + shown + (names.count > 12 ? " and \(names.count - 12) more" : "")
}

/// The one name that is near, or the same in other letters; `nil` where there are several or none.
package func nearestName(to name: String, among names: [String]) -> String? {
  let same = names.filter { $0.lowercased() == name.lowercased() }
  if same.count == 1 { return same[0] }
  // 1 for a class that the file writes as 1.0.
  if let number = Double(name), let equal = names.first(where: { Double($0) == number }) {
    return equal
  }
  let near = closestNames(to: name, among: names)
  return near.count == 1 ? near[0] : nil
}

/// Up to three names within a third of the letters' edits, the nearest first.
package func closestNames(to name: String, among names: [String]) -> [String] {
  let wanted = Array(name.lowercased().utf8.prefix(100))
  let limit = max(1, (wanted.count + 2) / 3)
  var found: [(distance: Int, place: Int)] = []
  for (place, candidate) in names.enumerated() {
    let other = Array(candidate.lowercased().utf8.prefix(100))
    if abs(other.count - wanted.count) > limit { continue }
    let distance = editDistance(wanted, other)
    if distance <= limit { found.append((distance, place)) }
  }
  return found.sorted { ($0.distance, $0.place) < ($1.distance, $1.place) }
    .prefix(3).map { names[$0.place] }
}

/// How many bytes must be inserted, removed or replaced (Levenshtein).
private func editDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
  var previous = Array(0...b.count)
  for (row, first) in a.enumerated() {
    var current = [row + 1]
    for (column, second) in b.enumerated() {
      let replaced = previous[column] + (first == second ? 0 : 1)
      current.append(min(replaced, previous[column + 1] + 1, current[column] + 1))
    }
    previous = current
  }
  return previous[b.count]
}
