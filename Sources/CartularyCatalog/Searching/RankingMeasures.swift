package import CartularyModel
internal import Foundation

/// How well a list of hits answers a judged query, or the means of that over several queries. As `trec_eval`
/// counts: gains are the grades, the discount is log2(rank + 1), and what is not judged counts nothing.
package struct RankingMeasures: Sendable, Equatable, Codable {
  package var ndcg5 = 0.0
  package var ndcg10 = 0.0
  /// Mean average precision of the first ten, over all that should be found.
  package var map10 = 0.0
  /// One over the rank of the first that should be found.
  package var reciprocalRank = 0.0
  /// The share of what should be found that is among the first hundred.
  package var recall100 = 0.0

  /// All zero.
  package init() {}

  /// - Parameter ids: What was found, best first, each once.
  package init(ids: [String], for query: JudgedQuery) {
    let gains = ids.map { max(0, query.grades[$0] ?? 0) }
    let ideal = query.grades.values.filter { $0 > 0 }.sorted(by: >)
    guard !ideal.isEmpty else { return }
    ndcg5 = Self.gain(gains.prefix(5)) / Self.gain(ideal.prefix(5))
    ndcg10 = Self.gain(gains.prefix(10)) / Self.gain(ideal.prefix(10))
    var found = 0
    for (index, gain) in gains.prefix(10).enumerated() where gain > 0 {
      found += 1
      map10 += Double(found) / Double(index + 1)
    }
    map10 /= Double(ideal.count)
    reciprocalRank = gains.firstIndex { $0 > 0 }.map { 1 / Double($0 + 1) } ?? 0
    recall100 = Double(gains.prefix(100).count { $0 > 0 }) / Double(ideal.count)
  }

  private static func gain(_ grades: ArraySlice<Int>) -> Double {
    grades.enumerated().reduce(0) { $0 + Double($1.element) / log2(Double($1.offset + 2)) }
  }

  /// The mean of each; all zero for none.
  package static func mean(_ all: [RankingMeasures]) -> RankingMeasures {
    var mean = RankingMeasures()
    guard !all.isEmpty else { return mean }
    for path in [\RankingMeasures.ndcg5, \.ndcg10, \.map10, \.reciprocalRank, \.recall100]
      as [WritableKeyPath<Self, Double>]
    {
      mean[keyPath: path] = all.reduce(0) { $0 + $1[keyPath: path] } / Double(all.count)
    }
    return mean
  }
}
