import CartularyBase
import Foundation
import Testing

@Suite("Work on several threads, in order")
struct OrderedWorkTests {
  /// How many pieces are begun and not taken yet, and the most that ever were.
  private final class Gauge: @unchecked Sendable {
    private let lock = NSLock()
    private var begun = 0
    private var taken = 0
    private var most = 0

    func begin() {
      lock.lock()
      begun += 1
      most = max(most, begun - taken)
      lock.unlock()
    }

    func take() {
      lock.lock()
      taken += 1
      lock.unlock()
    }

    var counts: (begun: Int, most: Int) {
      lock.lock()
      defer { lock.unlock() }
      return (begun, most)
    }
  }

  @Test("results come in the order of their numbers, however many threads there are", arguments: [1, 2, 7])
  func order(_ width: Int) throws {
    var results: [Int] = []
    try OrderedWork.run(count: 50, width: width, worker: { { $0 * $0 } }) { number, result in
      #expect(number == results.count)
      results.append(result)
      return true
    }
    #expect(results == (0..<50).map { $0 * $0 })
  }

  @Test("only some pieces are begun ahead of the one that is waited for")
  func ahead() throws {
    let gauge = Gauge()
    try OrderedWork.run(
      count: 200, width: 3,
      worker: {
        { number in
          gauge.begin()
          return number
        }
      },
      take: { _, _ in
        gauge.take()
        return true
      })
    #expect(gauge.counts.begun == 200 && gauge.counts.most <= 3 * 3, "\(gauge.counts)")
  }

  @Test("who stops gets no more, and nothing is under way afterwards")
  func stop() throws {
    let gauge = Gauge()
    var taken = 0
    try OrderedWork.run(
      count: 1_000, width: 2,
      worker: {
        { number in
          gauge.begin()
          return number
        }
      },
      take: { _, result in
        taken += result >= 0 ? 1 : 0
        return taken < 5
      })
    let begun = gauge.counts.begun
    #expect(taken == 5 && begun < 20, "\(begun)")
    #expect(gauge.counts.begun == begun)
  }

  @Test("no pieces, no threads")
  func nothing() throws {
    try OrderedWork.run(count: 0, worker: { { _ in Issue.record("there is nothing to do") } }) { _, _ in true
    }
  }
}
