import CartularyCatalog
import CartularyLedger
import CartularyModel
import CartularyWire
import Foundation
import LedgerTestSupport
import TestSupport
import Testing

@testable import CartularyServer

/// Publications that show, hide, narrow, widen, change and withdraw records: those of a whole catalog, and for each viewer
/// those of a catalog in which nothing was ever hidden from them.
struct ChangingWorld {
  /// The records that there are after a publication, by id.
  typealias State = [String: Dataset]

  let steps: [State]

  private static let audiences = [["public"], ["partners"], ["staff"], ["partners", "public"], ["vault"]]

  init(seed: UInt64, count: Int = 30) {
    var generator = SeededGenerator(seed: seed)
    var (steps, state): ([State], State) = ([], [:])
    for number in 1...count {
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        let id = "record-\(Int.random(in: 1...6, using: &generator))"
        var dataset = state[id] ?? SourcedDataset.sample(id, title: "Record of the lake").dataset
        switch Int.random(in: 0..<6, using: &generator) {
        case 0: dataset.title = "Record of the lake, \(number)"
        case 1, 2: dataset.audience = Audience(labels: Self.audiences.randomElement(using: &generator)!)!
        // What only some of those who see the record may know of, or all of them.
        case 3, 4:
          var variable = Variable(name: "zorblax-\(number)")
          variable.audience = Audience(labels: ["vault"])!
          dataset.dataDictionary = DataDictionary(tables: [
            DataTable(name: "levels", variables: [Variable(name: "level-\(number / 10)"), variable])
          ])
        default:
          state[id] = nil
          continue
        }
        state[id] = dataset
      }
      steps.append(state)
    }
    self.steps = steps
  }

  /// What a viewer sees of a state.
  static func seen(_ state: State, by labels: [String]) -> State {
    let held = Set(labels + [Audience.publicLabel])
    return state.filter { $0.value.audience.isMet(by: held) }.mapValues(\.withoutNarrowerVariables)
  }

  static func time(_ index: Int) -> String { String(format: "2026-11-%02dT10:00:00Z", index % 28 + 1) }
}

extension ChangingWorld {
  /// The publication that leads from one state to the next; `nil` if nothing differs.
  static func request(_ state: State, _ next: State, withdrawn: inout Set<String>) -> PublicationRequest? {
    let records = next.values.filter { state[$0.id] != $0 }.sorted { $0.id < $1.id }.map { dataset in
      SourcedDataset(dataset: dataset, origin: SourcedDataset.sample(dataset.id).origin)
    }
    var request = PublicationRequest(records: records)
    request.withdrawals = state.keys.filter { next[$0] == nil }.sorted().map { .init(id: $0, reason: "gone") }
    guard !records.isEmpty || !request.withdrawals.isEmpty else { return nil }
    let ids = Set(next.keys)
    request.permissions = PublicationPermissions(
      widening: ids, lowering: ids, restoring: withdrawn.intersection(ids))
    withdrawn = withdrawn.subtracting(ids).union(request.withdrawals.map(\.id))
    return request
  }
}

/// A catalog into which states are published one after another, at times of the test's own.
final class ChangingCatalog {
  let served: ServedCatalog
  private(set) var state: ChangingWorld.State = [:]
  private var withdrawn: Set<String> = []

  init(_ change: (inout ServerSettings) throws -> Void = { _ in }) async throws {
    served = try await ServedCatalog([], change)
  }

  /// Publishes what differs; nothing if nothing does.
  func publish(_ next: ChangingWorld.State, at time: String) async throws {
    defer { state = next }
    guard let request = ChangingWorld.request(state, next, withdrawn: &withdrawn) else { return }
    try await served.catalog.publish(request, by: author)
    let ledger = try LedgerFile(served.path + "/ledger.sqlite")
    try ledger.setTimeOfLastPublication(time)
    try ledger.close()
  }

  func changes(_ parameters: String = "", token: String? = nil) async -> HTTPAnswer {
    await served.service.get("/api/v1/changes" + parameters, token: token)
  }
}

/// A ledger alone, without an index, for many publications.
final class ChangingLedger {
  private let directory = TemporaryDirectory()
  private let ledger: Ledger
  private let file: LedgerFile
  private var state: ChangingWorld.State = [:]
  private var withdrawn: Set<String> = []
  private var views: [Viewer: ViewChanges] = [:]

  init() throws {
    let path = directory.path + "/ledger.sqlite"
    ledger = Ledger(try SQLiteLedger(path: path, of: directory.path))
    file = try LedgerFile(path)
  }

  func publish(_ next: ChangingWorld.State, at time: String) throws {
    defer { state = next }
    guard let request = ChangingWorld.request(state, next, withdrawn: &withdrawn) else { return }
    _ = try ledger.publish(request, by: author)
    try file.setTimeOfLastPublication(time)
  }

  /// The answer's body, and what its tag is made of.
  ///
  /// - Parameter isFresh: Whether to look at the whole ledger again.
  func changes(after cursor: String?, limit: Int, as viewer: Viewer, isFresh: Bool = false) throws -> String {
    var view = (isFresh ? nil : views[viewer]) ?? ViewChanges(viewer)
    let place = try cursor.map { try #require(ChangeCursor($0)) }
    let page = try #require(try ledger.changes(&view, after: place, limit: limit))
    views[viewer] = view
    return try page.map { try JSONLine.text(WireChange($0)) + "\n" }.joined() + "\n" + view.digest
  }
}

/// A line of the answer.
struct ChangeLine: Decodable, Equatable {
  let id: String
  let change: String
  let at: String
  let title: String?
  let cursor: String

  static func lines(_ answer: HTTPAnswer) throws -> [ChangeLine] { try lines(answer.text) }

  static func lines(_ text: String) throws -> [ChangeLine] {
    try text.split(separator: "\n").filter { $0.hasPrefix("{") }.map {
      try JSONDecoder().decode(ChangeLine.self, from: Data($0.utf8))
    }
  }
}

/// Somebody who keeps a copy of what they may see, and follows the changes.
struct Mirror {
  var titles: [String: String] = [:]
  var cursor: String?

  mutating func apply(_ line: ChangeLine) {
    titles[line.id] = line.change == "removed" ? nil : line.title
    cursor = line.cursor
  }

  /// - Returns: Whether there was something.
  mutating func follow(_ ledger: ChangingLedger, limit: Int, as viewer: Viewer) throws -> Bool {
    let lines = try ChangeLine.lines(try ledger.changes(after: cursor, limit: limit, as: viewer))
    for line in lines { apply(line) }
    return !lines.isEmpty
  }
}
