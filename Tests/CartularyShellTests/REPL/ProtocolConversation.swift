import CartularyWire
import Foundation
import TestSupport

@testable import CartularyShell

/// A conversation in the protocol within the test's own process.
enum ProtocolConversation {
  /// - Returns: The answers to some lines, in the order in which they come.
  static func lines(_ input: String, _ answers: ProtocolAnswers) throws -> [String] {
    let path = try TemporaryDirectory.shared.write(input, to: UUID().uuidString)
    guard let file = FileHandle(forReadingAtPath: path) else { throw CocoaError(.fileReadNoSuchFile) }
    defer { try? file.close() }
    let collected = Collected()
    _ = try ProtocolSession(answers: answers, output: .collector { collected.lines.append($0) })
      .run(reading: LinePipe(descriptor: file.fileDescriptor))
    return collected.lines
  }

  /// Written by the thread that writes, and read when the session is over.
  private final class Collected: @unchecked Sendable {
    var lines: [String] = []
  }
}
