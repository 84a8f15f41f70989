import CartularyCatalog
import CartularyLedger
import CartularyModel
import Foundation
import HTTPTypes
import Logging
import TestSupport

@testable import CartularyServer

let author = PublicationAuthor(name: "tests", tool: "tests")

/// A file with one key, that of the partners.
struct PartnersKey {
  private let directory = TemporaryDirectory()
  let path: String
  let token: String

  init() throws {
    path = directory.path + "/keys.jsonl"
    let (key, token) = AccessKey.make(labels: ["partners"], expires: nil, note: nil)
    self.token = token
    try KeyFile(path: path).write([key])
  }
}

/// A catalog with a service that answers about it.
struct ServedCatalog {
  let directory: TemporaryDirectory
  let path: String
  let catalog: DatasetCatalog
  let service: CatalogService

  /// - Parameter change: Changes what is served before it is.
  init(_ records: [SourcedDataset], _ change: (inout ServerSettings) throws -> Void = { _ in }) async throws {
    directory = TemporaryDirectory()
    path = directory.path + "/index"
    catalog = try DatasetCatalog.open(at: path, creating: true)
    try await catalog.publish(records, by: author, permissions: .all(records))
    var settings = ServerSettings(catalog: path)
    settings.limits.answerSeconds = 60
    try change(&settings)
    service = try await CatalogService(settings, log: .silent)
  }
}

extension PublicationPermissions {
  /// Whatever these records become is meant.
  static func all(_ records: [SourcedDataset]) -> PublicationPermissions {
    let ids = Set(records.map(\.dataset.id))
    return PublicationPermissions(widening: ids, lowering: ids)
  }
}

extension Logger {
  static let silent = Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() }
}

extension HTTPAnswer {
  var text: String { if case .bytes(let bytes) = body { String(decoding: bytes, as: UTF8.self) } else { "" } }

  func object() throws -> [String: Any] {
    guard let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any] else {
      throw CocoaError(.fileReadCorruptFile)
    }
    return object
  }
}

extension CatalogService {
  func get(
    _ target: String, method: String = "GET", token: String? = nil, _ headers: [(String, String)] = []
  ) async -> HTTPAnswer {
    var fields = HTTPFields()
    if let token { fields.append(HTTPField(name: .authorization, value: "Bearer " + token)) }
    for (name, value) in headers { fields.append(HTTPField(name: HTTPField.Name(name)!, value: value)) }
    var answer = await answer(HTTPQuestion(method, target, headers: fields, authority: "localhost"))
    // As a client gets it.
    if case .stream(let next) = answer.body {
      var bytes: [UInt8] = []
      while let piece = try? await next() { bytes += piece }
      answer.body = .bytes(bytes)
    }
    return answer
  }
}

/// Records that the tests of routes ask about.
enum Lake {
  static let records: [SourcedDataset] =
    [
      .sample("lake-level", title: "Level of the lake", description: "Water level by the hour.") {
        $0.keywords = ["water", "lake"]
        $0.themes = ["Water"]
        $0.publisher = Agent(name: "Lake office")
        $0.licenses = LicenseTable.standard.licenses(from: "CC-BY-4.0")
      },
      .sample("lake-fish", title: "Fish of the lake", description: "Counts of fish, by species of water."),
      .sample("harbour", title: "Ferries of the harbour", description: "Departures."),
      .sample("secret-survey", title: "Zorblax survey of the lake", description: "For partners.") {
        $0.audience = Audience(labels: ["partners"])!
      },
    ] + (1...30).map { .sample("filler-\($0)", title: "Station \($0)", description: "Rain of day \($0).") }
}
