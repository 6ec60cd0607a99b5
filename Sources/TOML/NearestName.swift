/// The name among `names` that `word` was probably meant to be: at most two letters (one in short words) wrong,
/// missing, added or swapped; `nil` when none is that near.
package func nearestName(to word: String, among names: some Sequence<String>) -> String? {
  let wanted = Array(word.lowercased().unicodeScalars.prefix(64))
  let tolerance = wanted.count < 5 ? 1 : 2
  var best: (name: String, distance: Int)?
  for name in names {
    let distance = editDistance(wanted, Array(name.lowercased().unicodeScalars.prefix(64)))
    if distance <= tolerance, distance < best?.distance ?? .max { best = (name, distance) }
  }
  return best?.name
}

/// The optimal string alignment distance: insertions, deletions, substitutions and swaps of neighbours.
private func editDistance(_ one: [Unicode.Scalar], _ other: [Unicode.Scalar]) -> Int {
  var beforeLast: [Int] = []
  var last = Array(0...other.count)
  for (row, scalar) in one.enumerated() {
    var current = [row + 1]
    for (column, candidate) in other.enumerated() {
      var cost = min(last[column + 1] + 1, current[column] + 1, last[column] + (scalar == candidate ? 0 : 1))
      if row > 0, column > 0, scalar == other[column - 1], one[row - 1] == candidate {
        cost = min(cost, beforeLast[column - 1] + 1)
      }
      current.append(cost)
    }
    (beforeLast, last) = (last, current)
  }
  return last[other.count]
}
