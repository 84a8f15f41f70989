import Foundation
import TestSupport
import Testing

@testable import CartularyShell

/// A machine that gives the program too little: it says so and ends, and nothing is called damaged.
@Suite("Limits of the system", .serialized)
struct SystemLimitTests {
  private let directory = TemporaryDirectory()

  /// Commands that start threads or processes, on a copy of the sample catalog.
  private static let commands = [
    "--version", "validate $samples", "publish $samples $at", "search data $at", "verify $at", "doctor $at",
  ]

  /// Runs a command of bash in which `$samples` and `$at` stand for the samples and the option that names a catalog.
  private func run(_ command: String, limit: String = ":", prefix: String = "") async throws
    -> ProcessTests.Outcome
  {
    let index = directory.path + "/index"
    if !FileManager.default.fileExists(atPath: index) {
      try FileManager.default.copyItem(atPath: await SampleCatalog.path.value, toPath: index)
    }
    return try ProcessTests.run(
      "cartulary", [ProjectFiles.path("catalog-samples"), index],
      shell:
        #"samples=$1; at="--catalog $2"; program="$0"; \#(limit); exec timeout -k 1 20 \#(prefix) "$program" \#(command)"#
    )
  }

  @Test("too little memory ends every command with one message", arguments: commands)
  func memory(command: String) async throws {
    var ends: [Int32] = []
    for limit in [100_000, 160_000, 220_000, 280_000, 340_000, 480_000] {
      let outcome = try await run(command, limit: "ulimit -v \(limit)")
      ends.append(outcome.status)
      // Below that the system cannot even load the program, and says so itself.
      #expect([0, 71, 127].contains(outcome.status), "\(limit): \(outcome)")
      if outcome.status == 71 { Self.expectLack(outcome) }
    }
    #expect(ends.contains(71) && ends.last == 0, "\(ends)")
  }

  @Test(
    "too few processes end every command with one message", .enabled(if: TestMachine.isRoot),
    arguments: commands)
  func processes(command: String) async throws {
    for limit in [1, 2, 3, 5] {
      // Root has no such limit, so a user without any process runs it, who could not read where the tests are.
      let program = directory.path + "/cartulary"
      if !FileManager.default.fileExists(atPath: program) {
        // Another test that starts a process while a copy of our own were being written would hand its open file on, and
        // a program that somebody writes to cannot be run.
        _ = try ProcessTests.run("cartulary", [program], shell: #"cp "$0" "$1""#)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: directory.path)
      }
      let outcome = try await run(
        command, limit: "program=\(program); ulimit -u \(limit)",
        prefix: "setpriv --reuid 64999 --clear-groups")
      #expect(outcome.status == 71, "\(limit): \(outcome)")
      Self.expectLack(outcome)
    }
  }

  private static func expectLack(_ outcome: ProcessTests.Outcome) {
    #expect(
      outcome.output.isEmpty && outcome.errors.hasPrefix("error: the system does not allow"), "\(outcome)")
    #expect(outcome.errors.contains("\n help: ") && !outcome.errors.contains("damaged"), "\(outcome)")
  }

  @Test(
    "an index is not called damaged because the system did not let the check start or finish",
    .enabled(if: TestMachine.hasClang), arguments: ["refused", "killed"])
  func check(kind: String) async throws {
    let library = try #require(FaultyRun.library)
    let outcome = try await run("verify $at", prefix: "env LD_PRELOAD=\(library) FAULTS_FORK=\(kind)")
    #expect(outcome.status == 71, "\(outcome)")
    #expect(outcome.errors.contains("\n help: allow more memory and processes"), "\(outcome)")
    #expect(!(outcome.output + outcome.errors).contains("damaged"), "\(outcome)")
  }
}
