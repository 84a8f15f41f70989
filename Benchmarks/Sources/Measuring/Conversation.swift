internal import Foundation

/// A program that answers each line with a line, for as long as this lives.
public final class Conversation {
  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()
  private var pending = Data()
  private let name: String

  /// - Throws: `ProcessFailure` when the program cannot be started.
  public init(_ program: String, _ arguments: [String]) throws {
    name = program
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.standardInput = input
    process.standardOutput = output
    do { try process.run() } catch { throw ProcessFailure(program, "cannot be started: \(error)") }
  }

  deinit {
    try? input.fileHandleForWriting.close()
    process.waitUntilExit()
  }

  /// Sends a line, and waits for the one that answers it.
  ///
  /// - Throws: `ProcessFailure` when the program ends instead.
  public func ask(_ line: String) throws -> String {
    try input.fileHandleForWriting.write(contentsOf: Data((line + "\n").utf8))
    while true {
      if let end = pending.firstIndex(of: UInt8(ascii: "\n")) {
        defer { pending.removeSubrange(...end) }
        return String(decoding: pending[..<end], as: UTF8.self)
      }
      let more = output.fileHandleForReading.availableData
      guard !more.isEmpty else { throw ProcessFailure(name, "ended in the middle of a conversation") }
      pending.append(more)
    }
  }
}
