internal import CartularyBase
internal import CartularyModel
internal import Foundation

/// A `Agent` as it is stored.
struct StoredAgentV1: Codable {
  let name: String
  let email: String?
  let url: String?
  let identifier: String?

  private enum CodingKeys: String, CodingKey {
    case name
    case email
    case url
    case identifier
  }

  init(_ model: Agent) {
    name = model.name
    email = model.email
    url = model.url
    identifier = model.identifier
  }

  func model() throws -> Agent {
    var stored = Agent(name: name)
    stored.email = email
    stored.url = url
    stored.identifier = identifier
    return stored
  }
}

/// A `License` as it is stored.
struct StoredLicenseV1: Codable {
  let id: String
  let openness: Openness
  let text: String?

  private enum CodingKeys: String, CodingKey {
    case id
    case openness
    case text
  }

  init(_ model: License) {
    id = model.id
    openness = model.openness
    text = model.text
  }

  func model() throws -> License { License(id: id, openness: openness, text: text) }
}

/// A `Distribution` as it is stored.
struct StoredDistributionV1: Codable {
  let title: String?
  let description: String?
  let accessURL: String?
  let downloadURL: String?
  let format: String?
  let mediaType: String?
  let byteCount: Int?
  let checksum: String?
  let licenses: [StoredLicenseV1]?
  let rights: String?

  private enum CodingKeys: String, CodingKey {
    case title
    case description
    case accessURL = "access-url"
    case downloadURL = "download-url"
    case format
    case mediaType = "media-type"
    case byteCount = "bytes"
    case checksum
    case licenses = "license"
    case rights
  }

  init(_ model: Distribution) {
    title = model.title
    description = model.description
    accessURL = model.accessURL
    downloadURL = model.downloadURL
    format = model.format
    mediaType = model.mediaType
    byteCount = model.byteCount
    checksum = model.checksum
    licenses = model.licenses.isEmpty ? nil : model.licenses.map(StoredLicenseV1.init)
    rights = model.rights
  }

  func model() throws -> Distribution {
    var stored = Distribution()
    stored.title = title
    stored.description = description
    stored.accessURL = accessURL
    stored.downloadURL = downloadURL
    stored.format = format
    stored.mediaType = mediaType
    stored.byteCount = byteCount
    stored.checksum = checksum
    stored.licenses = try licenses?.map { try $0.model() } ?? []
    stored.rights = rights
    return stored
  }
}

/// A `TemporalCoverage` as it is stored.
struct StoredTemporalCoverageV1: Codable {
  let start: PartialDate?
  let end: PartialDate?
  let text: String?

  private enum CodingKeys: String, CodingKey {
    case start
    case end
    case text
  }

  init(_ model: TemporalCoverage) {
    start = model.start
    end = model.end
    text = model.text
  }

  func model() throws -> TemporalCoverage {
    var stored = TemporalCoverage()
    stored.start = start
    stored.end = end
    stored.text = text
    return stored
  }
}

/// A `Place` as it is stored.
struct StoredPlaceV1: Codable {
  let name: String?
  let code: String?
  let box: StoredBoundingBoxV1?

  private enum CodingKeys: String, CodingKey {
    case name
    case code
    case box
  }

  init(_ model: Place) {
    name = model.name
    code = model.code
    box = model.box.map(StoredBoundingBoxV1.init)
  }

  func model() throws -> Place {
    var stored = Place()
    stored.name = name
    stored.code = code
    stored.box = try box?.model()
    return stored
  }
}

/// A `BoundingBox` as it is stored.
struct StoredBoundingBoxV1: Codable {
  let west: Double
  let south: Double
  let east: Double
  let north: Double

  private enum CodingKeys: String, CodingKey {
    case west
    case south
    case east
    case north
  }

  init(_ model: BoundingBox) {
    west = model.west
    south = model.south
    east = model.east
    north = model.north
  }

  func model() throws -> BoundingBox {
    guard let box = BoundingBox(west: west, south: south, east: east, north: north) else {
      throw CocoaError(.coderReadCorrupt)
    }
    return box
  }
}

/// A `Provenance` as it is stored.
struct StoredProvenanceV1: Codable {
  let statement: String?
  let sources: [StoredSourceCitationV1]?

  private enum CodingKeys: String, CodingKey {
    case statement
    case sources
  }

  init(_ model: Provenance) {
    statement = model.statement
    sources = model.sources.isEmpty ? nil : model.sources.map(StoredSourceCitationV1.init)
  }

  func model() throws -> Provenance {
    var stored = Provenance()
    stored.statement = statement
    stored.sources = try sources?.map { try $0.model() } ?? []
    return stored
  }
}

/// A `SourceCitation` as it is stored.
struct StoredSourceCitationV1: Codable {
  let document: String
  let section: String?
  let quote: String?

  private enum CodingKeys: String, CodingKey {
    case document
    case section
    case quote
  }

  init(_ model: SourceCitation) {
    document = model.document
    section = model.section
    quote = model.quote
  }

  func model() throws -> SourceCitation {
    var stored = SourceCitation(document: document)
    stored.section = section
    stored.quote = quote
    return stored
  }
}

/// A `Relation` as it is stored.
struct StoredRelationV1: Codable {
  let kind: RelationKind
  let target: String
  let title: String?

  private enum CodingKeys: String, CodingKey {
    case kind
    case target
    case title
  }

  init(_ model: Relation) {
    kind = model.kind
    target = model.target
    title = model.title
  }

  func model() throws -> Relation {
    var stored = Relation(kind: kind, target: target)
    stored.title = title
    return stored
  }
}
