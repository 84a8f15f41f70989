internal import CartularyIndex

extension QueryPlanner {
  /// The word most like one that no record has.
  ///
  /// - Returns: `nil` if some record has the word, or none has one like it.
  func nearestWord(to token: Token) throws -> String? {
    guard token.word.count > 2, try !isKnown(token) else { return nil }
    // Two edits in a short word make any word of any other.
    return try nearest("", token.word, token.word.count <= 5 ? 1 : 2)
  }

  /// Whether a record has the word, in some form of it.
  private func isKnown(_ token: Token) throws -> Bool {
    try stems(of: token).contains { try frequency(ExactTerm.bounded(TermPrefix.stem + $0)) > 0 }
  }

  /// The word that is searched for as well where no record has the one that was asked for; `nil` if another
  /// word would be a guess: for codes, for short words, and for what begins or abbreviates something known.
  func correction(of token: Token, isOpen: Bool, _ known: [Expansion]) throws -> Expansion? {
    let word = token.word
    guard !without.contains(.spelling), word.count >= Scoring.shortestCorrected,
      word.allSatisfy({ $0.isLetter && $0.isASCII }),
      !known.contains(where: { $0.words == [word] }),
      try !isKnown(token),
      try !isOpen || frequency(ExactTerm.bounded(TermPrefix.beginning + word)) == 0,
      // Slips are seldom in the first letter, and to look at every word takes longer than the search.
      let near = try nearest(
        String(word.prefix(1)), String(word.dropFirst()), word.count < Scoring.shortestTwiceCorrected ? 1 : 2)
    else { return nil }
    return Expansion(words: [word], stems: [analyzer.stem(near)], source: .spelling, shown: near)
  }
}
