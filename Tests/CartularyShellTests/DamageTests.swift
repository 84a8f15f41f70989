import CartularyBase
import CartularyCatalog
import CartularyLedger
import CartularyModel
import Foundation
import LedgerTestSupport
import TestSupport
import Testing

@testable import CartularyShell

/// Full, broken or read-only disks; truncated, changed or missing files; clocks and other writers.
@Suite("Damage is detected, reported and repaired", .serialized)
struct DamageTests {
  private let directory = TemporaryDirectory()
  private var index: String { directory.path + "/index" }
  private var samples: String { ProjectFiles.path("catalog-samples") }

  private func run(_ arguments: String...) throws -> ProcessTests.Outcome {
    try ProcessTests.run("cartulary", arguments + ["--catalog", index])
  }

  /// Everything that a viewer with all labels can see, for comparing before and after.
  private func answers() throws -> String {
    let viewer = try Viewer(labels: try DatasetCatalog.open(at: index).audit().labels.map(\.label))
    let catalog = try DatasetCatalog.open(at: index)
    return try ["", "data", "health OR mobility", "sharing:open-data"].map { query in
      let answer = try catalog.search(
        SearchQuery(query), facets: ["license", "sensitivity", "sharing", "publisher", "keyword"],
        page: ResultPage(limit: 100), as: viewer)
      return "\(answer.total) \(answer.hits.map { "\($0.dataset.id) \($0.weight)" }) \(answer.facets)"
    }.joined(separator: "\n")
  }

  private func publishSamples() throws {
    let outcome = try run("publish", samples)
    #expect(outcome.status == 0, "\(outcome.errors)")
  }

  @Test("a missing, truncated or emptied shard is detected, and rebuilding restores it completely")
  func shardGone() throws {
    try publishSamples()
    let before = try answers()
    let shard = index + "/shards/public"
    let ways: [(String, () throws -> Void)] = [
      ("gone", { try FileManager.default.removeItem(atPath: shard) }),
      ("all gone", { try FileManager.default.removeItem(atPath: self.index + "/shards") }),
      ("without its version file", { try FileManager.default.removeItem(atPath: shard + "/iamglass") }),
      ("without its postings", { try FileManager.default.removeItem(atPath: shard + "/postlist.glass") }),
      ("cut", { try Self.cut(shard + "/docdata.glass", to: 4096) }),
      ("emptied", { try Self.cut(shard + "/postlist.glass", to: 0) }),
      ("without its labels", { try FileManager.default.removeItem(atPath: shard + "/audience") }),
    ]
    for (name, damage) in ways {
      try damage()
      let verification = try run("verify")
      #expect(verification.status == 1, "\(name): \(verification.output)\(verification.errors)")
      #expect(verification.errors.contains("cartulary rebuild"), "\(name): \(verification.errors)")
      let rebuilt = try run("rebuild")
      #expect(rebuilt.status == 0, "\(name): \(rebuilt.errors)")
      #expect(try answers() == before, "\(name)")
      #expect(try run("verify").status == 0, "\(name)")
    }
  }

  @Test(
    "a shard that lacks any of its files is damaged, whatever is asked",
    arguments: [
      "iamglass", "docdata.glass", "postlist.glass", "termlist.glass", "position.glass", "audience",
    ])
  func fileGone(file: String) async throws {
    try publishSamples()
    let id = "ibm-developer-datasets"
    try FileManager.default.removeItem(atPath: index + "/shards/public/" + file)
    let commands: [[String]] = [
      ["search", "data"], ["search", #""open data""#], ["count", "data"], ["facets"], ["stats"],
      ["show", id],
      ["similar", id], ["terms", id], ["decide", id, "--profile", "student"], ["reach", id],
      ["search", "--profile", "student"], ["suggest", "da"], ["columns", "name"],
      ["export", "--format", "dcat-us"],
    ]
    for command in commands {
      let run = await shell(command + ["--catalog", index])
      #expect(run.exit == .indexUnusable, "\(command): \(run.exit) \(run.errors)")
      #expect(run.output.isEmpty && run.errors.contains("rebuild"), "\(command): \(run.errors)")
    }
    #expect(await shell("verify", "--catalog", index).exit == .negativeAnswer)
    #expect(await shell("rebuild", "--catalog", index).exit == .done)
    #expect(await shell("similar", id, "--catalog", index).exit == .done)
  }

  @Test(
    "a path at which no catalog can be is refused as too long, not for want of permission, and nothing is made",
    arguments: [(256, 1), (100, 5), (1_000, 1), (100, 10), (100, 41), (5_000, 1)])
  func longPath(nameLength: Int, depth: Int) async throws {
    let path =
      directory.path + "/"
      + Array(repeating: String(repeating: "x", count: nameLength), count: depth)
      .joined(separator: "/")
    let sample = samples + "/ibm-developer-datasets.json"
    for command in [
      ["search", "data"], ["publish", sample], ["verify"], ["compact"], ["rebuild"], ["migrate"],
      ["settings"], ["stats"],
    ] {
      let run = await shell(command + ["--catalog", path])
      #expect(
        run.exit == .usage && run.errors.contains("the path of the catalog is too long"), "\(command): \(run)"
      )
    }
    try publishSamples()
    let backup = await shell("backup", path, "--catalog", index)
    #expect(backup.exit == .usage && backup.errors.contains("too long"), "\(backup)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path) == ["index"])
  }

  @Test("the longest path at which a catalog can be holds one")
  func longestPath() async throws {
    // As SQLite sees it, which follows links.
    let root = URL(fileURLWithPath: directory.path).resolvingSymlinksInPath().path
    var path = root
    while path.utf8.count < 480 {
      path += "/" + String(repeating: "x", count: min(100, max(1, 479 - path.utf8.count)))
    }
    #expect(path.utf8.count == 480)
    let sample = samples + "/ibm-developer-datasets.json"
    #expect(await shell("publish", sample, "--catalog", path).exit == .done)
    #expect(await shell("settings", "query-log", "on", "--catalog", path).exit == .done)
    #expect(await shell("verify", "--catalog", path).exit == .done)
    #expect(await shell("search", "data", "--catalog", path + "/").exit == .done)
  }

  private static func cut(_ path: String, to count: UInt64) throws {
    let file = try #require(FileHandle(forUpdatingAtPath: path))
    try file.truncate(atOffset: count)
    try file.close()
  }

  @Test("a flipped bit in a shard that makes any difference is detected, and never presented as correct")
  func flippedBits() throws {
    let wanted = ProcessInfo.processInfo.environment["CARTULARY_TORTURE"].flatMap(Int.init) ?? 20
    try publishSamples()
    let before = try answers()
    let shard = index + "/shards/public"
    let saved = directory.path + "/saved"
    try FileManager.default.copyItem(atPath: shard, toPath: saved)
    let files = try FileManager.default.contentsOfDirectory(atPath: shard).filter {
      $0.hasSuffix(".glass") || $0 == "iamglass"
    }.sorted()
    var generator = SeededGenerator.announced("flipped bits")
    var (found, harmless, refused) = (0, 0, 0)
    for _ in 0..<wanted {
      let file = files.randomElement(using: &generator)!  // a shard has files
      let path = shard + "/" + file
      var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
      let offset = Int.random(in: 0..<bytes.count, using: &generator)
      let bit = UInt8.random(in: 0..<8, using: &generator)
      bytes[offset] ^= 1 << bit
      let handle = try #require(FileHandle(forUpdatingAtPath: path))
      try handle.write(contentsOf: bytes)
      try handle.close()
      let what = "\(file), byte \(offset), bit \(bit)"
      let verification = try run("verify")
      #expect([0, 1].contains(verification.status), "\(what): \(verification)")
      // A separate process, because damage may crash the engine.
      let search = try run("search", "data", "--format", "json")
      if verification.status == 1 { found += 1 } else { harmless += 1 }
      if search.status != 0 {
        refused += 1
        #expect(
          verification.status == 1, "\(what): the search fails and verify finds nothing: \(search.errors)")
      } else if verification.status == 0 {
        #expect(try answers() == before, "\(what): answers differ and verify finds nothing")
      }
      try FileManager.default.removeItem(atPath: shard)
      try FileManager.default.copyItem(atPath: saved, toPath: shard)
    }
    print(
      "flipped bits: \(wanted), of them \(found) found, \(harmless) without effect; \(refused) searches refused"
    )
  }

  @Test("a truncated, emptied or missing ledger is reported; searches still work, and a backup restores it")
  func ledgerDamaged() throws {
    try publishSamples()
    let backup = directory.path + "/backup"
    #expect(try run("backup", backup).status == 0)
    let ledger = index + "/ledger.sqlite"
    let size = try #require(
      try FileManager.default.attributesOfItem(atPath: ledger)[.size] as? UInt64)
    for (name, count) in [("cut in the middle", size / 2), ("cut short", 100), ("emptied", 0)] {
      try Self.cut(ledger, to: count)
      let verification = try run("verify")
      #expect([1, 69].contains(verification.status), "\(name): \(verification)")
      #expect((verification.output + verification.errors).contains("backup"), "\(name): \(verification)")
      let publication = try run("publish", samples)
      #expect(publication.status == 69, "\(name): \(publication)")
      #expect(publication.errors.contains("backup"), "\(name): \(publication.errors)")
      #expect(try run("search", "data").status == 0, "\(name)")
      try FileManager.default.removeItem(atPath: ledger)
      try FileManager.default.copyItem(atPath: backup + "/ledger.sqlite", toPath: ledger)
      #expect(try run("verify").status == 0, "\(name)")
    }
    try FileManager.default.removeItem(atPath: ledger)
    let publication = try run("publish", samples)
    #expect(publication.status == 69 && publication.errors.contains("backup"), "\(publication)")
    #expect(!FileManager.default.fileExists(atPath: ledger), "no empty ledger takes its place")
  }

  @Test("a record changed in the ledger by another program is detected")
  func ledgerChanged() throws {
    try publishSamples()
    try LedgerFile(index + "/ledger.sqlite").replace("YODA", with: "Yoda")
    let verification = try run("verify")
    #expect(verification.status == 1 && verification.output.contains("is not what was published"))
  }

  @Test(
    "a full disk stops a publication without loss, and once there is space the next one succeeds",
    .enabled(if: TestMachine.canMount, "this user may not mount a small disk"))
  func fullDisk() throws {
    // A separate mount namespace, so that nothing is left mounted.
    let script = """
      set -e
      mkdir -p "$1/disk"; mount -t tmpfs -o size=$4 none "$1/disk"
      "$0" publish "$2"/a*.yaml --catalog "$1/disk/index" > "$1/first.out"
      set +e
      "$0" publish "$2" --catalog "$1/disk/index" > "$1/full.out" 2> "$1/full.err"; echo "full $?"
      "$0" search --format id --limit 100 --catalog "$1/disk/index" | sort > "$1/during.ids"
      mount -o remount,size=64m "$1/disk"
      "$0" verify --catalog "$1/disk/index" > "$1/verify.out"; echo "verify $?"
      "$0" publish "$2" --catalog "$1/disk/index" > "$1/again.out" 2>&1; echo "again $?"
      "$0" verify --catalog "$1/disk/index" > /dev/null; echo "sound $?"
      "$0" search --format id --limit 100 --catalog "$1/disk/index" | wc -l
      """
    var sizes: [String: String] = [:]
    for size in ["420k", "700k", "1100k"] {
      let place = directory.path + "/" + size
      try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
      let outcome = try ProcessTests.run(
        "cartulary", [],
        shell: "exec unshare -m /bin/bash -c '\(script)' \"$0\" '\(place)' '\(samples)' x \(size)")
      sizes[size] = outcome.output
      let lines = outcome.output.split(separator: "\n").map(String.init)
      #expect(lines.contains("again 0") && lines.contains("sound 0"), "\(size): \(outcome)")
      guard lines.contains("full 74") else { continue }
      let complaint = try String(contentsOfFile: place + "/full.err", encoding: .utf8)
      #expect(complaint.contains("no space left") && complaint.contains("nothing was lost"), "\(complaint)")
    }
    print("full disk: \(sizes.mapValues { $0.split(separator: "\n").joined(separator: ", ") })")
    #expect(sizes.values.contains { $0.contains("full 74") }, "no size was too small: \(sizes)")
  }

  @Test(
    "on a full disk the log of queries is not turned on, and a setting that needs no room is set",
    .enabled(if: TestMachine.canMount, "this user may not mount a small disk"))
  func fullDiskForLog() throws {
    let script = """
      mkdir -p "$1/disk"; mount -t tmpfs -o size=3m none "$1/disk" || exit 9
      at="--catalog $1/disk/index"
      "$0" publish "$2"/a*.yaml $at > "$1/first.out" || exit 9
      "$0" settings query-log on $at > /dev/null 2> "$1/on.err"; echo "on $?"
      "$0" settings query-log $at > /dev/null 2>&1; echo "value $?"
      ls "$1/disk/index" | grep -c queries
      mount -o remount,size=64m "$1/disk"
      "$0" settings query-log on $at > /dev/null; echo "on $?"
      "$0" verify $at > /dev/null; echo "sound $?"
      """
    let outcome = try ProcessTests.run(
      "cartulary", [],
      shell: "exec unshare -m /bin/bash -c '\(script)' \"$0\" '\(directory.path)' '\(samples)'")
    #expect(outcome.output == "on 74\nvalue 1\n0\non 0\nsound 0\n", "\(outcome)")
    let complaint = try String(contentsOfFile: directory.path + "/on.err", encoding: .utf8)
    #expect(complaint.contains("no space left"), "\(complaint)")
  }

  @Test(
    "where a full disk has no room for columns there are none, and nothing else changes",
    .enabled(if: TestMachine.canMount, "this user may not mount a small disk"))
  func fullDiskForColumns() throws {
    let records = (0..<300).map { number in
      #"{"id":"r\#(number)","title":"Rainfall \#(number)","description":"Rain.","keywords":["rain \#(number % 7)"]}"#
    }
    let file = try directory.write("[" + records.joined(separator: ",\n") + "]", to: "many.json")
    let script = """
      mkdir -p "$1/disk"; mount -t tmpfs -o size=64m none "$1/disk" || exit 9
      at="--catalog $1/disk/index"
      "$0" publish "$2" $at > /dev/null 2>&1 || exit 9
      "$0" facets keyword $at > "$1/before"
      printf xxxx | dd of=$(echo $1/disk/index/shards/public/columns.*) bs=1 seek=700 conv=notrunc 2> /dev/null
      "$0" doctor $at > "$1/told" 2>&1; echo "doctor $?"
      cat /dev/zero > "$1/disk/rest" 2> /dev/null
      "$0" facets keyword $at | cmp - "$1/before"; echo "full $?"
      "$0" doctor --repair $at > /dev/null 2> "$1/full"; echo "repair $?"
      rm "$1/disk/rest"
      "$0" facets keyword $at | cmp - "$1/before"; echo "same $?"
      "$0" verify $at > /dev/null; echo "sound $?"
      """
    let outcome = try ProcessTests.run(
      "cartulary", [],
      shell: "exec unshare -m /bin/bash -c '\(script)' \"$0\" '\(directory.path)' '\(file)'")
    let lines = outcome.output.split(separator: "\n").map(String.init)
    #expect(lines.first == "doctor 1" && lines.contains("full 0"), "\(outcome)")
    #expect(lines.suffix(2) == ["same 0", "sound 0"], "\(outcome)")
    #expect(try String(contentsOfFile: directory.path + "/told", encoding: .utf8).contains("columns"))
  }

  @Test(
    "a read-only index can be searched and verified, and a publication reports what is wrong",
    .enabled(if: TestMachine.canMount, "this user may not mount"))
  func readOnly() throws {
    try publishSamples()
    let script = """
      mount --bind "$1" "$1" && mount -o remount,ro,bind "$1" || exit 9
      "$0" search data --format id --catalog "$1" | wc -l
      "$0" verify --catalog "$1" > /dev/null; echo "verify $?"
      "$0" publish "$2" --catalog "$1" > /dev/null 2> /tmp/read-only-$$; echo "publish $?"; cat /tmp/read-only-$$
      "$0" rebuild --catalog "$1" > /dev/null 2>&1; echo "rebuild $?"; rm -f /tmp/read-only-$$
      """
    let outcome = try ProcessTests.run(
      "cartulary", [], shell: "exec unshare -m /bin/bash -c '\(script)' \"$0\" '\(index)' '\(samples)'")
    #expect(outcome.output.contains("verify 0"), "\(outcome)")
    #expect(outcome.output.contains("publish 77") && outcome.output.contains("no permission"), "\(outcome)")
    #expect(outcome.output.contains("rebuild 77"), "\(outcome)")
    #expect((Int(outcome.output.split(separator: "\n").first ?? "") ?? 0) > 5, "\(outcome)")
  }

  @Test("of two simultaneous writers, each publishes completely or is told who is writing")
  func twoWriters() async throws {
    for number in 0..<8 {
      for writer in ["a", "b"] {
        try directory.write(
          "id: \(writer)-\(number)\ntitle: T\ndescription: By \(writer).\n", to: "\(writer)/\(number).yaml")
      }
    }
    let rounds = 6
    var published: Set<String> = []
    for _ in 0..<rounds {
      let (index, path) = (index, directory.path)
      let outcomes = try await withThrowingTaskGroup(of: (String, ProcessTests.Outcome).self) { group in
        for writer in ["a", "b"] {
          group.addTask {
            try await OwnThread.run {
              (
                writer,
                try ProcessTests.run("cartulary", ["publish", path + "/" + writer, "--catalog", index])
              )
            }
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      for (writer, outcome) in outcomes {
        #expect([0, 75].contains(outcome.status), "\(outcome)")
        if outcome.status == 0 { published.insert(writer) }
        if outcome.status == 75 { #expect(outcome.errors.contains("being written by process"), "\(outcome)") }
      }
      #expect(outcomes.contains { $0.1.status == 0 })
    }
    #expect(try run("verify").status == 0)
    let ids = try run("search", "--format", "id", "--limit", "100").output.split(separator: "\n")
    #expect(
      Set(ids.compactMap { $0.first.map(String.init) }) == published && ids.count == 8 * published.count)
  }

  @Test(
    "setting the clock back does not change the order: the last publication counts",
    .enabled(if: TestMachine.hasClang, "the clock is compiled with clang"))
  func clockSetBack() throws {
    try #require(FaultyRun.library != nil)
    for (number, offset) in [0, -864_000, 3_600, -31_536_000].enumerated() {
      try directory.write("id: r\ntitle: Title \(number)\ndescription: D.\n", to: "in/r.yaml")
      let run = try FaultyRun.run(
        ["publish", directory.path + "/in", "--catalog", index], below: index, clock: offset)
      #expect(run.status == 0, "\(run.errors)")
    }
    #expect(try run("show", "r", "--format", "json").output.contains("\"title\":\"Title 3\""))
    let log = try run("log", "r").output
    let titles = log.split(separator: "\n").filter { $0.hasPrefix("revision") }.map { $0.suffix(7) }
    #expect(titles == ["Title 3", "Title 2", "Title 1", "Title 0"], "\(log)")
    #expect(try run("verify").status == 0)
    #expect(try run("audit", "--since", "2026-01-01").status == 0)
  }
}
