import CartularyIndex
import Testing

@testable import CartularyCatalog

/// The list that comes with the program is read in parts, and says what it says as a whole.
@Suite("The thesaurus of the program")
struct StandardThesaurusTests {
  @Test("every entry is found, whichever part of the list has been read before")
  func everyEntry() throws {
    let analyzer = try TextLanguages().english
    var whole = Thesaurus()
    #expect(whole.add(StandardThesaurus.text, [analyzer]).isEmpty)
    #expect(whole.alternatives.count > 100)
    let parts = StandardThesaurus(analyzer)
    for (stems, others) in whole.alternatives { #expect(parts.others(for: stems) == others, "\(stems)") }
    #expect(parts.others(for: ["zzzz"]).isEmpty && parts.others(for: []).isEmpty)
    #expect(whole.longestEntry == StandardThesaurus.longestEntry)
  }
}
