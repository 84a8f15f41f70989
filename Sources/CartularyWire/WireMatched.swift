package import CartularyCatalog
internal import CartularyQuery

/// How many matches have all the words of the query, and how each word was treated.
package struct WireMatched: WireObject {
  private let matched: MatchedWords

  package init(_ matched: MatchedWords) { self.matched = matched }

  package static let name = "matched words"
  package static let pluralName = "matched words"
  package static let summary = "How many of the datasets have all the words of the query."
  package static let fields: [WireField<WireMatched>] = [
    .init("match", "What was requested: `any` of the words, or `all`.") { $0.matched.matching.rawValue },
    .init("words", "The words that count.") { $0.matched.words },
    .init("left-out", "Words that were not searched.") { $0.matched.leftOut },
    .init("corrections", "Words that no dataset has, with the words that were also searched for.") {
      $0.matched.corrections.map(WireCorrection.init)
    },
    .init("all", "How many datasets have all of the words.") { $0.matched.completeCount },
    .init("some", "How many have only some of them.") { $0.matched.partialCount },
    .init("sentence", "A summary in words, if there is something to say.") { $0.matched.sentence },
  ]
}

/// A word that no dataset has, with the one that counts in its place.
package struct WireCorrection: WireObject {
  private let correction: MatchedWords.Correction

  init(_ correction: MatchedWords.Correction) { self.correction = correction }

  package static let name = "correction"
  package static let summary = "A spelling that was also searched for."
  package static let fields: [WireField<WireCorrection>] = [
    .init("word", "As written in the query.") { $0.correction.word },
    .init("replacement", "The word of the catalog that counts in its place.") { $0.correction.replacement },
  ]
}
