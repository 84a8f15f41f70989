internal import CartularyLedger
package import CartularyModel
internal import CartularyQuery

/// What people look for in a catalog and do not find, and what is in it that nobody finds. For its owner: it
/// tells of every record.
package struct GapReport: Sendable {
  /// How many different queries the log holds, and how often they were asked; `nil` if the owner keeps no log.
  package let log: (queryCount: Int, askedCount: Int)?
  /// How many judged queries were asked in addition.
  package let judgedCount: Int
  /// How many hits of each query count.
  package let depth: Int
  /// Queries that found nothing.
  package let empty: Queries
  /// Queries that found something, but no dataset with all of their words.
  package let partial: Queries
  /// How many datasets the catalog has.
  package let datasetCount: Int
  /// Datasets that no query has among its first hits, as many as were asked for, in the order of their ids.
  package let unfound: [UnfoundDataset]
  package let unfoundCount: Int

  package struct Queries: Sendable {
    /// How many queries have that in common, and how often they were asked so.
    package let count: Int
    package let timesCount: Int
    /// As many of them as were asked for, those asked most often so first; equals in the order of their text.
    package let first: [Gap]
  }

  package struct Gap: Sendable {
    package let query: LoggedQuery
    /// How often it was asked so.
    package let timesCount: Int
    /// How many datasets it finds now for someone who sees every record; `nil` if it can no longer be run.
    package let total: Int?
    /// What it could have meant; `nil` if the catalog knows nothing, or the query now has its answer.
    package let advice: SearchAdvice?
  }

  package struct UnfoundDataset: Sendable, Equatable {
    package let id: String
    package let title: String
  }
}

extension DatasetCatalog {
  /// Asks every query of the log, and judged queries in addition, of all records. Needs to read the ledger.
  ///
  /// - Parameters:
  ///   - judged: Queries whose hits count as found too.
  ///   - depth: How many hits of each query count, 1...100.
  ///   - limit: The most queries and datasets to name; `nil` for all.
  package func gaps(judged: [JudgedQuery] = [], depth: Int = 10, limit: Int? = nil) throws -> GapReport {
    let ledger = try readingLedger()
    let hasLog = try ledger.settings().logsQueries
    let logged = hasLog ? try queryLog.queries() : []
    let everyone = try Viewer(labels: try ledger.audiences().flatMap(\.labels))
    var found: Set<String> = []
    for text in Set(logged.map(\.text) + judged.map(\.text)) {
      found.formUnion(try readable { try ids(foundBy: text, as: everyone, limit: depth) } ?? [])
    }
    let all = try ledger.currentIDs()
    let unfound = all.filter { !found.contains($0) }
    return GapReport(
      log: hasLog ? (logged.count, logged.reduce(0) { $0 + $1.askedCount }) : nil,
      judgedCount: judged.count, depth: depth,
      empty: try gaps(logged, \.emptyCount, limit, everyone),
      partial: try gaps(logged, \.partialCount, limit, everyone),
      datasetCount: all.count,
      unfound: try unfound.prefix(limit ?? .max).map {
        .init(id: $0, title: try dataset(id: $0, as: everyone)?.title ?? "")
      }, unfoundCount: unfound.count)
  }

  /// Forgets every query of the log. Needs to read the ledger.
  ///
  /// - Returns: How many different queries there were; `nil` if the owner keeps no log.
  package func clearQueryLog() throws -> Int? {
    try readingLedger().settings().logsQueries ? try queryLog.clear() : nil
  }

  private func gaps(
    _ logged: [LoggedQuery], _ times: KeyPath<LoggedQuery, Int>, _ limit: Int?, _ everyone: Viewer
  ) throws -> GapReport.Queries {
    let some = logged.filter { $0[keyPath: times] > 0 }.sorted {
      ($1[keyPath: times], $0.text) < ($0[keyPath: times], $1.text)
    }
    return GapReport.Queries(
      count: some.count, timesCount: some.reduce(0) { $0 + $1[keyPath: times] },
      first: try some.prefix(limit ?? .max).map { query in
        let answer = try readable { try search(SearchQuery(query.text), page: .empty, as: everyone) }
        return .init(
          query: query, timesCount: query[keyPath: times], total: answer?.total, advice: answer?.advice)
      })
  }

  /// - Returns: `nil` if a query cannot be read or run: it was written for another version, or by hand.
  private func readable<Value>(_ work: () throws -> Value) throws -> Value? {
    do {
      return try work()
    } catch let error where Self.isOfQuery(error) {
      return nil
    }
  }
}
