internal import CartularyBase
package import CartularyCatalog

/// What people search for without finding it, and which datasets nobody finds.
package struct WireGaps: WireObject {
  /// The size of the query log.
  package struct Log: WireObject {
    fileprivate let queries: Int
    fileprivate let asked: Int

    package static let name = "query log"
    package static let summary = "The size of the query log."
    package static let fields: [WireField<Log>] = [
      .init("queries", "How many different queries.") { $0.queries },
      .init("asked", "How often they were asked.") { $0.asked },
    ]
  }

  /// A query that found too little.
  package struct Gap: WireObject {
    private let gap: GapReport.Gap
    private let kind: String?

    /// - Parameter kind: The kind of gap, when several kinds are mixed.
    package init(_ gap: GapReport.Gap, kind: String? = nil) { (self.gap, self.kind) = (gap, kind) }

    package static let name = "gap"
    package static let summary = "A query that found too little."
    package static let fields: [WireField<Gap>] = [
      .whereAsked("gap", "In `jsonl`: `empty` or `partial`.") { $0.kind },
      .init("query", "The query with its filters, in canonical form.") { $0.gap.query.text },
      .init("times", "How often it was asked with this result.") { $0.gap.timesCount },
      .init("asked", "How often it was asked in total.") { $0.gap.query.askedCount },
      .init("found", "How many datasets it found the last time.") { $0.gap.query.lastTotal },
      .init("last", "The day it was last asked, in UTC: `2026-11-21`.") { $0.gap.query.lastDay.description },
      .init("now", "How many of all records it finds now; null if it cannot be read.") { $0.gap.total },
      .init("advice", "What it may have been meant to be.") { $0.gap.advice.map(WireAdvice.init) },
    ]
  }

  package struct Queries: WireObject {
    fileprivate let queries: GapReport.Queries

    package static let name = "gap list"
    package static let summary = "Queries with the same kind of gap."
    package static let fields: [WireField<Queries>] = [
      .init("queries", "How many there are, including those not listed.") { $0.queries.count },
      .init("times", "How often they were asked with this result.") { $0.queries.timesCount },
      .init("items", "The most frequently asked first.") { $0.queries.first.map { Gap($0) } },
    ]
  }

  /// A dataset that no query has among its first hits.
  package struct Dataset: WireObject {
    private let dataset: GapReport.UnfoundDataset
    private let kind: String?

    package init(_ dataset: GapReport.UnfoundDataset, kind: String? = nil) {
      (self.dataset, self.kind) = (dataset, kind)
    }

    package static let name = "unfound dataset"
    package static let summary = "A dataset that no query has among its first hits."
    package static let fields: [WireField<Dataset>] = [
      .whereAsked("gap", "In `jsonl`: `unfound`.") { $0.kind },
      .init("id", "Its id.") { $0.dataset.id },
      .init("title", "Its title.") { $0.dataset.title },
    ]
  }

  package struct Unfound: WireObject {
    fileprivate let report: GapReport

    package static let name = "unfound list"
    package static let summary = "Datasets that no query has among its first hits."
    package static let fields: [WireField<Unfound>] = [
      .init("datasets", "How many there are, including those not listed.") { $0.report.unfoundCount },
      .init("items", "In the order of their ids.") { $0.report.unfound.map { Dataset($0) } },
    ]
  }

  private let report: GapReport

  package init(_ report: GapReport) { self.report = report }

  package static let name = "gaps"
  package static let pluralName = "gaps"
  package static let summary =
    "What people search for without finding it, and which datasets nobody finds; in `jsonl` one gap or dataset per line."
  package static let fields: [WireField<WireGaps>] = [
    .init("log", "Null if the owner does not keep a log.") {
      $0.report.log.map { Log(queries: $0.queryCount, asked: $0.askedCount) }
    },
    .init("judged", "How many judged queries were run in addition.") { $0.report.judgedCount },
    .init("depth", "How many hits of each query count as found.") { $0.report.depth },
    .init("datasets", "How many datasets there are.") { $0.report.datasetCount },
    .init("empty", "Queries that found nothing.") { Queries(queries: $0.report.empty) },
    .init("partial", "Queries that found only some of their words.") { Queries(queries: $0.report.partial) },
    .init("unfound", "Datasets that nobody finds.") { Unfound(report: $0.report) },
  ]
}
