internal import Foundation

/// What the server allows. Docs/SERVER.md repeats the table.
package struct ServerLimits: Sendable {
  /// From the first byte of a request to its last header.
  package var headSeconds = 10.0
  /// How long a connection may be silent between requests, or a client may take to read a piece of an answer.
  package var idleSeconds = 30.0
  /// How long an answer may take.
  package var answerSeconds = 10.0
  /// How long running requests may take after the server was asked to stop.
  package var stopSeconds = 10.0
  package var headerByteCount = 16 << 10
  package var targetByteCount = 8 << 10
  package var bodyByteCount = 1 << 20
  package var connectionCount = 512
  /// How many searches run at a time.
  package var searchCount = 2 * ProcessInfo.processInfo.activeProcessorCount
  /// How many more may wait.
  package var queueDepth = 64
  /// How many answers above a mebibyte may be held while clients read them.
  package var largeAnswerCount = 16
  /// Requests a second of one key, or of one neighbourhood of addresses.
  package var rate = 20.0
  package var burst = 200.0
  /// Keys a second that one neighbourhood may try to sign in with.
  package var attemptRate = 0.2
  package var attemptBurst = 10.0

  package init() {}

  /// How many bytes of a body are read: of a message for assistants, and of the form for signing in.
  ///
  /// - Returns: `nil` for a request whose body is not read.
  func bodyByteCount(of question: HTTPQuestion) -> Int? {
    guard question.method == "POST" else { return nil }
    switch question.path {
    case AssistantAnswer.path[...]: return bodyByteCount
    case SignIn.path[...]: return min(bodyByteCount, SignIn.maximumByteCount)
    default: return nil
    }
  }
}
