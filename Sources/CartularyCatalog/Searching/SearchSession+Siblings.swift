internal import CartularyIndex

/// What ranks the matches of a plan beyond the weights of its words.
struct RankingPriors {
  /// `nil` if mentions do not count.
  let mentions: MentionCounts?
  /// Whether the newest of siblings comes first.
  let ordersSiblings: Bool
}

extension SearchSession {
  func priors(for plan: SearchPlan) throws -> RankingPriors {
    // Who names a version or a year means it.
    let isDated = plan.words.contains { VersionNumber.isOfVersion($0.word) }
    return RankingPriors(
      mentions: try mentions(for: plan),
      ordersSiblings: try !isDated && !planner.without.contains(.siblings)
        && reader.frequency(of: TermPrefix.sibling) > 1)
  }

  /// The documents of one page and their weights, with all that ranks them.
  func ranking(_ request: SearchRequest, matching: MatchSet, _ priors: RankingPriors) throws
    -> [RankedDocument]
  {
    guard priors.ordersSiblings, request.order.first == .relevance, request.limit > 0 else {
      return try ranking(request, matching: matching, priors.mentions)
    }
    let end = request.offset + request.limit
    var first = request
    (first.offset, first.limit) = (0, end + Scoring.siblingReach)
    let found = try ranking(first, matching: matching, priors.mentions)
    return Array(try newestFirst(found, end).prefix(end).dropFirst(request.offset))
  }

  /// Documents in their order, but that in the place of each stands the newest of its near equals behind it that is called
  /// the same but for a version or a date, and it in the place of that one.
  ///
  /// A place depends on a few behind it alone, so that pages fit together.
  private func newestFirst(_ documents: [RankedDocument], _ end: Int) throws -> [RankedDocument] {
    var ordered = try zip(documents, reader.values(of: documents.map(\.number), in: Slot.sibling)).map {
      (document: $0, sibling: Sibling(value: $1))
    }
    for place in ordered.indices.prefix(end) {
      guard let own = ordered[place].sibling else { continue }
      let behind = ordered[place...].dropFirst().prefix(Scoring.siblingReach)
      let newest = behind.indices.filter { other in
        ordered[other].sibling?.family == own.family
          && Self.areNearEqual(ordered[place].document, ordered[other].document)
      }.max { ordered[$0].sibling?.age ?? "" < ordered[$1].sibling?.age ?? "" }
      if let newest, let age = ordered[newest].sibling?.age, age > own.age { ordered.swapAt(place, newest) }
    }
    return ordered.map(\.document)
  }

  private static func areNearEqual(_ one: RankedDocument, _ other: RankedDocument) -> Bool {
    let tier = NameTier.weight(in: one.weight)
    guard tier == NameTier.weight(in: other.weight) else { return false }
    let (first, second) = (one.weight - tier, other.weight - tier)
    return min(first, second) >= Scoring.siblingShare * max(first, second)
  }
}
