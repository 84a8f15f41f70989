import CartularyIndex
import Foundation
import TestSupport
import Testing

@testable import CartularyServer

@Suite("The description of the interface")
struct OpenAPITests {
  private static let path = "Docs/openapi.json"

  @Test("Docs/openapi.json is what the server describes itself as")
  func document() throws {
    let text = OpenAPIDocument.text("")
    let stored = try? ProjectFiles.text(Self.path)
    if ProcessInfo.processInfo.environment["CARTULARY_RECORD"] != nil, stored != text {
      try text.write(toFile: ProjectFiles.path(Self.path), atomically: true, encoding: .utf8)
      Issue.record("recorded \(Self.path): read it")
    }
    #expect(stored == text)
  }

  @Test("it is made once: many who ask for it at once must not keep the others waiting")
  func once() {
    let count = Guarded(0)
    let text = FixedText {
      count.withLock { $0 += 1 }
      return "made"
    }
    #expect(text.text == "made" && text.text == "made" && count.withLock { $0 } == 1)
  }

  @Test("every reference leads to a schema, and every schema is JSON of the right form")
  func references() throws {
    let text = OpenAPIDocument.text("https://data.example.org")
    let object = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let components = try #require(object["components"] as? [String: Any])
    let schemas = try #require(components["schemas"] as? [String: Any])
    for link in text.matches(of: /"#\/components\/schemas\/([^"]+)"/) {
      #expect(schemas[String(link.output.1)] != nil, "\(link.output.1)")
    }
    let paths = try #require(object["paths"] as? [String: Any])
    #expect(Set(paths.keys) == Set(RouteTable.interface.map(\.pattern)))
    #expect(text.contains("https://data.example.org"))
  }

  @Test(
    "the name of a type is read from its end: of a list that may be null, the list is",
    arguments: [
      ("string", #"{"type":"string"}"#), ("list of strings", #"{"items":{"type":"string"},"type":"array"}"#),
      ("integer or null", #"{"anyOf":[{"type":"integer"},{"type":"null"}]}"#),
      (
        "list of integers or null",
        #"{"anyOf":[{"items":{"type":"integer"},"type":"array"},{"type":"null"}]}"#
      ),
      (
        "list of integers or nulls",
        #"{"items":{"anyOf":[{"type":"integer"},{"type":"null"}]},"type":"array"}"#
      ),
      ("[field value](#field-value)", ##"{"$ref":"#/components/schemas/field-value"}"##),
      (
        "map to [facets](#facet)",
        ##"{"additionalProperties":{"$ref":"#/components/schemas/facet"},"type":"object"}"##
      ), ("object, or absent", #"{"type":"object"}"#),
    ])
  func types(name: String, schema: String) throws {
    let data = Data(SchemaNames.schema(name).json().utf8)
    let object = try JSONSerialization.jsonObject(with: data)
    let sorted = try JSONSerialization.data(
      withJSONObject: object, options: [.sortedKeys, .withoutEscapingSlashes])
    #expect(String(decoding: sorted, as: UTF8.self) == schema)
  }

  @Test("Docs/SERVER.md has the paths, the codes and the limits")
  func page() throws {
    let text = try ProjectFiles.text("Docs/SERVER.md")
    for route in RouteTable.all { #expect(text.contains("`\(route.pattern)`"), "\(route.pattern)") }
    for code in Problem.Code.allCases {
      #expect(text.contains("| `\(code.rawValue)` | \(code.meaning) |"), "\(code.rawValue)")
    }
  }
}
