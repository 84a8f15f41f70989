import CartularyBase
import CartularyCatalog
import CartularyLedger
import CartularyModel
import Foundation
import LedgerTestSupport
import TestSupport
import Testing

@testable import CartularyShell

/// Kills and breaks every command that writes, at random points, and checks what is left.
///
/// `make torture` runs hundreds of points; `make test` a few of each.
@Suite(
  "What was published is never lost", .serialized,
  .enabled(if: TestMachine.hasClang, "the faults are compiled with clang"))
struct TortureTests {
  /// A command that writes, on a catalog created for it.
  enum Work: String, CaseIterable, Sendable {
    case publish, narrow, prune, withdraw, restore, rebuild, compact, migrate, settings
    /// One database for each audience becomes three, and three become one.
    case divide, unite
    /// In an index whose audiences have three.
    case narrowDivided
    /// So many records that their shard is made of parts. Only `make torture` has the time.
    case bulk

    static let small = allCases.filter { $0 != .bulk }

    func arguments(_ directory: String) -> [String] {
      let index = ["--catalog", directory + "/index"]
      switch self {
      case .publish: return ["publish", directory + "/next", "--by", "tester"] + index
      case .narrow, .narrowDivided: return ["publish", directory + "/narrow", "--by", "tester"] + index
      case .prune:
        return ["publish", directory + "/first", "--prune", "--allow-deletions", "9", "--by", "tester"]
          + index
      case .withdraw:
        return ["withdraw", "record-1", "record-2", "--reason", "gone", "--by", "tester"] + index
      case .restore: return ["publish", "record-0", "--revision", "1", "--by", "tester"] + index
      case .rebuild: return ["rebuild"] + index
      case .divide: return ["rebuild", "--partitions", "3"] + index
      case .unite: return ["rebuild", "--partitions", "1"] + index
      case .compact: return ["compact"] + index
      case .migrate: return ["migrate"] + index
      case .bulk: return ["publish", directory + "/bulk", "--by", "tester"] + index
      case .settings: return ["settings", "narrow-by-default", "staff", "--by", "tester"] + index
      }
    }
  }

  private static func manifest(_ number: Int, _ title: String, audience: String) -> String {
    """
    id: record-\(number)
    title: "\(title) \(number)"
    description: Rainfall and river levels, hour by hour, of station \(number) and its neighbours.
    keywords: [rain, river, "station \(number)"]
    license: CC-BY-4.0
    audience: [\(audience)]

    """
  }

  /// A catalog with records in four shards and two revisions, and folders of manifests for later steps.
  private static func template() throws -> TemporaryDirectory {
    let directory = TemporaryDirectory()
    let audiences = ["public", "staff", "board", "staff, board"]
    for number in 0..<8 {
      let audience = audiences[number % 4]
      try directory.write(manifest(number, "Rainfall", audience: audience), to: "first/\(number).yaml")
      try directory.write(manifest(number, "River", audience: audience), to: "next/\(number).yaml")
      try directory.write(
        manifest(number, "Rainfall", audience: number % 4 == 0 ? "board" : audience),
        to: "narrow/\(number).yaml")
    }
    // One of them is the first of its audience, so a shard is created for it.
    for number in 8..<12 {
      let audience = number == 11 ? "ops" : "public"
      try directory.write(manifest(number, "River", audience: audience), to: "next/\(number).yaml")
    }
    let many = (0..<450).map { number in
      #"{"id":"bulk-\#(number)","title":"Tides \#(number)","description":"Tides at station \#(number).","audience":["public"]}"#
    }
    try directory.write("[" + many.joined(separator: ",\n") + "]", to: "bulk/many.json")
    let index = ["--catalog", directory.path + "/index", "--by", "tester"]
    for changed in [true, false] {
      try directory.write(
        manifest(0, changed ? "Snowfall" : "Rainfall", audience: "public"), to: "first/0.yaml")
      let run = try ProcessTests.run("cartulary", ["publish", directory.path + "/first"] + index)
      #expect(run.status == 0, "\(run.errors)")
    }
    return directory
  }

  /// The contents of the ledger as one text: ids, hashes and states.
  private static func state(_ directory: String) throws -> String {
    try LedgerFile(directory + "/index/ledger.sqlite").state()
  }

  private struct Count {
    var points = 0, killed = 0, failed = 0, finished = 0, behind = 0, narrowed = 0
  }

  @Test("every command that writes, killed or failing at any point, leaves the state before or after it")
  func everyPoint() async throws {
    try #require(FaultyRun.library != nil)
    let wanted = ProcessInfo.processInfo.environment["CARTULARY_TORTURE"].flatMap(Int.init) ?? 27
    var generator = SeededGenerator.announced("torture")
    let template = try Self.template()
    var count = Count()
    // One of them alone, for who wants many points of it.
    let only = ProcessInfo.processInfo.environment["CARTULARY_TORTURE_WORK"].flatMap(Work.init)
    let works = only.map { [$0] } ?? (wanted > 100 ? Work.allCases : Work.small)
    for work in works {
      // The result without failures, and the number of calls.
      let whole = try Self.copy(template, for: work)
      let before = try Self.state(whole.path)
      let run = try FaultyRun.run(work.arguments(whole.path), below: whole.path + "/index")
      #expect(run.status == 0, "\(work): \(run.errors)")
      let calls = FaultyRun.lastCount
      let after = try Self.state(whole.path)
      #expect(try CatalogUpkeep.verify(at: whole.path + "/index").isSound, "\(work)")
      #expect(calls > 5, "\(work) made \(calls) calls")
      for number in 0..<max(1, wanted / works.count) {
        let kind = number % 2 == 0 ? FaultyRun.Kind.kill : FaultyRun.Kind.allCases[1 + number / 2 % 4]
        let point = Int.random(in: 1...calls, using: &generator)
        try Self.check(work, kind, point, template, before, after, &count)
      }
    }
    print(
      """
      torture: \(count.points) points over \(works.count) commands; \(count.killed) killed, \(count.failed) \
      failed, \(count.finished) finished all the same; \(count.behind) left the index behind the ledger; \
      \(count.narrowed) had narrowed something; 0 records lost, 0 shown to those who lost them
      """)
  }

  @Test(
    "if a file system cannot exchange names, a rebuild killed at any of its last steps is completed by the next one"
  )
  func withoutExchange() throws {
    try #require(FaultyRun.library != nil)
    let template = try Self.template()
    let work = Work.rebuild
    let whole = try Self.copy(template, for: work)
    let before = try Self.state(whole.path)
    let run = try FaultyRun.run(
      work.arguments(whole.path), below: whole.path + "/index", exchangesNames: false)
    #expect(run.status == 0, "\(run.errors)")
    #expect(try CatalogUpkeep.verify(at: whole.path + "/index").isSound)
    let calls = FaultyRun.lastCount
    var gone = 0
    // The calls on names, which come before the removal of about thirty old files; `gone` shows that they are reached.
    for point in (calls - 36)...(calls - 24) {
      let directory = try Self.copy(template, for: work)
      let (path, index) = (directory.path, directory.path + "/index")
      let run = try FaultyRun.run(work.arguments(path), below: index, at: point, exchangesNames: false)
      #expect(run.signal == SIGKILL, "at \(point): \(run.errors)")
      #expect(try Self.state(path) == before)
      // A reader finds the old index or the new one, or is told that there is no index.
      if try !CatalogUpkeep.verify(at: index).isSound { gone += 1 }
      let again = try ProcessTests.run("cartulary", ["publish", path + "/first", "--catalog", index])
      #expect(again.status == 0, "at \(point), then \(again.errors)")
      #expect(try CatalogUpkeep.verify(at: index).isSound, "at \(point): not sound in the end")
      let left = try FileManager.default.contentsOfDirectory(atPath: index)
      #expect(!left.contains { $0.hasPrefix("shards.") }, "at \(point): \(left)")
    }
    #expect(gone == 1)
  }

  /// Xapian merges the values of a commit in a destructor, for whose exceptions C++ ends the process: the last calls of a
  /// publication that fills many blocks of values reach it.
  @Test("a disk that is full at any of the last steps of a large commit does not end the process")
  func fullInMerge() throws {
    try #require(FaultyRun.library != nil)
    // Each record has keywords of its own, so that their slot of values fills many blocks of the disk.
    func manifests(_ count: Int) -> String {
      let records = (0..<count).map { number in
        let words: [String] = (0..<60).map { index in
          let place = (number * 60 + index + 1) * 48_271 % 2_147_483_647
          return "word" + String(place, radix: 36)
        }
        let keywords = words.map { #""k\#(number) \#($0)""# }.joined(separator: ",")
        let text = words.joined(separator: " ")
        return
          #"{"id":"r\#(number)","title":"Rainfall \#(number)","description":"\#(text)","keywords":[\#(keywords),"rain"]}"#
      }
      return "[" + records.joined(separator: ",\n") + "]"
    }
    let directory = TemporaryDirectory()
    let first = try directory.write(manifests(10), to: "first.json")
    let next = try directory.write(manifests(60), to: "next.json")
    let (index, template) = (directory.path + "/index", directory.path + "/template")
    #expect(try ProcessTests.run("cartulary", ["publish", first, "--catalog", template]).status == 0)
    func restart() throws {
      try? FileManager.default.removeItem(atPath: index)
      try FileManager.default.copyItem(atPath: template, toPath: index)
    }
    try restart()
    #expect(try FaultyRun.run(["publish", next, "--catalog", index], below: index).status == 0)
    let calls = FaultyRun.lastCount
    #expect(calls > 100, "\(calls) calls")
    var givenUp = 0
    for point in stride(from: calls - 40, to: calls - 16, by: 4) {
      try restart()
      let run = try FaultyRun.run(["publish", next, "--catalog", index], below: index, at: point, .enospc)
      #expect(
        run.signal == nil && run.status == 74 && run.errors.contains("error: published, but"),
        "at \(point): \(run)")
      givenUp += FaultyRun.lastPauseCount
      let again = try ProcessTests.run("cartulary", ["publish", next, "--catalog", index])
      #expect(again.status == 0, "at \(point), then \(again.errors)")
      #expect(try CatalogUpkeep.verify(at: index).isSound, "at \(point)")
    }
    #expect(givenUp > 0, "none of the points was in the merge, where the engine gives up")
  }

  private static func copy(_ template: TemporaryDirectory, for work: Work) throws -> TemporaryDirectory {
    let directory = TemporaryDirectory()
    for name in try FileManager.default.contentsOfDirectory(atPath: template.path) {
      try FileManager.default.copyItem(
        atPath: template.path + "/" + name, toPath: directory.path + "/" + name)
    }
    if work == .prune {
      // The records came from the template's folder: publish them from here, then take two away.
      let index = directory.path + "/index"
      let moved = try ProcessTests.run(
        "cartulary", ["publish", directory.path + "/first", "--catalog", index, "--by", "tester"])
      #expect(moved.status == 0, "\(moved.errors)")
      for number in [3, 4] {
        try FileManager.default.removeItem(atPath: directory.path + "/first/\(number).yaml")
      }
    }
    if work == .unite || work == .narrowDivided {
      _ = try CatalogUpkeep.rebuild(at: directory.path + "/index", partitionCount: 3)
    }
    if work == .migrate {
      let index = directory.path + "/index"
      try FileManager.default.removeItem(atPath: index)
      try FileManager.default.createDirectory(atPath: index + "/shards", withIntermediateDirectories: true)
      try LedgerFile.make(
        index + "/ledger.sqlite", from: ProjectFiles.text("Tests/CartularyCatalogTests/Fixtures/format-1.sql")
      )
      try "cartulary 1\n".write(toFile: index + "/format", atomically: true, encoding: .utf8)
    }
    return directory
  }

  private static func check(
    _ work: Work, _ kind: FaultyRun.Kind, _ point: Int, _ template: TemporaryDirectory, _ before: String,
    _ after: String, _ count: inout Count
  ) throws {
    let directory = try copy(template, for: work)
    let (path, index) = (directory.path, directory.path + "/index")
    let run = try FaultyRun.run(work.arguments(path), below: index, at: point, kind)
    let what = "\(work) \(kind) at \(point): \(run.errors)"
    count.points += 1
    if run.signal != nil {
      #expect(run.signal == SIGKILL && kind == .kill, "\(what): signal \(run.signal ?? 0)")
      count.killed += 1
    } else if run.status == 0 {
      count.finished += 1
    } else {
      #expect(run.status == 74, "\(what): status \(run.status ?? 0)")
      #expect(run.errors.contains("error: "), "\(what)")
      count.failed += 1
    }
    // The ledger holds the state before or after, and the one after if success was reported.
    let now = try state(path)
    #expect(now == before || now == after, "\(what): the ledger holds neither state")
    if run.status == 0 { #expect(now == after, "\(what): reported and not there") }
    if work == .migrate, case let again = try ProcessTests.run("cartulary", work.arguments(path)) {
      #expect(again.status == 0, "\(what), then \(again.errors)")
    }
    // Readers find a complete index; what it lacks is known and reported.
    let report = try CatalogUpkeep.verify(at: index)
    // Words of what was taken out may still be in its files: that is reported, too.
    #expect(
      report.findings.allSatisfy { $0.kind == .behind || $0.kind == .residue }, "\(what): \(report.findings)")
    if !report.isSound { count.behind += 1 }
    for labels in [[], ["staff"], ["staff", "board"]] {
      let answer = try DatasetCatalog.open(at: index).search("", as: try Viewer(labels: labels))
      #expect(Set(answer.hits.map(\.dataset.id)).count == answer.hits.count, "\(what): a record twice")
    }
    // Once the ledger says that fewer people may see a record, that is enforced.
    if now == after,
      let lost = [
        .narrow: ["record-0", "record-4"], .narrowDivided: ["record-0", "record-4"],
        .withdraw: ["record-1", "record-2"],
      ][work]
    {
      let viewer = work == .withdraw ? try Viewer(labels: ["staff", "board"]) : Viewer.public
      let hits = try DatasetCatalog.open(at: index).search("", as: viewer).hits.map(\.dataset.id)
      #expect(!hits.contains { lost.contains($0) }, "\(what): shown to those who lost it")
      count.narrowed += 1
    }
    // Running the same command again completes it.
    let again = try ProcessTests.run("cartulary", work.arguments(path))
    let isDone = work == .withdraw && now == after
    #expect(again.status == (isDone ? 64 : 0), "\(what), then \(again.errors)")
    if isDone { _ = try CatalogUpkeep.rebuild(at: index) }
    #expect(try state(path) == after, "\(what): not completed")
    #expect(try CatalogUpkeep.verify(at: index).isSound, "\(what): not sound in the end")
    let partitions = [.divide: 3, .unite: 1, .narrowDivided: 3][work] ?? 1
    #expect(
      try CatalogUpkeep.partitionCount(at: index) == partitions, "\(what): divided otherwise in the end")
  }
}
