internal import CartularyIndex

extension SearchSession {
  /// The mentions that rank what a plan finds; `nil` if they do not count. Who types one word means what has it as a
  /// name, or anything of the kind.
  func mentions(for plan: SearchPlan) throws -> MentionCounts? {
    let leftOut = Set(plan.bare.leftOut)
    let words = Set(plan.words.map(\.word)).subtracting(leftOut)
    guard words.count > 1, hasMentions, !planner.without.contains(.mentions) else { return nil }
    let counts = try mentionMemo.value(for: reader.state) { try MentionCounts(reader) }
    return counts.isEmpty ? nil : counts
  }

  /// The matches of one page, by their weight where they have any.
  func best(_ request: SearchRequest, _ priors: RankingPriors) throws -> [IndexMatch] {
    let set = try reader.set(of: request.query)
    if request.query.weighsNothing { return try reader.best(request, of: set) }
    return try reader.matches(of: ranking(request, matching: set, priors), as: request)
  }

  /// The documents of one page and their weights. The first 500 by what they say are put in order by how often they are
  /// mentioned, too.
  func ranking(_ request: SearchRequest, matching: MatchSet, _ mentions: MentionCounts?) throws
    -> [RankedDocument]
  {
    guard request.offset < matching.count else { return [] }
    let depth = Scoring.mentionDepth
    guard let mentions, request.order.first == .relevance, request.limit > 0, request.offset < depth else {
      return try reader.ranking(request)
    }
    let end = request.offset + request.limit
    func first(_ count: Int) throws -> [RankedDocument] {
      var asked = request
      (asked.offset, asked.limit) = (0, count)
      return try reader.ranking(asked)
    }
    func page(_ ordered: [RankedDocument]) -> [RankedDocument] {
      Array(ordered.prefix(end).dropFirst(request.offset))
    }
    // Where few match, or mentions lift little, what stands below a few more than the page could not come onto it, however
    // often it were mentioned.
    let few = end + Self.reach
    if few < depth, matching.count <= few || mentions.greatest(1) < Self.smallFactor {
      let found = try first(few)
      let ordered = mentions.ordered(found)
      // Sums of weights may differ in their last bits.
      let least = ordered.count < few ? 0 : ordered[end - 1].weight * (1 - 1e-9)
      if found.count < few || matching.count <= few || least > mentions.greatest(found[few - 1].weight) {
        return page(ordered)
      }
    }
    let found = try first(max(end, depth))
    return page(mentions.ordered(Array(found.prefix(depth))) + found.dropFirst(depth))
  }

  private static let reach = 40
  /// Beyond this factor between two weights, a second search is mostly needed, so that the first would be in vain.
  private static let smallFactor = 1.3

  /// How many publishers mention a record, where that ranks it; `nil` if it does not.
  func mention(of document: RankedDocument, in request: SearchRequest, _ mentions: MentionCounts?) throws
    -> Int?
  {
    guard let mentions, mentions.count(of: document.number) > 0 else { return nil }
    var first = request
    (first.offset, first.limit) = (0, Scoring.mentionDepth)
    let isAmong = try reader.ranking(first).contains { $0.number == document.number }
    return isAmong ? mentions.count(of: document.number) : nil
  }
}
