import ArgumentParser
import CartularyBase
import Foundation
import TestSupport
import Testing

@testable import CartularyShell

@Suite("A steward's day")
struct StewardsDayTests {
  private static let snapshot = ProjectFiles.path("Tests/CartularyShellTests/Snapshots/stewards-day.txt")

  @Test("from the first manifest to the restored record, each command prints what it has always printed")
  func day() throws {
    let run = try ProcessTests.run(
      "cartulary", [ProjectFiles.path("Examples/stewards-day")], shell: #""$1" "$0""#)
    #expect(run.status == 0, "\(run.errors)")
    let days = run.output.replacing(/\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\dZ)?/) { $0.1 == nil ? "DAY" : "TIME" }
    if ProcessInfo.processInfo.environment["CARTULARY_RECORD"] != nil {
      try days.write(toFile: Self.snapshot, atomically: true, encoding: .utf8)
      Issue.record("recorded; read it, and run again without CARTULARY_RECORD")
    }
    #expect(days == (try String(contentsOfFile: Self.snapshot, encoding: .utf8)))
  }

  @Test(
    "the program accepts the command lines of hooks and pipelines",
    arguments: [".pre-commit-hooks.yaml", "Examples/ci/github.yml", "Examples/ci/gitlab.yml"])
  func pipelines(path: String) throws {
    let lines = try ProjectFiles.text(path).split(separator: "\n").compactMap { line in
      line.firstMatch(of: /^\s*(?:- run|entry|-):? (cartulary .*)$/).map { String($0.1) }
    }
    #expect(lines.count >= 2)
    for line in lines {
      let words = line.prefix { $0 != ">" }.split(separator: " ").dropFirst().map {
        $0.replacingOccurrences(of: "\"", with: "")
      }
      // A hook gets the names of the changed files.
      let files = path.hasPrefix(".pre") ? ["a.yaml"] : []
      #expect(throws: Never.self, "\(line)") { _ = try CartularyCommand.parseAsRoot(Array(words) + files) }
    }
  }
}
