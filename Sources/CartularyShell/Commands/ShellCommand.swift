internal import ArgumentParser
internal import Dispatch

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

/// Waits on the main thread for something asynchronous.
enum Waiting {
  /// Must not be called on a thread of Swift's pool, which would deadlock.
  static func value<Value: Sendable>(_ work: @escaping @Sendable () async throws -> Value) throws -> Value {
    let box = Box<Value>()
    let done = DispatchSemaphore(value: 0)
    Task.detached {
      do { box.result = .success(try await work()) } catch { box.result = .failure(error) }
      done.signal()
    }
    done.wait()
    guard let result = box.result else { preconditionFailure("the task signals only after it has a result") }
    return try result.get()
  }

  /// Safe because it is written before the semaphore is signalled and read after it.
  private final class Box<Value: Sendable>: @unchecked Sendable {
    var result: Result<Value, any Error>?
  }
}
