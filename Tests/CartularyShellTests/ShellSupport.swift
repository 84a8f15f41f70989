import CartularyBase
import Foundation
import TestSupport

@testable import CartularyShell

/// What a command printed and how it ended.
struct ShellRun: Sendable {
  let output: String
  let errors: String
  let exit: ShellExit

  var lines: [Substring] { output.split(separator: "\n") }
}

/// Runs a command line as if its output went into a pipe, or to a terminal of no fixed width.
func shell(_ arguments: String..., terminal: Bool = false) async -> ShellRun {
  await shell(arguments, terminal: terminal)
}

func shell(_ arguments: [String], terminal: Bool = false) async -> ShellRun {
  // A separate thread: commands wait for publications, which need the pool's threads.
  await withCheckedContinuation { continuation in
    Thread.detachNewThread {
      let capture = Console.Capture()
      let console = Console(capturing: capture, isTerminal: terminal)
      let exit = ShellProgram.run(arguments, console)
      console.flush()
      continuation.resume(returning: ShellRun(output: capture.output, errors: capture.errors, exit: exit))
    }
  }
}

/// A catalog that holds the samples, made once for all tests that only read.
enum SampleCatalog {
  static let directory = TemporaryDirectory()
  static let path = Task { () -> String in
    let path = directory.path + "/index"
    let run = await shell("publish", ProjectFiles.path("catalog-samples"), "--catalog", path)
    precondition(run.exit == .done, run.errors)
    return path
  }
}
