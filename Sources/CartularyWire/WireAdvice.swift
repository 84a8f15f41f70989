package import CartularyCatalog

/// What to try if nothing was found, or nothing with all the words, or a filter says what words were meant to say.
package struct WireAdvice: WireObject {
  /// A spelling that would find something.
  package struct Correction: WireObject {
    private let correction: SearchAdvice.Correction

    init(_ correction: SearchAdvice.Correction) { self.correction = correction }

    package static let name = "suggested correction"
    package static let summary = "A spelling that would find something."
    package static let fields: [WireField<Correction>] = [
      .init("word", "As written in the query.") { $0.correction.word },
      .init("replacement", "The similar word in the catalog.") { $0.correction.replacement },
      .init("query", "The whole query with the replacement.") { $0.correction.query },
      .init("count", "How many datasets that finds.") { $0.correction.count },
    ]
  }

  /// A clause whose removal would find something.
  package struct Relaxation: WireObject {
    private let relaxation: SearchAdvice.Relaxation

    init(_ relaxation: SearchAdvice.Relaxation) { self.relaxation = relaxation }

    package static let name = "relaxation"
    package static let summary = "A part of the query whose removal would find something."
    package static let fields: [WireField<Relaxation>] = [
      .init("clause", "The part to leave out.") { $0.relaxation.clause },
      .init("query", "The query without it.") { $0.relaxation.query },
      .init("count", "How many datasets that finds.") { $0.relaxation.count },
    ]
  }

  /// A filter that says what words were probably meant to say.
  package struct Filter: WireObject {
    private let hint: SearchAdvice.FilterHint

    init(_ hint: SearchAdvice.FilterHint) { self.hint = hint }

    package static let name = "suggested filter"
    package static let summary = "A filter that says what words of the query were probably meant to say."
    package static let fields: [WireField<Filter>] = [
      .init(
        "kind",
        "`use` for words that say what the data is wanted for, `code` for the name of a code, `name` for a name in "
          + "another field."
      ) { $0.hint.kind.rawValue },
      .init("words", "The words, or the filter, as written in the query.") { $0.hint.words },
      .init("filter", "The filter that says it.") { $0.hint.filter },
      .init("needs-profile", "Whether the filter needs a profile.") { $0.hint.needsProfile },
      .init("query", "The whole query with the filter in place of the words.") { $0.hint.query },
      .init("count", "How many datasets that finds; null if it needs a profile.") { $0.hint.count },
    ]
  }

  /// A filter by a name that no record has.
  package struct Rewording: WireObject {
    private let rewording: SearchAdvice.Relaxation

    init(_ rewording: SearchAdvice.Relaxation) { self.rewording = rewording }

    package static let name = "rewording"
    package static let summary = "A filter by a name, as words that may stand anywhere."
    package static let fields: [WireField<Rewording>] = [
      .init("clause", "The filter.") { $0.rewording.clause },
      .init("query", "The query with its words in place of it.") { $0.rewording.query },
      .init("count", "How many datasets that finds.") { $0.rewording.count },
    ]
  }

  let corrections: [Correction]
  let relaxations: [Relaxation]
  let rewordings: [Rewording]
  let filters: [Filter]

  package init(_ advice: SearchAdvice) {
    corrections = advice.corrections.map(Correction.init)
    relaxations = advice.relaxations.map(Relaxation.init)
    rewordings = advice.rewordings.map(Rewording.init)
    filters = advice.filters.map(Filter.init)
  }

  package static let name = "advice"
  package static let pluralName = "advice"
  package static let summary = "What to try instead. None of it is applied automatically."
  package static let fields: [WireField<WireAdvice>] = [
    .init("corrections", "Other spellings, best first.") { $0.corrections },
    .init("relaxations", "Parts to leave out, those whose removal finds the most first.") { $0.relaxations },
    .init("rewordings", "Filters by a name that no dataset has, as words; the most first.") { $0.rewordings },
    .init("filters", "Filters that say what words were probably meant to say.") { $0.filters },
  ]
}

/// What to try, as the answer to `suggest`.
package struct WireSuggest: WireObject {
  private let total: Int
  private let matched: WireMatched
  private let advice: WireAdvice?

  package init(_ answer: SearchAnswer) {
    (total, matched) = (answer.total, WireMatched(answer.matched))
    advice = answer.advice.map(WireAdvice.init)
  }

  package static let name = "suggest"
  package static let summary = "What to try if nothing is found."
  package static let fields: [WireField<WireSuggest>] = [
    .init("total", "How many datasets the query finds as it is.") { $0.total },
    .init("matched", "How many of them have all the words, and how each word was treated.") { $0.matched },
    .init("corrections", "Other spellings, best first.") { $0.advice?.corrections ?? [] },
    .init("relaxations", "Parts to leave out, those whose removal finds the most first.") {
      $0.advice?.relaxations ?? []
    },
    .init("rewordings", "Filters by a name that no dataset has, as words; the most first.") {
      $0.advice?.rewordings ?? []
    },
    .init("filters", "Filters that say what words were probably meant to say.") {
      $0.advice?.filters ?? []
    },
  ]
}
