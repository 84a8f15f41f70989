internal import CartularyBase
internal import CartularyIndex
internal import CartularyLedger
package import CartularyModel
internal import CartularyQuery

/// A catalog at a glance, as one viewer sees it. All counts are exact and of one snapshot.
package struct Overview: Sendable {
  /// How many datasets there are.
  package let total: Int
  package let issued: Years
  /// Levels of sensitivity in their order, each with the counts of the types of sharing.
  package let terms: [TermsRow]
  /// The most frequent values of `license`, `openness` and `format`, in this order.
  package let facets: [Facet]
  /// How many records state each field, in the order of the field table; without those that every record has.
  package let completeness: [(field: String, count: Int)]

  /// How many datasets were first published in each year.
  package struct Years: Sendable, Equatable {
    /// The most years that are told one by one.
    package static let limit = 40

    /// The year of the first count; `nil` if no record has a date.
    package let first: Int?
    /// One for each year from `first` on.
    package let counts: [Int]
    /// Of years before `first`.
    package let earlier: Int
    /// Of years to come.
    package let later: Int
    package let undated: Int

    package var last: Int? { first.map { $0 + counts.count - 1 } }
  }

  package struct TermsRow: Sendable, Equatable {
    package let sensitivity: Sensitivity
    /// One for each type of sharing, in its order; a dataset of several types counts in each.
    package let counts: [Int]
    /// Datasets that say nothing of sharing.
    package let unstated: Int
  }
}

extension DatasetCatalog {
  /// How many datasets a viewer may see.
  package func datasetCount(as viewer: Viewer) throws -> Int {
    try withSession(viewer) { try $0.reader.documentCount }
  }

  /// How many of the datasets that some filters find were first published in each of some years.
  ///
  /// - Throws: As `search`.
  package func issuedCounts(
    in years: ClosedRange<Int>, filters: [String], as viewer: Viewer
  ) throws -> [Int] {
    let questions = try years.map { year in
      try question(SearchQuery(filters: filters + ["issued:\(DateDigits.text(year, width: 4))"]), as: viewer)
    }
    return try withSession(viewer) { session in
      try questions.map { try session.count(SearchSession.clauses(of: $0.whole), .all) }
    }
  }

  /// What a viewer may see of the catalog, at a glance.
  package func overview(as viewer: Viewer) throws -> Overview {
    try withSession(viewer) { session in
      let counter = OverviewCounter(catalog: self, session: session)
      return Overview(
        total: try session.reader.documentCount, issued: try counter.years(), terms: try counter.terms(),
        facets: try ["license", "openness", "format"].map(counter.facet),
        completeness: try FieldTable.all.filter(OverviewCounter.canLack).map { field in
          (field.name, try session.reader.frequency(of: TermPrefix.presence + field.name))
        })
    }
  }
}

/// Counts what an overview tells, query by query, on one snapshot.
private struct OverviewCounter {
  let catalog: DatasetCatalog
  let session: SearchSession
  private static let facetLimit = 10

  /// What a manifest must have, and what follows from another field, says nothing of how complete a record is.
  private static let always: Set<String> = ["id", "title", "description", "audience", "openness"]

  static func canLack(_ field: CatalogField) -> Bool { !field.isDecided && !always.contains(field.name) }

  func count(_ query: String) throws -> Int {
    try session.count(SearchSession.clauses(of: try catalog.parse(SearchQuery(query)).query), .all)
  }

  func facet(_ name: String) throws -> Facet {
    guard let field = FieldTable.field(named: name), field.slot != nil else {
      preconditionFailure("the overview names facets of the table")
    }
    return try session.facet(
      field, session.reader.set(of: .all), FacetQuery(.named([name]), limit: Self.facetLimit))
  }

  func terms() throws -> [Overview.TermsRow] {
    try Sensitivity.allCases.map { level in
      let clause = "sensitivity:\(level.rawValue)"
      return Overview.TermsRow(
        sensitivity: level,
        counts: try SharingType.allCases.map { try count("\(clause) sharing:\($0.rawValue)") },
        unstated: try count("\(clause) no:sharing"))
    }
  }

  /// The last years up to the newest date, never in the future: one wrong date must not stretch the chart.
  func years() throws -> Overview.Years {
    let dated = try session.reader.frequency(of: TermPrefix.presence + "issued")
    let undated = try session.reader.documentCount - dated
    let thisYear = CalendarDate.today.year
    guard let newest = try year(newestFirst: true), let oldest = try year(newestFirst: false) else {
      return .init(first: nil, counts: [], earlier: 0, later: 0, undated: undated)
    }
    let last = max(min(newest, thisYear), min(oldest, thisYear))
    let first = max(min(oldest, last), last - Overview.Years.limit + 1)
    let counts = try (first...last).map { try count("issued:\(Self.yearText($0))") }
    let later = newest > last ? try count("issued:>\(Self.yearText(last))") : 0
    return .init(
      first: first, counts: counts, earlier: dated - counts.reduce(0, +) - later, later: later,
      undated: undated)
  }

  /// The year of the newest or the oldest record.
  private func year(newestFirst: Bool) throws -> Int? {
    var request = SearchRequest(query: .term(TermPrefix.presence + "issued"), limit: 1)
    request.order = [
      .value(slot: Slot.issued, descending: newestFirst), .value(slot: Slot.id, descending: false),
    ]
    return try session.reader.search(request).matches.first.flatMap { match in
      try StoredPayloadV1(bytes: match.payload).decodedSummary().issued?.year
    }
  }

  /// A year as a query writes it.
  private static func yearText(_ year: Int) -> String { DateDigits.text(year, width: 4) }
}
