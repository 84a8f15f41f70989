import ArgumentParser
import CartularyBase
import CartularyLedger
import CartularyMCP
import CartularyModel
import CartularyWire
import Foundation
import TestSupport
import Testing

@testable import CartularyCatalog
@testable import CartularyManifests
@testable import CartularyShell

/// One request on one command line.
struct ShellAsking: Sendable {
  let catalog: String
  let labels: [String]
  let question: WorldQuestion

  /// A command over the catalog as the viewer; what comes after `--` is never taken for an option.
  func run(_ command: [String], _ words: [String] = [], terminal: Bool = false) -> String {
    let common = ["--catalog", catalog] + labels.flatMap { ["--as", $0] }
    let rest = words.isEmpty ? [] : ["--"] + words
    let capture = Console.Capture()
    let console = Console(capturing: capture, isTerminal: terminal)
    let exit = ShellProgram.run(command + common + rest, console)
    console.flush()
    return "\(capture.output)\n--- \(capture.errors)\n--- \(exit)"
  }
}

/// Everything that the program prints to a viewer: one row per interface.
enum ShellSurfaces {
  static let all: [Surface<ShellAsking>] =
    CatalogExports.all.filter {
      // Every format is covered by `show` below; each of these processes a document in its own way.
      ["jsonl", "csv", "dcat-ap", "opensearch-bulk"].contains($0.name)
    }.map { format in
      .init("export --format \(format.name)") {
        $0.run(["export", "--format", format.name], [$0.question.query]).withoutTimes
      }
    }
    + CatalogExports.all.map { format in
      .init("show --format \(format.name)") {
        $0.run(["show", $0.question.id, "--format", format.name]).withoutTimes
      }
    }
    + OutputFormat.allCases.map { format in
      .init("search --format \(format)") {
        $0.run(
          ["search", "--format", format.rawValue, "--offset", String($0.question.offset)], [$0.question.query]
        )
      }
    } + [
      .init("search on a terminal") { $0.run(["search"], [$0.question.query], terminal: true) },
      .init("search --sort") {
        $0.run(["search", "--sort=" + $0.question.sort, "--limit", "5"], [$0.question.query])
      },
      .init("search --filter") {
        $0.run(["search", "--filter", $0.question.query, "--format", "id"], ["asthma OR -asthma"])
      },
      .init("search --facet") {
        $0.run(["search", "--facet", $0.question.facet, "--format", "list"], [$0.question.query])
      },
      .init("search --explain") { $0.run(["search", "--explain", "--count"], [$0.question.query]) },
      .init("count") { $0.run(["count", "--filter", $0.question.query]) },
      .init("terms") { $0.run(["terms", $0.question.id]) },
      .init("terms --format list") { $0.run(["terms", "--format", "list", $0.question.id]) },
      .init("columns") {
        // The requested text may be a variable of a hidden record, and `asthma` is one of many.
        $0.run(["columns", "--format", "json"], [$0.question.query]) + $0.run(["columns", "asthma"])
      },
      .init("stats") { $0.run(["stats", "--format", "list"]) },
      .init("stats --format json") { $0.run(["stats", "--format", "json"]) },
      .init("stats --html") { $0.run(["stats", "--html", "-"]) },
      .init("search --match all") {
        $0.run(["search", "--match", "all", "--format", "list"], [$0.question.query])
      },
      .init("search --strict") { $0.run(["search", "--strict", "--format", "id"], [$0.question.query]) },
      .init("show") { $0.run(["show", $0.question.id]) },
      .init("facets") { $0.run(["facets", "--query=" + $0.question.query]) },
      .init("facets --format json") { $0.run(["facets", "--format", "json", "--limit", "50"]) },
      .init("facets --prefix") {
        $0.run(["facets", "--prefix=" + $0.question.facetPrefix, $0.question.facet])
      },
      .init("explain") { $0.run(["explain"], [$0.question.query]) },
      .init("explain --hit") { $0.run(["explain", "--hit", $0.question.id], [$0.question.query]) },
      .init("eval") { asking in
        let cells = [asking.question.query.replacing("\"", with: "\"\""), asking.question.id]
        let file = try TemporaryDirectory.shared.write(
          "query,expect\n\"\(cells[0])\",\(cells[1])\n", to: UUID().uuidString)
        return asking.run(["eval", file]) + asking.run(["eval", "--format", "json", file])
      },
      .init("similar") { $0.run(["similar", $0.question.id]) },
      .init("request") {
        $0.run(["request", $0.question.id, "--requester", "academic", "--purpose", "general-research"])
      },
      .init("request --format json") { asking in
        ["json", "markdown"].map { format in
          asking.run(
            ["request", asking.question.id, "--format", format, "--requester", "academic"]
              + ["--purpose", "general-research"])
        }.joined()
      },
      .init("decide --ids") { asking in
        let ids = "\(asking.question.id)\nrec-1001\nrec-1003\nrec-1009\n"
        let file = try TemporaryDirectory.shared.write(ids, to: UUID().uuidString)
        return ["tsv", "markdown", "jsonl"].map { format in
          asking.run(
            ["decide", "--ids", file, "--format", format, "--requester", "academic"]
              + ["--purpose", "general-research"])
        }.joined()
      },
      .init("facets availability") {
        $0.run(["facets", "--query=" + $0.question.query, "--on", "2025-01-01", "availability", "fee"])
      },
      .init("decide") {
        $0.run(["decide", $0.question.id, "--requester", "academic", "--purpose", "general-research"])
      },
      .init("reach") { $0.run(["reach", $0.question.id]) },
      .init("compare") { $0.run(["compare", $0.question.id, $0.question.id]) },
      .init("report reach") { $0.run(["report", "reach"]) },
      .init("suggest") { $0.run(["suggest"], [$0.question.query]) },
      .init("suggest --at") {
        $0.run(["suggest", "--at", String($0.question.cursor)], [$0.question.query])
      },
      .init("validate", showsRecords: false) { asking in
        let manifest =
          "id: \(asking.question.id)\ntitle: A title\ndescription: Words\nrelations: [{kind: x, target: y}]\n"
        let directory = TemporaryDirectory()
        let path = try directory.write(manifest, to: "record.yaml")
        return asking.run(["validate", path]).replacing(directory.path, with: "")
      },
      .init("a session") { asking in
        let capture = Console.Capture()
        let session = ReplSession(
          catalog: try DatasetCatalog.open(at: asking.catalog), viewer: try Viewer(labels: asking.labels),
          format: .list,
          console: Console(capturing: capture))
        let query = asking.question.query.replacing("\n", with: " ")
        let path = try TemporaryDirectory.shared.write(
          Self.script(asking.question, query), to: UUID().uuidString)
        guard let file = FileHandle(forReadingAtPath: path) else { return "" }
        let exit = session.run(reading: .pipe(LinePipe(descriptor: file.fileDescriptor)))
        try file.close()
        // `.status` shows where the catalog is.
        return "\(capture.output)\n--- \(capture.errors)\n--- \(exit)".replacing(asking.catalog, with: "")
      },
      .init("mcp") { asking in
        let viewer = try Viewer(labels: asking.labels)
        let responder = AssistantResponder(
          AssistantCatalog(try DatasetCatalog.open(at: asking.catalog), as: viewer))
        let path = try TemporaryDirectory.shared.write(
          try Self.messages(asking.question), to: UUID().uuidString)
        guard let file = FileHandle(forReadingAtPath: path) else { return "" }
        var lines: [String] = []
        let exit = AssistantSession(responder).run(reading: LinePipe(descriptor: file.fileDescriptor)) {
          line in
          lines.append(line)
          return .open
        }
        try file.close()
        // Cursors and the state are those of an index, and two indexes of the same records are two.
        return (lines + ["\(exit)"]).joined(separator: "\n").replacing(/[0-9a-f]{16}/, with: "SEAL")
      },
      .init("the protocol") { asking in
        let answers = ProtocolAnswers(
          catalog: try DatasetCatalog.open(at: asking.catalog), viewer: try Viewer(labels: asking.labels))
        return try ProtocolConversation.lines(Self.requests(asking.question), answers).sorted()
          .joined(separator: "\n")
      },
    ]

  /// Every dot command once, except `.as`, which changes the viewer.
  static func script(_ question: WorldQuestion, _ query: String) -> String {
    """
    .timing off
    .bail off
    \(query)
    .next
    .prev
    .page 2
    .page 1
    .last
    .show 1
    .show \(question.id)
    .show \(question.id) columns
    .terms \(question.id)
    .columns \(question.facetPrefix)
    .variables 1
    .variables \(question.id)
    .open 1
    .open \(question.id)
    .why 1
    .why \(question.id)
    .similar 1
    .similar \(question.id)
    .profile eu-researcher
    .why-not 1
    .why-not \(question.id)
    .request 1
    .request \(question.id)
    .suggest
    .suggest \(query)
    .suggest \(question.facet):
    .facets \(question.facet)
    .explain
    .filter \(question.facet):\(question.facetPrefix)
    .filters
    .unfilter all
    .limit 3
    .width 60
    .fields id,usable
    .pager off
    .sort \(question.sort)
    .fieldlist
    .values \(question.facet) \(question.facetPrefix)
    .values id \(question.id.prefix(4))
    .values steward
    .mode json
    \(query)
    .fields auto
    \(query)
    .facets
    .once /dev/null
    \(query)
    .output -
    .read /dev/null
    .reload
    .status
    .history
    .help
    .quit
    """
  }

  /// A conversation of an assistant's host.
  static func messages(_ question: WorldQuestion) throws -> String {
    let all: [(String, [String: Any])] = [
      ("overview", [:]), ("search_datasets", ["query": question.query, "usable_for": "eu-researcher"]),
      ("get_dataset", ["id": question.id]), ("may_i_use", ["id": question.id, "profile": "student"]),
      ("search_variables", ["query": question.query]), ("similar_datasets", ["id": question.id]),
      ("list_values", ["field": question.facet, "prefix": question.facetPrefix]),
      ("explain_query", ["query": question.query]), ("fetch", ["id": question.id]),
    ]
    let calls: [(String, [String: Any])] =
      [("initialize", ["protocolVersion": "2025-11-25"])]
      + all.map { ("tools/call", ["name": $0.0, "arguments": $0.1]) }
      + [("resources/read", ["uri": "cartulary://dataset/\(question.id).md"])]
    return try calls.enumerated().map { number, call in
      let message: [String: Any] = ["jsonrpc": "2.0", "id": number, "method": call.0, "params": call.1]
      return String(
        decoding: try JSONSerialization.data(withJSONObject: message, options: .sortedKeys), as: UTF8.self)
    }.joined(separator: "\n")
  }

  /// Every command of the protocol that reads the catalog.
  static func requests(_ question: WorldQuestion) throws -> String {
    let query: [String: Any] = ["q": question.query, "facets": true, "limit": 5]
    // Keys that a command does not take are rejected, and would prevent the request.
    let alone: [String: Any] = ["q": question.query]
    let all: [(String, [String: Any])] = [
      ("search", query),
      ("search", query.merging(["offset": question.offset, "sort": question.sort]) { $1 }),
      ("search", query.merging(["filters": ["\(question.facet):\(question.facetPrefix)"]]) { $1 }),
      ("search", query.merging(["profile": "eu-researcher"]) { $1 }),
      ("count", alone), ("show", ["record": question.id]), ("facets", alone),
      ("facets", ["fields": [question.facet], "prefix": question.facetPrefix]), ("explain", alone),
      ("explain", ["q": question.query, "record": question.id]), ("suggest", alone), ("complete", alone),
      ("complete", ["q": question.query, "at": question.cursor]), ("similar", ["record": question.id]),
      ("decide", ["record": question.id, "profile": "eu-researcher"]), ("fields", [:]),
      ("request", ["record": question.id, "profile": "eu-researcher"]),
      ("reach", ["record": question.id]), ("columns", ["q": question.query]),
      ("compare", ["first": question.id, "second": question.id, "profile": "eu-researcher"]),
      ("values", ["field": question.facet, "prefix": question.facetPrefix]), ("hello", [:]),
      ("cancel", ["target": 1_000]), ("quit", [:]),
    ]
    return try all.enumerated().map { number, request in
      let object = request.1.merging(["id": number, "cmd": request.0]) { $1 }
      let json = try JSONSerialization.data(withJSONObject: object, options: .sortedKeys)
      return String(decoding: json, as: UTF8.self)
    }.joined(separator: "\n")
  }
}

extension String {
  /// The two catalogs were not published at the same time.
  fileprivate var withoutTimes: String { replacing(/20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ/, with: "TIME") }
}

@Suite("Non-interference: no output of the program reveals hidden records")
struct ShellNonInterferenceTests {
  private static let environment = ProcessInfo.processInfo.environment

  /// A catalog with everything, and one for each viewer that never contained the rest.
  private struct Worlds {
    let directory = TemporaryDirectory()
    let world: HiddenWorld
    var whole: String { directory.path + "/whole" }
    func twin(_ labels: [String]) -> String { directory.path + "/twin-" + labels.joined(separator: "-") }

    init(seed: UInt64, viewers: [[String]]) async throws {
      world = HiddenWorld(seed: seed)
      let author = PublicationAuthor(name: "tester", tool: "tests")
      let catalog = try DatasetCatalog.open(at: whole, creating: true)
      for publication in world.history {
        let ids = Set(publication.map(\.dataset.id))
        _ = try await catalog.publish(
          publication, by: author, permissions: .init(widening: ids, lowering: ids))
      }
      _ = try await catalog.publish(Self.withdrawing(world.withdrawn), by: author)
      // Queries are counted here but not in the twins, and nobody may be able to notice that.
      try await catalog.set("query-log", to: "on", by: author)
      for labels in viewers {
        let twin = try DatasetCatalog.open(at: twin(labels), creating: true)
        let visible = world.visible(to: labels)
        _ = try await twin.publish(visible, by: author)
        let ids = Set(visible.map(\.dataset.id))
        _ = try await twin.publish(Self.withdrawing(world.withdrawn.filter(ids.contains)), by: author)
      }
    }

    private static func withdrawing(_ ids: [String]) -> PublicationRequest {
      var request = PublicationRequest()
      request.withdrawals = ids.map { .init(id: $0, reason: "canarywithdrawn") }
      return request
    }

    func questions(seed: UInt64) -> WorldQuestions {
      WorldQuestions(
        seed: seed, about: world, fields: FieldTable.all.map(\.name), facets: FieldTable.facets.map(\.name),
        sortKeys: FieldTable.sortKeys)
    }
  }

  private func compare(
    _ comparison: inout Comparison, _ question: WorldQuestion, _ viewer: [String], whole: ShellAsking,
    twin: ShellAsking, where isWanted: (Surface<ShellAsking>) -> Bool = { _ in true }
  ) {
    func text(_ surface: Surface<ShellAsking>, _ asking: ShellAsking) -> String {
      do { return try surface.answer(asking) } catch { return "error: \(error)" }
    }
    for surface in ShellSurfaces.all where isWanted(surface) {
      comparison.compare(
        surface.name, text(surface, whole), text(surface, twin), query: question.query,
        viewer: (["public"] + viewer).joined(separator: "+"))
    }
  }

  @Test(
    "for every viewer, command, format and session, the output equals that of a catalog without the hidden records"
  )
  func everyCommand() async throws {
    let count = WorldQuestions.count(14, environment: Self.environment)
    let seed = Self.environment["CARTULARY_LEAK_SEED"].flatMap { UInt64($0) } ?? 20_778
    let worlds = try await Worlds(seed: seed, viewers: HiddenWorld.viewers)
    var questions = worlds.questions(seed: seed &+ 2)
    var comparison = Comparison()
    for number in 0..<count {
      let question = questions.next()
      comparison.countQuery()
      let all = HiddenWorld.viewers
      for labels in Self.environment["CARTULARY_LEAK_QUERIES"] != nil ? all : [all[number % all.count]] {
        compare(
          &comparison, question, labels,
          whole: ShellAsking(catalog: worlds.whole, labels: labels, question: question),
          twin: ShellAsking(catalog: worlds.twin(labels), labels: labels, question: question))
      }
    }
    print("non-interference, program, seed \(seed): \(comparison.summary)")
    let (isEqual, byteCount) = (comparison.isEqual, comparison.byteCount)
    #expect(isEqual, "seed \(seed)\n\(comparison.report)")
    #expect(byteCount > 100_000)
  }

  @Test("with one additional label, the output of every command and session differs")
  func mutatedGuard() async throws {
    let worlds = try await Worlds(seed: 7, viewers: [[]])
    var questions = worlds.questions(seed: 3)
    var comparison = Comparison()
    for _ in 0..<24 {
      let question = questions.next()
      // A surface that already differs is not checked again.
      let noticed = Set(ShellSurfaces.all.map(\.name).filter(comparison.hasLeak(on:)))
      compare(
        &comparison, question, [],
        whole: ShellAsking(
          catalog: worlds.whole, labels: ["staff", "board", "partners", "vault"], question: question),
        twin: ShellAsking(catalog: worlds.twin([]), labels: [], question: question)
      ) { !noticed.contains($0.name) }
    }
    let blind = ShellSurfaces.all.filter { $0.showsRecords && !comparison.hasLeak(on: $0.name) }.map(\.name)
    print("labels too many: \(comparison.detected)")
    #expect(blind.isEmpty, "these did not notice: \(blind)")
  }

  @Test("a hidden id gets the same message and code as one that never existed")
  func hiddenId() async throws {
    let worlds = try await Worlds(seed: 5, viewers: [])
    var questions = worlds.questions(seed: 5)
    let question = questions.next()
    let asking = ShellAsking(catalog: worlds.whole, labels: [], question: question)
    let taken = Set(worlds.world.current.map(\.dataset.id))
    for hidden in worlds.world.hidden(from: []).map(\.dataset.id).prefix(20) {
      let never = "z" + hidden.dropFirst()
      #expect(!taken.contains(never))
      for command in [
        ["show"], ["show", "--format", "json"], ["similar"], ["terms"], ["explain", "--hit"],
      ] {
        let told = [hidden, never].map { id in asking.run(command + [id]).replacing(id, with: "ID") }
        #expect(told[0] == told[1])
        #expect(told[0].contains("negativeAnswer"))
      }
    }
  }

  @Test("every dot command is part of the session that is compared")
  func script() async throws {
    var questions = WorldQuestions(
      seed: 1, about: HiddenWorld(seed: 1), fields: ["title"], facets: ["keyword"], sortKeys: ["title"])
    let script = ShellSurfaces.script(questions.next(), "asthma")
    let used = Set(
      script.split(separator: "\n").compactMap { $0.split(separator: " ").first.map(String.init) })
    let missing = DotCommand.all.map(\.name).filter { $0 != ".as" && !used.contains($0) }
    #expect(missing.isEmpty)
  }

  @Test("every command of the protocol is part of what is compared")
  func requests() throws {
    var questions = WorldQuestions(
      seed: 1, about: HiddenWorld(seed: 1), fields: ["title"], facets: ["keyword"], sortKeys: ["title"])
    let requests = try ShellSurfaces.requests(questions.next())
    let missing = ProtocolCommand.all.filter { !requests.contains("\"cmd\":\"\($0.name)\"") }.map(\.name)
    #expect(missing.isEmpty)
  }

  @Test("every command that reads a catalog is compared")
  func commands() {
    let compared = Set(ShellSurfaces.all.map { String($0.name.prefix { $0 != " " }) })
    // A session is `repl`; `log` is compared without its times, in the library's suite; the rest is for those
    // who may read the whole ledger.
    let apart: Set<String> = [
      "repl",
      // Compared over all its routes, in a suite of its own; keys are the owner's.
      "serve", "keys",
      "log", "publish", "diff", "withdraw", "audit", "settings", "verify", "rebuild", "backup",
      "compact",
      "migrate", "ledger", "node",
      // Uses the owner's query log, over all records.
      "gaps",
      // These do not open a catalog.
      "init", "fmt", "schema", "completions", "man",
      // Reports only whether and where a catalog opens.
      "doctor",
    ]
    let names = CartularyCommand.configuration.subcommands.compactMap { $0.configuration.commandName }
    let missing = names.filter { !compared.contains($0) && !apart.contains($0) }
    #expect(missing.isEmpty, "add a row for each of \(missing)")
  }

  @Test("an invalid label exits with the usage code, with a message that is safe to print")
  func awkwardLabels() async throws {
    let path = await SampleCatalog.path.value
    for label in [
      "", "a/b", "..", "a\u{0}b", String(repeating: "a", count: 10_240), "st\u{0430}ff", "\u{FF53}taff",
      "\u{1B}[31m",
    ] {
      let run = await shell("search", "asthma", "--catalog", path, "--as", label)
      #expect(run.exit == .usage, "\(label)")
      #expect(run.output.isEmpty && run.errors.contains("is not a valid label"))
      #expect(
        run.errors.utf8.count < 600 && !run.errors.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
    }
    let unknown = await shell("search", "--format", "id", "--catalog", path, "--as", "nobody-at-all")
    #expect(await shell("search", "--format", "id", "--catalog", path).output == unknown.output)
  }
}
