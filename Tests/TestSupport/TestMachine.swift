internal import Foundation

/// What this machine offers to tests that need more than a compiler. A test without what it needs is skipped by
/// `.enabled(if:)`, so that it is counted as skipped; none returns early and passes.
package enum TestMachine {
  package static let isRoot = getuid() == 0

  /// Whether this user may mount a disk, in a mount namespace of its own.
  package static let canMount = succeeds("exec unshare -m mount -t tmpfs none /mnt")

  package static let hasClang = succeeds("command -v clang")

  package static let hasPython = succeeds("command -v python3")

  /// Whether a command of the shell ends with 0; what it prints is dropped.
  package static func succeeds(_ command: String) -> Bool {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["-c", command]
    (process.standardInput, process.standardOutput, process.standardError) = (
      FileHandle.nullDevice, FileHandle.nullDevice, FileHandle.nullDevice
    )
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }
}
