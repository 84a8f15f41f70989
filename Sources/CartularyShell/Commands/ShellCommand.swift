internal import ArgumentParser

/// A command that prints to a console and exits with a code of `ShellExit`.
///
/// Commands are not asynchronous: the runtime would start three threads for each search before its first
/// line. The one thing that waits, a publication, does so in `Waiting`.
protocol ShellCommand: ParsableCommand {
  func run(_ console: Console) throws -> ShellExit
}

extension ShellCommand {
  /// The parser's own entry point, which the shell does not use; kept working for the parser's tools.
  func run() throws {
    let console = Console()
    let exit = try run(console)
    console.flush()
    if exit != .done { throw exit.code }
  }
}
