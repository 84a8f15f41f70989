internal import CartularyIndex
internal import Foundation

/// What a word that no record has was probably meant to be.
struct Respelling: Equatable {
  enum Form: Equatable {
    /// A word of some record.
    case word
    /// The beginning of a name of some record: people type `MO15` for `MOD15`, and that for `MOD15A2H`.
    case beginning
    /// Words of some record, without the blank between them.
    case parts([String])
  }

  let text: String
  let form: Form
  /// How likely it is beside the likeliest, which has 1.
  var share: Double

  /// As it could be typed.
  var shown: String {
    switch form {
    case .word: text
    case .beginning: text + "*"
    case .parts(let parts): parts.joined(separator: " ")
    }
  }
}

extension QueryPlanner {
  /// What a word was probably meant to be that no record has, the likeliest first; at most three.
  ///
  /// - Parameters:
  ///   - text: The word as it was typed.
  ///   - isOpen: Whether it may be half typed.
  /// - Returns: Empty if some record has the word or begins so, none has one like it, or another one would be a guess: for
  ///   numbers, for short words, and for short capitals, as what is near to three capitals are other three, which stand for
  ///   something else.
  func respellings(of token: Token, in text: String, isOpen: Bool) throws -> [Respelling] {
    try known.respellings(of: token.word, isOpen: isOpen) {
      let word = token.word
      guard word.count >= Scoring.shortestCorrected, word.contains(where: \.isLetter),
        !Self.isShortCapitals(text), try !isKnown(token),
        try !isOpen || frequency(ExactTerm.bounded(TermPrefix.beginning + word)) == 0
      else { return [] }
      if let parts = try parts(of: word) { return [parts] }
      var found = try likeWords(word).map { ($0, Respelling.Form.word) }
      if isOpen, word.count <= Scoring.longestBeginning {
        // What begins a word that is near itself says no more than that.
        let words = found.map(\.0.term)
        found += try near(word, TermPrefix.beginning, 1).filter { near in
          !words.contains { $0.hasPrefix(near.term) }
        }.map { ($0, .beginning) }
      }
      return Self.likeliest(found, for: word)
    }
  }

  /// Two edits in a short word make any word of any other.
  private func likeWords(_ word: String) throws -> [NearTerm] {
    try near(word, TermPrefix.word, word.count < Scoring.shortestTwiceCorrected ? 1 : 2).filter {
      // Who slips means a word that is searched.
      $0.term.count >= Scoring.shortestCorrected && !FunctionWords.contains($0.term)
    }
  }

  private static func isShortCapitals(_ text: String) -> Bool {
    text.count <= 4 && text.allSatisfy(\.isUppercase)
  }

  /// Letters and digits that were glued, as in `landsat8`, where some record has each.
  private func parts(of word: String) throws -> Respelling? {
    guard let place = word.firstIndex(where: \.isNumber), place != word.startIndex else { return nil }
    let (letters, digits) = (String(word[..<place]), String(word[place...]))
    guard letters.count >= Scoring.shortestCorrected, letters.allSatisfy(\.isLetter),
      digits.allSatisfy(\.isNumber)
    else { return nil }
    let parts = [letters, digits]
    let stems = try parts.map { try readings.stems(of: [$0]) }
    let together = IndexQuery.allOf(
      stems.map { .anyOf($0.map { .term(ExactTerm.bounded(TermPrefix.stem + $0)) }) })
    guard try count(together) > 0 else { return nil }
    return Respelling(text: word, form: .parts(parts), share: 1)
  }

  /// Slips are seldom in the first letter; a digit is seldom a slip for another; and what many records have is meant by many.
  private static func likeliest(_ found: [(near: NearTerm, form: Respelling.Form)], for word: String)
    -> [Respelling]
  {
    guard let least = found.map(\.near.distance).min() else { return [] }
    let digits = word.filter(\.isNumber)
    let scored = found.filter { $0.near.distance == least }.map { near, form in
      var score = log(1 + Double(near.frequency)) + 0.5
      if near.term.first != word.first { score *= Scoring.otherFirstLetterShare }
      if near.term.filter(\.isNumber) != digits { score *= Scoring.otherDigitShare }
      return (near.term, form, score)
    }
    .sorted { ($1.2, $0.0) < ($0.2, $1.0) }.prefix(Scoring.respellingCount)
    let greatest = scored.first?.2 ?? 1
    return scored.map { Respelling(text: $0.0, form: $0.1, share: $0.2 / greatest) }
  }

  /// Whether a record has the word, in some form of it.
  private func isKnown(_ token: Token) throws -> Bool {
    try readings.stems(of: token).contains {
      try frequency(ExactTerm.bounded(TermPrefix.stem + $0)) > 0
    }
  }

  /// What is searched as well for a word that no record has; empty for what begins or abbreviates something known.
  func corrections(of token: Token, in text: String, isOpen: Bool, _ known: [Expansion]) throws -> [Expansion]
  {
    guard !without.contains(.spelling), !known.contains(where: { $0.words == [token.word] }) else {
      return []
    }
    return try respellings(of: token, in: text, isOpen: isOpen).map { meant in
      // In each language: the words come from some record, and find it.
      let stems: [[String]] =
        switch meant.form {
        case .word: try readings.stems(of: [meant.text]).map { [$0] }
        case .beginning: []
        case .parts(let parts): try readings.sequences(of: parts)
        }
      return Expansion(
        words: [token.word], readings: stems, source: .spelling, respelling: meant)
    }
  }
}
