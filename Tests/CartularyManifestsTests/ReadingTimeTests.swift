import CartularyBase
import CartularyModel
import TestSupport
import Testing

@testable import CartularyManifests

/// A mebibyte of whatever a key takes is read, or refused, in the time of a mebibyte.
@Suite("Time of reading", .serialized)
struct ReadingTimeTests {
  private static let limit = Duration.seconds(20)

  /// Signs that begin something, for which a reader may look for the end again and again.
  static let openings = [
    "[a](http://b) ", "[](", "[", "\"", "'", "<a ", "&", "https://a ", "10.1/", "(", "a, ", "R/P", "\\",
  ]

  @Test("repeated signs in any key of a record of others", arguments: openings)
  func signs(sign: String) throws {
    let count = 200_000 / sign.utf8.count
    let filler = Array(repeating: sign, count: count).joined()
    let text = String(
      filler.unicodeScalars.flatMap { scalar -> [Unicode.Scalar] in
        scalar == "\"" || scalar == "\\" ? ["\\", scalar] : [scalar]
      }.map(Character.init))
    let keys = [
      "accrualPeriodicity", "spatial", "temporal", "language", "keyword", "theme", "rights", "issued",
      "landingPage",
      "describedBy", "isPartOf", "title", "description",
    ]
    for key in keys {
      let batch = try Self.timed("\(key) of \(sign)") {
        try read(
          #"{"dataset":[{"identifier":"a","publisher":{"name":"P"},"\#(key)":"\#(text)"}]}"#, as: "a.json")
      }
      #expect(batch.records.count == 1 || batch.hasErrors)
    }
  }

  @Test("a card of nothing but signs", arguments: ["[a](#b)\n", "**a\n", "- `a", "<!--\n", "# a\n", "```\n"])
  func cards(sign: String) throws {
    let body = Array(repeating: sign, count: 200_000 / sign.utf8.count).joined()
    let text =
      "---\nlicense: mit\ntags: [a]\n---\n# T\n\n## Dataset Description\n\(body)\n## Data Fields\n\(body)"
    _ = try Self.timed(sign) { try read(text, as: "README.md") }
  }

  @Test("long lists of a native manifest are refused with their place")
  func lists() throws {
    for outline in NativeKeys.dataset.outlines() {
      let item: String
      switch outline.shape {
      case .texts: item = "x"
      case .codes(_, let codes): item = codes.first?.code ?? "x"
      case .maps(_, shorthand: .some): item = "x"
      default: continue
      }
      let items = Array(repeating: item, count: ManifestLimits.listCount + 1).joined(separator: ", ")
      let batch = try Self.timed(outline.name) {
        try read(withLines("").replacing("\(outline.name): A\n", with: "") + "\(outline.name): [\(items)]\n")
      }
      #expect(batch.diagnostics.contains { $0.code == .tooMany && $0.place != nil }, "\(outline.name)")
    }
  }

  private static func timed(_ what: String, _ body: () throws -> ManifestBatch) throws -> ManifestBatch {
    let start = ContinuousClock.now
    let batch = try body()
    let elapsed = ContinuousClock.now - start
    // Far above what it takes; quadratic readers take minutes.
    #expect(elapsed < limit, "\(what): \(elapsed)")
    if elapsed > .seconds(2) { print("SLOW \(what.prefix(60)) \(elapsed)") }
    return batch
  }
}
