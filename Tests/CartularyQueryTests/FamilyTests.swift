import CartularyBase
import CartularyQuery
import Testing

@Suite("Families of values")
struct FamilyTests {
  private let parser = QueryParser(
    schema: QuerySchema(fields: [
      QueryField(
        name: "license", kind: .keyword,
        values: ["CC-BY-3.0", "CC-BY-4.0", "CC-BY-NC-4.0", "LicenseRef-CC-BY-unversioned", "MIT"],
        openValuePrefixes: ["LicenseRef-"],
        families: ["CC-BY": ["CC-BY-3.0", "CC-BY-4.0", "LicenseRef-CC-BY-unversioned"]]),
      QueryField(name: "access", kind: .keyword, values: ["enclave"]),
    ]))

  @Test(
    "a name without a version means all its versions, and says so",
    arguments: [
      ("license:CC-BY", "(field license CC-BY-3.0 CC-BY-4.0 LicenseRef-CC-BY-unversioned)"),
      (#"license:"cc by",MIT"#, "(field license CC-BY-3.0 CC-BY-4.0 LicenseRef-CC-BY-unversioned MIT)"),
      (
        "-license:(MIT OR CC-BY)",
        "(not (field license MIT CC-BY-3.0 CC-BY-4.0 LicenseRef-CC-BY-unversioned))"
      ),
    ])
  func versions(text: String, tree: String) throws {
    let query = try parser.parse(text, mode: .strict)
    #expect(query.root?.description == tree)
    #expect(query.notes.map(\.code) == [.valueFamily])
    let again = try parser.parse(query.canonicalText)
    #expect(again == query && again.notes.isEmpty)
  }

  @Test("a star asks for every value that begins so, where a field has families")
  func star() throws {
    let query = try parser.parse("license:cc-by*", mode: .strict)
    #expect(query.root?.description == "(field license cc-by*)" && query.notes.isEmpty)
    #expect(throws: QueryError.self) { try parser.parse("license:XY*") }
    #expect(throws: QueryError.self) { try parser.parse("access:enc*") }
  }
}
