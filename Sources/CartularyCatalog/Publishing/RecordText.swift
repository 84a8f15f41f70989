internal import CartularyIndex

/// What the texts of a record say together: the terms that rank it, gathered field by field.
struct RecordText {
  /// Words as they are written.
  var words: Set<String> = []
  /// Terms that say what an abbreviation means.
  var definitions: Set<String> = []
  /// The languages in which the texts were read.
  var languages: Set<String> = []
  private var scores: [String: Double] = [:]
  private var beginnings: Set<String> = []
  private var pairs: Set<String> = []

  /// Adds a field's share of the score of each of its stems.
  ///
  /// - Parameters:
  ///   - frequencies: How often each stem stands in the field; parts of 1 where it is of a less likely language.
  ///   - length: How many words the field has.
  mutating func add(_ frequencies: [String: Double], length: Int, _ weight: FieldWeight) {
    let b = weight.lengthNormalization
    let dilution = 1 - b + b * Double(max(1, length)) / weight.averageLength
    for (stem, frequency) in frequencies {
      scores[stem, default: 0] += weight.weight * min(frequency, Double(weight.maximumFrequency)) / dilution
    }
  }

  /// Adds the beginnings of words, the words themselves apart: those are found by their stems.
  mutating func addBeginnings(of tokens: [Token]) {
    for token in tokens {
      addBeginnings(of: token.word, besides: TextAnalyzer.bare(token.stem))
      if let spelling = token.spelling { addBeginnings(of: spelling, besides: nil) }
    }
  }

  private mutating func addBeginnings(of word: String, besides stem: String?) {
    var end = word.startIndex
    var count = 0
    while count < Scoring.longestBeginning, end < word.endIndex {
      end = word.index(after: end)
      count += 1
      if count < Scoring.shortestBeginning { continue }
      let beginning = String(word[..<end])
      if end < word.endIndex, beginning != stem { beginnings.insert(beginning) }
    }
  }

  /// Adds each pair of neighbours, unless one of them is a function word.
  mutating func addPairs(of tokens: [Token]) {
    let plain = tokens.filter { !$0.isJoined }
    for (one, next) in zip(plain, plain.dropFirst()) {
      if FunctionWords.contains(one.word) || FunctionWords.contains(next.word) { continue }
      pairs.insert(Self.pairTerm(one.stem, next.stem))
    }
  }

  static func pairTerm(_ one: String, _ next: String) -> String {
    ExactTerm.bounded(TermPrefix.pair + one + " " + next)
  }

  func add(to document: inout IndexDocument) {
    for (stem, score) in scores {
      document.add(
        ExactTerm.bounded(TermPrefix.stem + stem), wdf: max(1, Int((score * Scoring.unit).rounded())))
    }
    for word in words { document.add(ExactTerm.bounded(TermPrefix.word + word)) }
    for beginning in beginnings {
      document.add(ExactTerm.bounded(TermPrefix.beginning + beginning), wdf: Scoring.oneOccurrence)
    }
    for pair in pairs { document.add(pair, wdf: Scoring.oneOccurrence) }
    for definition in definitions { document.add(definition) }
    for language in languages where language != LanguageGuess.english {
      document.add(TermPrefix.textLanguage + language)
    }
  }
}
