internal import Subprocess

/// Programs that the shell runs to read what they print: the one place that starts any, but for the pager, which owns
/// the terminal (`Pager`).
enum ChildProcess {
  /// The first commit of a repository with a million of them is found in a third of it.
  static let timeLimit = Duration.seconds(60)
  /// A list of 300,000 files.
  static let byteLimit = 64 << 20

  private struct TimeLimitExceeded: Error {}

  /// Runs a program of the `PATH` without standard input and waits for its end. Its complaints are dropped.
  ///
  /// Must not be called on a thread of Swift's pool: see `Waiting`.
  ///
  /// - Parameters:
  ///   - environment: What it is told beside the shell's own environment.
  ///   - timeLimit: After it, the program is killed.
  ///   - byteLimit: The most that it may print.
  /// - Returns: What it printed; `nil` when there is no such program, it fails, or it goes beyond a limit.
  static func output(
    of program: String, _ arguments: [String], environment: [String: String] = [:],
    timeLimit: Duration = timeLimit, byteLimit: Int = byteLimit
  ) -> [UInt8]? {
    var changes: [Environment.Key: String?] = [:]
    for (name, value) in environment { changes[Environment.Key(stringLiteral: name)] = value }
    let configuration = Configuration(
      executable: .name(program), arguments: Arguments(arguments), environment: .inherit.updating(changes))
    return try? Waiting.value {
      try await withThrowingTaskGroup(of: [UInt8]?.self) { group in
        group.addTask {
          let result = try await run(configuration, output: .bytes(limit: byteLimit), error: .discarded)
          return result.terminationStatus.isSuccess ? result.standardOutput : nil
        }
        group.addTask {
          try await Task.sleep(for: timeLimit)
          throw TimeLimitExceeded()
        }
        // Whichever comes first; cancelling the other kills a program that still runs.
        defer { group.cancelAll() }
        return try await group.next() ?? nil
      }
    }
  }
}
