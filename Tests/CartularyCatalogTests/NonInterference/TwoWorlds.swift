import CartularyLedger
import CartularyModel
import Foundation
import TestSupport
import Testing

@testable import CartularyCatalog

/// A catalog that holds everything, and for each viewer one that never held what that viewer may not see.
struct TwoWorlds {
  let world: HiddenWorld
  let whole: TestCatalog
  private let twins: [[String]: TestCatalog]

  /// - Parameter partitions: Into how many parts the indexes divide the records of each audience.
  init(seed: UInt64, viewers: [[String]] = HiddenWorld.viewers, partitions: Int = 1) async throws {
    world = HiddenWorld(seed: seed)
    whole = try await TestCatalog(partitions: partitions)
    for publication in world.history {
      _ = try await whole.catalog.publish(publication, by: author, permissions: .all(publication))
    }
    _ = try await whole.catalog.publish(.withdrawing(world.withdrawn), by: author)
    var twins: [[String]: TestCatalog] = [:]
    var generator = SeededGenerator(seed: seed)
    for labels in viewers {
      // In another order, and at once: nothing may depend on when a record came.
      let visible = world.visible(to: labels)
      let twin = try await TestCatalog(visible.shuffled(using: &generator), partitions: partitions)
      let ids = Set(visible.map(\.dataset.id))
      _ = try await twin.catalog.publish(.withdrawing(world.withdrawn.filter(ids.contains)), by: author)
      twins[labels] = twin
    }
    self.twins = twins
  }

  func twin(for labels: [String]) -> DatasetCatalog {
    guard let twin = twins[labels] else { preconditionFailure("no catalog was made for \(labels)") }
    return twin.catalog
  }

  func questions(seed: UInt64) -> WorldQuestions {
    WorldQuestions(
      seed: seed, about: world, fields: FieldTable.all.map(\.name), facets: FieldTable.facets.map(\.name),
      sortKeys: FieldTable.sortKeys)
  }
}

extension PublicationRequest {
  static func withdrawing(_ ids: [String]) -> PublicationRequest {
    var request = PublicationRequest()
    request.withdrawals = ids.map { .init(id: $0, reason: "canarywithdrawn") }
    return request
  }
}

extension Comparison {
  /// Asks every surface of two catalogs the same, as the same viewer.
  mutating func compare(
    _ question: WorldQuestion, as viewer: Viewer, _ one: DatasetCatalog, _ other: DatasetCatalog,
    filters: [String] = []
  ) {
    let (here, there) = (
      LibraryAsking(one, viewer, question, filters: filters),
      LibraryAsking(other, viewer, question, filters: filters)
    )
    for surface in LibrarySurfaces.all {
      compare(
        surface.name, LibrarySurfaces.text(surface, here), LibrarySurfaces.text(surface, there),
        query: question.query, viewer: viewer.labels.joined(separator: "+"))
    }
  }
}

/// The seed of this run: another one each day finds more than the same one for ever, and the one that is printed
/// brings a failure back.
enum RunSeed {
  static let value: UInt64 = {
    if let text = ProcessInfo.processInfo.environment["CARTULARY_LEAK_SEED"], let seed = UInt64(text) {
      return seed
    }
    return UInt64(Date().timeIntervalSince1970 / 86_400)
  }()
}
