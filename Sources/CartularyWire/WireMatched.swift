package import CartularyCatalog
internal import CartularyQuery

/// How many matches have all the words of the query, and what became of the words.
package struct WireMatched: WireObject {
  private let matched: MatchedWords

  package init(_ matched: MatchedWords) { self.matched = matched }

  package static let name = "matched words"
  package static let pluralName = "matched words"
  package static let summary = "How many of the datasets have all the words of the query."
  package static let fields: [WireField<WireMatched>] = [
    .init("match", "What was asked for: `any` of the words, or `all`.") { $0.matched.matching.rawValue },
    .init("words", "The words that count.") { $0.matched.words },
    .init("left-out", "Words that were not searched.") { $0.matched.leftOut },
    .init("corrections", "Words that no dataset has, and what was searched for as well.") {
      $0.matched.corrections.map(WireCorrection.init)
    },
    .init("all", "How many datasets have all of the words.") { $0.matched.completeCount },
    .init("some", "How many have only some of them.") { $0.matched.partialCount },
    .init("sentence", "All of this in words, where there is something to say.") { $0.matched.sentence },
  ]
}

/// A word that no dataset has, with the one that counts for it.
package struct WireCorrection: WireObject {
  private let correction: MatchedWords.Correction

  init(_ correction: MatchedWords.Correction) { self.correction = correction }

  package static let name = "correction"
  package static let summary = "A spelling that was searched for as well."
  package static let fields: [WireField<WireCorrection>] = [
    .init("word", "As the query has it.") { $0.correction.word },
    .init("replacement", "The word of the catalog that counts for it.") { $0.correction.replacement },
  ]
}
