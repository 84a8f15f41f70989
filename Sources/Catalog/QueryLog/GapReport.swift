public import DatasetModel
internal import GRDB
internal import QueryLanguage

/// What people look for in a catalogue and do not find, and what is in it that nobody finds. For its owner: it
/// tells of every record.
public struct GapReport: Sendable {
  /// How many different queries the log holds, and how often they were asked; `nil` where the owner keeps none.
  public let log: (queryCount: Int, askedCount: Int)?
  /// How many judged queries were asked beside them.
  public let judgedCount: Int
  /// How many hits of each query count.
  public let depth: Int
  /// Queries that found nothing.
  public let empty: Queries
  /// Queries that found something, but no dataset with all of their words.
  public let partial: Queries
  /// How many datasets the catalogue has.
  public let datasetCount: Int
  /// Datasets that no query has among its first hits, as many as were asked for, in the order of their ids.
  public let unfound: [UnfoundDataset]
  public let unfoundCount: Int

  public struct Queries: Sendable {
    /// How many queries have that in common, and how often they were asked so.
    public let count: Int
    public let timesCount: Int
    /// As many of them as were asked for, those asked most often so first; equals in the order of their text.
    public let first: [Gap]
  }

  public struct Gap: Sendable {
    public let query: LoggedQuery
    /// How often it was asked so.
    public let timesCount: Int
    /// How many datasets it finds now for someone who sees every record; `nil` where it can no longer be run.
    public let total: Int?
    /// What it could have meant; `nil` where the catalogue knows nothing, or the query now has its answer.
    public let wayOn: WayOn?
  }

  public struct UnfoundDataset: Sendable, Equatable {
    public let id: String
    public let title: String
  }
}

extension Catalog {
  /// Asks every query of the log, and judged ones beside them, of all records. Needs to read the ledger.
  ///
  /// - Parameters:
  ///   - judged: Queries whose hits count as found too.
  ///   - depth: How many hits of each query count, 1...100.
  ///   - limit: The most queries and datasets to name; `nil` for all.
  public func gaps(judged: [JudgedQuery] = [], depth: Int = 10, limit: Int? = nil) throws -> GapReport {
    let ledger = try readingLedger()
    let hasLog = try ledger.settings().logsQueries
    let logged = hasLog ? try queryLog.queries() : []
    let everyone = try Viewer(labels: try ledger.audiences().values.flatMap(\.labels))
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
  /// - Returns: How many different ones there were; `nil` where the owner keeps none.
  public func clearQueryLog() throws -> Int? {
    try readingLedger().settings().logsQueries ? try queryLog.clear() : nil
  }

  private func gaps(
    _ logged: [LoggedQuery], _ times: KeyPath<LoggedQuery, Int>, _ limit: Int?, _ everyone: Viewer
  ) throws -> GapReport.Queries {
    let some = logged.filter { $0[keyPath: times] > 0 }.sorted {
      ($1[keyPath: times], $0.text) < ($0[keyPath: times], $1.text)
    }
    var options = SearchOptions()
    options.limit = 0
    return GapReport.Queries(
      count: some.count, timesCount: some.reduce(0) { $0 + $1[keyPath: times] },
      first: try some.prefix(limit ?? .max).map { query in
        let answer = try readable { try search(query.text, as: everyone, options: options) }
        return .init(
          query: query, timesCount: query[keyPath: times], total: answer?.total, wayOn: answer?.wayOn)
      })
  }

  /// - Returns: `nil` where a query cannot be read or run: it was written for another version, or by hand.
  private func readable<Value>(_ work: () throws -> Value) throws -> Value? {
    do {
      return try work()
    } catch is QueryError {
      return nil
    } catch let error as CatalogError where [.invalidArgument, .queryTooBroad].contains(error.code) {
      return nil
    }
  }
}

extension Ledger {
  /// Ids of all records that are not withdrawn, sorted.
  fileprivate func currentIDs() throws(CatalogError) -> [String] {
    try read { try String.fetchAll($0, sql: "SELECT id FROM head WHERE withdrawn = 0 ORDER BY id") }
  }
}
