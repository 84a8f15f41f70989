internal import CartularyQuery

/// What was found out about words for one question, so that the trials and facets that ask it again look nothing up
/// twice.
///
/// Not `Sendable`: it belongs to one session, whose reader stays in one state.
final class QuestionMemo {
  private struct WordKey: Hashable {
    let word: String
    let isOpen: Bool
  }

  private var respellings: [WordKey: [Respelling]] = [:]
  private var bare: [(nodes: [Node], isOpen: Bool, without: Set<RankingPart>, words: BareWords)] = []

  /// What a word was probably meant to be; looked for in the index at the first request.
  func respellings(of word: String, isOpen: Bool, _ read: () throws -> [Respelling]) rethrows -> [Respelling]
  {
    let key = WordKey(word: word, isOpen: isOpen)
    if let known = respellings[key] { return known }
    let found = try read()
    respellings[key] = found
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
