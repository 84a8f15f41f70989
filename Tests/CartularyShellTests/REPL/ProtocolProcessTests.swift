import Foundation
import TestSupport
import Testing

@testable import CartularyShell

/// The protocol as another program uses it: through pipes.
@Suite("The protocol through pipes", .serialized)
struct ProtocolProcessTests {
  private final class Partner {
    let process = Process()
    let (requests, answers) = (Pipe(), Pipe())

    init(catalog: String) throws {
      process.executableURL = URL(fileURLWithPath: ProcessTests.products + "/cartulary")
      process.arguments = ["repl", "--protocol", "jsonl", "--catalog", catalog]
      process.standardInput = requests
      process.standardOutput = answers
      process.standardError = FileHandle.nullDevice
      try process.run()
    }

    deinit { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }

    /// The peak memory of the process, in KiB.
    var peak: Int? {
      let status = try? String(contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)
      let line = status?.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
      return line.flatMap { Int($0.filter(\.isNumber)) }
    }
  }

  /// Valid, malformed and hostile lines, each of which gets one answer.
  private struct HostileLines {
    private var generator: SeededGenerator
    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    /// - Returns: A line, and the id of its answer if that is known.
    mutating func next(_ number: Int) -> (line: [UInt8], id: Int?) {
      func request(_ rest: String) -> ([UInt8], Int?) { (Array("{\"id\":\(number),\(rest)}".utf8), number) }
      func broken(_ text: String) -> ([UInt8], Int?) { (Array(text.utf8), nil) }
      switch Int.random(in: 0..<26, using: &generator) {
      case 0...6: return request(#""cmd":"count","q":"data""#)
      case 7: return request(#""cmd":"search","q":"synthetic","limit":1"#)
      case 8: return request(#""cmd":"fields""#)
      case 9: return request(#""cmd":"complete","q":"sens""#)
      case 10: return request(#""cmd":"nothing\u0000\u202e""#)
      case 11: return request(#""cmd":"search","q":"\#(String(repeating: "(", count: 5_000))""#)
      case 12: return request(#""cmd":"search","q":"\#(String(repeating: "a ", count: 20_000))""#)
      case 13: return request(#""cmd":"search","limit":99999999999999999999"#)
      case 14: return request(#""cmd":"search","q":null,"filters":["\u001b[2J"]"#)
      case 15:
        return request(#""cmd":"decide","record":"../../etc/passwd","profile":{"requester":\#(nested(60))}"#)
      case 16: return request(#""cmd":"show","record":"\ud83d\ude00""#)
      case 17: return broken(String(repeating: "[", count: 513))
      case 18: return broken(String(repeating: "{\"a\":", count: 20_000))
      case 19:
        return (
          Array("{\"id\":\(number),\"cmd\":\"count\",\"q\":\"".utf8) + [0xFF, 0xC0, 0x80] + Array("\"}".utf8),
          nil
        )
      case 20: return (Array("{\"id\":\(number)".utf8) + [0] + Array("}".utf8), nil)
      case 21: return broken(#"{"id":{},"cmd":"count"}"#)
      case 22: return broken(#"{"id":"\#(String(repeating: "x", count: 300))","cmd":"count"}"#)
      case 23: return broken(#"{"id":1,"cmd":"count","q":"\ud800"}"#)
      case 24: return number % 97 == 0 ? broken(String(repeating: "x", count: (1 << 20) + 5)) : broken("{]")
      default: return broken("null")
      }
    }

    private func nested(_ depth: Int) -> String {
      String(repeating: "{\"a\":", count: depth) + "1" + String(repeating: "}", count: depth)
    }
  }

  @Test("valid, malformed and hostile lines are answered one for one, in bounded memory")
  func hostile() async throws {
    let environment = ProcessInfo.processInfo.environment
    let count = environment["CARTULARY_PROTOCOL_LINES"].flatMap(Int.init) ?? 2_000
    let partner = try Partner(catalog: await SampleCatalog.path.value)
    let writer = partner.requests.fileHandleForWriting
    Thread.detachNewThread {
      var lines = HostileLines(seed: 11)
      for number in 0..<count { try? writer.write(contentsOf: Data(lines.next(number).line + [0x0A])) }
      try? writer.close()
    }
    var expected = HostileLines(seed: 11)
    var (answerCount, faultCount) = (0, 0)
    var rest = Data()
    var peak = 0
    while case let chunk = partner.answers.fileHandleForReading.availableData, !chunk.isEmpty {
      rest += chunk
      // Not at the end: by then the process may have exited.
      peak = max(peak, partner.peak ?? 0)
      while let end = rest.firstIndex(of: 0x0A) {
        let answer = try #require(
          try JSONSerialization.jsonObject(with: rest[rest.startIndex..<end]) as? [String: Any])
        let id = expected.next(answerCount).id
        #expect(answer["v"] as? Int == 1 && answer["ok"] is Bool)
        #expect(answer["id"] as? Int == id, "line \(answerCount): \(answer)")
        if answer["ok"] as? Bool == false { faultCount += 1 }
        answerCount += 1
        rest = Data(rest[(end + 1)...])
      }
    }
    partner.process.waitUntilExit()
    #expect(peak > 0 && peak < 400_000)
    #expect(answerCount == count && rest.isEmpty && faultCount > count / 4)
    #expect(partner.process.terminationStatus == 0)
  }

  @Test("requests are accepted while nobody reads the answers, and none are lost")
  func slowReader() async throws {
    let partner = try Partner(catalog: await SampleCatalog.path.value)
    // Their answers are far more than a pipe holds.
    for number in 0..<200 {
      try partner.requests.fileHandleForWriting.write(
        contentsOf: Data(#"{"id":\#(number),"cmd":"search","q":"data","limit":20}"#.utf8 + [0x0A]))
    }
    try partner.requests.fileHandleForWriting.close()
    let data = try partner.answers.fileHandleForReading.readToEnd() ?? Data()
    #expect(data.count > 1 << 18)
    #expect(data.split(separator: 0x0A).count == 200)
    partner.process.waitUntilExit()
    #expect(partner.process.terminationStatus == 0)
  }

  @Test("a program that closes its end finishes the session without errors")
  func goneAway() async throws {
    let partner = try Partner(catalog: await SampleCatalog.path.value)
    try partner.answers.fileHandleForReading.close()
    try partner.requests.fileHandleForWriting.write(contentsOf: Data("{\"id\":1,\"cmd\":\"hello\"}\n".utf8))
    // Its input stays open: it is the answer that cannot be written.
    partner.process.waitUntilExit()
    #expect(partner.process.terminationStatus == 0)
  }

  @Test(
    "the client in Python finds what search finds",
    .enabled(if: TestMachine.hasPython, "the client needs python3"))
  func python() async throws {
    let client = "exec python3 '\(ProjectFiles.path("Examples/converse.py"))' \"$@\""
    try await Self.expectWhatSearchFinds { try ProcessTests.run("", $0, shell: client) }
    let wrong = try ProcessTests.run(
      "", [ProcessTests.products + "/cartulary", await SampleCatalog.path.value, "sensitivity:publik"],
      shell: client)
    #expect(wrong.status == 1 && wrong.errors.contains("Q103"))
  }

  @Test("the client in Swift is built and finds what search finds")
  func swift() async throws {
    let directory = TemporaryDirectory()
    let client = directory.path + "/converse"
    let source = ProjectFiles.path("Examples/Converse/Sources/Converse/main.swift")
    let build = try ProcessTests.run(
      "", [client, source], shell: #"exec swiftc -swift-version 6 -o "$1" "$2""#)
    try #require(build.status == 0, "\(build.errors)")
    try await Self.expectWhatSearchFinds { try ProcessTests.run("", [client] + $0, shell: #"exec "$@""#) }
  }

  private static func expectWhatSearchFinds(
    _ run: ([String]) throws -> ProcessTests.Outcome
  ) async throws {
    let path = await SampleCatalog.path.value
    let outcome = try run([ProcessTests.products + "/cartulary", path, "data"])
    let search = try ProcessTests.run(
      "cartulary", ["search", "data", "--catalog", path, "--limit", "100", "--format", "id"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    let ids = outcome.output.split(separator: "\n").map { line in line.prefix { $0 != "\t" } }
    #expect(ids == search.output.split(separator: "\n"))
  }
}
