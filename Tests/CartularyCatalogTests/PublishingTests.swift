import CartularyBase
import CartularyIndex
import CartularyLedger
import CartularyModel
import Foundation
import TestSupport
import Testing

@testable import CartularyCatalog

@Suite("Publishing")
struct PublishingTests {
  @Test("what is published is found, and what is equal changes nothing")
  func publishTwice() async throws {
    let test = try await TestCatalog()
    let first = try await test.catalog.publish(library, by: author)
    #expect(first.count(.added) == 5 && first.sequence == 1)
    let second = try await test.catalog.publish(library, by: author)
    #expect(second.count(.same) == 5 && second.sequence == nil)
    var changed = library[0]
    changed.dataset.title = "Asthma in the young"
    let third = try await test.catalog.publish([changed, library[1]], by: author)
    #expect(third.outcomes.map(\.change) == [.changed, .same])
    #expect(try test.ids("title:young") == ["asthma-children"])
    #expect(try test.total("") == 4)
  }

  @Test("another process sees what was published")
  func reopen() async throws {
    let test = try await TestCatalog(library)
    let again = try DatasetCatalog.open(at: test.path)
    #expect(try again.search("asthma", as: .public).total == 2)
    _ = try await test.catalog.publish([.sample("new-one", title: "More asthma")], by: author)
    #expect(try again.search("asthma", as: .public).total == 3)
  }

  @Test("a record whose audience changes moves, and is nowhere twice")
  func audienceMoves() async throws {
    let test = try await TestCatalog(library)
    let staff = try Viewer(labels: ["staff"])
    var record = library[0]
    record.dataset.audience = Audience(labels: ["staff"])!  // a well-formed label
    _ = try await test.catalog.publish([record], by: author)
    #expect(try test.ids("asthma") == ["air-quality"])
    #expect(try test.catalog.dataset(id: "asthma-children", as: .public) == nil)
    #expect(try test.total("asthma", as: staff) == 3)
    record.dataset.audience = .public
    let refused = await #expect(throws: CatalogError.self) {
      try await test.catalog.publish([record], by: author)
    }
    #expect(refused?.code == .refused && refused?.facts.id == "asthma-children")
    guard case .permit(let refusal) = refused?.remedies.first else {
      Issue.record("a refusal tells which permission it needs")
      return
    }
    #expect(refusal.kind == .widening && refusal.ids == ["asthma-children"])
    #expect(try test.total("asthma") == 1)
    _ = try await test.catalog.publish(
      [record], by: author, permissions: PublicationPermissions(widening: ["asthma-children"]))
    #expect(try test.total("asthma") == 2)
    #expect(try test.total("asthma", as: staff) == 3)
  }

  @Test("a ledger whose making was broken off is made again")
  func brokenOff() async throws {
    let directory = TemporaryDirectory()
    let root = directory.path + "/index"
    _ = try DatasetCatalog.open(at: root, creating: true)
    for name in ["", "-journal", "-new", "-new-journal"] {
      let left = Data(repeating: 7, count: name.isEmpty ? 0 : 700)
      try left.write(to: URL(fileURLWithPath: root + "/ledger.sqlite" + name))
    }
    let catalog = try DatasetCatalog.open(at: root, creating: true)
    _ = try await catalog.publish([library[0]], by: author)
    #expect(try catalog.search("", as: .public).total == 1)
    let names = try FileManager.default.contentsOfDirectory(atPath: root)
    #expect(names.filter { $0.hasPrefix("ledger") } == ["ledger.sqlite"])
  }

  @Test("shards that lost their work are brought up to the ledger by the next publication")
  func replay() async throws {
    let test = try await TestCatalog(Array(library.prefix(2)))
    let layout = CatalogLayout(root: test.path)
    let saved = test.directory.path + "/saved"
    try FileManager.default.copyItem(atPath: layout.shards, toPath: saved)
    _ = try await test.catalog.publish(Array(library.suffix(3)), by: author)
    // As if the machine had stopped after the ledger's transaction and before any shard.
    try FileManager.default.removeItem(atPath: layout.shards)
    try FileManager.default.moveItem(atPath: saved, toPath: layout.shards)
    let crashed = try DatasetCatalog.open(at: test.path)
    #expect(try crashed.search("", as: .public).total == 2)
    _ = try await crashed.publish([library[0]], by: author)
    #expect(try crashed.search("", as: .public).total == 4)
    #expect(try crashed.search("", as: try Viewer(labels: ["staff"])).total == 5)
  }

  @Test("an interrupted narrowing never shows the record to those who lost it")
  func interruptedNarrowing() async throws {
    let test = try await TestCatalog(library)
    var record = library[0]
    record.dataset.audience = Audience(labels: ["staff"])!  // a well-formed label
    let layout = CatalogLayout(root: test.path)
    let ledger = try Ledger(layout)
    _ = try ledger.publish(PublicationRequest(records: [record]), by: author)
    let updater = try ShardUpdater(layout: layout, ledger: ledger)
    // Stop after each step in turn: the shards are looked at between the two passes.
    var seen: [[String]?] = []
    try updater.bringUpToDate { _ in
      seen.append(
        try? DatasetCatalog.open(at: test.path).search("asthma", as: .public).hits.map(\.dataset.id))
    }
    #expect(seen == [["air-quality"], ["air-quality"]])
    #expect(try test.total("asthma", as: try Viewer(labels: ["staff"])) == 3)
  }

  @Test("an older ledger put back, or none, is told and nothing is published into the void")
  func olderLedger() async throws {
    let test = try await TestCatalog([library[0]])
    let ledger = test.path + "/ledger.sqlite"
    let saved = test.directory.path + "/saved.sqlite"
    try FileManager.default.copyItem(atPath: ledger, toPath: saved)
    _ = try await test.catalog.publish([library[1]], by: author)
    try FileManager.default.removeItem(atPath: ledger)
    let gone = await #expect(throws: CatalogError.self) {
      try await test.catalog.publish([library[2]], by: author)
    }
    #expect(gone?.code == .damaged)
    try FileManager.default.copyItem(atPath: saved, toPath: ledger)
    let older = await #expect(throws: CatalogError.self) {
      try await test.catalog.publish([library[2]], by: author)
    }
    #expect(older?.code == .damaged)
    // What the message says to do helps.
    try FileManager.default.removeItem(atPath: test.path + "/shards")
    #expect(throws: CatalogError.self) { try test.total("") }
    _ = try await test.catalog.publish([library[2]], by: author)
    #expect(try test.ids("") == ["asthma-children", "trial-records"])
  }

  @Test("a record that the index could not take does not get into the ledger")
  func tooLarge() async throws {
    let test = try await TestCatalog([library[0]])
    let huge = SourcedDataset.sample("huge", description: String(repeating: "word ", count: 400_000))
    let error = await #expect(throws: CatalogError.self) {
      try await test.catalog.publish([huge], by: author)
    }
    #expect(error?.code == .invalidArgument)
    let twice = await #expect(throws: CatalogError.self) {
      try await test.catalog.publish([library[1], library[1]], by: author)
    }
    #expect(twice?.code == .invalidArgument)
    _ = try await test.catalog.publish([library[1]], by: author)
    #expect(try test.total("") == 2)
  }

  @Test("a crash after a shard's directory was made and before its first commit is made good")
  func emptyShardDirectory() async throws {
    let test = try await TestCatalog()
    let layout = CatalogLayout(root: test.path)
    _ = try Ledger(layout).publish(PublicationRequest(records: library), by: author)
    try ShardDirectory.create(layout, "public", .public, FileModes(settings: CatalogSettings()))
    #expect(try test.total("") == 0)
    _ = try await test.catalog.publish([library[0]], by: author)
    #expect(try test.total("") == 4)
    // And so is a file that says nothing of who may look; until then nobody is told that there is nothing.
    try "broken".write(toFile: layout.labels(ofShard: "public"), atomically: true, encoding: .utf8)
    let broken = #expect(throws: CatalogError.self) {
      try DatasetCatalog.open(at: test.path).search("", as: .public)
    }
    #expect(broken?.code == .damaged)
    _ = try await test.catalog.publish([library[0]], by: author)
    #expect(try test.total("") == 4)
  }

  @Test("the record as published comes back whole")
  func dataset() async throws {
    let test = try await TestCatalog(library)
    #expect(try test.catalog.dataset(id: "asthma-children", as: .public) == library[0].dataset)
    #expect(try test.catalog.dataset(id: "nothing", as: .public) == nil)
    #expect(try test.catalog.dataset(id: "../x", as: .public) == nil)
  }

  @Test("eight readers while a writer publishes see whole answers")
  func readersWhileWriting() async throws {
    let test = try await TestCatalog([.sample("r0", title: "water 0"), .sample("r1", title: "water 0")])
    // `make torture` asks for 500 publications.
    let rounds = ProcessInfo.processInfo.environment["CARTULARY_PUBLICATIONS"].flatMap(Int.init) ?? 12
    let isDone = Guarded(false)
    let answers = Guarded([Int](repeating: 0, count: 8))
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        defer { isDone.withLock { $0 = true } }
        // Publishing begins when everyone reads.
        while answers.withLock({ $0.contains(0) }) { try await Task.sleep(for: .milliseconds(5)) }
        answers.withLock { $0 = [Int](repeating: 0, count: 8) }
        for round in 1...rounds {
          // Both records change together: an answer must never mix two rounds.
          _ = try await test.catalog.publish(
            [.sample("r0", title: "water \(round)"), .sample("r1", title: "water \(round)")], by: author)
        }
      }
      let catalog = test.catalog
      for reader in 0..<8 {
        group.addTask {
          try await OwnThread.run {
            while !isDone.withLock({ $0 }) {
              let answer = try catalog.search("water", as: .public)
              answers.withLock { $0[reader] += 1 }
              #expect(answer.total == 2)
              #expect(Set(answer.hits.map(\.dataset.title)).count == 1)
            }
          }
        }
      }
      try await group.waitForAll()
    }
    let counts = answers.withLock { $0 }
    #expect(!counts.contains(0), "a reader had no answer while the writer published: \(counts)")
    #expect(try test.total("title:\(rounds)") == 2)
    print(
      "readers while writing: \(counts.reduce(0, +)) whole answers to 8 readers during \(rounds) publications"
    )
  }

  @Test("publications of one process wait for each other")
  func concurrentPublications() async throws {
    let test = try await TestCatalog()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<6 {
        group.addTask { _ = try await test.catalog.publish([.sample("r\(number)")], by: author) }
      }
      try await group.waitForAll()
    }
    #expect(try test.total("") == 6)
  }
}

@Suite("Catalogs that cannot be used")
struct UnusableCatalogTests {
  private func code(_ work: () throws -> Void) -> CatalogError.Code? {
    do {
      try work()
      return nil
    } catch {
      return (error as? CatalogError)?.code
    }
  }

  @Test("a missing path, a file, and a directory of something else")
  func wrongPaths() throws {
    let directory = TemporaryDirectory()
    #expect(code { _ = try DatasetCatalog.open(at: directory.path + "/none") } == .missing)
    #expect(code { _ = try DatasetCatalog.open(at: directory.path) } == .missing)
    let file = try directory.write("x", to: "file")
    #expect(code { _ = try DatasetCatalog.open(at: file) } == .notACatalog)
    #expect(code { _ = try DatasetCatalog.open(at: file, creating: true) } == .notACatalog)
    #expect(code { _ = try DatasetCatalog.open(at: directory.path) } == .notACatalog)
    #expect(code { _ = try DatasetCatalog.open(at: directory.path, creating: true) } == .notACatalog)
    try directory.write("something else\n", to: "other/format")
    #expect(code { _ = try DatasetCatalog.open(at: directory.path + "/other") } == .notACatalog)
  }

  @Test("a directory with only the project's own files becomes a catalog")
  func vacant() throws {
    let directory = TemporaryDirectory()
    try directory.write("*", to: ".gitignore")
    try directory.write("about", to: "README.md")
    _ = try DatasetCatalog.open(at: directory.path, creating: true)
    #expect(try DatasetCatalog.open(at: directory.path).search("", as: .public).total == 0)
  }

  @Test("a catalog of a later version is refused and not written to")
  func futureVersion() async throws {
    let test = try await TestCatalog(library)
    try "cartulary \(CatalogLayout.partitionedVersion + 1)\n".write(
      toFile: test.path + "/format", atomically: true, encoding: .utf8)
    #expect(code { _ = try DatasetCatalog.open(at: test.path) } == .futureVersion)
    #expect(code { _ = try DatasetCatalog.open(at: test.path, creating: true) } == .futureVersion)
  }

  @Test("a locked catalog says who writes, and can be read")
  func locked() async throws {
    let test = try await TestCatalog(library)
    let lock = try CatalogLock(CatalogLayout(root: test.path))
    var request = PublicationRequest(records: library)
    request.patience = .zero
    let error = await #expect(throws: CatalogError.self) {
      try await test.catalog.publish(request, by: author)
    }
    #expect(error?.code == .locked)
    #expect(error?.message.contains("process \(getpid()) since 20") == true)
    #expect(try test.total("asthma") == 2)
    _ = consume lock
    _ = try await test.catalog.publish(library, by: author)
  }

  @Test(
    "a full disk keeps what was published, says so, and works again when there is room",
    .enabled(if: TestMachine.canMount, "this user may not mount a small disk"))
  func fullDisk() async throws {
    let directory = TemporaryDirectory()
    let mount = Process()
    mount.executableURL = URL(fileURLWithPath: "/bin/mount")
    mount.arguments = ["-t", "tmpfs", "-o", "size=2m", "tmpfs", directory.path]
    mount.standardError = FileHandle.nullDevice
    try mount.run()
    mount.waitUntilExit()
    try #require(mount.terminationStatus == 0)
    defer { umount2(directory.path, Int32(MNT_DETACH)) }
    let catalog = try DatasetCatalog.open(at: directory.path + "/catalog", creating: true)
    _ = try await catalog.publish([.sample("kept", title: "kept water")], by: author)
    let filler = directory.path + "/filler"
    #expect(FileManager.default.createFile(atPath: filler, contents: nil))
    let handle = try #require(FileHandle(forWritingAtPath: filler))
    while (try? handle.write(contentsOf: Data(count: 4096))) != nil {}
    try handle.close()
    let many = (0..<50).map {
      SourcedDataset.sample("m\($0)", description: String(repeating: "words \($0) ", count: 200))
    }
    let error = await #expect(throws: CatalogError.self) { try await catalog.publish(many, by: author) }
    #expect(error?.code == .noSpace)
    #expect(try catalog.search("water", as: .public).hits.map(\.dataset.id) == ["kept"])
    try FileManager.default.removeItem(atPath: filler)
    _ = try await catalog.publish(many, by: author)
    #expect(try catalog.search("", as: .public).total == 51)
  }

  @Test("a damaged shard is told, and nothing of the engine's words reaches the viewer")
  func damaged() async throws {
    let test = try await TestCatalog(library)
    let table = test.path + "/shards/public/iamglass"
    try Data(repeating: 0x41, count: 100).write(to: URL(fileURLWithPath: table))
    let error = try #require(throws: CatalogError.self) {
      try DatasetCatalog.open(at: test.path).search("x", as: .public)
    }
    #expect([.damaged, .futureVersion].contains(error.code))
    #expect(!error.description.contains(test.path))
  }
}
