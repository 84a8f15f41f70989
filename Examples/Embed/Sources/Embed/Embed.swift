// Searches a catalog, decides whether a dataset may be used, and publishes a record into a catalog of its own.
//
//   swift run Embed ../../index health
import Cartulary
import Catalog
import Diagnostics
import Foundation

// A type that is imported by name is preferred to one of the same name in a module that is imported whole.
import struct Facet.Facet
import struct Query.Query

@main
struct Embed {
  static func main() async {
    let arguments = CommandLine.arguments
    guard arguments.count >= 3 else {
      print("usage: Embed CATALOG QUERY [LABEL...]")
      exit(64)
    }
    let place = Catalog(path: arguments[1], labels: Array(arguments.dropFirst(3)))
    let query = Query(words: arguments[2], ticked: ["sensitivity:public,controlled"])
    do {
      let first = try search(place, for: query)
      if let first { try decide(first, in: place) }
      try await publish()
    } catch {
      print("\(error)")
      exit(1)
    }
  }

  /// Prints the first two pages and the facets; returns the id of the best hit, or `nil` when nothing matches.
  static func search(_ place: Catalog, for query: Query) throws -> String? {
    let catalog = try DatasetCatalog.open(at: place.path)
    let viewer = try Viewer(labels: place.labels)
    let question = SearchQuery(query.words, filters: query.ticked)

    let answer = try catalog.search(
      question, facets: ["sharing", "sensitivity"], page: ResultPage(limit: 3), as: viewer)
    print("\(answer.total) datasets")
    for hit in answer.hits { print("- \(hit.dataset.title) (\(hit.dataset.license))") }
    let next = try catalog.search(question, page: ResultPage(offset: 3, limit: 3), as: viewer)
    for hit in next.hits { print("- \(hit.dataset.title) (\(hit.dataset.license))") }

    let boxes = answer.facets.map { facet in
      Facet(heading: facet.field, choices: facet.values.map { "\($0.value) (\($0.count))" })
    }
    for box in boxes { print("\(box.heading): \(box.choices.joined(separator: ", "))") }
    return answer.hits.first?.dataset.id
  }

  /// Prints whether an academic in the EU may use a dataset, and what they must do first.
  static func decide(_ id: String, in place: Catalog) throws {
    let catalog = try DatasetCatalog.open(at: place.path)
    guard let dataset = try catalog.dataset(id: id, as: Viewer(labels: place.labels)),
      let profile = StandardProfiles.named("eu-researcher")
    else { return }
    let decision = UseDecision.decide(UseTerms(dataset), for: profile, on: .today)
    print("\(id): \(decision.outcome.rawValue)")
    for step in decision.steps { print("  \(step.title)") }
  }

  /// Publishes a manifest into a new catalog, and shows that only staff find it.
  static func publish() async throws {
    let manifest = """
      id: lake-levels
      title: Lake levels of the northern basin
      description: Daily mean water level at 41 gauges of the northern basin.
      license: CC-BY-4.0
      sensitivity: internal
      audience: [staff]
      """
    let batch = ManifestReader().read(Array(manifest.utf8), named: "lake-levels.yaml")
    var faults = Diagnostics()
    for diagnostic in batch.diagnostics { faults.add("\(diagnostic.code.rawValue) \(diagnostic.message)") }
    for message in faults.messages { print(message) }

    let directory = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: directory) }
    let catalog = try DatasetCatalog.open(at: directory.path, creating: true)
    let report = try await catalog.publish(
      batch.records, by: PublicationAuthor(name: "A. Steward", tool: "Embed 1.0"))
    print("published \(report.count(.added))")
    print("the public finds \(try catalog.search("lake", as: .public).total)")
    print("staff find \(try catalog.search("lake", as: Viewer(labels: ["staff"])).total)")
  }
}
