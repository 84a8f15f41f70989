import CartularyBase
import CartularyCatalog
import CartularyIndex
import CartularyModel
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import CartularyServer

@Suite("Limits of a server")
struct LimitTests {
  @Test("a bucket lets a burst pass, then its rate, each neighbourhood for itself")
  func rate() {
    let limiter = RateLimiter(rate: 2, burst: 3)
    let passed = (0..<5).map { _ in limiter.delay(for: "a", at: 100) == nil }
    #expect(passed == [true, true, true, false, false])
    #expect(limiter.delay(for: "b", at: 100) == nil)
    #expect(limiter.delay(for: "a", at: 100.2) == 1)
    #expect(limiter.delay(for: "a", at: 100.6) == nil)
    // A clock that goes back gives nothing.
    #expect(limiter.delay(for: "a", at: 50) != nil)
  }

  @Test(
    "addresses of one network count together, and those of this machine do not count",
    arguments: [
      ("192.0.2.7", "192.0.2"), ("::ffff:192.0.2.9", "192.0.2"), ("127.0.0.1", nil), ("::1", nil),
      ("2001:db8:1:2:3:4:5:6", "20:1:d:b8:0:1:0:2"), ("2001:db8:1:2::9", "20:1:d:b8:0:1:0:2"),
    ] as [(String, String?)])
  func neighbourhoods(address: String, name: String?) {
    #expect(RateLimiter.neighbourhood(of: address) == name)
  }

  @Test("too many requests of one peer are 429 with Retry-After; others are answered")
  func tooMany() async throws {
    let served = try await ServedCatalog(Lake.records) {
      $0.limits.burst = 2; $0.limits.rate = 0.001
    }
    func ask(_ peer: String) async -> HTTPAnswer {
      await served.service.answer(HTTPQuestion("GET", "/healthz", peer: peer))
    }
    #expect(await ask("192.0.2.1").status == 200)
    #expect(await ask("192.0.2.2").status == 200)
    let third = await ask("192.0.2.3")
    #expect(third.status == 429 && Int(third.headers[.retryAfter] ?? "") != nil)
    #expect(third.text.contains("catalog.jsonl.gz"))
    #expect(await ask("198.51.100.1").status == 200)
    #expect(await ask("127.0.0.1").status == 200)
  }

  @Test("work beyond the queue is refused at once, and late work is given up")
  func queue() async throws {
    let threads = try SearchThreads(width: 1, depth: 1)
    let gate = Gate()
    async let running: Int = threads.run(within: .seconds(600)) {
      gate.wait()
      return 1
    }
    while threads.waitingCount > 0 || !gate.isReached { await Task.yield() }
    async let waiting: Int = threads.run(within: .seconds(600)) { 2 }
    while threads.waitingCount < 1 { await Task.yield() }
    await #expect(throws: SearchThreads.Refusal.full) { try await threads.run(within: .seconds(600)) { 3 } }
    gate.open()
    #expect(try await running == 1)
    #expect(try await waiting == 2)
    let shut = Gate()
    await #expect(throws: SearchThreads.Refusal.late) {
      try await threads.run(within: .milliseconds(20)) { shut.wait() }
    }
    shut.open()
    #expect(try await threads.run(within: .seconds(600)) { 4 } == 4)
    await #expect(throws: CancellationError.self) {
      try await threads.run(within: .seconds(600)) { throw CancellationError() }
    }
  }

  /// Holds a thread until it is opened.
  private final class Gate: @unchecked Sendable {
    private let condition = NSCondition()
    private var (isOpen, hasArrived) = (false, false)

    var isReached: Bool { condition.withLock { hasArrived } }

    func wait() {
      condition.withLock {
        hasArrived = true
        while !isOpen { condition.wait() }
      }
    }

    func open() {
      condition.withLock {
        isOpen = true
        condition.broadcast()
      }
    }
  }

  @Test("metrics have no more series than there are routes, methods and statuses")
  func metrics() async throws {
    let served = try await ServedCatalog(Lake.records)
    for number in 0..<50 {
      _ = await served.service.get("/api/v1/count", method: "AAAA\(number)")
      _ = await served.service.get("/nothing/\(number)")
      _ = await served.service.get("/api/v1/datasets/lake-\(number)")
    }
    let text = served.service.metrics.text(waitingCount: 0, node: nil)
    let series = text.split(separator: "\n").filter { $0.hasPrefix("cartulary_requests_total{") }
    #expect(series.count == 3, "\(text)")
    #expect(text.contains(#"route="/api/v1/datasets/{record}",status="404"} 50"#))
    #expect(text.contains("cartulary_requests_in_flight 0") && !text.contains("lake"))
  }

  @Test(
    "base64 for addresses reads what it writes, and nothing else",
    arguments: [[], [0], [0, 1], [0, 1, 2], [255, 254, 253, 252]] as [[UInt8]])
  func base64(bytes: [UInt8]) {
    let text = Base64URL.text(bytes)
    #expect(Base64URL.bytes(text.utf8.map { $0 }) == bytes && !text.contains("="))
    #expect(Base64URL.bytes(Array("A".utf8)) == nil && Base64URL.bytes(Array("AB=".utf8)) == nil)
    // Bits that no byte has.
    #expect(Base64URL.bytes(Array("AB".utf8)) == nil)
  }
}
