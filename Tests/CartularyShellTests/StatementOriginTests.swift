import Foundation
import TestSupport
import Testing

@testable import CartularyShell

/// What a record says and its source does not is marked wherever it is shown.
@Suite("What is illustrative or inferred")
struct StatementOriginTests {
  private let directory = TemporaryDirectory()
  private var index: [String] { ["--catalog", directory.path + "/index"] }

  private func publish() async throws {
    try directory.write(
      """
      id: trees
      title: Trees of a town
      description: Every tree of a town, counted by its gardeners each spring.
      sensitivity: public
      forms: data-pooling
      access-rights: public
      data-dictionary: { variables: [{ name: height, label: Height }] }
      illustrative: [sensitivity, data-dictionary]
      inferred: { forms: the town and its gardeners pool their counts }

      """, to: "in/trees.yaml")
    #expect(await shell(["publish", directory.path + "/in"] + index).exit == .done)
  }

  @Test("is marked on the page, among columns and in every document that has a place for it")
  func marked() async throws {
    try await publish()
    let page = await shell(["show", "trees"] + index).output
    for line in ["public [illustrative]", "data-pooling [inferred]", "Variables [illustrative]"] {
      #expect(page.contains(line), "\(line)\n\(page)")
    }
    #expect(!page.contains("Trees of a town [") && page.contains("pool their counts"))
    let columns = await shell(["columns", "height", "--format", "json"] + index).output
    #expect(columns.contains(#""origin":"illustrative""#), "\(columns)")
    #expect(
      await shell(["columns", "height", "--format", "tsv"] + index).output.contains("\tillustrative\n"))
    for format in ["yaml", "csv", "dcat-ap", "dcat-ap-turtle", "schema-org", "croissant", "ckan"] {
      let run = await shell(["show", "trees", "--format", format] + index)
      #expect(
        run.output.contains("illustrative") && run.output.contains("pool their counts"), "\(format) \(run)")
    }
    // Where there is no place, it is told that it is lost.
    let lost = await shell(["show", "trees", "--format", "dcat-us"] + index)
    #expect(lost.errors.contains("illustrative"), "\(lost)")
  }
}
