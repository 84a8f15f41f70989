/// Items of a list that was read back, found by what they say: a record may have thousands of files, none of which comes
/// back whole, and each compared with each takes minutes.
struct LossCandidates {
  private var items: [SourceNode?]
  /// Places of the items that say something, in their order.
  private let places: [Leaf: [Int]]

  private struct Leaf: Hashable {
    let path: [String]
    let text: String
  }

  init(_ items: [SourceNode]) {
    self.items = items
    var places: [Leaf: [Int]] = [:]
    for (place, item) in items.enumerated() {
      for leaf in Self.leaves(of: item) where places[leaf]?.last != place {
        places[leaf, default: []].append(place)
      }
    }
    self.places = places
  }

  /// What was not taken, in its order.
  var nodes: [SourceNode] { items.compactMap(\.self) }

  /// Takes the first item in which an item of the record is whole.
  ///
  /// - Returns: Whether there was one.
  mutating func take(whole item: SourceNode, _ isWhole: (SourceNode, SourceNode) -> Bool) -> Bool {
    // Whatever has the whole item has the rarest of what it says.
    let candidates = Self.leaves(of: item).map { places[$0] ?? [] }.min { $0.count < $1.count }
    let place = (candidates ?? Array(items.indices)).first { place in
      items[place].map { isWhole(item, $0) } ?? false
    }
    guard let place else { return false }
    items[place] = nil
    return true
  }

  /// What is said, by the keys that lead to it; where in a list does not count.
  private static func leaves(of node: SourceNode, at path: [String] = []) -> [Leaf] {
    switch node.content {
    case .scalar(let text): [Leaf(path: path, text: text)]
    case .map(let entries): entries.flatMap { leaves(of: $0.value, at: path + [$0.key]) }
    case .list(let items): items.flatMap { leaves(of: $0, at: path) }
    case .null: []
    }
  }
}
