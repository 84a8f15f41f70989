internal import CartularyIndex

/// The values of a facet field, of which search takes some for one: `CSV` and `csv`.
final class FacetGroups: Sendable {
  /// How a value is written, by its place.
  let text: @Sendable (Int) -> String
  /// The group of each value, by its place.
  let groups: [Int]
  /// What the values of each group have in common: as search compares them.
  let folded: [String]
  /// The place of each value in the order of their text; `nil` if that is the order of their places.
  private let ranks: [Int]?

  init(count: Int, text: @escaping @Sendable (Int) -> String) {
    self.text = text
    let texts = (0..<count).map(text)
    var known: [String: Int] = [:]
    known.reserveCapacity(count)
    var folded: [String] = []
    groups = texts.map { text in
      let key = ExactTerm.fold(text)
      if let group = known[key] { return group }
      known[key] = folded.count
      folded.append(key)
      return folded.count - 1
    }
    self.folded = folded
    guard !zip(texts, texts.dropFirst()).allSatisfy({ $0 < $1 }) else {
      ranks = nil
      return
    }
    var ranks = [Int](repeating: 0, count: count)
    for (rank, place) in texts.indices.sorted(by: { texts[$0] < texts[$1] }).enumerated() {
      ranks[place] = rank
    }
    self.ranks = ranks
  }

  convenience init(_ values: SlotValues) { self.init(count: values.count) { values[$0] } }

  /// Whether one value stands before another in the order of their text.
  func precedes(_ one: Int, _ other: Int) -> Bool {
    guard let ranks else { return one < other }
    return ranks[one] < ranks[other]
  }
}
