internal import CartularyIndex

/// A dataset like a given one.
public struct SimilarDataset: Sendable {
  /// What is shown of the dataset.
  public let dataset: DatasetSummary
  /// How alike they are, greater than 0; it compares only within one answer.
  public let weight: Double
  /// Words that both have, in the form that the given dataset writes most; the most telling first.
  public let sharedTerms: [String]
  /// The id, or the address, of what takes its place; `nil` if nothing does.
  public let replacedBy: String?
}

extension SearchSession {
  /// Telling terms that are asked for; more add words that everything has.
  private static let tellingTermCount = 20

  /// Datasets like one, best first. Only what the viewer may see counts, in the choice of terms too.
  ///
  /// The formula is our own, as the engine's would not be the same in every arrangement of shards: a
  /// stem's share of the record's score times the logarithm of how rare it is.
  ///
  /// - Returns: `nil` if the viewer sees no such dataset; never the dataset itself.
  func similar(to id: String, limit: Int) throws -> [SimilarDataset]? {
    let own = TermPrefix.uniqueTerm(id)
    guard let terms = try reader.documentTerms(uniqueTerm: own) else { return nil }
    let telling = try tellingTerms(of: terms)
    guard !telling.isEmpty else { return [] }
    let asked = telling.map { IndexQuery.scale($0.weight, .term(TermPrefix.stem + $0.stem)) }
    var request = SearchRequest(query: .andNot(.or(asked), .term(own)), limit: limit)
    request.order = [.relevance, .value(slot: Slot.id, descending: false)]
    request.weighting = Scoring.weighting
    let words = try words(of: id)
    return try reader.best(request).map { match in
      let summary = try StoredPayloadV1(bytes: match.payload).decodedSummary()
      let theirs = try reader.documentTerms(uniqueTerm: TermPrefix.uniqueTerm(summary.id)) ?? []
      let present = Set(theirs.map(\.term))
      let shared = telling.map(\.stem).filter { present.contains(TermPrefix.stem + $0) }
      return SimilarDataset(
        dataset: summary, weight: match.weight,
        sharedTerms: shared.map { words[$0] ?? TextAnalyzer.bare($0) },
        replacedBy: successors.named[summary.id])
    }
  }

  /// How a record writes each of its stems: the word that it has most, of equals the shortest, then the first.
  private func words(of id: String) throws -> [String: String] {
    guard let payload = try reader.payload(uniqueTerm: TermPrefix.uniqueTerm(id)) else { return [:] }
    let dataset = try StoredPayloadV1(bytes: payload).decodedRecord()
    var counts: [String: Int] = [:]
    for text in FieldTable.all.filter({ $0.text != nil }).flatMap({ $0.values(dataset) }) {
      for token in planner.analyzer.tokens(in: text) { counts[token.word, default: 0] += 1 }
    }
    var words: [String: String] = [:]
    for (word, _) in counts.sorted(by: { ($1.value, $0.key.count, $0.key) < ($0.value, $1.key.count, $1.key) }
    ) {
      for stem in planner.readings.everyStems(of: [word]) where words[stem[0]] == nil {
        words[stem[0]] = word
      }
    }
    return words
  }

  private func tellingTerms(of terms: [TermCount]) throws -> [(stem: String, weight: Double)] {
    let total = Double(try reader.documentCount)
    var telling: [(stem: String, weight: Double)] = []
    for term in terms where term.term.hasPrefix(TermPrefix.stem) && term.count > 0 {
      let stem = String(term.term.dropFirst(TermPrefix.stem.count))
      let frequency = Double(try reader.frequency(of: term.term))
      // A stem of one record alone finds nothing, and one of half of them tells nothing.
      guard frequency > 1, frequency <= max(2, total / 2),
        TextAnalyzer.bare(stem).count > 2
      else { continue }
      telling.append((stem, Double(term.count) / Scoring.unit * rarity(frequency, of: total)))
    }
    return Array(telling.sorted { ($1.weight, $0.stem) < ($0.weight, $1.stem) }.prefix(Self.tellingTermCount))
  }

  private func rarity(_ frequency: Double, of total: Double) -> Double {
    // log2 by exponent and significand, without the C library's rounding of the day.
    let ratio = total / frequency
    return Double(ratio.exponent) + (ratio.significand - 1)
  }
}
