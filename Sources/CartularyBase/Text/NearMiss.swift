/// Finds the known name that a mistyped one was meant to be.
package enum NearMiss {
  /// Returns the names that `text` is a near miss of, nearest first; names equally near keep the order given.
  ///
  /// A near miss is one edit away from a name of up to five letters and at most two edits from a longer one,
  /// or the beginning of a name; endings that are yet to be typed come last. Case does not count.
  ///
  /// - Parameters:
  ///   - shortestBeginning: The fewest letters that count as the beginning of a name.
  ///   - limit: The most names to return.
  package static func closest(
    to text: String, among names: [String], shortestBeginning: Int = 2, limit: Int = 3
  ) -> [String] {
    let typed = folded(text)
    var ranked: [[String]] = Array(repeating: [], count: 4)
    for name in names {
      let known = folded(name)
      if let distance = editDistance(typed, known, atMost: threshold(for: known.count)) {
        ranked[distance].append(name)
      } else if typed.count >= shortestBeginning, known.starts(with: typed) {
        ranked[3].append(name)
      }
    }
    return Array(ranked.joined().prefix(limit))
  }

  /// Returns the number of letters that are inserted, left out, replaced or swapped with their neighbour
  /// between the two texts, or nil when it is more than `limit`. No letter is edited twice (optimal string
  /// alignment).
  package static func editDistance(_ first: String, _ second: String, atMost limit: Int = 2) -> Int? {
    editDistance(Array(first.unicodeScalars), Array(second.unicodeScalars), atMost: limit)
  }

  /// A short name is near to too much: two edits turn `date` into `rate`, `data` or `mate`.
  private static func threshold(for letterCount: Int) -> Int { letterCount <= 5 ? 1 : 2 }

  private static func folded(_ text: String) -> [Unicode.Scalar] { Array(text.lowercased().unicodeScalars) }

  private static func editDistance(_ first: [Unicode.Scalar], _ second: [Unicode.Scalar], atMost limit: Int)
    -> Int?
  {
    // Each missing letter costs one edit, so most names are out at once.
    guard abs(first.count - second.count) <= limit else { return nil }
    var beforePrevious: [Int] = []
    var previous = Array(0...second.count)
    for (row, letter) in first.enumerated() {
      var current = [row + 1]
      for (column, other) in second.enumerated() {
        var cost = min(current[column], previous[column + 1]) + 1
        cost = min(cost, previous[column] + (letter == other ? 0 : 1))
        if row > 0, column > 0, letter == second[column - 1], first[row - 1] == other {
          cost = min(cost, beforePrevious[column - 1] + 1)
        }
        current.append(cost)
      }
      if current.allSatisfy({ $0 > limit }) { return nil }
      (beforePrevious, previous) = (previous, current)
    }
    return previous[second.count] <= limit ? previous[second.count] : nil
  }
}
