/// The word that was probably meant, or `nil` when none is near enough.
///
/// Near means equal but for case, or an optimal-string-alignment distance (Damerau: insertion,
/// deletion, substitution, swap of neighbours) of at most a third of the longer word, at least one.
/// Of equally near words the first in the list is taken.
public func suggestion(for word: String, among candidates: [String]) -> String? {
  let given = Array(word.unicodeScalars)
  guard !given.isEmpty, given.count <= 64 else { return nil }
  let folded = Array(word.lowercased().unicodeScalars)
  var best: (word: String, distance: Int)?
  for candidate in candidates where candidate != word {
    let other = Array(candidate.lowercased().unicodeScalars)
    guard !other.isEmpty, other.count <= 64 else { continue }
    let limit = max(1, max(folded.count, other.count) / 3)
    guard abs(folded.count - other.count) <= limit else { continue }
    // One letter for another is no typing error in a word of one or two letters.
    let distance = editDistance(folded, other)
    guard distance <= limit, distance < max(folded.count, other.count) else { continue }
    if let found = best, found.distance <= distance { continue }
    best = (candidate, distance)
  }
  return best?.word
}

/// The optimal-string-alignment distance of two words.
func editDistance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
  var beforeLast: [Int] = []
  var last = Array(0...right.count)
  for i in 0..<left.count {
    var row = [i + 1]
    row.reserveCapacity(right.count + 1)
    for j in 0..<right.count {
      let cost = left[i] == right[j] ? 0 : 1
      var value = min(last[j + 1] + 1, row[j] + 1, last[j] + cost)
      if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
        value = min(value, beforeLast[j - 1] + 1)
      }
      row.append(value)
    }
    beforeLast = last
    last = row
  }
  return last[right.count]
}
