import CartularyBase
import CartularyQuery
import Testing

@Suite("Canonical text")
struct RoundTripTests {
  @Test(
    "a printed tree is read back as itself, without a note, in both modes",
    arguments: [1, 2, 3, 4] as [UInt64])
  func identity(seed: UInt64) throws {
    let parser = QueryParser(
      schema: .sample, limits: QueryLimits(byteCount: 1 << 20, clauses: 4096, depth: 64))
    var trees = RandomTrees(seed: seed)
    for index in 0..<2500 {
      let query = trees.query()
      let text = query.canonicalText
      for mode in ParseMode.allCases {
        let comment: Comment =
          "seed \(seed), tree \(index), \(mode): \(query.printed) as \(text.debugDescription)"
        do {
          let again = try parser.parse(text, mode: mode)
          // `not` is a word, and has no other spelling.
          let notes = again.notes.filter { $0.code != .lowerCaseNot }
          if again != query || !notes.isEmpty {
            Issue.record("\(comment) came back as \(again.printed) \(again.notes.map(\.message))")
          }
        } catch {
          Issue.record("\(comment) is a fault: \(error)")
        }
      }
    }
  }

  @Test(
    "canonical text is one spelling for each meaning",
    arguments: [
      ("", "*"),
      ("a AND (b)", "+a +b"),
      ("match:ALL a b", "a b match:all"),
      ("match:any", "match:any"),
      ("a b OR c", "(a b) OR c"),
      ("license:mit licence:(cc-by OR CC0-1.0)", "license:MIT,CC-BY-4.0,CC0-1.0"),
      ("license:MIT AND license:CC0-1.0", "license:MIT AND license:CC0-1.0"),
      ("title:a title:b", "title:a AND title:b"),
      ("modified:[2020 TO 2024]", "modified:2020..2024"),
      ("modified:{2020 TO 2024]", "modified:{2020 TO 2024]"),
      ("modified:>=2020", "modified:2020.."),
      ("modified:-30d", "modified:-30d.."),
      ("NOT (a b)", "-(a b)"),
      ("nitrate in:col license:MIT", "in:variable nitrate license:MIT"),
      ("(in:title a) b", "(in:title a) b"),
      ("sort:title-desc water", "water sort:-title"),
      ("Sea: “a”", #"Sea\: "a""#),
      ("license:*", "has:license"),
    ])
  func spelling(text: String, expected: String) throws {
    #expect(try QueryParser.sample.parse(text).canonicalText == expected)
  }

  @Test("a node built by hand is in normal form")
  func normalForm() {
    #expect(Node(.and([])).kind == .all)
    #expect(Node(.or([])).kind == .not(Node(.all)))
    #expect(Node(.and([Node(.word("a"))])).kind == .word("a"))
    #expect(Node(.word("a b")).kind == .phrase("a b"))
    #expect(Node(.word("AND")).kind == .word("and"))
    #expect(Node(.word("10.5072/a.")).kind == .identifier("10.5072/a"))
    #expect(Node(.identifier("water")).kind == .word("water"))
    #expect(Node(.phrase(" ")).kind == .all)
    #expect(Node(.not(Node(.not(Node(.word("a")))))).kind == .word("a"))
    #expect(FieldValue(text: "a b").form == .phrase)
    var query = Query(root: Node(.word("a")))
    query.root = Node(.and([Node(.all), Node(.all)]))
    #expect(query.root == nil)
  }
}
