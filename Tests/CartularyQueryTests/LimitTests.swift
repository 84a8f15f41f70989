import CartularyBase
import CartularyQuery
import Testing

@Suite("Limits")
struct LimitTests {
  static let tooMuch: [(String, QueryDiagnosticCode?)] = [
    (String(repeating: "a", count: 1 << 20), .limitExceeded),
    (String(repeating: "OR ", count: 100_000), .limitExceeded),
    (String(repeating: "OR ", count: 1300), nil),
    (String(repeating: "a ", count: 129), .limitExceeded),
    (String(repeating: "a ", count: 128), nil),
    ("keyword:" + String(repeating: "a,", count: 129) + "a", .limitExceeded),
    ("keyword:" + String(repeating: ",", count: 4000) + "a", nil),
    (String(repeating: "(", count: 1000), .limitExceeded),
    (String(repeating: "(", count: 17) + "a", .limitExceeded),
    (String(repeating: "(", count: 16) + "a" + String(repeating: ")", count: 16), nil),
    (String(repeating: ")", count: 4000), nil),
    (String(repeating: "-", count: 4000) + "a", nil),
    (String(repeating: "NOT ", count: 1000) + "a", nil),
    (String(repeating: "*", count: 4000), nil),
    (String(repeating: "\"", count: 4000), nil),
    (String(repeating: "\\\"", count: 2000), nil),
    (String(repeating: "“a ", count: 1000), .limitExceeded),
    ("a" + String(repeating: "\u{301}", count: 2000), nil),
  ]

  @Test("too much is refused by its code, and what is within the limits is read", arguments: tooMuch)
  func limits(text: String, code: QueryDiagnosticCode?) {
    do {
      let query = try QueryParser.sample.parse(text)
      #expect(code == nil)
      #expect(query.notes.count <= QueryLimits.standard.noteCount)
    } catch {
      #expect(error.code == code)
      #expect(error.description.utf8.count < 2000)
    }
  }

  @Test("limits are the caller's")
  func ownLimits() {
    let parser = QueryParser(
      schema: .sample, limits: QueryLimits(byteCount: 10, clauses: 2, depth: 1, minimumPrefixLength: 3))
    #expect(throws: QueryError.self) { try parser.parse("a b c") }
    #expect(throws: QueryError.self) { try parser.parse("((a))") }
    #expect(throws: QueryError.self) { try parser.parse("abcdefghijk") }
    #expect(throws: Never.self) { try parser.parse("ab*") }
  }
}
