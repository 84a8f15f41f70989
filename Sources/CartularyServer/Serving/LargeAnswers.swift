internal import CartularyIndex
internal import HTTPTypes

/// Bounds how many large answers are held for clients that are still reading them: slow ones must not fill the memory.
final class LargeAnswers: Sendable {
  /// A place that is given back when nobody holds it any more, however the connection ended.
  private final class Place: Sendable {
    private let owner: LargeAnswers

    init(_ owner: LargeAnswers) { self.owner = owner }

    deinit { owner.count.withLock { $0 -= 1 } }
  }

  /// Answers above this size count.
  static let byteCount = 1 << 20

  private let maximum: Int
  private let count = Guarded(0)

  init(maximum: Int) { self.maximum = maximum }

  /// The body of an answer: as a whole if it is small; otherwise in pieces, which hold a place until they are sent.
  ///
  /// - Throws: `Problem` 503 if too many are being read.
  func body(_ bytes: [UInt8]) throws(Problem) -> HTTPAnswer.Body {
    guard bytes.count > Self.byteCount else { return .bytes(bytes) }
    let isFree = count.withLock { count in
      guard count < maximum else { return false }
      count += 1
      return true
    }
    guard isFree else {
      throw Problem(
        503, .overloaded, "too many large answers are being read", help: "add a word or a filter, or wait",
        headers: [.retryAfter: "5"])
    }
    let (place, sent) = (Place(self), Guarded(0))
    return .stream {
      withExtendedLifetime(place) {
        sent.withLock { sent in
          guard sent < bytes.count else { return nil }
          defer { sent += Self.pieceByteCount }
          return Array(bytes[sent..<min(bytes.count, sent + Self.pieceByteCount)])
        }
      }
    }
  }

  private static let pieceByteCount = 256 << 10
}
