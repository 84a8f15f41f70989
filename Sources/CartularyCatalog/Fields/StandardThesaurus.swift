internal import CartularyIndex

/// The thesaurus that comes with the program. Only the lines are read in which something begins like what is asked for:
/// to read all of them takes longer than a search.
final class StandardThesaurus: Sendable {
  /// Of English, which the list is in.
  let analyzer: TextAnalyzer
  /// What has been read, by the first byte of the first stem.
  private let parts = Guarded<[UInt8: Thesaurus]>([:])

  init(_ analyzer: TextAnalyzer) { self.analyzer = analyzer }

  /// The whole list.
  static var text: String { String(decoding: PackageResources.thesaurus_txt, as: UTF8.self) }
  /// The most words that an entry of the list is asked for with.
  static let longestEntry = 4

  /// What else is looked for, as folded words, where words with these stems were asked for side by side.
  func others(for stems: [String]) -> [[String]] {
    guard let first = stems.first?.utf8.first else { return [] }
    let part = parts.withLock { parts in
      if let part = parts[first] { return part }
      let part = read(beginning: first)
      parts[first] = part
      return part
    }
    return part.alternatives[stems] ?? []
  }

  private func read(beginning first: UInt8) -> Thesaurus {
    var thesaurus = Thesaurus()
    let faults = thesaurus.add(Self.lines(beginning: first), [analyzer])
    precondition(faults.isEmpty, "the program's own thesaurus is sound: \(faults)")
    return thesaurus
  }

  /// The lines in which something begins with a byte, or with what is not ASCII. No stem of a word in the list begins with
  /// another letter than the word, which a test holds.
  private static func lines(beginning first: UInt8) -> String {
    var lines: [UInt8] = []
    for line in PackageResources.thesaurus_txt.split(separator: UInt8(ascii: "\n")) {
      var isBeginning = true
      for byte in line {
        if byte == UInt8(ascii: "#") { break }
        if isBeginning, byte != UInt8(ascii: " ") {
          if lowered(byte) == first || byte >= 0x80 {
            lines += line
            lines.append(UInt8(ascii: "\n"))
            break
          }
          isBeginning = false
        }
        if byte == UInt8(ascii: ",") { isBeginning = true }
      }
    }
    return String(decoding: lines, as: UTF8.self)
  }

  private static func lowered(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte + 0x20 : byte
  }
}
