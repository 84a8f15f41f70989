import CartularyBase
import CartularyQuery
import Testing

@Suite("Awkward queries")
struct AwkwardQueryTests {
  @Test("a dash between the words of a title is not a fault in the shell either")
  func dashes() throws {
    let query = try QueryParser.sample.parse("NNDSS - TABLE 1Y. Mumps - 2020", mode: .strict)
    #expect(query.printed == "(and NNDSS TABLE 1Y. Mumps 2020)")
    #expect(query.notes.map(\.code) == [.signTakenAsText, .signTakenAsText])
  }

  @Test("nothing that people paste is an error in a search box", arguments: AwkwardQueries.corpus)
  func lenient(source: String, text: String, tree: String) throws {
    let query = try QueryParser.sample.parse(text)
    #expect(query.printed == tree, "\(source)")
    #expect(try QueryParser.sample.parse(query.canonicalText, mode: .strict) == query, "\(source)")
  }
}
