internal import CartularyBase
internal import CartularyIndex
internal import CartularyModel

/// Which version of a work a record is: as its `version` says, or the end of its title.
///
/// One that says nothing is the first, as most are: so it stands beside another's first, and a second before both.
struct VersionNumber {
  /// Digits of the first number, which may be a day, and of those behind it.
  private static let widths = [8, 5, 5]

  private let numbers: [Int]
  private let isFinal: Bool

  init(of dataset: Dataset) {
    self.init(dataset.version ?? Self.stated(in: dataset.title) ?? "1")
  }

  /// - Parameter text: As `2.1`, `v10`, `3.0-beta` or `2024-05-17`; without a number it is the first version.
  init(_ text: String) {
    let folded = text.lowercased()
    let found = folded.split(whereSeparator: { !($0.isASCII && $0.isNumber) }).prefix(Self.widths.count)
    numbers = found.isEmpty ? [1] : found.map { Int($0) ?? .max }
    isFinal = !["alpha", "beta", "draft", "preview", "rc"].contains { folded.contains($0) }
  }

  /// Greater is higher, bytewise.
  var sortValue: String {
    let digits = Self.widths.indices.map { index in
      let greatest = Self.widths[index] == 8 ? 99_999_999 : 99_999
      return DateDigits.text(
        index < numbers.count ? min(numbers[index], greatest) : 0, width: Self.widths[index])
    }
    return digits.joined() + (isFinal ? "1" : "0")
  }

  // MARK: - In titles

  private static let words: Set<String> = ["edition", "release", "rev", "revision", "v", "ver", "version"]

  /// The number behind a word for versions, as of "Analysis, version 4.1" or "Analysis v4.1"; `nil` if there is none.
  private static func stated(in title: String) -> String? {
    let words = title.lowercased().split(whereSeparator: { $0.isWhitespace || "(),;".contains($0) })
    for (index, word) in words.enumerated().reversed() {
      if word.first == "v", word.dropFirst().first?.isNumber == true { return String(word) }
      if Self.words.contains(word.filter(\.isLetter)), index + 1 < words.count,
        words[index + 1].first?.isNumber == true
      {
        return String(words[index + 1])
      }
    }
    return nil
  }

  /// How many words of a text are numbers of a version: they make a title no longer, so that "version 4.1" weighs as
  /// "version 10" does.
  ///
  /// - Parameter tokens: Of one text, in their order.
  static func wordCount(in tokens: [Token]) -> Int {
    var count = 0
    var end: Int?
    for token in tokens where !token.isJoined {
      let isNumber = token.word.utf8.allSatisfy { (0x30...0x39).contains($0) }
      if words.contains(token.word) || isVersioned(token.word) {
        end = token.range.upperBound
      } else if isNumber, let last = end, token.range.lowerBound <= last + 1 {
        count += 1
        end = token.range.upperBound
      } else {
        end = nil
      }
    }
    return count
  }

  /// Whether a word of a title says of itself, or with a number behind it, which version something is, or is a number.
  static func isOfVersion(_ word: String) -> Bool {
    words.contains(word) || isVersioned(word) || word.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }

  /// Whether a word is a `v` with a number behind it.
  private static func isVersioned(_ word: String) -> Bool {
    word.first == "v" && word.count > 1 && word.dropFirst().allSatisfy { $0.isASCII && $0.isNumber }
  }
}
