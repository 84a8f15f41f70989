internal import CartularyCatalog

// The shapes of answers. Docs/PROTOCOL.md describes them.

struct SearchJSON: Encodable {
  let total: Int
  let exact = true
  let items: [HitJSON]
  let facets: [String: [FacetValueJSON]]
  let warnings: [NoteJSON]
  let next: String?
  let advice: SearchAdviceJSON?

  init(_ answer: SearchAnswer, offset: Int) {
    total = answer.total
    items = answer.hits.map { HitJSON($0) }
    facets = FacetValueJSON.byField(answer.facets)
    warnings = answer.notes.map(NoteJSON.init)
    let end = offset + answer.hits.count
    let hasNext = !answer.hits.isEmpty && end < answer.total && end <= ResultPage.maximumOffset
    next = hasNext ? String(end) : nil
    advice = answer.advice.map(SearchAdviceJSON.init)
  }

  private enum Keys: String, CodingKey {
    case total, exact, items, facets, warnings, next
    case advice = "way-on"
  }

  /// `next` is there on the last page too, as null.
  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Keys.self)
    try container.encode(total, forKey: .total)
    try container.encode(exact, forKey: .exact)
    try container.encode(items, forKey: .items)
    try container.encode(facets, forKey: .facets)
    try container.encode(warnings, forKey: .warnings)
    try container.encode(next, forKey: .next)
    try container.encodeIfPresent(advice, forKey: .advice)
  }
}

struct CountJSON: Encodable {
  let total: Int
  let exact = true
  let warnings: [NoteJSON]
}

struct ExplanationJSON: Encodable {
  struct Clause: Encodable {
    let text: String
    let count: Int
    let expansion: [String]
  }

  let query: String
  let tree: String
  let clauses: [Clause]
  let total: Int
  let engine: String

  init(_ explanation: Explanation) {
    (query, tree, total, engine) = (
      explanation.canonical, explanation.tree, explanation.total, explanation.engineQuery
    )
    clauses = explanation.clauses.map { Clause(text: $0.text, count: $0.count, expansion: $0.expansion) }
  }
}

struct HitExplanationJSON: Encodable {
  struct Word: Encodable {
    let word: String
    let fields: [String]
    let weight: Double
  }

  let record: String
  let weight: Double
  let words: [Word]

  init(_ explanation: HitExplanation) {
    (record, weight) = (explanation.id, explanation.weight)
    words = explanation.words.map { Word(word: $0.word, fields: $0.fields, weight: $0.weight) }
  }
}

struct SuggestJSON: Encodable {
  let total: Int
  let corrections: [SearchAdviceJSON.Correction]
  let relaxations: [SearchAdviceJSON.Relaxation]
}

struct CompletionJSON: Encodable {
  struct Item: Encodable {
    let text: String
    let kind: String
    let count: Int?
  }

  let range: [Int]
  let suggestions: [Item]

  init(_ list: SuggestionList) {
    range = [list.range.lowerBound, list.range.upperBound]
    suggestions = list.suggestions.map { Item(text: $0.text, kind: $0.kind.rawValue, count: $0.count) }
  }
}

struct SimilarJSON: Encodable {
  let similar: SimilarDataset

  init(_ similar: SimilarDataset) { self.similar = similar }

  private enum Keys: String, CodingKey { case shared }

  func encode(to encoder: any Encoder) throws {
    try similar.dataset.encode(to: encoder)
    var container = encoder.container(keyedBy: Keys.self)
    try container.encode(similar.sharedTerms, forKey: .shared)
  }
}

struct ValuesJSON: Encodable {
  struct Value: Encodable {
    let value: String
    let count: Int?
  }

  let field: String
  let values: [Value]
  let remaining: Int

  init(_ list: FieldValues) {
    (field, remaining) = (list.field, list.remainingCount)
    values = list.values.map { Value(value: $0.text, count: $0.count) }
  }
}
