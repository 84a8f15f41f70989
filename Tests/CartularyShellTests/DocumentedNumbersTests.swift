import CartularyCatalog
import TestSupport
import Testing

@testable import CartularyShell

@Suite("Numbers in documents")
struct DocumentedNumbersTests {
  @Test("Docs/INDEX.md names the format that the program writes")
  func format() throws {
    let text = try ProjectFiles.text("Docs/INDEX.md")
    let named = text.matches(of: #/`cartulary ([0-9]+)`/#).compactMap { Int($0.1) }
    #expect(!named.isEmpty && named.allSatisfy { $0 == CatalogUpkeep.formatVersion }, "\(named)")
  }

  @Test("the guide to queries that is built in is Docs/QUERY.md")
  func guide() async throws {
    let text = try ProjectFiles.text("Docs/QUERY.md")
    #expect(
      QueryGuide.text + "\n" == text, "copy Docs/QUERY.md to Sources/CartularyShell/Resources/query.md")
    #expect(await shell("help", "query").output == text)
  }

  @Test("whatever page of Docs a message or help names is installed")
  func installed() throws {
    #expect(try ProjectFiles.text("Scripts/install").contains("share/doc/cartulary/Docs/"))
  }
}
