import CartularyBase
import CartularyCatalog
import CartularyWire
import Foundation
import TestSupport
import Testing

@testable import CartularyManifests

@Suite("Docs/EXPORT.md")
struct ExportDocumentationTests {
  private static let begin =
    "<!-- Made from the tables of the formats: CARTULARY_RECORD=1 rewrites it. -->\n"

  @Test("the tables are those of the formats")
  func tables() throws {
    let path = ProjectFiles.path("Docs/EXPORT.md")
    let text = try ProjectFiles.text("Docs/EXPORT.md")
    let parts = text.components(separatedBy: Self.begin)
    try #require(parts.count == 2)
    let made = Self.formats + "\n" + Self.keys + "\n" + Self.properties
    if ProcessInfo.processInfo.environment["CARTULARY_RECORD"] != nil, parts[1] != made {
      try (parts[0] + Self.begin + made).write(toFile: path, atomically: true, encoding: .utf8)
      Issue.record("recorded Docs/EXPORT.md: read it")
      return
    }
    #expect(parts[1] == made)
  }

  /// A row for each format.
  private static var formats: String {
    let rows = CatalogExports.all.map { format in
      "| `\(format.name)` | \(format.summary) | `\(format.mediaType)` | `.\(format.fileExtension)` "
        + "| \(format.holdsMany ? "any number" : "one") |\n"
    }
    let head = "| format | what | media type | file | datasets in one |\n"
    return head + "| --- | --- | --- | --- | --- |\n" + rows.joined()
  }

  /// A row for each key of the native manifest, with what each foreign format carries of it.
  private static var keys: String {
    let formats = CatalogExports.all.filter {
      $0.carries != NativeKeys.carried && $0.name != "dcat-ap-turtle"
    }
    let head = "| key | " + formats.map { "`\($0.name)`" }.joined(separator: " | ") + " |\n"
    let line = "| --- |" + formats.map { _ in " --- |" }.joined() + "\n"
    let rows = NativeKeys.carried.map { key in
      "| `\(key)` | " + formats.map { cell(key, $0) }.joined(separator: " | ") + " |\n"
    }
    return head + line + rows.joined()
  }

  private static func cell(_ key: String, _ format: any ExportFormat) -> String {
    if format.carries.contains(key) { return "all" }
    let parts = format.carries.filter { $0.hasPrefix(key + ".") }.map { $0.dropFirst(key.count + 1) }
    return parts.isEmpty ? "–" : parts.map { "`\($0)`" }.joined(separator: " ")
  }

  /// A row for each field, with the properties of OpenSearch that hold it.
  private static var properties: String {
    func cell(_ names: [String]) -> String {
      names.isEmpty ? "–" : names.map { "`\($0)`" }.joined(separator: " ")
    }
    let rows = FieldTable.all.filter { !$0.needsProfile }.map { field in
      "| `\(field.name)` | \(cell([OpenSearchIndex.filter(field)].compactMap { $0 })) "
        + "| \(cell(OpenSearchIndex.weights(field))) | \(cell([OpenSearchIndex.order(field)].compactMap { $0 })) |\n"
    }
    let head =
      "| field | filtered in `opensearch-bulk` by | words and their weight | counted or sorted by |\n"
    return head + "| --- | --- | --- | --- |\n" + rows.joined()
  }
}
