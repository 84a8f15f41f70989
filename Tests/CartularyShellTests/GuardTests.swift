import CartularyIndex
import CartularyLedger
import CartularyModel
import Foundation
import LedgerTestSupport
import TestSupport
import Testing

@testable import CartularyCatalog
@testable import CartularyShell

/// What a local user, a crash or a wrong file can do to a catalog.
@Suite("A catalog is itself, whole and closed, or says that it is not")
struct GuardTests {
  private let directory = TemporaryDirectory()
  private var index: String { directory.path + "/index" }

  private func write(_ id: String, audience: String = "public", more: String = "") throws {
    try directory.write(
      "id: \(id)\ntitle: Trees \(id)\ndescription: Counted \(id) trees.\naudience: [\(audience)]\n" + more,
      to: "in/\(id).yaml")
  }

  private func run(_ arguments: String...) async -> ShellRun {
    await shell(arguments + ["--catalog", index])
  }

  private func publish() async throws {
    try write("open")
    try write("closed", audience: "staff")
    #expect(await run("publish", directory.path + "/in").exit == .done)
  }

  private func mode(_ path: String) throws -> Int {
    try #require(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int)
  }

  private var shards: String { index + "/shards" }
  /// The label is well formed.
  private var staffShard: String { shards + "/" + ShardKey.key(for: Audience(labels: ["staff"])!) }

  // MARK: - Crashes

  @Test(
    "the journal of a killed publication is rolled back by every command that reads",
    arguments: [
      ["verify"], ["log", "open"], ["audit"], ["settings"], ["diff", "IN"],
      ["export", "--format", "dcat-ap"],
      ["show", "open", "--format", "schema-org"], ["doctor"], ["search", "trees"],
    ])
  func hotJournal(command: [String]) async throws {
    try await publish()
    let before = await run("export", "--format", "dcat-ap")
    #expect(before.output.contains("prov:generatedAtTime"))
    try LedgerFile.interruptPublication(at: index + "/ledger.sqlite")
    let words = command.map { $0 == "IN" ? directory.path + "/in" : $0 }
    let answer = await shell(words + ["--catalog", index])
    #expect(answer.exit == .done && !answer.errors.contains("permission"), "\(answer)")
    #expect(await run("export", "--format", "dcat-ap").output == before.output)
    #expect(await run("verify").exit == .done)
  }

  @Test(
    "who may not roll it back is told what happened, and an export without provenance says so",
    .enabled(if: TestMachine.isRoot, "only root becomes another user"))
  func hotJournalOfOthers() async throws {
    try await publish()
    // As a user who may read the ledger and write nothing.
    try LedgerFile.interruptPublication(at: index + "/ledger.sqlite")
    for path in ["", "/ledger.sqlite", "/ledger.sqlite-journal"] {
      chmod(index + path, path.isEmpty ? 0o755 : 0o644)
    }
    for path in [directory.path, directory.path.parent] { chmod(path, 0o755) }
    func asNobody(_ arguments: String...) throws -> ProcessTests.Outcome {
      try ProcessTests.run(
        "cartulary", arguments + ["--catalog", index],
        shell: "exec setpriv --reuid 65534 --clear-groups \"$0\" \"$@\"")
    }
    let log = try asNobody("log", "open")
    #expect(log.status == 77 && log.errors.contains("was interrupted"), "\(log)")
    let export = try asNobody("export", "--format", "dcat-ap")
    #expect(export.status == 0 && export.errors.contains("without the time of publication"), "\(export)")
    #expect(try asNobody("search", "trees").status == 0)
  }

  // MARK: - What is missing or belongs elsewhere

  @Test("a public shard that is gone, unreadable or without its audience is never an empty catalog")
  func missingShard() async throws {
    try await publish()
    let shard = shards + "/public"
    let saved = directory.path + "/saved"
    try FileManager.default.copyItem(atPath: shard, toPath: saved)
    for damage in ["", "/audience", "/iamglass"] {
      try FileManager.default.removeItem(atPath: shard + damage)
      for command in [["search", "trees"], ["count"], ["export", "--format", "jsonl"], ["show", "open"]] {
        let answer = await shell(command + ["--catalog", index])
        #expect(answer.exit == .indexUnusable && answer.output.isEmpty, "\(damage) \(command): \(answer)")
      }
      #expect(await run("doctor").exit == .negativeAnswer)
      #expect(await run("verify").exit == .negativeAnswer)
      try? FileManager.default.removeItem(atPath: shard)
      try FileManager.default.copyItem(atPath: saved, toPath: shard)
    }
    #expect(await run("search", "trees").exit == .done)
    try FileManager.default.removeItem(atPath: index + "/ledger.sqlite")
    let doctor = await run("doctor", "--format", "list")
    #expect(doctor.exit == .negativeAnswer && doctor.output.contains("wrong: ledger"), "\(doctor)")
  }

  @Test(
    "files of another shard or catalog in the place of the public one are not opened; rebuilding mends it")
  func strangers() async throws {
    try await publish()
    let shard = shards + "/public"
    for name in try FileManager.default.contentsOfDirectory(atPath: staffShard) where name != "audience" {
      try FileManager.default.removeItem(atPath: shard + "/" + name)
      try FileManager.default.copyItem(atPath: staffShard + "/" + name, toPath: shard + "/" + name)
    }
    let search = await run("search", "trees")
    #expect(search.exit == .indexUnusable && !search.errors.contains("closed"), "\(search)")
    #expect(await run("verify").output.contains("another audience or catalog"))
    #expect(await run("publish", directory.path + "/in").exit == .indexUnusable)
    #expect(await run("rebuild").exit == .done)
    #expect(await run("search", "trees", "--format", "id").lines == ["open"])
    // The same shard of another catalog.
    let other = directory.path + "/other"
    #expect(await shell("publish", directory.path + "/in", "--catalog", other).exit == .done)
    try FileManager.default.removeItem(atPath: shard)
    try FileManager.default.copyItem(atPath: other + "/shards/public", toPath: shard)
    #expect(await run("search", "trees").exit == .indexUnusable)
    #expect(await run("rebuild").exit == .done)
  }

  @Test("the ledger of another catalog is refused, that of a backup is not")
  func strangeLedger() async throws {
    try await publish()
    let (other, backup) = (directory.path + "/other", directory.path + "/backup")
    #expect(await shell("publish", directory.path + "/in", "--catalog", other).exit == .done)
    #expect(await run("backup", backup).exit == .done)
    let ledger = index + "/ledger.sqlite"
    for (source, isOwn) in [(other, false), (backup, true)] {
      try FileManager.default.removeItem(atPath: ledger)
      try FileManager.default.copyItem(atPath: source + "/ledger.sqlite", toPath: ledger)
      let (log, again) = (await run("log", "open"), await run("publish", directory.path + "/in"))
      #expect(log.exit == (isOwn ? .done : .indexUnusable), "\(log)")
      #expect(again.exit == (isOwn ? .done : .indexUnusable), "\(again)")
    }
  }

  // MARK: - Modes and locks

  @Test("modes do not depend on the umask, and no lock can be opened by readers")
  func modes() throws {
    try write("open")
    try write("closed", audience: "staff")
    for mask in ["077", "027", "000"] {
      let path = directory.path + "/index" + mask
      let run = try ProcessTests.run(
        "cartulary", ["publish", directory.path + "/in", "--catalog", path],
        shell: "umask \(mask); exec \"$0\" \"$@\"")
      #expect(run.status == 0, "\(run)")
      let shard = path + "/shards/public"
      #expect(try [path, path + "/shards", shard].map(mode) == [0o755, 0o755, 0o755], "\(mask)")
      for name in try FileManager.default.contentsOfDirectory(atPath: shard) {
        #expect(try mode(shard + "/" + name) == (name == "flintlock" ? 0o600 : 0o644), "\(mask) \(name)")
      }
      for name in ["format", "identity"] { #expect(try mode(path + "/" + name) == 0o644) }
      for name in ["lock", "ledger.sqlite"] {
        #expect(try mode(path + "/" + name) == 0o600, "\(mask) \(name)")
      }
    }
  }

  @Test("who is said to hold the lock is a process that does, and a second writer waits for it")
  func holder() async throws {
    try await publish()
    // A process that has ended is still named in the file.
    try "process 4194301 since 2020-01-01T00:00:00Z\n".write(
      toFile: index + "/lock", atomically: false, encoding: .utf8)
    let descriptor = open(index + "/lock", O_RDWR)
    #expect(flock(descriptor, LOCK_EX) == 0)
    let refused = await run("publish", directory.path + "/in", "--wait", "0")
    #expect(refused.exit == .locked && !refused.errors.contains("4194301"), "\(refused)")
    #expect(refused.errors.contains("process \(getpid())"), "\(refused)")
    try write("late")
    let (path, index) = (directory.path + "/in", index)
    async let waiting = shell("publish", path, "--wait", "1m", "--catalog", index)
    try await Task.sleep(for: .milliseconds(700))
    close(descriptor)
    #expect(await waiting.exit == .done)
    #expect(await run("search", "late", "--format", "id").lines == ["late"])
    #expect(await run("publish", path, "--wait", "soon").exit == .usage)
  }

  // MARK: - Residues

  @Test(
    "after a withdrawal and a narrowing, of a record or a variable, no file of the public index has the text")
  func residues() async throws {
    let variables = "data-dictionary:\n  tables:\n    - variables:\n        - name: vexatrine\n"
    try write("one", more: "keywords: [zorblax]\n")
    try write("two", more: "keywords: [quillemont]\n")
    try write("three", more: variables)
    let words = ["zorblax", "quillemont", "vexatrine"]
    #expect(await run("publish", directory.path + "/in").exit == .done)
    #expect(try Set(words.filter(isInFiles)) == Set(words))
    #expect(await run("withdraw", "one", "--reason", "wrong").exit == .done)
    try FileManager.default.removeItem(atPath: directory.path + "/in/one.yaml")
    try write("two", audience: "staff", more: "keywords: [quillemont]\n")
    try write("three", more: variables + "          audience: [staff]\n")
    let narrowed = await run("publish", directory.path + "/in")
    #expect(narrowed.exit == .done, "\(narrowed)")
    #expect(try words.filter(isInFiles) == [])
    #expect(await run("verify").exit == .done)
    #expect(await run("search", "quillemont", "--format", "id", "--as", "staff").lines == ["two"])
  }

  /// Whether a word is in any file of the public shard.
  private func isInFiles(_ word: String) throws -> Bool {
    let shard = shards + "/public"
    return try FileManager.default.contentsOfDirectory(atPath: shard).contains { name in
      try Data(contentsOf: URL(fileURLWithPath: shard + "/" + name)).range(of: Data(word.utf8)) != nil
    }
  }

  @Test("what a publication could not clear away is told by verify and doctor until compact does")
  func owedCompaction() async throws {
    try await publish()
    let writer = try IndexWriter(path: shards + "/public", create: false)
    try writer.begin()
    try writer.setMetadata(ShardMetadata.residue, to: "yes")
    try writer.commit()
    let verified = await run("verify")
    #expect(verified.exit == .negativeAnswer && verified.output.contains("still hold words"), "\(verified)")
    #expect(verified.errors.contains("cartulary compact"))
    let doctor = await run("doctor", "--format", "list")
    #expect(doctor.output.contains("wrong: residues"), "\(doctor)")
    #expect(await run("compact").exit == .done)
    #expect(await run("verify").exit == .done)
  }
}

extension String {
  fileprivate var parent: String { (self as NSString).deletingLastPathComponent }
}
