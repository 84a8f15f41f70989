internal import CartularyIndex

extension QueryPlanner {
  /// The word most like one that no record has.
  ///
  /// - Parameter text: The word as it was typed.
  /// - Returns: `nil` if some record has the word, none has one like it, or it is an abbreviation: what is near to three
  ///   capitals are other three, which stand for something else.
  func nearestWord(to token: Token, in text: String) throws -> String? {
    let word = token.word
    let isAbbreviation = word.count <= 4 && text.allSatisfy { $0.isUppercase || $0.isNumber }
    guard word.count > 2, !isAbbreviation, try !isKnown(token) else { return nil }
    // Two edits in a short word make any word of any other, and slips are seldom in the first letter: with another one
    // only one edit is a slip.
    let begun = try near(String(word.prefix(1)), String(word.dropFirst()), word.count <= 5 ? 1 : 2)
    return try begun ?? (word.count > 3 ? near("", word, 1) : nil)
  }

  /// To read the words of the index costs more than the search: once for each word that is asked for.
  private func near(_ beginning: String, _ rest: String, _ distance: Int) throws -> String? {
    try known.nearest(beginning, rest, distance) { try nearest(beginning, rest, distance) }
  }

  /// Whether a record has the word, in some form of it.
  private func isKnown(_ token: Token) throws -> Bool {
    try readings.stems(of: token).contains {
      try frequency(ExactTerm.bounded(TermPrefix.stem + $0)) > 0
    }
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
      let near = try near(
        String(word.prefix(1)), String(word.dropFirst()), word.count < Scoring.shortestTwiceCorrected ? 1 : 2)
    else { return nil }
    // In each language: the word comes from some record, and finds it.
    let stems = try readings.stems(of: [near]).map { [$0] }
    return Expansion(words: [word], readings: stems, source: .spelling, shown: near)
  }
}
