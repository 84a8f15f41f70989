import CartularyCatalog
import Foundation
import TestSupport
import Testing

@testable import CartularyShell

/// Runs the program as a process whose file calls fail, or which dies, at a chosen point.
struct FaultyRun {
  enum Kind: String, CaseIterable, Sendable {
    case kill, eio, enospc
    case eioOnce = "eio-once"
    case enospcOnce = "enospc-once"
  }

  struct Outcome: Sendable {
    let output: String
    let errors: String
    /// `nil` if a signal ended the process.
    let status: Int32?
    let signal: Int32?
  }

  /// The library, compiled once; `nil` if there is no compiler or no way to preload it.
  static let library: String? = {
    let directory = TemporaryDirectory()
    kept.append(directory)
    let path = directory.path + "/faults.so"
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      "clang", "-shared", "-fPIC", "-O1", "-w", "-o", path,
      ProjectFiles.path("Tests/CartularyShellTests/Faults/faults.c"), "-ldl",
    ]
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    process.waitUntilExit()
    return process.terminationStatus == 0 ? path : nil
  }()

  nonisolated(unsafe) private static var kept: [TemporaryDirectory] = []  // Written once, by `library`.

  /// - Parameters:
  ///   - below: The directory whose files count.
  ///   - exchangesNames: Whether the file system can exchange two directories.
  static func run(
    _ arguments: [String], below: String, at point: Int? = nil, _ kind: Kind = .kill, clock: Int = 0,
    exchangesNames: Bool = true
  ) throws -> Outcome {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: ProcessTests.products + "/cartulary")
    process.arguments = arguments
    var environment = ProcessInfo.processInfo.environment
    environment["LD_PRELOAD"] = library
    environment["FAULTS_BELOW"] = below
    environment["FAULTS_AT"] = point.map(String.init)
    environment["FAULTS_KIND"] = point == nil ? nil : kind.rawValue
    environment["FAULTS_NAMES"] = exchangesNames ? nil : "fixed"
    environment["FAULTS_CLOCK"] = clock == 0 ? nil : String(clock)
    // A crash report is for people, and takes seconds to print.
    environment["SWIFT_BACKTRACE"] = "enable=no"
    let counts = below + "/../calls-\(UUID().uuidString)"
    environment["FAULTS_COUNT"] = counts
    process.environment = environment
    let (output, errors) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    let complaints = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    let isExit = process.terminationReason == .exit
    let numbers = (try? String(contentsOfFile: counts, encoding: .utf8))?.split(
      whereSeparator: \.isWhitespace
    )
    .compactMap { Int($0) }
    try? FileManager.default.removeItem(atPath: counts)
    lastCount = numbers?.first ?? 0
    lastPauseCount = numbers?.last ?? 0
    return Outcome(
      output: text, errors: complaints, status: isExit ? process.terminationStatus : nil,
      signal: isExit ? nil : process.terminationStatus)
  }

  /// How many calls were made by the last run that ended by itself. The suites that use it are serialized.
  nonisolated(unsafe) static var lastCount = 0
  /// How many of its threads had stopped for ever.
  nonisolated(unsafe) static var lastPauseCount = 0
}
