import CartularyBase
import CartularyQuery
import Testing

/// `|` is the cursor; what is being typed is next to its kind.
@Suite("Completion")
struct CompletionTests {
  static let contexts: [(String, CompletionContext.Kind, String)] = [
    ("|", .wordOrName, ""),
    ("lic|", .wordOrName, "lic"),
    ("water lic|ense:MIT", .wordOrName, "lic"),
    ("water |", .wordOrName, ""),
    ("-lic|", .wordOrName, "lic"),
    ("(a OR lic|", .wordOrName, "lic"),
    ("50%|", .word, "50%"),
    (#""wat|"#, .word, "wat"),
    (#""water" q|"#, .wordOrName, "q"),
    ("license:|", .value(field: "license"), ""),
    ("licence:cc|", .value(field: "license"), "cc"),
    ("license:MIT,c|", .value(field: "license"), "c"),
    ("license:(MIT OR c|", .value(field: "license"), "c"),
    ("license:(MIT OR CC0-1.0) c|", .wordOrName, "c"),
    (#"publisher:"World He|"#, .value(field: "publisher"), "World He"),
    ("license: c|", .wordOrName, "c"),
    ("has:|", .presence, ""),
    ("is:op|", .state, "op"),
    ("in:ti|", .scope, "ti"),
    ("sort:-mo|", .sortKey, "mo"),
    ("10.5072/ab|", .word, "10.5072/ab"),
    ("海洋|", .word, "海洋"),
  ]

  @Test("the cursor's clause and what is typed of it are found", arguments: contexts)
  func context(marked: String, kind: CompletionContext.Kind, prefix: String) throws {
    let cursor = try #require(marked.firstIndex(of: "|"))
    let text = marked.filter { $0 != "|" }
    let offset = marked[..<cursor].utf8.count
    let context = QueryParser.sample.completionContext(for: text, at: offset)
    #expect(context.kind == kind)
    #expect(context.prefix == prefix)
    #expect(context.range.upperBound == offset)
    let quote = text.utf8.prefix(context.range.lowerBound + 1).last == UInt8(ascii: "\"") ? 1 : 0
    #expect(context.range.count == prefix.utf8.count + quote)
  }

  @Test(
    "the schema offers its own names and values",
    arguments: [
      ("lic", ["license:", "licence:"]), ("license:m", ["MIT"]),
      ("is:", ["open", "restricted", "withdrawn"]),
      ("sort:-rec", ["records"]), ("in:d", ["description"]), ("title:w", []), ("\"lic", []),
    ])
  func completions(text: String, expected: [String]) {
    let context = QueryParser.sample.completionContext(for: text, at: text.utf8.count)
    #expect(QuerySchema.sample.completions(for: context) == expected)
  }
}
