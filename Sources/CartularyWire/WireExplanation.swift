package import CartularyCatalog

/// How a query was interpreted.
package struct WireExplanation: WireObject {
  package struct Clause: WireObject {
    private let clause: Explanation.Clause

    init(_ clause: Explanation.Clause) { self.clause = clause }

    package static let name = "clause"
    package static let summary = "A part of the query that must match."
    package static let fields: [WireField<Clause>] = [
      .init("text", "As it could be typed.") { $0.clause.text },
      .init("count", "How many datasets this part finds by itself.") { $0.clause.count },
      .init("expansion", "What it expands to: stems, values, or words that a `*` matches; at most ten.") {
        $0.clause.expansion
      },
    ]
  }

  private let explanation: Explanation

  package init(_ explanation: Explanation) { self.explanation = explanation }

  package static let name = "explanation"
  package static let summary = "How a query is interpreted, and what each part of it finds."
  package static let fields: [WireField<WireExplanation>] = [
    .init("query", "The query in canonical form, with all parentheses.") { $0.explanation.canonical },
    .init("tree", "The query as a tree, written as an S-expression.") { $0.explanation.tree },
    .init("clauses", "The parts, all of which must match.") { $0.explanation.clauses.map(Clause.init) },
    .init("total", "How many datasets match.") { $0.explanation.total },
    .init("matched", "How many of them have all the words, and how each word was treated.") {
      WireMatched($0.explanation.matched)
    },
    .init("engine", "The engine's query, for bug reports; it may change with any version.") {
      $0.explanation.engineQuery
    },
  ]
}

/// Why a dataset is among the hits of a query.
package struct WireHitExplanation: WireObject {
  package struct Word: WireObject {
    private let word: HitExplanation.Word

    init(_ word: HitExplanation.Word) { self.word = word }

    package static let name = "word of a hit"
    package static let pluralName = "words of a hit"
    package static let summary = "A word of the query that the dataset has."
    package static let fields: [WireField<Word>] = [
      .init("word", "As written in the query.") { $0.word.word },
      .init("fields", "The fields that have it.") { $0.word.fields },
      .init("weight", "Its own weight.") { $0.word.weight },
    ]
  }

  private let explanation: HitExplanation

  package init(_ explanation: HitExplanation) { self.explanation = explanation }

  package static let name = "hit explanation"
  package static let summary = "Why a dataset is among the hits of a query."
  package static let fields: [WireField<WireHitExplanation>] = [
    .init("record", "The dataset's id.") { $0.explanation.id },
    .init("weight", "The total weight; comparable only within one answer.") { $0.explanation.weight },
    .init(
      "mentions",
      "How many publishers other than its own mention it by title or alias, where that ranks it; otherwise 0."
    ) { $0.explanation.mentionCount },
    .init("mention-factor", "What the weight of its words is multiplied by for these; 1 for none.") {
      $0.explanation.mentionFactor
    },
    .init("words", "The words of the query that it has.") { $0.explanation.words.map(Word.init) },
  ]
}
