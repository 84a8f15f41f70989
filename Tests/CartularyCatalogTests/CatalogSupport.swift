import CartularyBase
import CartularyIndex
import CartularyLedger
import CartularyModel
import TestSupport

@testable import CartularyCatalog

let author = PublicationAuthor(name: "tester", tool: "tests")

/// A catalog of a test's own.
struct TestCatalog {
  let directory = TemporaryDirectory()
  let catalog: DatasetCatalog

  var path: String { directory.path + "/catalog" }

  /// - Parameter partitions: Into how many parts the index divides the records of each audience.
  init(_ records: [SourcedDataset] = [], partitions: Int = 1) async throws {
    catalog = try DatasetCatalog.open(at: directory.path + "/catalog", creating: true)
    if partitions > 1 { _ = try CatalogUpkeep.rebuild(at: catalog.path, partitionCount: partitions) }
    if !records.isEmpty { _ = try await catalog.publish(records, by: author) }
  }

  /// Ids of the first hits.
  func ids(_ query: String, as viewer: Viewer = .public, sort: String? = nil, limit: Int = 100) throws
    -> [String]
  {
    let page = ResultPage(limit: limit, sort: sort)
    return try catalog.search(SearchQuery(query), page: page, as: viewer).hits.map(\.dataset.id)
  }

  func total(_ query: String, as viewer: Viewer = .public) throws -> Int {
    try catalog.search(SearchQuery(query), as: viewer).total
  }

  /// `value:count` of one facet.
  func counts(_ field: String, _ query: String = "", as viewer: Viewer = .public) throws -> [String] {
    try catalog.facets([field], matching: SearchQuery(query), as: viewer).flatMap(\.values).map {
      "\($0.value):\($0.count)"
    }
  }
}

/// Five records that differ in what filters look at.
let library: [SourcedDataset] = [
  .sample(
    "asthma-children", title: "Asthma in children",
    description: "Visits of children with asthma to hospitals."
  ) {
    $0.keywords = ["asthma", "child health"]
    $0.publisher = Agent(name: "Health Office")
    $0.licenses = LicenseTable.standard.licenses(from: "CC-BY-4.0")
    $0.sensitivity = .controlled
    $0.modified = PartialDate("2024-05-17")
    $0.temporal = TemporalCoverage("2010/2019")
    $0.sharing = [.openData]
    $0.identifiers = ["doi:10.5072/asthma.1"]
  },
  .sample(
    "air-quality", title: "Air quality stations", description: "Hourly air quality; asthma is mentioned once."
  ) {
    $0.keywords = ["air", "environment"]
    $0.publisher = Agent(name: "Environment Office")
    $0.licenses = LicenseTable.standard.licenses(from: "CC0-1.0")
    $0.sensitivity = .public
    $0.modified = PartialDate("2023")
    $0.temporal = TemporalCoverage("2018/..")
    $0.sharing = [.openData]
    var csv = Distribution()
    csv.format = "CSV"
    $0.distributions = [csv]
  },
  .sample("trial-records", title: "Clinical trial records", description: "Patient-level records.") {
    $0.keywords = ["clinical trials"]
    $0.publisher = Agent(name: "Health Office")
    $0.sensitivity = .highlyRestricted
    $0.modified = PartialDate("2024-01")
    $0.sharing = [.intermediatedDataSharing, .closedTrustedPartnership]
    $0.access.requirements = [AccessRequirement(kind: .agreement)]
  },
  .sample(
    "house_prices", title: "House prices: quarterly, 50% sample",
    description: "Prices of café sites in Québec."
  ) {
    $0.keywords = ["housing"]
    $0.modified = PartialDate("2020-02-29")
    $0.aliases = ["HPQ"]
  },
  .sample("staff-survey", title: "Staff survey on asthma", description: "Only for staff.") {
    $0.audience = Audience(labels: ["staff"])!  // a well-formed label
    $0.keywords = ["asthma", "secretword"]
    $0.publisher = Agent(name: "Hidden Office")
  },
]

/// A shard behind the catalog's back.
enum TestShard {
  static func write(at path: String, _ body: (IndexWriter) throws -> Void) throws {
    let writer = try IndexWriter(path: path, create: false)
    try writer.begin()
    try body(writer)
    try writer.commit()
  }
}

extension PublicationPermissions {
  /// Whatever these records become is meant.
  static func all(_ records: [SourcedDataset]) -> PublicationPermissions {
    let ids = Set(records.map(\.dataset.id))
    return PublicationPermissions(widening: ids, lowering: ids)
  }
}
