import CartularyCatalog
import CartularyLedger
import CartularyManifests
import CartularyModel
import CartularyWire
import Foundation
import TestSupport

@testable import CartularyMCP

let author = PublicationAuthor(name: "tests", tool: "tests")

/// A catalog with a responder for one viewer.
struct Assisted {
  let catalog: DatasetCatalog
  let responder: AssistantResponder
  private let labels: [String]

  init(_ records: [SourcedDataset], as labels: [String] = []) async throws {
    // It lasts as long as the process, as some tests keep only the responder.
    let path = TemporaryDirectory.shared.path + "/" + UUID().uuidString
    catalog = try DatasetCatalog.open(at: path, creating: true)
    try await catalog.publish(records, by: author, permissions: .all(records))
    self.labels = labels
    responder = try AssistantResponder(AssistantCatalog(catalog, as: Viewer(labels: labels)))
  }

  /// Another viewer of the same catalog.
  func responder(as labels: [String]) throws -> AssistantResponder {
    try AssistantResponder(AssistantCatalog(catalog, as: Viewer(labels: labels)))
  }

  func call(_ tool: String, _ arguments: JSONValue = [:]) throws -> ToolReply {
    try responder.call(tool, arguments)
  }
}

extension PublicationPermissions {
  /// Whatever these records become is meant.
  static func all(_ records: [SourcedDataset]) -> PublicationPermissions {
    let ids = Set(records.map(\.dataset.id))
    return PublicationPermissions(widening: ids, lowering: ids)
  }
}

/// How a client speaks.
enum Era: CaseIterable {
  case modern, november2025, march2025

  var agreed: ProtocolRevision? {
    switch self {
    case .modern: nil
    case .november2025: .november2025
    case .march2025: .march2025
    }
  }

  static let meta: JSONValue = [
    "io.modelcontextprotocol/protocolVersion": "2026-07-28",
    "io.modelcontextprotocol/clientCapabilities": [:],
  ]

  func message(_ method: String, _ params: JSONValue = [:], id: Int = 1) -> String {
    var keys = params.object ?? [:]
    if self == .modern { keys["_meta"] = Self.meta }
    let message: JSONValue = [
      "jsonrpc": "2.0", "id": .int(id), "method": .string(method), "params": .object(keys),
    ]
    return message.text
  }
}

/// What a tool answered.
struct ToolReply {
  let isError: Bool
  /// Of the first text; where there is structured content, it is the same.
  let content: JSONValue
  let text: String
  let links: [String]
  /// The whole line.
  let line: String

  subscript(key: String) -> JSONValue { content[key] ?? .null }
}

struct Unanswered: Error {
  let reply: String
}

extension AssistantResponder {
  func line(_ message: String, agreed: ProtocolRevision? = nil) -> String? {
    reply(to: Array(message.utf8), agreed: agreed).text
  }

  /// The result of a request.
  func result(_ method: String, _ params: JSONValue = [:], _ era: Era = .modern) throws -> JSONValue {
    let line = line(era.message(method, params), agreed: era.agreed) ?? ""
    guard let result = try JSONValue(json: Array(line.utf8))["result"] else { throw Unanswered(reply: line) }
    return result
  }

  /// The code of the error that answers a message.
  func code(_ message: String, agreed: ProtocolRevision? = nil) throws -> Int? {
    try line(message, agreed: agreed).flatMap { try JSONValue(json: Array($0.utf8))["error"]?["code"]?.int }
  }

  func call(_ tool: String, _ arguments: JSONValue = [:], _ era: Era = .modern) throws -> ToolReply {
    let result = try result("tools/call", ["name": .string(tool), "arguments": arguments], era)
    let contents = result["content"]?.array ?? []
    guard let text = contents.first?["text"]?.string else { throw Unanswered(reply: result.text) }
    let content = try JSONValue(json: Array(text.utf8))
    if let structured = result["structuredContent"], structured != content {
      throw Unanswered(reply: result.text)
    }
    return ToolReply(
      isError: result["isError"] == true, content: content, text: text,
      links: contents.dropFirst().compactMap { $0["uri"]?.string }, line: result.text)
  }
}

/// Records that the tests ask about.
enum Lake {
  static let records: [SourcedDataset] =
    [
      .sample("lake-level", title: "Level of the lake", description: "Water level by the hour.") {
        $0.keywords = ["water", "lake"]
        $0.publisher = Agent(name: "Northern Basin Office")
        $0.licenses = LicenseTable.standard.licenses(from: "CC-BY-4.0")
        $0.landingPage = "https://example.org/lake-level"
        $0.dataDictionary = .levels(["station", "level", "time"])
      },
      .sample("lake-fish", title: "Fish of the lake", description: "Counts of fish, by species of water.") {
        $0.dataDictionary = .levels(["station", "species", "count"])
        $0.access.purposes = [.academicResearch]
        $0.sensitivity = .controlled
      },
      .sample("secret-survey", title: "Zorblax survey of the lake", description: "For partners.") {
        $0.audience = Audience(labels: ["partners"])!
        $0.dataDictionary = .levels(["zorblax"])
      },
    ] + (1...30).map { .sample("filler-\($0)", title: "Station \($0)", description: "Rain of day \($0).") }
}

extension DataDictionary {
  static func levels(_ names: [String]) -> DataDictionary {
    DataDictionary(tables: [DataTable(name: "levels", variables: names.map { Variable(name: $0) })])
  }
}
