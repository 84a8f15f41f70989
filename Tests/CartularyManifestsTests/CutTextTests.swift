import CartularyBase
import CartularyModel
import Testing

@testable import CartularyManifests

@Suite("A text that has no field and is longer than one may be")
struct CutTextTests {
  private static let long = String(repeating: "Äpfel ", count: 12_000)

  @Test(
    "is cut, and a note names where",
    arguments: [
      ("c.json", #"[{"name":"p","title":"T","notes":"N","private":false,"odd":"LONG"}]"#, "odd"),
      ("c.json", #"[{"name":"p","title":"T","notes":"N","extras":[{"key":"odd","value":"LONG"}]}]"#, "odd"),
      ("d.json", #"{"doi":"10.5072/a","titles":[{"title":"T"}],"odd":"LONG"}"#, "odd"),
      (
        "card.md", "---\npretty_name: T\nlicense: mit\ntags: [a]\n---\n# T\n\n## Odd things\n\nLONG\n",
        "Odd things"
      ),
      (
        "l.jsonld",
        #"{"@context":"https://schema.org/","@type":"Dataset","name":"T","publisher":{"@type":"Organization","name":"O","slogan":"LONG"}}"#,
        "publisher.slogan"
      ),
    ])
  func cut(name: String, text: String, path: String) throws {
    for (value, isLong) in [(Self.long, true), ("Äpfel", false)] {
      let batch = try read(text.replacing("LONG", with: value), as: name)
      let record = try #require(batch.records.first?.dataset, "\(batch.marks)")
      let notes = batch.diagnostics.filter { $0.code == .cutText }
      #expect(notes.count == (isLong ? 1 : 0) && notes.allSatisfy { $0.subject == record.id })
      let key = try #require(
        record.unmapped?.keys.first { $0.hasSuffix(path) }, "\(record.unmapped?.keys.sorted() ?? [])")
      #expect(notes.allSatisfy { $0.message.contains("'\(key)'") }, "\(notes.map(\.message))")
      #expect(try #require(record.unmapped?[key]).hasSuffix("…") == isLong)
    }
  }
}
