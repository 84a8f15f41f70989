import CartularyBase
import CartularyLedger
import CartularyModel
import CartularyQuery
import CartularyWire
import Foundation
import TestSupport
import Testing

@testable import CartularyCatalog
@testable import CartularyShell

@Suite("Search gaps")
struct GapsTests {
  private static let judged = ProjectFiles.path("Tests/CartularyShellTests/Fixtures/judged-samples.csv")

  /// A catalog of its own with some of the samples.
  private static func catalog(in directory: TemporaryDirectory, logging: Bool = true) async throws -> String {
    let path = directory.path + "/index"
    try directory.write(
      """
      id: asthma-visits
      title: Visits for asthma
      description: Visits of children to hospitals.
      ---
      id: harbour-ferries
      title: Ferries of the harbour
      description: Every ferry with its times.
      ---
      id: tide-gauges
      title: Tide gauges
      description: Water levels at the coast.

      """, to: "records.yaml")
    let run = await shell("publish", directory.path + "/records.yaml", "--catalog", path)
    #expect(run.exit == .done, "\(run.errors)")
    if logging {
      #expect(await shell("settings", "query-log", "on", "--catalog", path).output == "query-log\ton\n")
    }
    return path
  }

  /// `times query` for everything in the log, sorted.
  private static func log(_ path: String) throws -> [String] {
    try DatasetCatalog.open(at: path).queryLog.queries().map { "\($0.askedCount) \($0.text)" }.sorted()
  }

  @Test("without a log and without a file, it says how to turn on the log")
  func off() async throws {
    let directory = TemporaryDirectory()
    let path = try await Self.catalog(in: directory, logging: false)
    for arguments in [["gaps"], ["gaps", "--clear"]] {
      let run = await shell(arguments + ["--catalog", path])
      #expect(run.exit == .negativeAnswer && run.output.isEmpty)
      #expect(run.errors.contains("cartulary settings query-log on --catalog \(path); or"))
    }
    #expect(await shell("search", "nowhere", "--catalog", path).exit == .done)
    #expect(try FileManager.default.contentsOfDirectory(atPath: path).allSatisfy { !$0.hasPrefix("queries") })
  }

  @Test("searches by command, session and protocol are counted; other uses of queries are not")
  func ways() async throws {
    let directory = TemporaryDirectory()
    let path = try await Self.catalog(in: directory)
    for arguments in [
      ["search", "by command"], ["search", "by command", "--count"],
      ["search", "by", "command", "--as", "staff"],
      ["search", "by command", "--offset", "1"], ["count", "x1"], ["facets", "--query", "x2"],
      ["explain", "x3"],
      ["suggest", "x4"], ["export", "--format", "csv", "x5"], ["stats"], ["eval", Self.judged],
    ] {
      #expect(await shell(arguments + ["--catalog", path]).exit == .done, "\(arguments)")
    }
    let capture = Console.Capture()
    let session = ReplSession(
      catalog: try DatasetCatalog.open(at: path), viewer: .public, format: .list,
      console: Console(capturing: capture))
    let script = try directory.write(
      "tide ferry\n.sort title\n.limit 1\n.next\ntide ferry\n.reload\n.suggest\n.filter license:MIT\n",
      to: "script")
    let file = try #require(FileHandle(forReadingAtPath: script))
    _ = session.run(reading: .pipe(LinePipe(descriptor: file.fileDescriptor)))
    let answers = ProtocolAnswers(catalog: try DatasetCatalog.open(at: path), viewer: .public)
    _ = try ProtocolConversation.lines(
      """
      {"id":1,"cmd":"search","q":"by protocol"}
      {"id":2,"cmd":"search","q":"by protocol","offset":10}
      {"id":3,"cmd":"count","q":"y1"}
      {"id":4,"cmd":"suggest","q":"y2"}
      {"id":5,"cmd":"complete","q":"y3"}
      """, answers)
    #expect(
      try Self.log(path) == [
        "1 by protocol", "1 tide ferry", "1 tide ferry license:MIT", "3 by command",
      ])
  }

  @Test(
    "it prints queries that found nothing, queries that found some of their words, and datasets that nobody finds"
  )
  func printing() async throws {
    let directory = TemporaryDirectory()
    let path = try await Self.catalog(in: directory)
    for query in [
      "asthma", "zebras", "zebras", "asthma zebras\u{1B}[31m", "+harbuor", "+ferry +asthma", "tides",
    ] {
      _ = await shell("search", query, "--catalog", path)
    }
    let list = await shell("gaps", "--format", "list", "--catalog", path)
    #expect(list.exit == .done && list.errors.isEmpty)
    #expect(
      list.output == """
        6 queries in the log, asked 7 times

        3 queries found nothing, 4 times
             2  zebras
             1  +ferry +asthma  without +ferry: 1 dataset
             1  +harbuor  harbour for harbuor: 1 dataset

        1 query found only some of their words, 1 time
             1  asthma zebras\u{FFFD}[31m

        1 of 3 datasets are not in the first 10 hits of any query
          harbour-ferries  Ferries of the harbour

        """)
    let csv = await shell("gaps", "--csv", "--limit", "2", "--catalog", path)
    let day = CalendarDate.today.description
    #expect(
      csv.output.replacing("\r\n", with: "\n") == """
        gap,value,times,asked,now,last,note
        empty,zebras,2,2,0,\(day),
        empty,'+ferry +asthma,1,1,0,\(day),'+asthma
        partial,asthma zebras\u{FFFD}[31m,1,1,1,\(day),
        unfound,harbour-ferries,,,,,Ferries of the harbour

        """)
    #expect(await shell("gaps", "--format", "id", "--catalog", path).output == "harbour-ferries\n")
    let json = await shell("gaps", "--json", "--limit", "1", "--catalog", path)
    #expect(
      json.output == """
        {"datasets":3,"depth":10,"empty":{"items":[\
        {"advice":{"corrections":[],"filters":[],"relaxations":[],"rewordings":[]},"asked":2,"found":0,"last":"\(day)","now":0,"query":"zebras",\
        "times":2}],"queries":3,"times":4},"judged":0,\
        "log":{"asked":7,"queries":6},"partial":{"items":[{"advice":null,"asked":1,"found":1,"last":"\(day)","now":1,\
        "query":"asthma zebras\\u001b[31m","times":1}],"queries":1,"times":1},"unfound":{"datasets":1,\
        "items":[{"id":"harbour-ferries","title":"Ferries of the harbour"}]},"version":1}

        """)
    let lines = await shell("gaps", "--jsonl", "--catalog", path).lines
    #expect(lines.count == 5 && lines.allSatisfy { $0.contains(#""gap":""#) })
  }

  @Test("judged queries count as asked, even without a log")
  func judged() async throws {
    let directory = TemporaryDirectory()
    let path = try await Self.catalog(in: directory, logging: false)
    let file = try directory.write("query,expect\nferry,harbour-ferries\n", to: "judged.csv")
    let run = await shell("gaps", "--eval", file, "--format", "list", "--catalog", path)
    #expect(
      run.output == """
        1 query judged

        2 of 3 datasets are not in the first 10 hits of any query
          asthma-visits  Visits for asthma
          tide-gauges  Tide gauges

        """)
    let json = await shell("gaps", "--eval", file, "--json", "--catalog", path)
    #expect(json.output.contains(#""judged":1,"log":null,"#))
    let wrong = try directory.write("query\nferry\n", to: "wrong.csv")
    #expect(await shell("gaps", "--eval", wrong, "--catalog", path).exit == .badInput)
    #expect(await shell("gaps", "--eval", path + "/none", "--catalog", path).exit == .noSuchFile)
    #expect(await shell("gaps", "--eval", file, "--clear", "--catalog", path).exit == .usage)
    #expect(await shell("gaps", "--depth", "0", "--catalog", path).exit == .usage)
  }

  @Test("--clear forgets everything")
  func clear() async throws {
    let directory = TemporaryDirectory()
    let path = try await Self.catalog(in: directory)
    for query in ["asthma", "zebras"] { _ = await shell("search", query, "--catalog", path) }
    let run = await shell("gaps", "--clear", "--catalog", path)
    #expect(run.exit == .done && run.output.isEmpty && run.errors == "deleted 2 queries\n")
    #expect(try Self.log(path) == [])
    let bytes = try Data(contentsOf: URL(fileURLWithPath: path + "/queries.jsonl"))
    #expect(Set(bytes) == [0x20, 0x0A])
  }

  // MARK: - From outside a process

  @Test("eight processes that search at the same time lose no counts")
  func processes() async throws {
    let directory = TemporaryDirectory()
    let path = try await Self.catalog(in: directory)
    var requests = ""
    for number in 0..<60 {
      let query = number % 2 == 0 ? "asthma" : "word\(number)"
      requests += "{\"id\":\(number),\"cmd\":\"search\",\"q\":\"\(query)\"}\n"
    }
    let file = try directory.write(requests, to: "requests")
    let outcome = try ProcessTests.run(
      "cartulary", [path, file],
      shell: #"""
        for each in 1 2 3 4 5 6 7 8; do "$0" repl --protocol jsonl --catalog "$1" <"$2" & done | grep -c '"ok":true'
        """#)
    #expect(outcome.output == "480\n" && outcome.errors.isEmpty)
    let queries = try DatasetCatalog.open(at: path).queryLog.queries()
    #expect(queries.count == 31)
    let counts = queries.map { $0.askedCount - ($0.text == "asthma" ? 240 : 8) }
    #expect(counts.allSatisfy { $0 == 0 }, "\(counts)")
  }

  @Test("a search prints nothing about the log even if every file write fails")
  func failing() async throws {
    let directory = TemporaryDirectory()
    let path = try await Self.catalog(in: directory)
    let outcome = try ProcessTests.run(
      "cartulary", [path],
      shell: #"trap '' XFSZ; ulimit -f 0; "$0" search asthma --format id --catalog "$1"; echo $?"#)
    #expect(outcome.output == "asthma-visits\n0\n" && outcome.errors.isEmpty)
    #expect(try Self.log(path) == [])
  }

  private static let nobody = #"setpriv --reuid=65534 --regid=65534 --clear-groups "$0""#
  private static let canRunAsNobody =
    TestMachine.isRoot
    && (try? ProcessTests.run("cartulary", [], shell: nobody + " --version"))?.status == 0

  @Test(
    "a user who may not write to the catalog searches as if there were no log, and cannot read it",
    .enabled(if: Self.canRunAsNobody, "only root can become someone else, where they may reach the program"))
  func otherUser() async throws {
    let directory = TemporaryDirectory()
    let path = try await Self.catalog(in: directory)
    _ = await shell("search", "canaryquery", "--catalog", path)
    let nobody = Self.nobody
    let search = try ProcessTests.run(
      "cartulary", [path], shell: nobody + #" search asthma --format id --catalog "$1""#)
    #expect(search.status == 0 && search.output == "asthma-visits\n" && search.errors.isEmpty)
    for rest in ["gaps", "gaps --clear", "gaps --eval /dev/null"] {
      let gaps = try ProcessTests.run("cartulary", [path], shell: nobody + " " + rest + #" --catalog "$1""#)
      #expect(gaps.status != 0 && gaps.output.isEmpty && !gaps.errors.contains("canary"), "\(gaps.errors)")
    }
    #expect(try Self.log(path) == ["1 canaryquery"])
  }
}
