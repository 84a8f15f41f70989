internal import CartularyBase
internal import CartularyIndex

/// What is searched in addition to the words of a query, at a lower weight.
struct Expansion: Equatable {
  enum Source {
    /// An abbreviation that records of the viewer explain.
    case abbreviation
    /// The thesaurus.
    case thesaurus
    /// What some record has that is spelt like a word that no record has.
    case spelling

    var weight: Double {
      switch self {
      case .abbreviation: Scoring.expansionWeight
      case .thesaurus: Scoring.synonymWeight
      case .spelling: Scoring.spellingWeight
      }
    }
  }

  /// The words of the query, folded.
  let words: [String]
  /// What is looked for: all the stems of one of these, which are of different languages; empty for the beginning of a name.
  let readings: [[String]]
  let source: Source
  /// Of a correction, what was probably meant.
  var respelling: Respelling?

  /// What is looked for in one language, the first.
  var stems: [String] { readings.first ?? [] }

  var query: IndexQuery {
    let share = respelling?.share ?? 1
    if let respelling, respelling.form == .beginning {
      return .scale(
        Scoring.beginningBonus * share, .term(ExactTerm.bounded(TermPrefix.beginning + respelling.text)))
    }
    return .anyOf(
      readings.map { stems in
        .scale(
          source.weight * share / Double(stems.count),
          .allOf(stems.map { .term(ExactTerm.bounded(TermPrefix.stem + $0)) }))
      })
  }

  /// What is looked for in one language, as a person would read it.
  var text: String { respelling?.shown ?? stems.map(TextAnalyzer.bare).line(" ") }
}

extension QueryPlanner {
  /// What else is searched when these words are adjacent, in this order.
  func expansions(of tokens: [Token]) throws -> [Expansion] {
    var found: [Expansion] = []
    let asked = Set(tokens.map(\.stem))
    for start in tokens.indices {
      if !without.contains(.abbreviations) { found += try longForms(of: tokens[start]) }
      if without.contains(.thesaurus) { continue }
      for count in 1...max(1, min(thesaurus.longestEntry, tokens.count - start)) {
        let words = tokens[start..<(start + count)].map(\.word)
        for other in thesaurus.others(for: readings.everyStems(of: words)) {
          if asked.isSuperset(of: other.map(analyzer.stem)) { continue }
          let stems = try readings.sequences(of: other)
          found.append(Expansion(words: words, readings: stems, source: .thesaurus))
        }
      }
    }
    var seen: Set<[String]> = []
    return found.filter { seen.insert($0.words + [""] + $0.stems).inserted }
  }

  /// The long form that most records that define an abbreviation give.
  private func longForms(of token: Token) throws -> [Expansion] {
    try terms(Abbreviation.beginning(for: token.word), 100)
      .sorted { ($1.count, $0.term) < ($0.count, $1.term) }.prefix(Scoring.expansionCount)
      .map { term in
        Expansion(
          words: [token.word], readings: [term.term.split(separator: " ").map(String.init)],
          source: .abbreviation)
      }
  }
}
