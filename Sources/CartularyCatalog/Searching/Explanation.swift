internal import CartularyIndex
internal import CartularyModel
internal import CartularyQuery

/// How a query was read and what it asks of the engine.
public struct Explanation: Sendable {
  /// The query with its brackets, in canonical spelling.
  public let canonical: String
  /// The tree as an S-expression.
  public let tree: String
  /// The clauses that all have to hold, in their order; empty for a query that matches everything.
  public let clauses: [Clause]
  /// How many datasets match; exact.
  public let total: Int
  /// How many of them have all the words.
  public let matched: MatchedWords
  /// The query as the engine prints it, boosts and all.
  public let engineQuery: String

  /// One clause of a query by itself.
  public struct Clause: Sendable, Equatable {
    /// The clause in canonical spelling.
    public let text: String
    /// How many datasets this clause alone matches.
    public let count: Int
    /// What it stands for: stems, values, or the words that a `*` expands to, at most ten. Empty for
    /// any other clause.
    public let expansion: [String]
  }
}

/// Why a dataset is among the hits of a query.
public struct HitExplanation: Sendable, Equatable {
  /// The dataset's id.
  public let id: String
  /// The whole weight, as in the list of hits.
  public let weight: Double
  /// How many publishers other than its own mention it by its title or an alias, where that ranks it: the weight of its words
  /// is then multiplied by `mentionFactor`. 0 where it does not.
  public let mentionCount: Int
  /// 1 without mentions.
  public var mentionFactor: Double { MentionCounts.factor(mentionCount) }
  /// One for each word of the query that the dataset has, in the query's order.
  public let words: [Word]

  /// A word of the query, and where the dataset has it.
  public struct Word: Sendable, Equatable {
    /// The word, folded.
    public let word: String
    /// Fields that have it, in the order of the field table.
    public let fields: [String]
    /// What the word alone weighs in this dataset.
    public let weight: Double
  }
}

/// A word of a query, and where a dataset has it.
package struct MatchedWord: Sendable, Equatable {
  /// The word, folded.
  package let word: String
  /// Fields that have it, in the order of the field table.
  package let fields: [String]
}

extension SearchSession {
  func explanation(of question: Question) throws -> Explanation {
    let plan = try plan(for: question)
    let query = plan.question.whole
    let clauses = try Self.clauses(of: query).map { clause in
      Explanation.Clause(
        text: clause.canonicalText, count: try count(planner.plan(clause)),
        expansion: try expansion(of: clause, plan.bare))
    }
    let total = try count(plan.query)
    return Explanation(
      canonical: query.canonicalText, tree: query.root?.description ?? "all", clauses: clauses,
      total: total, matched: try matched(plan, total: total),
      engineQuery: Self.shortened(plan.query.description))
  }

  /// The terms keys of a profile are thousands, and tell a person nothing.
  private static func shortened(_ text: String) -> String {
    text.utf8.count <= 8_000 ? text : text.prefix(8_000) + "…"
  }

  private func expansion(of node: Node, _ bare: BareWords) throws -> [String] {
    switch node.kind {
    case .word(let text), .phrase(let text), .identifier(let text):
      let tokens = planner.analyzer.tokens(in: text)
      let begun = Set(tokens.map(\.word))
      let others = bare.expansions.filter { begun.contains($0.words[0]) }.map(\.text)
      return try planner.stems(in: text).map(TextAnalyzer.bare) + others
    case .prefix(let text):
      guard let last = planner.analyzer.tokens(in: text).last else { return [] }
      return try reader.terms(prefix: TermPrefix.word + last.word, limit: 10).map { last.word + $0.term }
    case .field(let clause):
      guard case .values(let values) = clause.match else { return [] }
      return values.map(\.text)
    default: return []
    }
  }

  /// - Returns: `nil` if the dataset is not there for this viewer or does not match.
  func hitExplanation(of question: Question, id: String) throws -> HitExplanation? {
    let only = IndexQuery.term(TermPrefix.uniqueTerm(id))
    let plan = try plan(for: question)
    let ranked = ranked(plan, completeCount: try plan.complete.map { try count($0) })
    var request = SearchRequest(query: .filter(ranked, only), limit: 1)
    request.weighting = Scoring.weighting
    guard
      var document = try reader.ranking(request).first,
      let terms = try reader.documentTerms(uniqueTerm: TermPrefix.uniqueTerm(id))
    else { return nil }
    let words = try fields(of: plan.words, among: terms).map { token, fields in
      let alone = try weight(of: planner.term(TermPrefix.stem, token), within: only) ?? 0
      return HitExplanation.Word(word: token.word, fields: fields, weight: alone)
    }
    request.query = ranked
    request.order = try SortOrder(plan.question.whole.sort, option: nil).keys
    let mentions = try mentions(for: plan)
    let mentionCount = try mention(of: document, in: request, mentions) ?? 0
    if let mentions, mentionCount > 0 { document.weight = mentions.weight(of: document) }
    return HitExplanation(id: id, weight: document.weight, mentionCount: mentionCount, words: words)
  }

  /// The words of a query that a dataset has, with the fields that have them, in the order of the query.
  ///
  /// - Parameter terms: All terms of the dataset.
  private func fields(of words: [Token], among terms: [TermCount]) throws -> [(Token, [String])] {
    let present = Set(terms.map(\.term))
    return try words.compactMap { token in
      let stems = try planner.readings.stems(of: token)
      let fields = FieldTable.all.filter { field in
        field.text.map { text in
          stems.contains { present.contains(ExactTerm.bounded(text.prefix + $0)) }
        } ?? false
      }
      return fields.isEmpty ? nil : (token, fields.map(\.name))
    }
  }

  /// As the words of `hitExplanation`, of several hits and without weights.
  func matchedWords(of question: Question, ids: [String]) throws -> [String: [MatchedWord]] {
    let plan = try plan(for: question)
    var found: [String: [MatchedWord]] = [:]
    for id in ids where DatasetID.isWellFormed(id) {
      guard let terms = try reader.documentTerms(uniqueTerm: TermPrefix.uniqueTerm(id)) else { continue }
      found[id] = try fields(of: plan.words, among: terms).map { MatchedWord(word: $0.word, fields: $1) }
    }
    return found
  }

  private func weight(of query: IndexQuery, within only: IndexQuery) throws -> Double? {
    var request = SearchRequest(query: .filter(query, only), limit: 1)
    request.weighting = Scoring.weighting
    return try reader.ranking(request).first?.weight
  }
}
