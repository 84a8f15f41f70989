import CartularyBase
import Foundation
import TestSupport
import Testing

@testable import CartularyShell

/// What can only be seen from outside a process.
@Suite("The program as a process", .serialized)
struct ProcessTests {
  struct Outcome {
    let output: String
    let errors: String
    let status: Int32
  }

  /// The directory of the products built along with the tests.
  static var products: String {
    // On Linux the test runner is in the same directory.
    URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().path
  }

  static func run(_ program: String, _ arguments: [String], shell: String? = nil) throws -> Outcome {
    let process = Process()
    let path = products + "/" + program
    if let shell {
      process.executableURL = URL(fileURLWithPath: "/bin/bash")
      process.arguments = ["-c", shell, path] + arguments
    } else {
      process.executableURL = URL(fileURLWithPath: path)
      process.arguments = arguments
    }
    let (output, errors) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    let complaints = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return Outcome(output: text, errors: complaints, status: process.terminationStatus)
  }

  @Test("exit codes reach the caller, and results and errors go to separate streams")
  func streams() async throws {
    let path = await SampleCatalog.path.value
    let good = try Self.run("cartulary", ["search", "wildfire", "--catalog", path])
    #expect(good.status == 0 && good.errors.isEmpty && !good.output.isEmpty)
    let bad = try Self.run("cartulary", ["search", "sensitivity:publik", "--catalog", path])
    #expect(bad.status == 2 && bad.output.isEmpty && bad.errors.contains("^^^^^^"))
  }

  @Test("a closed pipe counts as success and prints nothing")
  func closedPipe() async throws {
    let outcome = try Self.run(
      "cartulary", [await SampleCatalog.path.value],
      shell:
        #""$0" search --catalog "$1" --limit 100 --format json | head -c 10 >/dev/null; echo ${PIPESTATUS[0]}"#
    )
    #expect(outcome.output == "0\n")
    #expect(outcome.errors.isEmpty)
  }

  @Test("a full device is an error of output, not success")
  func fullDevice() async throws {
    let outcome = try Self.run(
      "cartulary", [await SampleCatalog.path.value],
      shell: #""$0" search --catalog "$1" > /dev/full; echo $?"#)
    #expect(outcome.output == "74\n")
  }

  @Test("without a command and without a terminal, help is printed on standard error")
  func bare() throws {
    let outcome = try Self.run("cartulary", [])
    #expect(outcome.status == 64 && outcome.output.isEmpty && outcome.errors.contains("SUBCOMMANDS"))
  }

  @Test("more shards than the process may open files is a distinct error, unless the limit can be raised")
  func openFiles() async throws {
    let directory = TemporaryDirectory()
    for number in 0..<24 {
      try directory.write(
        "id: r\(number)\ntitle: T\ndescription: D\naudience: [all, group-\(number)]\n",
        to: "in/r\(number).yaml")
    }
    let index = directory.path + "/index"
    #expect(await shell("publish", directory.path + "/in", "--catalog", index).exit == .done)
    let search = #""$0" search --catalog "$1" --as all --format id; echo $?"#
    // A hard limit cannot be raised again.
    let hard = try Self.run("cartulary", [index], shell: "ulimit -n 60 && " + search)
    #expect(hard.output == "71\n")
    #expect(hard.errors.contains("ulimit -n") && !hard.errors.contains(index))
    let soft = try Self.run("cartulary", [index], shell: "ulimit -Sn 60 && " + search)
    #expect(soft.output.split(separator: "\n").count == 11 && soft.output.hasSuffix("\n0\n"))
    // The public cannot open any of them, and is not affected.
    let few = try Self.run(
      "cartulary", [index], shell: "ulimit -n 60 && " + search.replacing("--as all", with: ""))
    #expect(few.output == "0\n")
  }

  @Test("a publication killed at any moment leaves a catalog that the next one completes")
  func killed() async throws {
    let directory = TemporaryDirectory()
    let index = directory.path + "/index"
    let samples = ProjectFiles.path("catalog-samples")
    var wasKilled = 0
    for delay in [2, 5, 10, 20, 30, 40, 60, 80, 120, 160] {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: Self.products + "/cartulary")
      process.arguments = ["publish", samples, "--catalog", index]
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      try await Task.sleep(for: .milliseconds(delay))
      if process.isRunning { wasKilled += 1 }
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      // What is left can be searched, or does not exist yet; it is never half a catalog.
      let run = await shell("search", "--format", "json", "--limit", "0", "--catalog", index)
      #expect(run.exit == .done || run.exit == .indexUnusable, "\(run.errors)")
    }
    #expect(wasKilled > 0)
    #expect(await shell("publish", samples, "--catalog", index).exit == .done)
    let whole = await shell("search", "--format", "id", "--limit", "100", "--catalog", index)
    let expected = await shell(
      "search", "--format", "id", "--limit", "100", "--catalog", await SampleCatalog.path.value)
    #expect(whole.output == expected.output)
  }
}
