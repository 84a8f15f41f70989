internal import CartularyQuery

/// What was found out about words for one question, so that the trials and facets that ask it again look nothing up
/// twice.
///
/// Not `Sendable`: it belongs to one session, whose reader stays in one state.
final class QuestionMemo {
  private struct NearKey: Hashable {
    let beginning: String
    let rest: String
    let distance: Int
  }

  private var near: [NearKey: String?] = [:]
  private var bare: [(nodes: [Node], isOpen: Bool, without: Set<RankingPart>, words: BareWords)] = []

  /// The word that is spelt most like another; read from the index at the first request.
  func nearest(
    _ beginning: String, _ rest: String, _ distance: Int, _ read: () throws -> String?
  ) rethrows -> String? {
    let key = NearKey(beginning: beginning, rest: rest, distance: distance)
    if let known = near[key] { return known }
    let found = try read()
    near.updateValue(found, forKey: key)
    return found
  }

  /// Words as a planner reads them; read at the first request.
  func bareWords(
    _ nodes: [Node], isOpen: Bool, _ without: Set<RankingPart>, _ read: () throws -> BareWords
  ) rethrows -> BareWords {
    // A question is tried in some dozen ways.
    for known in bare where known.isOpen == isOpen && known.without == without && known.nodes == nodes {
      return known.words
    }
    let found = try read()
    bare.append((nodes, isOpen, without, found))
    return found
  }
}
