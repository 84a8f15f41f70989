package import CartularyCatalog
internal import CartularyModel
internal import CartularyQuery

/// How well the ranking answers judged queries.
package struct WireEvaluation: WireObject {
  package struct Means: WireObject {
    fileprivate let mean: RankingMeasures

    package static let name = "measures"
    package static let pluralName = "measures"
    package static let summary = "Means over all judged queries, each from 0 to 1."
    package static let fields: [WireField<Means>] = [
      .init("ndcg5", "nDCG of the first five hits.") { $0.mean.ndcg5 },
      .init("ndcg10", "nDCG of the first ten.") { $0.mean.ndcg10 },
      .init("map10", "Mean average precision of the first ten.") { $0.mean.map10 },
      .init("reciprocal-rank", "The reciprocal of the rank of the first expected dataset.") {
        $0.mean.reciprocalRank
      },
      .init("recall100", "The share of the expected datasets that is among the first hundred hits.") {
        $0.mean.recall100
      },
    ]
  }

  package struct Judged: WireObject {
    fileprivate let evaluation: Evaluation
    fileprivate let hasTime: Bool

    package static let name = "judged query"
    package static let pluralName = "judged queries"
    package static let summary = "The result of one judged query."
    package static let fields: [WireField<Judged>] = [
      .init("query", "The query.") { $0.evaluation.query.text },
      .init("ndcg10", "nDCG of its first ten hits.") { $0.evaluation.measures.ndcg10 },
      .init("total", "How many datasets it finds.") { $0.evaluation.total },
      .init("ids", "What it finds, best first.") { $0.evaluation.ids },
      .init("error", "Why the query was not run; null if it was.") {
        $0.evaluation.fault.map(WireError.init(ofQuery:))
      },
      .whereAsked("milliseconds", "How long it took, where times were asked for.") {
        $0.hasTime ? $0.evaluation.duration / .milliseconds(1) : nil
      },
    ]
  }

  private let mean: RankingMeasures
  private let failureCount: Int
  private let queries: [Judged]

  /// - Parameter withTimes: Whether each query includes how long it took.
  package init(_ evaluations: [Evaluation], withTimes: Bool) {
    mean = .mean(evaluations.map(\.measures))
    failureCount = evaluations.count { $0.measures.ndcg10 == 0 }
    queries = evaluations.map { Judged(evaluation: $0, hasTime: withTimes) }
  }

  package static let name = "evaluation"
  package static let summary = "How well the ranking answers judged queries."
  package static let fields: [WireField<WireEvaluation>] = [
    .init("mean", "Means over all queries.") { Means(mean: $0.mean) },
    .init("failures", "Queries with no expected dataset among the first ten hits.") { $0.failureCount },
    .init("queries", "In the order of the file.") { $0.queries },
  ]
}
