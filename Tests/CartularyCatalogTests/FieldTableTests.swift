import CartularyBase
import CartularyLedger
import GRDB
import LedgerTestSupport
import TestSupport
import Testing

@testable import CartularyCatalog

@Suite("The field table")
struct FieldTableTests {
  @Test("names, prefixes and slots are each used once")
  func unique() {
    let names = FieldTable.all.flatMap { [$0.name] + $0.aliases }
    #expect(Set(names).count == names.count)
    let prefixes =
      FieldTable.all.flatMap { [$0.exactPrefix, $0.text?.prefix].compactMap { $0 } }
      + [
        TermPrefix.stem, TermPrefix.word, TermPrefix.writtenTitle, TermPrefix.writtenAlias,
        TermPrefix.foldedName,
        TermPrefix.titleWords,
        TermPrefix.aliasWords, TermPrefix.idWords, TermPrefix.code, TermPrefix.address, TermPrefix.succession,
        TermPrefix.textLanguage, TermPrefix.presence,
        TermPrefix.beginning, TermPrefix.pair, TermPrefix.definition, TermPrefix.termsKey,
        TermPrefix.publicVersionOf,
      ]
    #expect(Set(prefixes).count == prefixes.count)
    let slots = FieldTable.all.compactMap(\.slot)
    #expect(Set(slots).count == slots.count)
    #expect(slots.allSatisfy { $0 >= Slot.firstFacet })
  }

  @Test("no prefix could be read as another's with a value behind it")
  func prefixFree() {
    // Values are folded, so what follows a prefix is never a capital letter.
    let prefixes = FieldTable.all.flatMap { [$0.exactPrefix, $0.text?.prefix].compactMap { $0 } }
    #expect(prefixes.allSatisfy { $0.utf8.allSatisfy { (0x41...0x5A).contains($0) } })
  }

  @Test("a field is found by its aliases in any case, and says what it is")
  func lookUp() {
    #expect(FieldTable.field(named: "Licence")?.name == "license")
    #expect(FieldTable.field(named: "col")?.name == "variable")
    #expect(FieldTable.field(named: "nothing") == nil)
    #expect(FieldTable.all.allSatisfy { $0.help.hasSuffix(".") })
  }

  @Test("every field is in Docs/QUERY.md, and so is every state")
  func documented() throws {
    let text = try ProjectFiles.text("Docs/QUERY.md")
    for field in FieldTable.all {
      #expect(text.contains("`\(field.name)`"), "\(field.name) is not documented")
      #expect(text.contains(field.help), "\(field.name) has other words in the documentation")
    }
    for state in RecordState.allCases { #expect(text.contains("`is:\(state.rawValue)`")) }
  }

  @Test("the ledger's tables are those of Docs/INDEX.md")
  func schema() throws {
    let text = try ProjectFiles.text("Docs/INDEX.md")
    for table in LedgerSchema.tables { #expect(text.contains(table), "\(table)") }
    // And a ledger that was migrated from the first version has them too.
    let directory = TemporaryDirectory()
    let path = directory.path + "/ledger.sqlite"
    _ = try SQLiteLedger(path: path, of: directory.path)
    let made = try LedgerFile(path).tables()
    #expect(Set(made) == Set(LedgerSchema.tables))
  }
}
