internal import CartularyCatalog
internal import CartularyLedger
internal import CartularyModel
internal import Foundation

/// The result of an evaluation, as `eval --last` stores it.
struct EvaluationReport: Codable {
  struct Query: Codable {
    let query: String
    let ndcg10: Double
  }

  let mean: RankingMeasures
  let queries: [Query]

  /// The name of each measure.
  static let measures: [(name: String, value: @Sendable (RankingMeasures) -> Double)] = [
    ("nDCG@5", { $0.ndcg5 }), ("nDCG@10", { $0.ndcg10 }), ("MAP@10", { $0.map10 }),
    ("MRR", { $0.reciprocalRank }), ("Recall@100", { $0.recall100 }),
  ]

  init(_ evaluations: [Evaluation]) {
    mean = .mean(evaluations.map(\.measures))
    queries = evaluations.map { Query(query: $0.query.text, ndcg10: $0.measures.ndcg10) }
  }

  /// The run stored in a file; `nil` if the file does not exist yet.
  init?(keptIn path: String) throws {
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    do {
      self = try JSONDecoder().decode(Self.self, from: Data(contentsOf: URL(fileURLWithPath: path)))
    } catch {
      throw CatalogError(
        .exists, "\(path) exists and does not hold a run of eval", help: "name another file, or remove it")
    }
  }

  /// Queries with no expected dataset among the first ten hits.
  var failureCount: Int { queries.count { $0.ndcg10 == 0 } }

  struct Change {
    let query: String
    let before, now: Double
  }

  /// The queries in both runs whose measure rose or fell, the greatest fall first.
  func changes(since earlier: EvaluationReport) -> [Change] {
    let before = Dictionary(
      earlier.queries.map { ($0.query, $0.ndcg10) }, uniquingKeysWith: { first, _ in first })
    return queries.compactMap { query in
      guard let old = before[query.query], abs(old - query.ndcg10) > 0.0001 else { return nil }
      return Change(query: query.query, before: old, now: query.ndcg10)
    }
    .sorted { $0.now - $0.before < $1.now - $1.before }
  }
}

/// Files that `eval` writes.
enum EvaluationFile {
  static func write(_ text: String, to path: String) throws {
    do { try text.write(toFile: path, atomically: true, encoding: .utf8) } catch {
      throw CatalogError(.inputOutput, "\(path) cannot be written")
    }
  }
}
