import CartularyBase
import CartularyModel
import Foundation
import TestSupport
import Testing

@testable import CartularyCatalog

@Suite("What is hidden is not told")
struct AudienceTests {
  /// The answer of every surface for one query, as text.
  private func everything(_ catalog: DatasetCatalog, _ query: String, _ viewer: Viewer) throws -> String {
    var options = SearchOptions()
    options.limit = 50
    options.facets = FieldTable.facets.map(\.name)
    var lines: [String] = []
    do {
      let answer = try catalog.search(query, as: viewer, options: options)
      lines.append("total \(answer.total) \(String(describing: answer.advice))")
      for hit in answer.hits {
        lines.append("\(hit.dataset) \(hit.weight.bitPattern) \(hit.title) \(hit.snippet)")
      }
      for facet in answer.facets { lines.append("\(facet)") }
    } catch {
      lines.append("error \(error)")
    }
    lines.append(String(describing: try? catalog.explain(query, as: viewer)))
    lines.append(String(describing: try? catalog.explain(hit: "asthma-children", of: query, as: viewer)))
    lines.append("\(try catalog.suggest(query, at: query.utf8.count, as: viewer))")
    for word in ["as", "secret", "keyword:", "publisher:h", "audience:"] {
      lines.append("\(try catalog.suggest(word, at: word.utf8.count, as: viewer, limit: 50))")
    }
    lines.append("\(String(describing: try catalog.similar(to: "asthma-children", as: viewer)))")
    lines.append("\(String(describing: try catalog.similar(to: "staff-survey", as: viewer)))")
    lines += try aboutUse(catalog, query, viewer)
    for id in ["staff-survey", "asthma-children", "never-existed"] {
      lines.append("\(String(describing: try catalog.dataset(id: id, as: viewer)))")
    }
    return lines.joined(separator: "\n")
  }

  /// What is told of use: hits, facet, filter, order, report and versions for public use.
  private func aboutUse(_ catalog: DatasetCatalog, _ query: String, _ viewer: Viewer) throws -> [String] {
    var options = SearchOptions()
    options.limit = 50
    options.profile = UseProfile()
    options.profile?.purpose.kinds = [.marketing]
    options.useDate = PartialDate("2026-06-01")
    options.facets = ["usable"]
    var lines: [String] = []
    for text in [query, query + " sort:usable", query + " usable:denied", query + " usable:unknown"] {
      do {
        let answer = try catalog.search(text, as: viewer, options: options)
        lines.append("\(answer.total) \(answer.facets) \(String(describing: answer.advice))")
        for hit in answer.hits { lines.append("\(hit.dataset.id) \(String(describing: hit.use))") }
        lines.append("\(try catalog.explain(text, as: viewer, options: options))")
      } catch {
        lines.append("error \(error)")
      }
    }
    if let profile = options.profile {
      for report in try catalog.reach(of: [profile], as: viewer, options: options) {
        lines.append("\(report.outcomes) \(report.blocking)")
      }
    }
    if let dataset = try catalog.dataset(id: "asthma-children", as: viewer) {
      lines.append("\(try catalog.publicVersions(of: dataset, as: viewer).map(\.id))")
    }
    return lines
  }

  static let queries = [
    "", "asthma", "secretword", "staff survey", "asth*", "secret*", "keyword:secretword",
    "publisher:\"Hidden Office\"",
    "publisher:hidden", "has:alias", "asthma OR survey", "-asthma", "id:staff-survey", "\"survey on asthma\"",
    "modified:2024",
    "audience:staff", "sort:title", "sort:modified asthma", "secretwird", "stuff asthma",
    "asthma keyword:canary3",
  ]

  @Test("every answer equals, byte for byte, that of a catalog that never held the hidden records")
  func nonInterference() async throws {
    let hidden = (0..<40).map { number in
      SourcedDataset.sample(
        "hidden-\(number)", title: "Asthma asthma secretword \(number)", description: "asthma children air"
      ) {
        $0.audience = Audience(labels: ["staff"])!  // a well-formed label
        $0.keywords = ["canary\(number)", "asthma"]
        $0.access.dataUse = ["HMB", "TS:\(number + 1)"]
        $0.relations = [Relation(kind: .publicVersionOf, target: "asthma-children")]
      }
    }
    let open = library.filter { $0.dataset.audience == .public }
    let with = try await TestCatalog(library + hidden)
    let without = try await TestCatalog(open)
    // Something hidden is published, changed and changed again in between.
    _ = try await with.catalog.publish(
      [.sample("staff-survey", title: "Changed") { $0.audience = Audience(labels: ["staff", "board"])! }],
      by: author, permissions: PublicationPermissions(widening: ["staff-survey"]))
    var compared = 0
    // One of them holds a label that some hidden records have and others have not.
    for viewer in [Viewer.public, try Viewer(labels: ["nobody"])] {
      for query in Self.queries {
        let answers = (
          try everything(with.catalog, query, viewer), try everything(without.catalog, query, viewer)
        )
        #expect(answers.0 == answers.1, "\(query)")
        compared += answers.0.utf8.count
      }
    }
    #expect(compared > 10_000)
  }

  @Test("a viewer with a label sees what the label allows, beside what everyone sees")
  func labels() async throws {
    let test = try await TestCatalog(library)
    #expect(try test.total("asthma", as: try Viewer(labels: ["staff"])) == 3)
    #expect(try test.total("asthma", as: try Viewer(labels: ["staff", "board"])) == 3)
    #expect(try test.total("asthma", as: try Viewer(labels: ["board"])) == 2)
    #expect(try test.catalog.dataset(id: "staff-survey", as: try Viewer(labels: ["staff"])) != nil)
    #expect(throws: CatalogError.self) { try Viewer(labels: ["Staff/.."]) }
  }

  @Test("a shard whose directory is not that of its labels is not opened")
  func renamedShard() async throws {
    let test = try await TestCatalog(library)
    let layout = CatalogLayout(root: test.path)
    let key = ShardKey.key(for: try #require(Audience(labels: ["staff"])))
    // Someone writes "public" into the hidden shard's file.
    try "public\n".write(toFile: layout.labels(ofShard: key), atomically: true, encoding: .utf8)
    #expect(try DatasetCatalog.open(at: test.path).search("asthma", as: .public).total == 2)
  }

  @Test("variables for fewer people are neither shown nor found")
  func narrowVariables() async throws {
    let test = try await TestCatalog([
      .sample("a") { dataset in
        var hidden = Variable(name: "hiddenvariable")
        hidden.audience = Audience(labels: ["staff"])
        hidden.sensitivity = .highlyRestricted
        dataset.dataDictionary = DataDictionary(tables: [
          DataTable(variables: [hidden, Variable(name: "plainvariable")])
        ])
      }
    ])
    #expect(try test.total("hiddenvariable") == 0)
    #expect(try test.total("variable:plainvariable") == 1)
    #expect(
      try test.catalog.dataset(id: "a", as: .public)?.dataDictionary?.variables.map(\.name) == [
        "plainvariable"
      ])
  }
}
