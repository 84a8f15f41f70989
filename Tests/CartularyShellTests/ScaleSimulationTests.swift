import CartularyBase
import Foundation
import TestSupport
import Testing

@Suite("What many records need", .enabled(if: TestMachine.hasPython, "the reckoning needs python3"))
struct ScaleSimulationTests {
  private static let begin = "<!-- Printed by Benchmarks/scale: CARTULARY_RECORD=1 writes it here. -->\n"
  private static let end = "\n<!-- End of what Benchmarks/scale prints. -->\n"

  private func printed(_ options: String...) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-B", ProjectFiles.path("Benchmarks/scale")] + options
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    return text
  }

  /// What stands in a row of the table.
  private func cell(_ table: String, _ what: String) throws -> String {
    let row = try #require(table.split(separator: "\n").first { $0.hasPrefix("| \(what)") })
    return row.split(separator: "|")[1].trimmingCharacters(in: .whitespaces)
  }

  @Test("the table of Docs/SCALE.md is what Benchmarks/scale prints from its figures")
  func documented() throws {
    let path = ProjectFiles.path("Docs/SCALE.md")
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let parts = text.components(separatedBy: Self.begin)
    try #require(parts.count == 2)
    let rest = parts[1].components(separatedBy: Self.end)
    try #require(rest.count == 2)
    let made = try printed()
    if ProcessInfo.processInfo.environment["CARTULARY_RECORD"] != nil, rest[0] != made {
      try (parts[0] + Self.begin + made + Self.end + rest[1]).write(
        toFile: path, atomically: true, encoding: .utf8)
      Issue.record("recorded Docs/SCALE.md: read it")
      return
    }
    #expect(rest[0] == made)
  }

  @Test("at the size that was measured the table has what was measured, and more records need more")
  func reckoned() throws {
    let figures = try ProjectFiles.text("Benchmarks/scale.tsv").split(separator: "\n").map {
      $0.split(separator: "\t")
    }
    func measured(_ name: String) throws -> Double {
      let rows = figures.filter { $0.count == 5 && $0[1] == "1" && $0[2] == name }
      let row = try #require(rows.max { (Int($0[0]) ?? 0) < (Int($1[0]) ?? 0) })
      return try #require(Double(row[3]))
    }
    let largest = try #require(figures.compactMap { $0.first.flatMap { Int($0) } }.max())
    let table = try printed("--records", String(largest), "--processors", "1")
    let ledger = try measured("ledger-bytes") * Double(largest) / 1e6
    #expect(try cell(table, "disk: ledger") == "\(Int(ledger.rounded())) MB")
    let words = try measured("search-words-cpu")
    #expect(try cell(table, "one search on one processor: two") == "\(Int(words.rounded())) ms")
    // Half of the records seen, or twice the processors, are not more.
    let all = try printed()
    let half = try printed("--visible", "0.5", "--processors", "32")
    #expect(try cell(half, "disk: ledger") == cell(all, "disk: ledger"))
    #expect(try cell(half, "searches a second") != cell(all, "searches a second"))
  }
}
