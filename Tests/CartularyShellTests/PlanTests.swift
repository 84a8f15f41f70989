import CartularyBase
import Foundation
import TestSupport
import Testing

@testable import CartularyShell

@Suite("A publication does what its plan says")
struct PlanTests {
  /// A folder of manifests that changes at random.
  private struct Folder {
    let directory = TemporaryDirectory()
    var path: String { directory.path + "/manifests" }
    private var records: [String: [String: String]] = [:]
    /// File names, by id.
    private var files: [String: String] = [:]
    private var made = 0

    init() throws {
      try FileManager.default.createDirectory(
        atPath: directory.path + "/manifests", withIntermediateDirectories: true)
    }

    mutating func edit(_ generator: inout SeededGenerator) throws {
      let id = records.keys.sorted().randomElement(using: &generator)
      let word = ["river", "rain", "a: colon", "\\\"quoted\\\"", "naïve 海洋", "- dash"].randomElement(
        using: &generator)!
      switch Int.random(in: 0..<9, using: &generator) {
      case 0, 1: break
      case 2:
        if let id {
          records[id]?["title"] = word
          return try write(id)
        }
      case 3:
        if let id {
          records[id]?["description"] =
            "All about \(word), \(Int.random(in: 0..<99, using: &generator)) times over."
          return try write(id)
        }
      case 4:
        if let id {
          let audience = ["[public]", "[staff]", "[staff, board]"].randomElement(using: &generator)!
          records[id]?["audience"] = audience
          return try write(id)
        }
      case 5:
        if let id {
          records[id]?["sensitivity"] = ["public", "controlled", "restricted"].randomElement(
            using: &generator)!
          return try write(id)
        }
      case 6:
        if let id, let file = files[id] {
          let moved = "\(Int.random(in: 0..<999_999, using: &generator)).yaml"
          try FileManager.default.moveItem(atPath: path + "/" + file, toPath: path + "/" + moved)
          files[id] = moved
          return
        }
      case 7:
        if let id, records.count > 4, let file = files[id] {
          try FileManager.default.removeItem(atPath: path + "/" + file)
          (records[id], files[id]) = (nil, nil)
          return
        }
      default:
        if let id {
          records[id]?["keywords"] = "[rain, \"\(word)\", k\(Int.random(in: 0..<5, using: &generator))]"
          return try write(id)
        }
      }
      made += 1
      let fresh = "record-\(made)"
      records[fresh] = ["title": "Title \(made)", "description": "Hourly river levels of station \(made)."]
      files[fresh] = "\(made).yaml"
      try write(fresh)
    }

    private func write(_ id: String) throws {
      guard let record = records[id], let file = files[id] else { return }
      let lines = record.sorted { $0.key < $1.key }.map { key, value in
        "\(key): " + (value.hasPrefix("[") ? value : "\"\(value)\"")
      }
      try directory.write("id: \(id)\n" + lines.joined(separator: "\n") + "\n", to: "manifests/" + file)
    }
  }

  private static func json(_ text: String) throws -> NSDictionary {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? NSDictionary)
  }

  @Test("diff and --dry-run print the same bytes, and publish then does exactly that or nothing")
  func randomEdits() async throws {
    let wanted = ProcessInfo.processInfo.environment["CARTULARY_EDITS"].flatMap(Int.init) ?? 36
    var generator = SeededGenerator.announced("random edits")
    var folder = try Folder()
    let index = ["--catalog", folder.directory.path + "/index"]
    var (edits, publications, refusals) = (0, 0, 0)
    while edits < wanted {
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        try folder.edit(&generator)
        edits += 1
      }
      let arguments = [folder.path, "--prune"] + index
      let diff = await shell(["diff"] + arguments)
      let dry = await shell(["publish", "--dry-run"] + arguments)
      #expect(diff.output == dry.output && diff.errors == dry.errors && diff.exit == dry.exit)
      let plan = try Self.json(await shell(["diff", "--format", "json"] + arguments).output)
      // Each refusal names its flag.
      var flags: [String] = []
      for refusal in try #require(plan["refusals"] as? [NSDictionary]) {
        flags += try #require(refusal["help"] as? String).split(separator: " ").map(String.init)
      }
      if !flags.isEmpty {
        refusals += 1
        let refused = await shell(["publish"] + arguments)
        #expect(refused.exit == .badInput && refused.output.isEmpty)
        // Nothing was changed.
        #expect(await shell(["diff"] + arguments).output == diff.output)
      }
      let published = await shell(["publish", "--format", "json"] + arguments + flags)
      #expect(published.exit == .done, "\(published.errors)")
      let done = try #require(try Self.json(published.output)["plan"] as? NSDictionary)
      // What was allowed is no longer refused; everything else equals the plan exactly.
      for key in ["counts", "entries", "notes"] {
        #expect(done[key] as? NSObject == plan[key] as? NSObject, "\(key)")
      }
      publications += 1
      let after = try Self.json(await shell(["diff", "--format", "json"] + arguments).output)
      let counts = try #require(after["counts"] as? [String: Int])
      #expect(counts.allSatisfy { $0.key == "same" || $0.value == 0 }, "\(counts)")
    }
    let verification = await shell(["verify"] + index)
    #expect(verification.exit == .done, "\(verification.output)")
    print("random edits: \(edits) edits, \(publications) publications as planned, \(refusals) refused first")
  }

  @Test("neither an accidentally emptied folder nor one with a broken file withdraws anything")
  func massRemoval() async throws {
    let directory = TemporaryDirectory()
    for number in 0..<12 {
      try directory.write("id: r\(number)\ntitle: T\ndescription: D\n", to: "in/r\(number).yaml")
    }
    let arguments = [directory.path + "/in", "--prune", "--catalog", directory.path + "/index"]
    #expect(await shell(["publish"] + arguments).exit == .done)
    for number in 0..<11 {
      try FileManager.default.removeItem(atPath: directory.path + "/in/r\(number).yaml")
    }
    let many = await shell(["publish"] + arguments)
    #expect(many.exit == .badInput && many.errors.contains("--allow-deletions 11"), "\(many.errors)")
    try FileManager.default.removeItem(atPath: directory.path + "/in/r11.yaml")
    let empty = await shell(["publish"] + arguments)
    #expect(empty.exit == .badInput && empty.errors.contains("no manifests"), "\(empty.errors)")
    try directory.write("id: r0\ntitle: [\n", to: "in/r0.yaml")
    try directory.write("id: r1\ntitle: T\ndescription: D\n", to: "in/r1.yaml")
    let broken = await shell(["publish", "--allow-deletions", "99"] + arguments)
    #expect(broken.exit == .badInput && broken.errors.contains("nothing can be pruned"), "\(broken.errors)")
    #expect(
      await shell("search", "--format", "id", "--limit", "50", "--catalog", directory.path + "/index").lines
        .count == 12)
  }

  @Test(
    "a record whose id changed is reported as withdrawn and new with the likely match; duplicates are named, not merged"
  )
  func likenesses() async throws {
    let directory = TemporaryDirectory()
    let body = "title: Air quality of the river towns\ndescription: Hourly.\npublisher: The Office\n"
    try directory.write("id: old-id\n" + body, to: "in/a.yaml")
    let index = ["--catalog", directory.path + "/index"]
    #expect(await shell(["publish", directory.path + "/in"] + index).exit == .done)
    try directory.write("id: new-id\n" + body, to: "in/a.yaml")
    let renamed = await shell(["diff", directory.path + "/in", "--prune"] + index)
    #expect(
      renamed.output.contains(
        "note: old-id, which is withdrawn, and new-id, which is new, look like one dataset"),
      "\(renamed.output)")
    let doubled = await shell(["diff", directory.path + "/in"] + index)
    #expect(doubled.output.contains("note: new-id and old-id look like one dataset: nearly the same title"))
    try directory.write(
      "id: third\ntitle: Another name\ndescription: D.\nidentifiers: [\"https://doi.org/10.5072/AIR.1\"]\n",
      to: "b/b.yaml")
    try directory.write(
      "id: fourth\ntitle: Quite another\ndescription: D.\nidentifiers: [\"doi:10.5072/air.1\"]\n",
      to: "b/c.yaml")
    let same = await shell(["diff", directory.path + "/b"] + index)
    #expect(
      same.output.contains("third and fourth look like one dataset: the same identifier"), "\(same.output)")
  }

  @Test("records that look alike are one group with one note; many groups are one sum with an example")
  func manyLikenesses() async throws {
    let directory = TemporaryDirectory()
    for group in 1...5 {
      for number in 1...6 {
        try directory.write(
          "id: g\(group)-\(number)\ntitle: Name \(number) of \(group)\ndescription: D.\n"
            + "identifiers: [\"https://doi.org/10.5072/g\(group)\"]\n", to: "in/\(group)-\(number).yaml")
      }
    }
    let index = ["--catalog", directory.path + "/index"]
    let all = await shell(["diff", directory.path + "/in", "--verbose"] + index)
    let notes = all.lines.filter { $0.contains("look like one dataset") }
    #expect(notes.count == 5 && notes.allSatisfy { $0.contains(" and 3 others look like") }, "\(notes)")
    let published = await shell(["publish", directory.path + "/in"] + index)
    let sums = published.errors.split(separator: "\n").filter { $0.contains("look like one dataset") }
    #expect(sums.count == 1 && sums[0].hasPrefix("note: 5 groups of records"), "\(published.errors)")
  }

  @Test(
    "a revision records its file, hash, format and commit; a clone of the repository counts as the same source"
  )
  func provenance() async throws {
    let directory = TemporaryDirectory()
    try directory.write("id: r\ntitle: T\ndescription: D\n", to: "repo/data/r.yaml")
    func git(_ arguments: String...) throws {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      process.arguments =
        ["git", "-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "init.defaultBranch=main"]
        + arguments
      process.currentDirectoryURL = URL(fileURLWithPath: directory.path)
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      process.waitUntilExit()
      #expect(process.terminationStatus == 0, "git \(arguments)")
    }
    try git("init", "repo")
    try git("-C", "repo", "add", "-A")
    try git("-C", "repo", "commit", "-m", "first")
    let index = ["--catalog", directory.path + "/index"]
    #expect(await shell(["publish", directory.path + "/repo/data"] + index).exit == .done)
    try git("clone", "repo", "clone")
    // The same file of the same repository, elsewhere.
    let clone = await shell(["diff", directory.path + "/clone/data", "--prune"] + index)
    #expect(clone.output == "1 the same\n", "\(clone.output)\(clone.errors)")
    try directory.write("id: r\ntitle: New\ndescription: D\n", to: "clone/data/r.yaml")
    #expect(await shell(["publish", directory.path + "/clone/data"] + index).exit == .done)
    let log = await shell(["log", "r", "--sources", "--format", "json"] + index)
    let revisions = try #require(try Self.json(log.output)["revisions"] as? [NSDictionary])
    let sources = try revisions.map { try #require($0["source"] as? [String: Any]) }
    #expect(
      sources.allSatisfy { ($0["sha256"] as? String)?.count == 64 && $0["format"] as? String == "cartulary" })
    let commits = sources.compactMap { $0["commit"] as? String }
    #expect(commits.count == 2 && commits[0].count == 40 && commits[1] == commits[0] + "+", "\(commits)")
    #expect(revisions.allSatisfy { ($0["tool"] as? String)?.hasPrefix("cartulary ") == true })
  }

  @Test("a watched folder is published again when it changes, and a broken file does not stop it")
  func watching() async throws {
    let directory = TemporaryDirectory()
    try directory.write("id: r\ntitle: First\ndescription: D\n", to: "in/r.yaml")
    let index = directory.path + "/index"
    let process = Process()
    process.executableURL = URL(fileURLWithPath: ProcessTests.products + "/cartulary")
    process.arguments = ["publish", "--watch", directory.path + "/in", "--catalog", index]
    process.standardOutput = FileHandle.nullDevice
    let errors = Pipe()
    process.standardError = errors
    try process.run()
    func title(_ expected: String) async -> Bool {
      for _ in 0..<200 {
        let shown = await shell("search", "--format", "tsv", "--catalog", index).output
        if shown.contains(expected) { return true }
        try? await Task.sleep(for: .milliseconds(50))
      }
      return false
    }
    #expect(await title("First"))
    try directory.write("id: r\ntitle: [\n", to: "in/r.yaml")
    try await Task.sleep(for: .milliseconds(900))
    try directory.write("id: r\ntitle: Second\ndescription: D\n", to: "in/r.yaml")
    #expect(await title("Second"))
    process.interrupt()
    for _ in 0..<200 where process.isRunning { try await Task.sleep(for: .milliseconds(50)) }
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    process.waitUntilExit()
    #expect(process.terminationReason == .exit && process.terminationStatus == 0)
    let said = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    #expect(said.contains("M006") || said.contains("error["), "\(said)")
  }
}
