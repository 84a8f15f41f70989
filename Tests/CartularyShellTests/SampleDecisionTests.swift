import TestSupport
import Testing

@testable import CartularyShell

@Suite("What may be done with the samples")
struct SampleDecisionTests {
  /// A line for each sample: its id, its document, the words that decide, and the outcomes that follow from them by
  /// hand, under the names of the profiles.
  private static func rows() throws -> [[String]] {
    try StrictFormats.tsv(ProjectFiles.text("Tests/CartularyShellTests/Fixtures/sample-decisions.tsv"))
  }

  @Test("each sample is decided as its document says")
  func outcomes() async throws {
    let rows = try Self.rows()
    let profiles = Array(rows[0].dropFirst(3))
    #expect(rows.count == 72 && profiles.count == 5)
    let path = await SampleCatalog.path.value
    for (number, profile) in profiles.enumerated() {
      let run = await shell(
        ["search", "--profile", profile, "--fields", "id,usable", "--limit", "1000", "--format", "tsv"]
          + ["--catalog", path] + EvalTests.everyone)
      #expect(run.exit == .done, "\(run.errors)")
      let decided = try Dictionary(StrictFormats.tsv(run.output).map { ($0[0], $0[1]) }) { first, _ in first }
      for row in rows.dropFirst() {
        #expect(decided[row[0]] == row[3 + number], "\(row[0]) for \(profile): \(row[2])")
      }
    }
  }

  @Test("Docs/SAMPLES.md shows each outcome beside the words; Scripts/samples writes it")
  func page() throws {
    let text = try ProjectFiles.text("Docs/SAMPLES.md")
    for row in try Self.rows().dropFirst() {
      let outcomes = row.dropFirst(3).map { $0 == "allowed-with-conditions" ? "conditions" : $0 }
      #expect(text.contains("| `\(row[0])` | \(outcomes.joined(separator: " | ")) |"), "\(row[0])")
      #expect(text.contains("“\(row[2])”"), "\(row[0])")
    }
  }
}
