import CartularyLedger
import CartularyModel
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import CartularyServer

@Suite("What changed since a cursor")
struct ChangesTests {
  private static func state(_ records: [Dataset]) -> ChangingWorld.State {
    Dictionary(uniqueKeysWithValues: records.map { ($0.id, $0) })
  }

  private static func record(_ id: String, _ labels: [String] = ["public"], title: String? = nil) -> Dataset {
    SourcedDataset.sample(id, title: title) { $0.audience = Audience(labels: labels)! }.dataset
  }

  /// A key with these labels, and how a server takes it.
  private static func key(_ labels: [String], _ directory: TemporaryDirectory) throws -> (
    token: String?, change: (inout ServerSettings) -> Void
  ) {
    guard !labels.isEmpty else { return (nil, { _ in }) }
    let keys = KeyFile(path: directory.path + "/keys.jsonl")
    let (key, token) = AccessKey.make(labels: labels, expires: nil, note: nil)
    try keys.write([key])
    return (token, { $0.keys = keys.path })
  }

  @Test(
    "first everything that is there is told, then what changed, each record once; a cursor goes on from its line"
  )
  func following() async throws {
    let catalog = try await ChangingCatalog()
    #expect(await catalog.changes().text.isEmpty)
    try await catalog.publish(
      Self.state([Self.record("b"), Self.record("a"), Self.record("c")]), at: ChangingWorld.time(0))
    let first = try ChangeLine.lines(await catalog.changes())
    #expect(first.map(\.id) == ["a", "b", "c"] && first.allSatisfy { $0.change == "published" })
    #expect(first.allSatisfy { $0.at == ChangingWorld.time(0) && $0.title == "Title of " + $0.id })
    // Within a publication too.
    let rest = try ChangeLine.lines(await catalog.changes("?limit=1&cursor=" + first[0].cursor))
    #expect(rest == [first[1]])
    let cursor = first[2].cursor
    let nothing = await catalog.changes("?cursor=" + cursor)
    #expect(nothing.status == 200 && nothing.text.isEmpty)
    try await catalog.publish(
      Self.state([Self.record("b", title: "New"), Self.record("c"), Self.record("d")]),
      at: ChangingWorld.time(1))
    try await catalog.publish(
      Self.state([Self.record("b", title: "Newer"), Self.record("d")]), at: ChangingWorld.time(2))
    let next = try ChangeLine.lines(await catalog.changes("?cursor=" + cursor))
    #expect(next.map { $0.id + " " + $0.change } == ["a removed", "d published", "b published", "c removed"])
    #expect(next.map(\.title) == [nil, "Title of d", "Newer", nil])
    // Who asks for the first time is not told of what is gone.
    #expect(try ChangeLine.lines(await catalog.changes()).map(\.id) == ["d", "b"])
  }

  @Test(
    "what is not a cursor is 400, one of another catalog, viewer or time is 409, and so is one that was made up"
  )
  func cursors() async throws {
    let directory = TemporaryDirectory()
    let (token, change) = try Self.key(["partners"], directory)
    let catalog = try await ChangingCatalog(change)
    try await catalog.publish(
      Self.state([Self.record("a"), Self.record("b"), Self.record("s", ["partners"])]),
      at: ChangingWorld.time(0))
    for text in [
      "", "1", "x", "1-0", "1-0-x", "-1-0-0123456789abcdef", "1-0-0123456789ABCDEF", "01-0-0123456789abcdef",
      "1-0-0123456789abcdef-", "1-0-0123456789abcdef-A", "1-0-0123456789abcdef-..", "0-0-0123456789abcdef",
      "99999999999999999999-0-0123456789abcdef",
    ] {
      #expect(await catalog.changes("?cursor=" + text).status == 400, "\(text)")
    }
    let lines = try ChangeLine.lines(await catalog.changes())
    let own = try ChangeLine.lines(await catalog.changes(token: token))
    #expect(lines.map(\.id) == ["a", "b"] && own.map(\.id) == ["a", "b", "s"])
    var made = ["1-0-0123456789abcdef", "1-0-0123456789abcdef-a", "9-0-0123456789abcdef"]
    // A base of one's own would tell of what was removed before.
    made += [lines[0].cursor.replacing("1-1-", with: "1-0-"), lines[1].cursor + "-a", own[0].cursor]
    for text in made { #expect(await catalog.changes("?cursor=" + text).status == 409, "\(text)") }
    #expect(await catalog.changes("?cursor=" + lines[0].cursor, token: token).status == 409)
    let other = try await ChangingCatalog()
    try await other.publish(Self.state([Self.record("a")]), at: ChangingWorld.time(0))
    #expect(await other.changes("?cursor=" + lines[1].cursor).status == 409)
    for parameters in ["?limit=0", "?limit=1001", "?q=water", "?after=3"] {
      #expect(await catalog.changes(parameters).status == 400, "\(parameters)")
    }
  }

  @Test(
    "narrowed reads as withdrawn, widened as new, and a hidden part as nothing: not one byte, tag or header")
  func hidden() async throws {
    let (narrowing, withdrawing) = (try await ChangingCatalog(), try await ChangingCatalog())
    func publish(_ here: [Dataset], _ there: [Dataset], _ index: Int) async throws {
      try await narrowing.publish(Self.state(here), at: ChangingWorld.time(index))
      try await withdrawing.publish(Self.state(there), at: ChangingWorld.time(index))
    }
    func compare(_ parameters: String = "") async throws -> [ChangeLine] {
      let (here, there) = (await narrowing.changes(parameters), await withdrawing.changes(parameters))
      #expect(here.text == there.text && here.headers == there.headers && here.status == 200)
      return try ChangeLine.lines(here)
    }
    let a = Self.record("a")
    try await publish([a, Self.record("b")], [a, Self.record("b")], 0)
    let cursor = try #require(try await compare().last?.cursor)
    try await publish([a, Self.record("b", ["partners"])], [a], 1)
    #expect(try await compare("?cursor=" + cursor).map(\.change) == ["removed"])
    var hiding = a
    var variable = Variable(name: "zorblax")
    variable.audience = Audience(labels: ["vault"])!
    for index in 2..<5 {
      hiding.dataDictionary = DataDictionary(tables: [
        DataTable(name: "levels", variables: [Variable(name: "level"), variable])
      ])
      var plain = a
      plain.dataDictionary = DataDictionary(tables: [
        DataTable(name: "levels", variables: [Variable(name: "level")])
      ])
      try await publish([hiding, Self.record("s", ["vault"], title: "S \(index)")], [plain], index)
      variable.description = "Changed \(index)"
    }
    #expect(
      try await compare("?cursor=" + cursor).map(\.at) == [ChangingWorld.time(1), ChangingWorld.time(2)])
    try await publish(
      [hiding, Self.record("b", ["vault", "public"])],
      [withdrawing.state["a"]!, Self.record("b", ["vault", "public"])], 6)
    #expect(
      try await compare("?cursor=" + cursor).map { $0.id + " " + $0.change } == [
        "a published", "b published",
      ])
    _ = try await compare()
  }

  @Test(
    "a ledger that always was what a viewer sees tells them the same bytes, from every cursor, page by page",
    arguments: [91, 92, 93] as [UInt64])
  func worlds(seed: UInt64) throws {
    let world = ChangingWorld(seed: seed)
    let viewers = [[], ["staff"], ["partners", "vault"]] as [[String]]
    let whole = try ChangingLedger()
    let watched = try viewers.map { Watched(try Viewer(labels: $0), try ChangingLedger()) }
    for (index, step) in world.steps.enumerated() {
      let time = ChangingWorld.time(index)
      try whole.publish(step, at: time)
      for one in watched {
        let seen = ChangingWorld.seen(step, by: one.viewer.labels)
        try one.twin.publish(seen, at: time)
        for (limit, cursor) in [(100, nil), (1, nil), (2, nil)] + one.cursors.suffix(12).map({ (3, $0) }) {
          let here = try whole.changes(after: cursor, limit: limit, as: one.viewer)
          let there = try one.twin.changes(after: cursor, limit: limit, as: one.viewer)
          #expect(here == there, "\(index) \(limit) \(cursor ?? "")")
          let lines = try ChangeLine.lines(here)
          one.removalCount += lines.count { $0.change == "removed" }
          one.cursors += lines.map(\.cursor).filter { !one.cursors.contains($0) }
        }
        // Of those who follow, one is quick, one takes a line at a time and rarely all, one comes late.
        _ = try one.mirrors[0].follow(whole, limit: 100, as: one.viewer)
        _ = try one.mirrors[1].follow(whole, limit: 1, as: one.viewer)
        if index % 7 == 3 { _ = try one.mirrors[2].follow(whole, limit: 2, as: one.viewer) }
        #expect(one.mirrors[0].titles == seen.mapValues(\.title), "\(index)")
      }
    }
    for one in watched {
      #expect(one.removalCount > 0 && one.cursors.count > 10)
      let last = ChangingWorld.seen(try #require(world.steps.last), by: one.viewer.labels).mapValues(\.title)
      for place in one.mirrors.indices {
        while try one.mirrors[place].follow(whole, limit: 1, as: one.viewer) {}
        #expect(one.mirrors[place].titles == last, "\(place)")
      }
      // What was looked at bit by bit is what is found at once.
      for cursor in [nil] + one.cursors.suffix(12).map(Optional.some) {
        let known = try whole.changes(after: cursor, limit: 100, as: one.viewer)
        #expect(try whole.changes(after: cursor, limit: 100, as: one.viewer, isFresh: true) == known)
      }
    }
  }

  /// A viewer, the ledger that holds only what they see, and copies that follow the whole one.
  private final class Watched {
    let viewer: Viewer
    let twin: ChangingLedger
    var mirrors = [Mirror(), Mirror(), Mirror()]
    var cursors: [String] = []
    var removalCount = 0

    init(_ viewer: Viewer, _ twin: ChangingLedger) { (self.viewer, self.twin) = (viewer, twin) }
  }

  @Test("of what was removed before somebody began, nothing is told, however their list is cut")
  func early() throws {
    let ledger = try ChangingLedger()
    let all = (1...6).map { Self.record("r\($0)") }
    try ledger.publish(Self.state(all), at: ChangingWorld.time(0))
    try ledger.publish(Self.state(Array(all.prefix(4))), at: ChangingWorld.time(1))
    var changed = Array(all.prefix(4))
    changed[1].title = "Changed"
    changed.remove(at: 3)
    // The last turn both changes and removes.
    try ledger.publish(Self.state(changed), at: ChangingWorld.time(2))
    for limit in 1...4 {
      var mirror = Mirror()
      var told: [String] = []
      while true {
        let lines = try ChangeLine.lines(
          try ledger.changes(after: mirror.cursor, limit: limit, as: .public))
        for line in lines {
          mirror.apply(line)
          told.append(line.id + " " + line.change)
        }
        if lines.isEmpty { break }
      }
      #expect(told == ["r1 published", "r3 published", "r2 published"], "\(limit)")
    }
  }

  @Test("an answer that has not changed is 304, whatever was published for others")
  func tags() async throws {
    let catalog = try await ChangingCatalog()
    try await catalog.publish(Self.state([Self.record("a")]), at: ChangingWorld.time(0))
    let tag = try #require(await catalog.changes().headers[.eTag])
    try await catalog.publish(
      Self.state([Self.record("a"), Self.record("s", ["vault"])]), at: ChangingWorld.time(1))
    let known = await catalog.served.service.get("/api/v1/changes", [("If-None-Match", tag)])
    #expect(known.status == 304 && known.text.isEmpty)
    try await catalog.publish(Self.state([Self.record("a", title: "B")]), at: ChangingWorld.time(2))
    let changed = await catalog.served.service.get("/api/v1/changes", [("If-None-Match", tag)])
    #expect(changed.status == 200 && changed.headers[.contentType] == "application/x-ndjson")
  }
}
