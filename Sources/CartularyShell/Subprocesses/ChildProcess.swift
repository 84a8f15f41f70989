internal import Subprocess

/// Programs that the shell runs to read their output: the only place that starts programs, except for the pager, which
/// owns the terminal (`Pager`).
enum ChildProcess {
  /// Finding the first commit of a repository with a million commits takes a third of this.
  static let timeLimit = Duration.seconds(60)
  /// Enough for a list of 300,000 files.
  static let byteLimit = 64 << 20

  /// What it takes at most to hand over a result that is there.
  private static let grace = Duration.seconds(1)

  private struct TimeLimitExceeded: Error {}

  /// Runs a program from `PATH` without standard input and waits until it exits. Its standard error is discarded.
  ///
  /// Must not be called on a thread of Swift's pool: see `Waiting`.
  ///
  /// - Parameters:
  ///   - environment: Variables to add to the shell's own environment.
  ///   - timeLimit: The time after which the program is killed.
  ///   - byteLimit: The maximum that it may print.
  /// - Returns: Its output; `nil` if there is no such program, it fails, or it exceeds a limit.
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
          // A program that ended in time is not late because Swift's pool is: the library's last step waits there for a
          // thread, and this one behind it.
          await Task {}.value
          try await Task.sleep(for: grace)
          throw TimeLimitExceeded()
        }
        // Whichever comes first; cancelling the other kills a program that is still running.
        defer { group.cancelAll() }
        return try await group.next() ?? nil
      }
    }
  }
}
