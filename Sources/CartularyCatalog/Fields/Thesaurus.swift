internal import CartularyIndex
internal import Foundation

/// Words for one thing: a search for one also finds, a little lower, what has another.
///
/// A text of lines. `heart attack, myocardial infarction` names one thing in two ways; `lung => pulmonary` goes one
/// way. `#` begins a comment.
struct Thesaurus: Sendable {
  /// What else is looked for, as folded words, by the stems of what was asked for; both in the order of the text.
  private(set) var alternatives: [[String]: [[String]]] = [:]
  /// The most words that one entry is asked for with.
  private(set) var longestEntry = 0
  /// The list that comes with the program, which is asked first.
  private var standard: StandardThesaurus?

  /// What cannot be used of a text, for whoever wrote it.
  struct Fault: Equatable {
    let line: Int
    let reason: String
  }

  private static let byteCount = 1 << 20
  private static let wordCount = 6
  private static let wayCount = 16

  init() {}

  /// Adds the lines of a text. A line that cannot be used is left out and told; the others hold.
  ///
  /// - Parameter analyzers: Of the languages in which its words may be asked for; the first parts the lines into words.
  mutating func add(_ text: String, _ analyzers: [TextAnalyzer]) -> [Fault] {
    guard text.utf8.count <= Self.byteCount else {
      return [Fault(line: 1, reason: "the file is larger than 1 MiB")]
    }
    var faults: [Fault] = []
    for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .enumerated()
    {
      let entry = line.prefix { $0 != "#" }
      guard entry.contains(where: { !$0.isWhitespace }) else { continue }
      if let reason = add(entry: entry, analyzers) { faults.append(Fault(line: index + 1, reason: reason)) }
    }
    return faults
  }

  /// - Returns: Why the entry cannot be used; `nil` if it can.
  private mutating func add(entry: Substring, _ analyzers: [TextAnalyzer]) -> String? {
    let sides = Self.sides(of: entry)
    guard sides.count <= 2 else { return "'=>' occurs more than once" }
    let ways = sides.map { side in
      side.unicodeScalars.split(separator: ",", omittingEmptySubsequences: false).map { way in
        (analyzers.first?.tokens(in: String(way)) ?? []).filter { !$0.isJoined }.map(\.word)
      }
    }
    guard !ways.contains(where: { $0.contains([]) }) else { return "a word is missing" }
    guard ways.allSatisfy({ $0.count <= Self.wayCount }) else {
      return "more than \(Self.wayCount) ways to say it"
    }
    guard ways.allSatisfy({ $0.allSatisfy { $0.count <= Self.wordCount } }) else {
      return "more than \(Self.wordCount) words between two commas"
    }
    guard ways.count == 2 || ways[0].count > 1 else {
      return "a word by itself; another belongs after a comma"
    }
    for asked in ways[0] {
      for analyzer in analyzers {
        let stems = asked.map(analyzer.stem)
        for other in ways[ways.count - 1] where other.map(analyzer.stem) != stems {
          if alternatives[stems, default: []].contains(other) { continue }
          alternatives[stems, default: []].append(other)
        }
      }
      longestEntry = max(longestEntry, asked.count)
    }
    return nil
  }

  /// What stands between the arrows.
  private static func sides(of entry: Substring) -> [String] {
    let bytes = Array(entry.utf8)
    var sides: [String] = []
    var start = 0
    for index in bytes.indices.dropFirst()
    where bytes[index] == UInt8(ascii: ">") && bytes[index - 1] == UInt8(ascii: "=") {
      sides.append(String(decoding: bytes[start..<(index - 1)], as: UTF8.self))
      start = index + 1
    }
    return sides + [String(decoding: bytes[start...], as: UTF8.self)]
  }

  /// What else is looked for, as folded words, where words were asked for side by side.
  ///
  /// - Parameter readings: The stems of the words, in each language.
  func others(for readings: [[String]]) -> [[String]] {
    var found: [[String]] = []
    for stems in readings {
      for other in (standard?.others(for: stems) ?? []) + (alternatives[stems] ?? [])
      where !found.contains(other) {
        found.append(other)
      }
    }
    return found
  }
}

extension Thesaurus {
  /// The list that comes with the program, and after it what a catalog adds. What cannot be used of its file is left out:
  /// a search is not the place to complain of it. `cartulary doctor` is.
  ///
  /// - Parameters:
  ///   - path: The file of the catalog, which need not be there.
  ///   - others: Of the languages besides English that the catalog's texts are in: its own words may be of any.
  static func adding(_ path: String, to standard: StandardThesaurus, _ others: [TextAnalyzer]) -> (
    Thesaurus, [Fault]
  ) {
    var thesaurus = Thesaurus()
    thesaurus.standard = standard
    thesaurus.longestEntry = StandardThesaurus.longestEntry
    guard FileManager.default.fileExists(atPath: path) else { return (thesaurus, []) }
    guard let bytes = FileManager.default.contents(atPath: path),
      let text = String(validating: bytes, as: UTF8.self)
    else { return (thesaurus, [Fault(line: 1, reason: "it cannot be read as UTF-8 text")]) }
    let faults = thesaurus.add(text, [standard.analyzer] + others)
    return (thesaurus, faults)
  }
}
