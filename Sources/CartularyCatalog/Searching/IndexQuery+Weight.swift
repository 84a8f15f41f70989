internal import CartularyIndex

extension IndexQuery {
  /// Whether every match is sure to weigh nothing, so that nothing but the values of the records orders them.
  var weighsNothing: Bool {
    switch self {
    case .all, .none, .valueRange, .listed, .wildcard: true
    case .term(let term): Self.isFilter(term)
    case .fixed(_, let weight): weight == 0
    case .and(let parts), .or(let parts): parts.allSatisfy(\.weighsNothing)
    case .andNot(let wanted, _): wanted.weighsNothing
    case .filter(let weighed, _): weighed.weighsNothing
    case .andMaybe(let wanted, let welcome): wanted.weighsNothing && welcome.weighsNothing
    case .scale(let factor, let part): factor == 0 || part.weighsNothing
    case .weighted, .phrase, .near, .synonym: false
    }
  }

  /// Whether a term is of a kind that records carry without counting it, for filters alone.
  private static func isFilter(_ term: String) -> Bool {
    let capitals = UInt8(ascii: "A")...UInt8(ascii: "Z")
    // A value that begins with a capital is taken for a longer prefix, and for a term that weighs.
    return filterPrefixes.contains(
      String(decoding: term.utf8.prefix(while: capitals.contains), as: UTF8.self))
  }

  private static let filterPrefixes = Set(
    FieldTable.all.compactMap(\.exactPrefix) + [TermPrefix.presence, TermPrefix.termsKey])
}
