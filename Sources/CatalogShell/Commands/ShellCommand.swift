internal import ArgumentParser

/// A command that prints to a console and ends with a code of the table.
protocol ShellCommand: AsyncParsableCommand {
  func run(_ console: Console) async throws -> ShellExit
}

extension ShellCommand {
  /// The parser's own entry, which the shell does not use; kept working for its tools.
  func run() async throws {
    let exit = try await run(Console())
    if exit != .done { throw exit.code }
  }
}
