internal import CartularyIndex
internal import CartularyModel

/// That one record takes the place of another, as either of them states it.
struct Succession: Equatable {
  /// The id, or the address, of what is replaced.
  let old: String
  /// The id, or the address, of what takes its place.
  let new: String

  /// What a record states, of itself and of others; nothing of a record that would replace itself.
  static func stated(by dataset: Dataset) -> [Succession] {
    dataset.relations.compactMap { relation in
      switch relation.kind {
      case .replaces: Succession(old: relation.target, new: dataset.id)
      case .replacedBy: Succession(old: dataset.id, new: relation.target)
      default: nil
      }
    }.filter { $0.old != $0.new }
  }

  private static let separator: Character = "\n"

  /// Its term in the index: read from the viewer's shards only, so what a hidden record replaces shows nowhere. `nil` for
  /// an address too long for a term.
  var term: String? {
    let term = TermPrefix.succession + old + String(Self.separator) + new
    return term == ExactTerm.bounded(term) ? term : nil
  }

  init(old: String, new: String) { (self.old, self.new) = (old, new) }

  /// - Parameter term: Without its prefix.
  init?(term: String) {
    let parts = term.split(separator: Self.separator)
    guard parts.count == 2 else { return nil }
    self.init(old: String(parts[0]), new: String(parts[1]))
  }
}
