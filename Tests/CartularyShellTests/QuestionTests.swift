import CartularyCatalog
import CartularyLedger
import CartularyManifests
import CartularyModel
import TestSupport
import Testing

/// What people ask in their own words, judged by the documents that the samples rest on and written before anyone
/// looked at how they rank.
@Suite("Questions in people's own words find the samples")
struct QuestionTests {
  /// A file of judged questions.
  struct Questions: Sendable, CustomTestStringConvertible {
    let name: String
    /// How many of the questions may have no right dataset among the first three.
    let missCount: Int
    /// With fewer questions than this the share would say little.
    let leastCount: Int

    var testDescription: String { name }

    /// The questions of the file, which has to be sound.
    func read() throws -> [JudgedQuery] {
      let path = ProjectFiles.path("Tests/CartularyShellTests/Fixtures/\(name).csv")
      let (queries, diagnostics) = JudgedQueryReader.read(path: path)
      #expect(diagnostics.isEmpty, "\(diagnostics)")
      try #require(queries.count >= leastCount)
      return queries
    }

    static let all = [
      // Words in which the documents state terms of use.
      Questions(name: "term-questions", missCount: 0, leastCount: 22),
      // What each sample is about.
      Questions(name: "subject-questions", missCount: 2, leastCount: 66),
    ]
  }

  /// The samples, and a viewer who sees them all.
  private func samples() async throws -> (catalog: DatasetCatalog, viewer: Viewer) {
    let catalog = try DatasetCatalog.open(at: await SampleCatalog.path.value)
    return (catalog, try Viewer(labels: try catalog.audit().labels.map(\.label)))
  }

  @Test("a right dataset is among the first three", arguments: Questions.all)
  func firstThree(_ questions: Questions) async throws {
    let (catalog, viewer) = try await samples()
    let misses = try catalog.evaluate(try questions.read(), as: viewer).filter { evaluation in
      evaluation.ids.prefix(3).allSatisfy { evaluation.query.grades[$0] == nil }
    }
    let told = misses.map { "\($0.query.text): \($0.ids.prefix(3).joined(separator: ", "))" }
    #expect(misses.count <= questions.missCount, "\(told.joined(separator: "\n"))")
  }

  @Test(
    "every expected dataset is a sample: a question is not lost when an id changes", arguments: Questions.all)
  func expectedExist(_ questions: Questions) async throws {
    let (catalog, viewer) = try await samples()
    let hits = try catalog.search(SearchQuery(""), page: ResultPage(limit: 1_000), as: viewer).hits
    let ids = Set(hits.map(\.dataset.id))
    for query in try questions.read() {
      let unknown = Set(query.grades.keys).subtracting(ids)
      #expect(unknown.isEmpty, "\(query.text): \(unknown.sorted())")
    }
  }
}
