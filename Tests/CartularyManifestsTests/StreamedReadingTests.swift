import CartularyBase
import CartularyModel
import TestSupport
import Testing

@testable import CartularyManifests

/// Reading without holding the records.
@Suite("Records handed on as they are read")
struct StreamedReadingTests {
  @Test("are those that are returned otherwise, and so is what there is to say")
  func equal() throws {
    let directory = TemporaryDirectory()
    _ = try directory.write("id: a\ntitle: One\ndescription: D\n", to: "1.yaml")
    _ = try directory.write("id: a\ntitle: Two\ndescription: D\n", to: "2.yaml")
    _ = try directory.write("---\ntitle: T\nnotes: N\norganization: O\nlicense: mit\n---\n", to: "x y.md")
    _ = try directory.write("---\ntitle: T\nnotes: N\norganization: O\nlicense: mit\n---\n", to: "x-y.md")
    _ = try directory.write("---\ntitle: U\nnotes: N\norganization: O\nlicense: mit\n---\n", to: "x_y.md")
    let paths = [directory.path, ProjectFiles.path("catalog-samples")]
    let whole = ManifestReader().read(paths: paths)
    var records: [SourcedDataset] = []
    var asked: [ManifestDiagnostic] = []
    let batch = ManifestReader().read(
      paths: paths,
      keeps: {
        asked.append($0)
        return false
      }, take: { records.append($0) }, taken: { records[$0] })
    #expect(records == whole.records && batch.records.isEmpty && batch.recordCount == records.count)
    #expect(
      batch.diagnostics.map(\.message) == whole.diagnostics.filter { $0.severity == .error }.map(\.message))
    #expect(asked.map(\.message) == whole.diagnostics.filter { $0.severity != .error }.map(\.message))
    #expect(batch.diagnostics.map(\.code).contains(.duplicateID))
    // Of pages whose names differ only in their signs, those that say the same are one.
    #expect(records.map(\.dataset.title).filter { ["T", "U"].contains($0) } == ["T", "U"])
  }

  private struct Full: Error {}

  @Test("nothing is read after one that cannot be taken")
  func failing() throws {
    var count = 0
    #expect(throws: Full.self) {
      try ManifestReader().read(
        paths: [ProjectFiles.path("catalog-samples")],
        take: { (_: SourcedDataset) throws(Full) in
          count += 1
          if count == 3 { throw Full() }
        }, taken: { (_: Int) throws(Full) in throw Full() })
    }
    #expect(count == 3)
  }
}
