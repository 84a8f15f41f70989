import Foundation
import TestSupport
import Testing

@testable import CartularyIndex

/// Whatever becomes of the file of columns, what is counted stays right.
@Suite("Files of columns")
struct ColumnFileTests {
  let directory = TemporaryDirectory()
  let path: String
  private static let order: [SortKey] = [
    .value(slot: 3, descending: true), .value(slot: 0, descending: false),
  ]
  private static let columns: [StoredColumn] = [
    .lists(slot: 2), .values(slot: 1), .lists(slot: 9), .order(order), .words(prefix: "Z"),
  ]

  init() throws {
    path = directory("index")
    try publish(
      (0..<120).map { number in
        var made = try document("\(number)", number % 40 == 0 ? "soil water river" : "soil")
        made.set(0, to: "\(number * 7919 % 120)")
        if number % 3 > 0 { made.set(1, to: "\(1990 + number % 17)") }
        made.set(2, toList: ["a\(number % 5)", "b\(number % 7)"].prefix(number % 3).map { $0 })
        made.set(3, to: "\(number % 4)")
        return made
      }, at: path)
  }

  /// Everything that a column has a part in.
  private func answers() throws -> [String] {
    let reader = try IndexReader(paths: [path])
    let all = try reader.set(of: .all)
    var request = SearchRequest(query: .all, limit: 30)
    request.order = [.relevance] + Self.order
    return try reader.values(of: 2).facet(of: all).map { "\($0.value) \($0.count)" }
      + [String(reader.count(.valueRange(slot: 1, lower: "1995", upper: "2001")))]
      + reader.best(request, of: all).map { String(decoding: $0.payload, as: UTF8.self) }
      + reader.nearTerms(to: "rivet", prefix: "Z", maximumDistance: 2, limit: 5).map { "\($0)" }
  }

  private func file() throws -> String {
    let names = try FileManager.default.contentsOfDirectory(atPath: path).filter { $0.hasPrefix("columns.") }
    #expect(names.count == 1)
    return path + "/" + names[0]
  }

  @Test("a file says what the index says, and is sound")
  func stored() throws {
    let expected = try answers()
    #expect(try ColumnFile.fault(Self.columns, beside: path) == nil)
    #expect(try ColumnFile.store(Self.columns, beside: path))
    #expect(try answers() == expected)
    #expect(try ColumnFile.fault(Self.columns, beside: path) == nil)
    let reader = try IndexReader(paths: [path])
    let stored = ColumnFile.of(reader.state.parts[0])
    for column in Self.columns where column != .lists(slot: 9) {
      #expect(try stored?.image(column) == reader.image(of: column, 0), "\(column)")
    }
    // What no document has takes no room.
    #expect(stored?.image(.lists(slot: 9)) == nil)
  }

  @Test("no flipped bit and no cut changes an answer, and each is told")
  func damaged() throws {
    let expected = try answers()
    try ColumnFile.store(Self.columns, beside: path)
    let file = try file()
    let whole = try Data(contentsOf: URL(fileURLWithPath: file))
    var random = SeededGenerator(seed: 1)
    let trials = ProcessInfo.processInfo.environment["CARTULARY_TORTURE"].flatMap(Int.init) ?? 100
    for trial in 0..<max(trials, 100) {
      var bytes = whole
      if trial % 10 == 9 {
        bytes = bytes.prefix(Int.random(in: 0..<whole.count, using: &random))
      } else {
        bytes[Int.random(in: 0..<whole.count, using: &random)] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      }
      try bytes.write(to: URL(fileURLWithPath: file))
      #expect(try answers() == expected)
      #expect(try ColumnFile.fault(Self.columns, beside: path) == "are damaged")
    }
  }

  @Test("a file of another state, or of another index, counts for nothing")
  func stale() throws {
    try ColumnFile.store(Self.columns, beside: path)
    let old = try file()
    let bytes = try Data(contentsOf: URL(fileURLWithPath: old))
    try publish([try document("new", "soil")], at: path)
    let expected = try answers()
    #expect(try ColumnFile.fault(Self.columns, beside: path) == "are of another state of it")
    // Even where its name says otherwise.
    try ColumnFile.store(Self.columns, beside: path)
    let new = try file()
    try bytes.write(to: URL(fileURLWithPath: new))
    #expect(try answers() == expected)
    #expect(try ColumnFile.fault(Self.columns, beside: path) == "are damaged")
    ColumnFile.remove(beside: path)
    #expect(try answers() == expected)
    #expect(try ColumnFile.fault(Self.columns, beside: path) == nil)
  }

  @Test("where a file cannot be written there is none")
  func noRoom() throws {
    let expected = try answers()
    // The name that the file would have is taken.
    let revision = try IndexReader(paths: [path]).state.parts[0].state.revision
    try FileManager.default.createDirectory(
      atPath: path + "/columns.\(revision)/x", withIntermediateDirectories: true)
    #expect(try !ColumnFile.store(Self.columns, beside: path))
    #expect(try answers() == expected)
  }
}
