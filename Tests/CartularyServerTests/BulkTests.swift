import CartularyLedger
import CartularyModel
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import CartularyServer

@Suite("All records at once")
struct BulkTests {
  /// Records that do not pack well.
  private static let records: [SourcedDataset] = {
    var generator = SeededGenerator(seed: 8)
    return (1...120).map { number in
      let words = (0..<120).map { _ in String(generator.next(), radix: 36) }
      return .sample("record-\(number)", description: words.joined(separator: " "))
    }
  }()

  private static func pieces(_ answer: HTTPAnswer) async throws -> [[UInt8]] {
    guard case .stream(let next) = answer.body else { return [] }
    var pieces: [[UInt8]] = []
    while let piece = try await next() { pieces.append(piece) }
    return pieces
  }

  @Test("many records come in pieces that are one gzip member, and few as a whole with their length")
  func pieces() async throws {
    let served = try await ServedCatalog(Self.records)
    let question = HTTPQuestion("GET", "/catalog.jsonl.gz")
    let answer = await served.service.answer(question)
    #expect(answer.status == 200 && answer.headers[.contentLength] == nil && answer.headers[.eTag] != nil)
    let pieces = try await Self.pieces(answer)
    #expect(pieces.count > 1 && pieces.allSatisfy { !$0.isEmpty })
    let lines = try Self.unpacked(Array(pieces.joined())).split(separator: "\n")
    let ids = try lines.map { try JSONDecoder().decode(Line.self, from: Data($0.utf8)).id }
    #expect(ids == Self.records.map(\.dataset.id).sorted())
    // The same again, and nothing of it for HEAD or for who has it.
    #expect(try await Self.pieces(await served.service.answer(question)) == pieces)
    let head = await served.service.get("/catalog.jsonl.gz", method: "HEAD")
    #expect(head.status == 200 && head.text.isEmpty && head.headers[.contentLength] == nil)
    let tag = try #require(answer.headers[.eTag])
    #expect(await served.service.get("/catalog.jsonl.gz", [("If-None-Match", tag)]).status == 304)
    let few = try await ServedCatalog(Lake.records)
    guard case .bytes(let bytes) = await few.service.answer(question).body else {
      Issue.record("not whole")
      return
    }
    #expect(try Self.unpacked(bytes).split(separator: "\n").count == Lake.records.count - 1)
  }

  private struct Line: Decodable { let id: String }

  /// - Throws: For what is not one whole member.
  private static func unpacked(_ bytes: [UInt8]) throws -> String {
    let directory = TemporaryDirectory()
    try Data(bytes).write(to: URL(fileURLWithPath: directory.path + "/packed.gz"))
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/gzip")
    process.arguments = ["-dc", directory.path + "/packed.gz"]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw CocoaError(.fileReadCorruptFile) }
    return String(decoding: data, as: UTF8.self)
  }

  @Test("a large table holds a place until it is read or given up; further ones are refused meanwhile")
  func places() async throws {
    let answers = LargeAnswers(maximum: 2)
    let bytes = (0...LargeAnswers.byteCount).map { UInt8(truncatingIfNeeded: $0) }
    guard case .bytes = try answers.body(Array(bytes.dropFirst())) else {
      Issue.record("a small one needs no place")
      return
    }
    var (first, second): (HTTPAnswer.Body?, HTTPAnswer.Body?) = (
      try answers.body(bytes), try answers.body(bytes)
    )
    #expect(throws: Problem.self) { try answers.body(bytes) }
    if case .stream(let next)? = first {
      var read: [UInt8] = []
      while let piece = try await next() { read += piece }
      #expect(read == bytes)
    }
    first = nil
    second = try answers.body(bytes)
    #expect(second != nil)
    _ = try answers.body(bytes)
  }

  @Test("over a socket, pieces are chunks with an end")
  func socket() async throws {
    let served = try await ServedCatalog(Self.records)
    let server = try await RunningServer(ServerSettings(catalog: served.path))
    let port = server.port
    let (text, hasEnd) = try await OwnThread.run { () throws -> (String, Bool) in
      let connection = try RawConnection(port: port)
      connection.send("GET /catalog.jsonl.gz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
      _ = connection.waitForEnd()
      let whole = connection.rest
      return (String(decoding: whole, as: UTF8.self), whole.suffix(5).elementsEqual("0\r\n\r\n".utf8))
    }
    await server.stop()
    #expect(text.lowercased().contains("transfer-encoding: chunked") && hasEnd)
  }
}
