import CartularyModel
import CartularyWire
import Foundation
import TestSupport
import Testing

@testable import CartularyCatalog
@testable import CartularyShell

@Suite("The protocol for programs")
struct ProtocolTests {
  private func ask(_ lines: [String]) async throws -> [[String: Any]] {
    let answers = ProtocolAnswers(
      catalog: try DatasetCatalog.open(at: await SampleCatalog.path.value), viewer: .public)
    return try ProtocolConversation.lines(lines.joined(separator: "\n"), answers).map(Self.object)
  }

  private static func object(_ line: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
  }

  private func ask(_ line: String) async throws -> [String: Any] {
    let answers = try await ask([line])
    #expect(answers.count == 1)
    return try #require(answers.first)
  }

  private func fault(_ line: String) async throws -> [String: Any] {
    let answer = try await ask(line)
    #expect(answer["ok"] as? Bool == false && answer["v"] as? Int == 1)
    return try #require(answer["error"] as? [String: Any])
  }

  @Test("a search answers with total, items, facets and the cursor of the next page")
  func search() async throws {
    let first = try await ask(
      #"{"id":"a","cmd":"search","q":"data","limit":2,"facets":["sharing"],"v":1}"#)
    #expect(first["v"] as? Int == 1 && first["id"] as? String == "a" && first["ok"] as? Bool == true)
    #expect(first["exact"] as? Bool == true)
    let items = try #require(first["items"] as? [[String: Any]])
    #expect(items.count == 2 && items[0]["title"] is String)
    let facets = try #require(first["facets"] as? [String: [String: Any]])
    #expect(facets.keys.sorted() == ["sharing"] && facets["sharing"]?["remaining"] as? Int == 0)
    let next = try #require(first["next"] as? String)
    let second = try await ask(#"{"id":2,"cmd":"search","q":"data","limit":100,"cursor":"\#(next)"}"#)
    let total = try #require(first["total"] as? Int)
    #expect((second["items"] as? [Any])?.count == total - 2 && second["next"] is NSNull)
  }

  @Test(
    "each command answers in its documented shape",
    arguments: [
      (#"{"cmd":"hello"}"#, ["commands", "max-limit", "max-line-bytes", "name", "program", "protocol"]),
      (#"{"cmd":"count","q":"data"}"#, ["exact", "matched", "total", "warnings"]),
      (#"{"cmd":"show","record":"yoda-johnson-and-johnson"}"#, ["item"]),
      (#"{"cmd":"facets","fields":["sharing"],"q":"data"}"#, ["facets"]),
      (#"{"cmd":"explain","q":"data"}"#, ["clauses", "engine", "matched", "query", "total", "tree"]),
      (
        #"{"cmd":"explain","q":"yoda","record":"yoda-johnson-and-johnson"}"#,
        ["mention-factor", "mentions", "record", "weight", "words"]
      ),
      (
        #"{"cmd":"suggest","q":"yoda nothinghasthis"}"#,
        ["corrections", "filters", "matched", "relaxations", "rewordings", "total"]
      ),
      (#"{"cmd":"complete","q":"sensitivity:pu"}"#, ["range", "suggestions"]),
      (#"{"cmd":"similar","record":"yoda-johnson-and-johnson"}"#, ["items"]),
      (#"{"cmd":"decide","record":"yoda-johnson-and-johnson","profile":"journalist"}"#, ["decision"]),
      (
        #"{"cmd":"decide","record":"yoda-johnson-and-johnson","profile":{"requester":{"kind":"academic"}}}"#,
        ["decision"]
      ),
      (#"{"cmd":"reach","record":"yoda-johnson-and-johnson"}"#, ["reach"]),
      (
        #"{"cmd":"compare","first":"yoda-johnson-and-johnson","second":"yoda-johnson-and-johnson"}"#,
        ["first", "second", "terms"]
      ),
      (#"{"cmd":"columns","q":"age"}"#, ["seen", "total", "variables", "warnings"]),
      (#"{"cmd":"fields"}"#, ["fields"]),
      (#"{"cmd":"values","field":"sharing"}"#, ["field", "remaining", "values"]),
      (#"{"cmd":"cancel","target":9}"#, ["cancelled"]),
      (#"{"cmd":"quit"}"#, []),
    ])
  func shapes(line: String, keys: [String]) async throws {
    let answer = try await ask(line)
    #expect(answer["ok"] as? Bool == true, "\(answer)")
    #expect(answer["id"] is NSNull)
    // The answer to `quit` is empty, so it has no version.
    #expect(Set(answer.keys) == Set(keys + ["v", "id", "ok"] + (keys.isEmpty ? [] : ["version"])))
  }

  @Test(
    "errors have a code, a location and a suggestion",
    arguments: [
      (#"{"id":1,"cmd":"search","q":"water licenze:CC0-1.0"}"#, "Q102", "license"),
      (#"{"id":1,"cmd":"serch"}"#, "unknown-command", "search"),
      (#"{"id":1,"cmd":"decide","record":"x","profile":"journalst"}"#, "invalid-argument", "journalist"),
      (
        #"{"id":1,"cmd":"decide","record":"x","profile":{"requester":{"kind":"wizard"}}}"#, "bad-request", nil
      ),
      (#"{"id":1,"cmd":"show","record":"nothing-here"}"#, "not-found", nil),
      (#"{"id":1,"cmd":"compare","first":"yoda-johnson-and-johnson","second":"x"}"#, "not-found", nil),
      (#"{"id":1,"cmd":"reach","record":"nothing-here"}"#, "not-found", nil),
      (#"{"id":1,"cmd":"columns","q":" "}"#, "invalid-argument", nil),
      (#"{"id":1,"cmd":"columns","q":"age","limit":101}"#, "invalid-argument", nil),
      (#"{"id":1,"cmd":"show"}"#, "bad-request", nil), (#"{"id":1}"#, "bad-request", nil),
      (#"{"id":1,"cmd":"search","q":7}"#, "bad-request", nil),
      (#"{"id":1,"cmd":"search","limit":1.5}"#, "bad-request", nil),
      (#"{"id":1,"cmd":"search","limit":10001}"#, "invalid-argument", nil),
      (#"{"id":1,"cmd":"search","facets":["nothing"]}"#, "invalid-argument", nil),
      (#"{"id":1,"cmd":"search","cursor":"soon"}"#, "bad-request", nil),
      (#"{"id":1,"cmd":"cancel"}"#, "bad-request", nil),
      (#"{"id":1,"cmd":"search","query":"asthma"}"#, "unknown-key", "q"),
      (#"{"id":1,"cmd":"search","q":"asthma","limt":3}"#, "unknown-key", "limit"),
      (#"{"id":1,"cmd":"show","dataset":"x"}"#, "unknown-key", "record"),
      (#"{"id":1,"cmd":"show","record":"x","later":1}"#, "unknown-key", nil),
      (#"{"id":1,"cmd":"cancel","target":2,"limit":3}"#, "unknown-key", nil),
      (#"{"id":1,"cmd":"quit","q":"asthma"}"#, "unknown-key", nil),
      (#"{"id":1,"cmd":"search","v":2}"#, "invalid-argument", "1"),
      (#"{"id":1,"cmd":"search","q":"a","q":"b"}"#, "bad-json", nil),
    ] as [(String, String, String?)])
  func faults(line: String, code: String, suggestion: String?) async throws {
    let error = try await fault(line)
    #expect(error["code"] as? String == code)
    #expect((error["message"] as? String)?.isEmpty == false)
    #expect((error["suggest"] as? [String])?.first == suggestion)
    if code == "unknown-key", let suggestion {
      #expect(error["help"] as? String == "did you mean '\(suggestion)'?")
    }
    if code == "Q102" { #expect(error["range"] as? [Int] == [6, 13]) }
  }

  @Test(
    "an id is returned as it was written",
    arguments: ["7", "1e400", "12345678901234567890", "-0.0", #""é\n""#, "null"])
  func ids(id: String) async throws {
    let answers = ProtocolAnswers(
      catalog: try DatasetCatalog.open(at: await SampleCatalog.path.value), viewer: .public)
    let lines = try ProtocolConversation.lines(#"{"id":\#(id),"cmd":"count"}"#, answers)
    #expect(lines.count == 1 && lines[0].hasPrefix(#"{"v":1,"id":\#(id),"ok":true,"#))
  }

  @Test("every answer is one line, in the order of the requests, and a quit ends")
  func order() async throws {
    let lines =
      (0..<50).map { #"{"id":\#($0),"cmd":"count","q":"line\nfeed"}"# } + [
        "nonsense", #"{"id":50,"cmd":"quit"}"#, #"{"id":51,"cmd":"hello"}"#,
      ]
    let answers = try await ask(lines)
    #expect(answers.count == 52)
    #expect(answers.prefix(50).map { $0["id"] as? Int } == (0..<50).map { $0 })
    #expect(answers[50]["id"] is NSNull && answers[50]["ok"] as? Bool == false)
    #expect(answers[51]["id"] as? Int == 50)
  }

  @Test("a waiting or running request is cancelled by its id, and answered once")
  func cancelling() throws {
    let queue = ProtocolQueue()
    func request(_ id: Int) throws -> ProtocolQueue.Job {
      .request(try ProtocolRequest(line: Array(#"{"id":\#(id),"cmd":"count"}"#.utf8)))
    }
    for id in 1...3 { queue.put(try request(id)) }
    let worker = queue.addWorker()
    #expect(queue.take(by: worker)?.id == "1")
    // 2 is waiting: in its turn it gets another answer. 1 is running: it is answered at once, and its worker is
    // replaced.
    #expect(queue.cancel("2", answering: "cancelled 2") == (true, nil))
    #expect(queue.cancel("1", answering: "cancelled 1") == (true, worker))
    #expect(queue.cancel("1", answering: "cancelled again") == (false, nil))
    #expect(queue.cancel("7", answering: "never") == (false, nil))
    #expect(!queue.finish(by: worker, with: "late"))
    let second = queue.addWorker()
    guard case .answered(let line)? = queue.take(by: second) else { return #expect(Bool(false)) }
    #expect(queue.finish(by: second, with: line))
    #expect(queue.take(by: second)?.id == "3")
    #expect(queue.finish(by: second, with: "answered 3"))
    queue.endInput()
    #expect(queue.take(by: second) == nil)
    #expect(queue.takeAnswers() == ["cancelled 1", "cancelled 2", "answered 3"])
    #expect(queue.takeAnswers() == nil)
  }

  @Test("a worker that cannot be replaced continues after its cancelled request")
  func keeping() throws {
    let queue = ProtocolQueue()
    for id in 1...2 {
      queue.put(.request(try ProtocolRequest(line: Array(#"{"id":\#(id),"cmd":"count"}"#.utf8))))
    }
    let worker = queue.addWorker()
    _ = queue.take(by: worker)
    let outcome = queue.cancel("1", answering: "cancelled 1")
    queue.keep(try #require(outcome.abandoned))
    #expect(queue.finish(by: worker, with: "late"))
    #expect(queue.take(by: worker)?.id == "2")
    #expect(queue.finish(by: worker, with: "answered 2"))
    queue.endInput()
    #expect(queue.takeAnswers() == ["cancelled 1", "answered 2"])
  }

  @Test("Docs/PROTOCOL.md has the tables of commands and of codes")
  func documentation() throws {
    let text = try ProjectFiles.text("Docs/PROTOCOL.md")
    #expect(text.contains(ProtocolCommand.markdown))
    for code in ProtocolFault.Code.allCases {
      #expect(text.contains("| `\(code.rawValue)` | \(code.meaning) |"))
    }
  }
}
