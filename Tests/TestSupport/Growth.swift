internal import Foundation

/// How the work of something grows with its input, told by this thread's own processor time, so that other tests that run
/// beside do not count.
package enum Growth {
  /// Less is the work of beginning.
  private static let least = 0.02

  /// Whether four times the input takes about four times as long, rather than sixteen times.
  ///
  /// - Parameters:
  ///   - size: Of the smaller input: small, as the larger one is read in full even where it grows faster.
  ///   - prepare: Makes an input of a size; its time does not count.
  package static func isLinear<Input>(
    from size: Int, prepare: (Int) throws -> Input, _ work: (Input) throws -> Void
  ) rethrows -> Bool {
    let (small, large) = (try prepare(size), try prepare(size * 4))
    // What is made once, such as tables, is made before.
    try work(small)
    // A second look, as a page of memory may be missing at the first.
    for _ in 0..<2 {
      let (one, four) = (try seconds { try work(small) }, try seconds { try work(large) })
      if four < 9 * max(one, least / 4) { return true }
    }
    return false
  }

  private static func seconds(_ work: () throws -> Void) rethrows -> Double {
    let start = now
    try work()
    return now - start
  }

  private static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
