/// The word of `known` that `word` was most likely meant to be; `nil` where none is near.
///
/// Near is what up to a third of its letters, and two at least, turn into the other: letters that
/// are wrong, missing or too many, and neighbours that changed places. Case does not count.
public func nearest(to word: some StringProtocol, among known: [String]) -> String? {
  let typed = Array(word.lowercased())
  let limit = max(2, typed.count / 3)
  var best: (distance: Int, word: String)?
  for candidate in known {
    let distance = distance(from: typed, to: Array(candidate.lowercased()))
    // What shares no letter is no misspelling, however short it is.
    guard distance <= limit, distance < max(typed.count, candidate.count) else { continue }
    if best.map({ distance < $0.distance }) ?? true { best = (distance, candidate) }
  }
  return best?.word
}

/// The Damerau-Levenshtein distance in which no letter changes twice (optimal string alignment).
private func distance(from a: [Character], to b: [Character]) -> Int {
  var rows = [Array(0...b.count)]
  for i in a.indices {
    var row = [i + 1]
    for j in b.indices {
      var cost = min(row[j] + 1, rows[i][j + 1] + 1, rows[i][j] + (a[i] == b[j] ? 0 : 1))
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
        cost = min(cost, rows[i - 1][j - 1] + 1)
      }
      row.append(cost)
    }
    rows.append(row)
  }
  return rows[a.count][b.count]
}
