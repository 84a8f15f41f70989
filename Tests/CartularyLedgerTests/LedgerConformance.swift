import CartularyBase
import CartularyModel
import Foundation
import TestSupport
import Testing

@testable import CartularyLedger

/// What every store of a ledger does. Each store runs all of them.
struct LedgerConformance: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let check: @Sendable (LedgerHome) throws -> Void

  private init(_ name: String, _ check: @escaping @Sendable (LedgerHome) throws -> Void) {
    (testDescription, self.check) = (name, check)
  }

  static let all: [LedgerConformance] = [
    .init("an empty ledger has nothing") { home in
      let ledger = try home.open()
      #expect(try ledger.lastSequence() == 0 && ledger.audiences().isEmpty && ledger.recordCount() == 0)
      #expect(
        try ledger.current(id: "a") == nil && ledger.history(id: "a", as: .public, withSources: true).isEmpty)
      #expect(try ledger.settings() == CatalogSettings() && ledger.catalogIdentity() == nil && ledger.isSound)
    },
    .init("what is published is there, byte for byte, to whoever opens the ledger next") { home in
      let records = ["b", "a"].map { SourcedDataset.sample($0) { $0.keywords = ["one", "two"] } }
      #expect(try home.open().publish(records).sequence == 1)
      let ledger = try home.open()
      let found = try ledger.current(ids: ["a", "b", "c"])
      #expect(found.map(\.dataset) == records.map(\.dataset).reversed())
      #expect(found[0].json == String(decoding: try StoredDataset.encoded(records[1].dataset), as: UTF8.self))
      #expect(try ledger.currentIDs() == ["a", "b"] && ledger.audiences() == [.public])
      #expect(try ledger.touched(after: 0, audience: .public) == ["a", "b"])
      #expect(try ledger.touched(after: 1, audience: .public).isEmpty && ledger.isNew(.public))
      #expect(try ledger.history(id: "a", as: .public, withSources: true)[0].origin == records[1].origin)
      #expect(try ledger.isSound)
    },
    .init("the same again leaves no trace") { home in
      let ledger = try home.open()
      try ledger.publish([.sample("a")])
      let digest = try ledger.digest()
      let report = try ledger.publish([.sample("a")])
      #expect(report.sequence == nil && report.count(.same) == 1)
      #expect(try ledger.digest() == digest)
    },
    .init("changes, moves, withdrawals and restorations are history") { home in
      let ledger = try home.open()
      try ledger.publish([.sample("a", title: "First")])
      try ledger.publish([.sample("a", title: "Second")])
      try ledger.publish([]) { $0.withdrawals = [.init(id: "a", reason: "wrong")] }
      #expect(try ledger.current(id: "a") == nil && ledger.recordCount() == 0)
      #expect(try ledger.withdrawnIDs(audience: .public) == ["a"])
      let tombstone = try ledger.withdrawal(id: "a", audience: .public)
      #expect(tombstone?.reason == "wrong" && tombstone?.stands == true)
      // It stays so until it is named.
      #expect(try ledger.publish([.sample("a", title: "Third")]).count(.withheld) == 1)
      try ledger.publish([]) { $0.restoration = .init(id: "a", number: 1, as: .public) }
      let history = try ledger.history(id: "a", as: .public, withSources: false)
      #expect(history.map(\.kind) == [.published, .published, .withdrawn, .restored])
      var moves: [LedgerMove] = []
      try ledger.read { try $0.forEachMove(after: 1) { moves.append($0) } }
      #expect(moves.map(\.kind) == ["published", "withdrawn", "restored"])
      #expect(
        moves.map(\.number) == [2, 3, 4]
          && moves.map(\.before?.kind) == ["published", "published", "withdrawn"])
      #expect(
        moves.allSatisfy { $0.id == "a" && $0.sequence == $0.number && $0.before?.audience == $0.audience })
      #expect(history.map(\.title) == ["First", "Second", "Second", "First"])
      #expect(history[1].differences.map(\.path) == ["title"] && history[1].author == "tester")
      #expect(try ledger.lastSequence() == 4 && ledger.revisionCount() == 4 && ledger.isSound)
    },
    .init("who can no longer see a record, and who can, is told from each publication") { home in
      let ledger = try home.open()
      try ledger.publish([.sample("a"), .sample("b")])
      try ledger.publish([.sample("a") { $0.audience = staff }])
      #expect(try ledger.audiences().sorted { $0.labels[0] < $1.labels[0] } == [.public, staff])
      #expect(try ledger.touched(after: 1, audience: .public) == ["a"])
      #expect(try ledger.touched(after: 1, audience: staff) == ["a"])
      let everyone = try ledger.division(of: ["a", "b"], audience: .public)
      #expect(
        everyone.gained == ["b"] && everyone.lost.map(\.id) == ["a"] && everyone.lost[0].withdrawal == nil)
      #expect(try ledger.division(of: ["a", "b"], audience: staff).gained == ["a"])
      #expect(try ledger.history(id: "a", as: .public, withSources: true).isEmpty)
      let audit = try ledger.audit(since: nil)
      #expect(audit.changes.first.map { [$0.from, $0.to] } == [.public, staff] && audit.labels.count == 2)
      #expect(try ledger.isNew(staff) && !ledger.isNew(.public) && ledger.isSound)
    },
    .init("what a guard refuses, or fails before it counts, leaves nothing") { home in
      let ledger = try home.open()
      try ledger.publish([.sample("a") { $0.audience = staff }])
      let digest = try ledger.digest()
      #expect(throws: CatalogError.self) { try ledger.publish([.sample("a"), .sample("b")]) }
      #expect(throws: CatalogError.self) {
        let request = PublicationRequest(records: [.sample("c")])
        _ = try ledger.publish(
          request, by: author, beforeCommit: { _ in throw CatalogError(.noSpace, "no space") })
      }
      #expect(try ledger.digest() == digest && home.open().digest() == digest)
      // And the next goes on without a gap.
      #expect(try ledger.publish([.sample("c")]).sequence == 2)
    },
    .init("texts are kept as they are, whatever they would mean elsewhere") { home in
      let ledger = try home.open()
      let texts = [
        "'; DROP TABLE revision; --", "\\.", "\\N", "a\tb\nc\rd", "{\"a\",b}", "$1", "%_*",
        "e\u{301} é 🧪 \u{202E}",
        "\u{FEFF}\u{FFFF}", "\"\u{301}",
      ]
      for (index, text) in texts.enumerated() {
        var record = SourcedDataset.sample("r\(index)", title: text, description: text) {
          $0.publisher = Agent(name: text)
          $0.identifiers = [text + " identifier"]
        }
        (record.origin.file, record.origin.source) = (text, text)
        record.origin.location = "/there/" + text
        let request = PublicationRequest(records: [record])
        _ = try ledger.publish(request, by: PublicationAuthor(name: text, tool: text))
        try ledger.publish([]) { $0.withdrawals = [.init(id: "r\(index)", reason: text)] }
        let told = try ledger.history(id: "r\(index)", as: .public, withSources: true)
        #expect(told[0].title == text && told[0].author == text && told[0].origin == record.origin)
        #expect(told[1].reason == text)
        try ledger.set("narrow-by-default", to: "staff", by: text)
      }
      #expect(try ledger.revisionCount() == texts.count * 2 && ledger.isSound)
      #expect(try ledger.settings().narrowByDefault == staff)
    },
    .init("what came from a place is found by it, whatever signs it has") { home in
      let ledger = try home.open()
      let places = ["/data/100%_a/x", "/data/100%_a/y", "/data/100XXa/x", "/data/100%_ab/x"]
      let records = places.enumerated().map { index, place in
        var record = SourcedDataset.sample("r\(index)")
        record.origin.location = place
        return record
      }
      try ledger.publish(records)
      let report = try ledger.publish([records[0]]) {
        $0.pruning = .init(locations: ["/data/100%_a"])
        $0.permissions.deletions = 1
      }
      #expect(report.count(.withdrawn) == 1)
      #expect(try ledger.currentIDs() == ["r0", "r2", "r3"])
    },
    .init("records that take over terms follow what they took them from") { home in
      let ledger = try home.open()
      try ledger.publish([
        .sample("whole") { $0.access.modes = [.onRequest] },
        .sample("part") { $0.relations = [Relation(kind: .partOf, target: "whole")] },
      ])
      try ledger.publish([.sample("whole") { $0.access.modes = [.openDownload] }])
      #expect(try ledger.touched(after: 1, audience: .public) == ["part", "whole"])
      try ledger.publish([.sample("part")])
      #expect(try ledger.isSound)
      try ledger.write { try $0.replaceReferences(of: "part", by: [.init(target: "x", kind: .terms)]) }
      #expect(try ledger.wrongReferences().map(\.id) == ["part"])
      try ledger.restoreReferences()
      #expect(try ledger.isSound)
    },
    .init("records that look like one are noted, also by keys of any length") { home in
      let ledger = try home.open()
      let long = (0..<2_000).map { "word\($0)" }.joined(separator: " ")
      let publisher = Agent(name: "Office")
      try ledger.publish([.sample("a", title: long) { $0.publisher = publisher }])
      let report = try ledger.publish([.sample("b", title: long) { $0.publisher = publisher }])
      #expect(report.plan.notes.contains { $0.kind == .duplicate })
      // And a new title is not like the old one.
      try ledger.publish([.sample("a", title: "Another title") { $0.publisher = publisher }])
      let next = try ledger.publish([.sample("c", title: "Another title") { $0.publisher = publisher }])
      #expect(next.plan.notes.contains { $0.ids == ["c", "a"] || $0.ids == ["a", "c"] })
    },
    .init("settings hold in the order in which they were set") { home in
      let ledger = try home.open()
      try ledger.setCatalogIdentity("0123")
      try ledger.set("mentions", to: "off", by: "me")
      try ledger.set("mentions", to: nil, by: "me")
      try ledger.set("policy-findings", to: "errors", by: "me")
      #expect(throws: CatalogError.self) { try ledger.set("no-such", to: "x", by: "me") }
      let settings = try home.open().settings()
      #expect(!settings.ignoresMentions && settings.refusesPolicyFindings)
      #expect(try home.open().catalogIdentity() == "0123")
    },
    .init("a copy has every row, and only an empty ledger takes one") { home in
      let ledger = try home.open()
      try ledger.setCatalogIdentity("0123")
      try ledger.publish([
        .sample("a", title: "Tab\there \\ \"quoted\"\n"), .sample("b") { $0.audience = staff },
      ])
      try ledger.publish([]) { $0.withdrawals = [.init(id: "a", reason: "wrong")] }
      let other = LedgerHome.sqlite()
      let file = try other.open()
      try file.setCatalogIdentity("4567")
      let digest = try ledger.copy(into: file)
      #expect(try file.digest() == digest && ledger.digest() == digest)
      #expect(digest.revisionCount == 3 && digest.publicationCount == 2)
      #expect(try file.catalogIdentity() == "0123" && file.isSound)
      #expect(throws: CatalogError.self) { try ledger.copy(into: file) }
      // It goes on as the first would.
      #expect(try other.open().publish([.sample("c")]).sequence == 3)
    },
    .init("of writers at once each has a number of its own, and nothing is lost") { home in
      let (writers, publications) = (4, 6)
      // Made by one: whoever makes a file holds the lock of the catalog's directory.
      _ = try home.open()
      let results = Results()
      DispatchQueue.concurrentPerform(iterations: writers) { writer in
        results.add(
          Result {
            let ledger = try home.open()
            return try (0..<publications).map { number -> Int in
              while true {
                do {
                  return try ledger.publish([.sample("w\(writer)-\(number)")]).sequence ?? 0
                } catch let error as CatalogError where error.code == .locked {
                  continue
                }
              }
            }
          })
      }
      #expect(try results.all().sorted() == Array(1...writers * publications))
      let ledger = try home.open()
      let count = writers * publications
      #expect(try ledger.recordCount() == count && ledger.isSound)
      #expect(try [0, 1, count, count + 1].map { try ledger.recordCount(upTo: $0) } == [0, 1, count, count])
    },
    .init("a reader sees one moment, and a writer is kept away as long as asked") { home in
      let (first, second) = (try home.open(), try home.open())
      try first.publish([.sample("a")])
      let seen = try first.exclusively { () throws(CatalogError) in
        _ = try first.publish(PublicationRequest(records: [.sample("b")]), by: author)
        return try second.lastSequence()
      }
      #expect(seen == 2)
      #expect(try second.publish([.sample("c")]).sequence == 3)
    },
  ]
}

/// Numbers that several threads have got. Touched only while the lock is held: hence it may be shared.
private final class Results: @unchecked Sendable {
  private let lock = NSLock()
  private var found: [Result<[Int], any Error>] = []

  func add(_ result: Result<[Int], any Error>) { lock.withLock { found.append(result) } }

  func all() throws -> [Int] { try lock.withLock { try found.flatMap { try $0.get() } } }
}
