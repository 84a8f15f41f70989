import CartularyBase
import CartularyLedger
import CartularyModel
import CartularyQuery
import Foundation
import TestSupport
import Testing

@testable import CartularyCatalog

@Suite("The log of queries, and what it shows to be missing")
struct QueryLogTests {
  /// A catalog whose owner keeps a log.
  private static func logging(_ records: [SourcedDataset] = library) async throws -> TestCatalog {
    let test = try await TestCatalog(records)
    try await test.catalog.set("query-log", to: "on", by: author)
    return test
  }

  private static func file(_ test: TestCatalog) -> String { CatalogLayout(root: test.path).queries }

  private static func bytes(_ test: TestCatalog) throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: file(test)))
  }

  @discardableResult
  private static func ask(
    _ query: SearchQuery, of test: TestCatalog, page: ResultPage = ResultPage(), as viewer: Viewer = .public,
    use: IntendedUse? = nil
  ) throws -> SearchAnswer {
    var query = query
    query.isAsked = true
    return try test.catalog.search(query, page: page, as: viewer, use: use)
  }

  /// The log as `text asked/empty/partial found`, sorted.
  private static func counts(_ test: TestCatalog) throws -> [String] {
    try test.catalog.queryLog.queries().map {
      "\($0.text) \($0.askedCount)/\($0.emptyCount)/\($0.partialCount) \($0.lastTotal)"
    }.sorted()
  }

  // MARK: - What is kept

  @Test("nothing is kept unless the owner turns the log on, and what was is gone when it is turned off")
  func optIn() async throws {
    let test = try await TestCatalog(library)
    try Self.ask("asthma", of: test)
    #expect(!FileManager.default.fileExists(atPath: Self.file(test)))
    #expect(try test.catalog.gaps().log == nil)
    #expect(try test.catalog.clearQueryLog() == nil)
    try await test.catalog.set("query-log", to: "on", by: author)
    #expect(try Self.counts(test) == [])
    try Self.ask("asthma", of: test)
    #expect(try Self.counts(test) == ["asthma 1/0/0 2"])
    // Another setting leaves it as it is.
    try await test.catalog.set("narrow-by-default", to: "staff", by: author)
    #expect(try Self.counts(test).count == 1)
    try await test.catalog.set("query-log", to: nil, by: author)
    #expect(!FileManager.default.fileExists(atPath: Self.file(test)))
    try Self.ask("asthma", of: test)
    #expect(!FileManager.default.fileExists(atPath: Self.file(test)))
    let error = await #expect(throws: CatalogError.self) {
      try await test.catalog.set("query-log", to: "yes", by: author)
    }
    #expect(error?.code == .invalidArgument && error?.remedies == [.stopLoggingQueries])
  }

  @Test("one question has one line, however it is spelt and whoever asks; each is counted by how it ended")
  func counting() async throws {
    let test = try await Self.logging()
    let staff = try Viewer(labels: ["staff"])
    for text in ["asthma children", "  asthma   children ", "asthma children sort:title"] {
      try Self.ask(SearchQuery(text), of: test)
    }
    try Self.ask(SearchQuery("asthma", filters: ["license:CC0-1.0"]), of: test)
    try Self.ask("asthma licence:cc0-1.0", of: test)
    try Self.ask(SearchQuery("asthma children", matching: .all), of: test)
    try Self.ask("secretword", of: test)
    try Self.ask("secretword", of: test, as: staff)
    try Self.ask("hourly prices", of: test)
    try Self.ask("nowhere", of: test)
    #expect(
      try Self.counts(test) == [
        "asthma children 3/0/0 2", "asthma children match:all 1/0/0 1", "asthma license:CC0-1.0 2/0/0 1",
        "hourly prices 1/0/1 2", "nowhere 1/1/0 0", "secretword 2/1/0 1",
      ])
  }

  @Test("further pages, what a program asks by itself, and what depends on who asks are not counted")
  func uncounted() async throws {
    let test = try await Self.logging()
    _ = try test.catalog.search("asthma", as: .public)
    try Self.ask("asthma", of: test, page: ResultPage(offset: 10))
    for text in ["", "*", "audience:staff", "asthma (air OR -audience:public)", "has:audience"] {
      try Self.ask(SearchQuery(text), of: test)
    }
    try Self.ask("asthma usable:allowed", of: test, use: IntendedUse(UseProfile()))
    _ = try test.catalog.facets(matching: "asthma", as: .public)
    _ = try test.catalog.explain("asthma", as: .public)
    _ = try test.catalog.suggest("asthma", at: 3, as: .public)
    _ = try test.catalog.gaps()
    #expect(throws: QueryError.self) { try Self.ask("sensitivity:publik", of: test) }
    #expect(try Self.counts(test) == [])
  }

  @Test("the file has nothing of who asked, and no time but the day")
  func identities() async throws {
    let test = try await Self.logging()
    var profile = UseProfile()
    (profile.name, profile.title) = ("canaryname", "canarytitle")
    let viewer = try Viewer(labels: ["staff", "canarylabel"])
    try Self.ask("asthma", of: test, as: viewer, use: IntendedUse(profile))
    let lines = String(decoding: try Self.bytes(test), as: UTF8.self).split(separator: "\n").map {
      $0.trimmingCharacters(in: .whitespaces)
    }
    let day = CalendarDate.today.description
    #expect(
      lines.filter { !$0.isEmpty } == [
        #"{"asked":1,"empty":0,"found":3,"last":"\#(day)","partial":0,"query":"asthma"}"#
      ])
    #expect(lines.count == 8_192)
  }

  @Test("the file does not tell what was asked after what")
  func order() async throws {
    let queries = (0..<40).map { "question\($0)" }
    let (first, second) = (try await Self.logging(), try await Self.logging())
    for query in queries { try Self.ask(SearchQuery(query), of: first) }
    for query in queries.reversed() { try Self.ask(SearchQuery(query), of: second) }
    #expect(try Self.counts(first).count == queries.count)
    #expect(try Self.bytes(first) == Self.bytes(second))
  }

  @Test("it is the owner's alone, or that of the ledger's group, in the log's whole size from the start")
  func modes() async throws {
    let test = try await Self.logging()
    func attribute<Value>(_ key: FileAttributeKey, _: Value.Type) throws -> Value? {
      try FileManager.default.attributesOfItem(atPath: Self.file(test))[key] as? Value
    }
    #expect(try attribute(.posixPermissions, Int.self) == 0o600)
    #expect(try attribute(.size, Int.self) == QueryLog.byteCount)
    for number in 0..<20 { try Self.ask("word\(number)", of: test) }
    #expect(try attribute(.size, Int.self) == QueryLog.byteCount)
  }

  @Test(
    "the log goes to the group of the ledger",
    .enabled(if: TestMachine.isRoot, "only root gives files to other groups"))
  func group() async throws {
    let test = try await Self.logging()
    func attribute<Value>(_ key: FileAttributeKey, _: Value.Type) throws -> Value? {
      try FileManager.default.attributesOfItem(atPath: Self.file(test))[key] as? Value
    }
    try await test.catalog.set("ledger-group", to: "daemon", by: author)
    #expect(try attribute(.posixPermissions, Int.self) == 0o660)
    #expect(try attribute(.groupOwnerAccountName, String.self) == "daemon")
  }

  // MARK: - What can go wrong

  @Test(
    "texts that are awkward are kept whole or not at all",
    arguments: [
      "line\nfeed", "bell\u{7} null\u{0}byte", "\u{202E}turned", "quote\\\"s", "emoji 🧬", "{\"query\":1}",
    ])
  func awkward(text: String) async throws {
    let test = try await Self.logging()
    let answer = try Self.ask(SearchQuery(text), of: test)
    let queries = try test.catalog.queryLog.queries()
    #expect(queries.map(\.text) == [answer.query.canonicalText])
    #expect(try Self.bytes(test).count == QueryLog.byteCount)
    // What was asked can be asked again.
    #expect(try test.catalog.gaps().empty.first.allSatisfy { $0.total == 0 })
  }

  @Test("what is longer than a line is not kept, and a megabyte is refused as ever")
  func long() async throws {
    let test = try await Self.logging()
    try Self.ask(SearchQuery(String(repeating: "x", count: 430)), of: test)
    try Self.ask(SearchQuery(String(repeating: "y", count: 600)), of: test)
    try Self.ask(SearchQuery(String(repeating: "\"", count: 2)), of: test)
    #expect(throws: QueryError.self) {
      try Self.ask(SearchQuery(String(repeating: "z", count: 1 << 20)), of: test)
    }
    #expect(try test.catalog.queryLog.queries().map(\.text.count) == [430])
  }

  @Test("a torn line, rubbish and a file that was cut short count as vacant, and the rest goes on")
  func torn() async throws {
    let test = try await Self.logging()
    try Self.ask("asthma", of: test)
    try Self.ask("children", of: test)
    let whole = try Self.bytes(test)
    let start = try #require(whole.range(of: Data("{".utf8))?.lowerBound)
    var damaged = whole
    damaged.replaceSubrange((start + 20)..<(start + 90), with: Data(repeating: 0, count: 70))
    try damaged.write(to: URL(fileURLWithPath: Self.file(test)))
    #expect(try Self.counts(test).count == 1)
    try Self.ask("asthma", of: test)
    try Self.ask("children", of: test)
    #expect(try Self.counts(test).map { $0.contains(" 1/") }.sorted { !$0 && $1 } == [false, true])
    for rubbish in [
      Data(), Data("{}\n".utf8), Data(repeating: 0xFF, count: 9_999), whole.prefix(start + 10),
      Data(
        #"{"asked":9223372036854775807,"empty":-1,"found":0,"last":"","partial":0,"query":"asthma"}"#.utf8),
    ] {
      try rubbish.write(to: URL(fileURLWithPath: Self.file(test)))
      try Self.ask("asthma", of: test)
      #expect(try Self.counts(test) == ["asthma 1/0/0 2"])
      _ = try test.catalog.gaps()
    }
  }

  @Test("where it cannot be written, the search goes on as if nothing were kept")
  func unwritable() async throws {
    let test = try await Self.logging()
    let file = Self.file(test)
    let files = FileManager.default
    let expected = try Self.ask("asthma", of: test).hits.map(\.dataset.id)
    try files.moveItem(atPath: file, toPath: file + ".away")
    let target = try test.directory.write("mine", to: "target")
    let ways: [(String, () throws -> Void)] = [
      ("gone", {}),
      ("a directory", { try files.createDirectory(atPath: file, withIntermediateDirectories: false) }),
      ("a link", { try files.createSymbolicLink(atPath: file, withDestinationPath: target) }),
      ("a pipe", { #expect(mkfifo(file, 0o600) == 0) }),
    ]
    for (name, make) in ways {
      try make()
      #expect(try Self.ask("asthma", of: test).hits.map(\.dataset.id) == expected, "\(name)")
      let error = #expect(throws: CatalogError.self, "\(name)") { try test.catalog.gaps() }
      #expect(error?.code == (name == "gone" ? .damaged : .permissionDenied))
      try? files.removeItem(atPath: file)
    }
    #expect(try String(contentsOfFile: target, encoding: .utf8) == "mine")
    // Asked for again, it is made again.
    try await test.catalog.set("query-log", to: "on", by: author)
    #expect(try Self.counts(test) == [])
  }

  @Test("where another holds it for too long, the search goes on without it")
  func held() async throws {
    let test = try await Self.logging()
    let descriptor = open(Self.file(test), O_RDWR)
    defer { close(descriptor) }
    #expect(flock(descriptor, LOCK_EX) == 0)
    let clock = ContinuousClock()
    let start = clock.now
    #expect(try Self.ask("asthma", of: test).total == 2)
    #expect(start.duration(to: clock.now) < .seconds(5))
    #expect(flock(descriptor, LOCK_UN) == 0)
    #expect(try Self.counts(test) == [])
  }

  @Test("in a log that is full, what was asked least lately falls out")
  func full() async throws {
    let test = try await Self.logging()
    var text = ""
    for number in 0..<8_192 {
      // One line of each shelf is older than the others.
      let day = number % 16 == 5 ? "2019-01-01" : "2020-01-01"
      let line = #"{"asked":1,"empty":1,"found":0,"last":"\#(day)","partial":0,"query":"old\#(number)"}"#
      text += line.padding(toLength: 511, withPad: " ", startingAt: 0) + "\n"
    }
    try text.write(toFile: Self.file(test), atomically: true, encoding: .utf8)
    for word in ["asthma", "children", "asthma"] { try Self.ask(SearchQuery(word), of: test) }
    let queries = try test.catalog.queryLog.queries()
    #expect(queries.count == 8_192)
    #expect(queries.filter { !$0.text.hasPrefix("old") }.map(\.askedCount).sorted() == [1, 2])
    #expect(queries.count { $0.lastDay == CalendarDate("2019-01-01") } == 510)
    #expect(try Self.bytes(test).count == QueryLog.byteCount)
    #expect(try test.catalog.clearQueryLog() == 8_192)
    #expect(try Self.counts(test) == [])
    try Self.ask("asthma", of: test)
    #expect(try Self.counts(test) == ["asthma 1/0/0 2"])
  }

  @Test("a rebuilt catalog keeps its log, and a backup begins its own")
  func upkeep() async throws {
    let test = try await Self.logging()
    try Self.ask("asthma", of: test)
    _ = try CatalogUpkeep.rebuild(at: test.path)
    #expect(try Self.counts(test).count == 1)
    let copy = test.directory.path + "/copy"
    _ = try CatalogUpkeep.backup(from: test.path, to: copy)
    #expect(try DatasetCatalog.open(at: copy).queryLog.queries().isEmpty)
    #expect(try DatasetCatalog.open(at: copy).gaps().log?.queryCount == 0)
    #expect(try CatalogUpkeep.verify(at: copy).isSound)
  }

  // MARK: - The report

  @Test("the report is what asking each query again, by hand, comes to")
  func report() async throws {
    let words = ["amber", "birch", "cedar", "delta", "ember", "fjord", "grove", "heath"]
    var generator = SeededGenerator.announced("gaps")
    let records = (0..<80).map { number in
      SourcedDataset.sample(
        "record-\(number)", title: "Record \(number) \(words.randomElement(using: &generator)!)",
        description: (0..<3).map { _ in words.randomElement(using: &generator)! }.joined(separator: " ")
      ) {
        if number % 3 == 0 { $0.audience = Audience(labels: ["staff"])! }
      }
    }
    let test = try await Self.logging(records)
    try await test.catalog.publish(
      { () -> PublicationRequest in
        var request = PublicationRequest()
        request.withdrawals = [.init(id: "record-7", reason: "gone")]
        return request
      }(), by: author)
    let (staff, depth) = (try Viewer(labels: ["staff"]), 2)
    var asked: [String: (asked: Int, empty: Int, partial: Int)] = [:]
    for _ in 0..<60 {
      let text = (0..<Int.random(in: 1...2, using: &generator)).map { _ in
        (words + ["absent", "+ambre", "\"cedar delta\""]).randomElement(using: &generator)!
      }.joined(separator: " ")
      let answer = try Self.ask(
        SearchQuery(text), of: test, as: Bool.random(using: &generator) ? staff : .public)
      var counts = asked[answer.query.canonicalText] ?? (0, 0, 0)
      counts.asked += 1
      if answer.total == 0 {
        counts.empty += 1
      } else if answer.matched.completeCount == 0 {
        counts.partial += 1
      }
      asked[answer.query.canonicalText] = counts
    }
    let judged = [JudgedQuery(text: "fjord", grades: ["record-1": 1])]
    var found: Set<String> = []
    for text in Array(asked.keys) + judged.map(\.text) {
      found.formUnion(try test.ids(text, as: staff, limit: depth))
    }
    let all = (0..<80).map { "record-\($0)" }.filter { $0 != "record-7" }
    func expected(_ times: (String) -> Int) -> [String] {
      asked.keys.filter { times($0) > 0 }.sorted { (times($1), $0) < (times($0), $1) }.map {
        "\(times($0)) \($0)"
      }
    }
    let report = try test.catalog.gaps(judged: judged, depth: depth)
    #expect(report.log?.queryCount == asked.count && report.log?.askedCount == 60)
    #expect(report.empty.first.map { "\($0.timesCount) \($0.query.text)" } == expected { asked[$0]!.empty })
    #expect(
      report.partial.first.map { "\($0.timesCount) \($0.query.text)" } == expected { asked[$0]!.partial })
    #expect(!report.empty.first.isEmpty && !report.partial.first.isEmpty && !report.unfound.isEmpty)
    #expect(report.empty.timesCount == asked.values.reduce(0) { $0 + $1.empty })
    for gap in report.empty.first + report.partial.first {
      #expect(gap.total == (try test.total(gap.query.text, as: staff)))
    }
    #expect(report.datasetCount == 79)
    #expect(report.unfound.map(\.id) == all.filter { !found.contains($0) }.sorted())
    #expect(report.unfound.allSatisfy { $0.title.hasPrefix("Record ") })
    let short = try test.catalog.gaps(judged: judged, depth: depth, limit: 1)
    #expect(short.empty.first.count == 1 && short.empty.count == report.empty.count)
    #expect(short.unfound.count == 1 && short.unfoundCount == report.unfoundCount)
    // Without the judged query fewer are found, or as many.
    #expect(try test.catalog.gaps(depth: depth).unfoundCount >= report.unfoundCount)
  }

  @Test("what can be tried comes with a query that found nothing, also in words that only some may see")
  func advice() async throws {
    let test = try await Self.logging()
    try Self.ask("+asthmma", of: test)
    try Self.ask("+hosue", of: test)
    try Self.ask("+secretwrod", of: test)
    try Self.ask("secretword", of: test)
    let gaps = try test.catalog.gaps().empty.first
    func gap(_ text: String) throws -> GapReport.Gap { try #require(gaps.first { $0.query.text == text }) }
    #expect(try gap("+secretwrod").advice?.corrections.map(\.replacement) == ["secretword"])
    #expect(try gap("+hosue").total == 0)
    // It found nothing for the public, and does for those who may see all.
    #expect(try gap("secretword").total == 1 && gap("secretword").advice == nil)
  }

  @Test("a line that no longer is a query is told as such")
  func unreadable() async throws {
    let test = try await Self.logging()
    let line = #"{"asked":2,"empty":2,"found":0,"last":"2020-01-01","partial":0,"query":"sensitivity:gone"}"#
    try (line.padding(toLength: 511, withPad: " ", startingAt: 0) + "\n").write(
      toFile: Self.file(test), atomically: true, encoding: .utf8)
    let gap = try #require(try test.catalog.gaps().empty.first.first)
    #expect(gap.query.text == "sensitivity:gone" && gap.total == nil && gap.advice == nil)
  }
}
