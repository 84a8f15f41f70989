internal import CartularyBase

/// One sentence of prose on rights, as words that phrases are looked for in.
struct ProseSentence {
  /// As the source has it, on one line.
  let text: String
  /// Lower-case, without punctuation and addresses; "noncommercial" is two words.
  let words: [String]

  /// The sentences of a text. Items of a list and paragraphs are sentences of their own.
  static func all(in text: String) -> [ProseSentence] {
    var sentences: [ProseSentence] = []
    var current = ""
    func close() {
      let line = current.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      if !line.isEmpty { sentences.append(ProseSentence(line)) }
      current = ""
    }
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let bare = line.drop(while: \.isWhitespace)
      if bare.isEmpty || "-*+#>•|".contains(bare.first ?? " ") { close() }
      for piece in bare.split(whereSeparator: \.isWhitespace) {
        current += (current.isEmpty ? "" : " ") + piece
        // `v.3` and `4.0` end no sentence, nor does `e.g.`.
        let end = piece.drop { !".!?;".contains($0) }
        if !end.isEmpty, end.allSatisfy({ ".!?;)\"'*`".contains($0) }), piece.count > 2 { close() }
      }
    }
    close()
    return sentences
  }

  private init(_ line: String) {
    text = line
    words = Self.words(of: line)
  }

  /// The first web address in it; `nil` if there is none.
  var address: String? {
    guard let start = text.firstRange(of: "https://") ?? text.firstRange(of: "http://") else { return nil }
    var address = text[start.lowerBound...].prefix { !$0.isWhitespace && !"()<>[]\"".contains($0) }
    while let last = address.last, ".,;".contains(last) { address.removeLast() }
    return String(address)
  }

  private static func words(of line: String) -> [String] {
    var words: [String] = []
    for piece in line.lowercased().split(whereSeparator: { $0.isWhitespace || "()[]<>\u{a0}".contains($0) }) {
      guard !piece.contains("://"), !piece.hasPrefix("www.") else { continue }
      for word in piece.split(whereSeparator: { !($0.isLetter || $0.isNumber) }) {
        switch word {
        case let word where word.hasPrefix("noncommercial"):
          words += ["non", String(word.dropFirst(3))]
        case let word where word.hasPrefix("authoris"):
          words.append("authoriz" + word.dropFirst("authoris".count))
        case "cannot": words += ["can", "not"]
        case "centre": words.append("center")
        default: words.append(String(word))
        }
      }
    }
    return words
  }
}

/// Words in their order; `*` stands for up to six others.
struct ProsePhrase {
  private let parts: [[String]]
  private static let longestGap = 6

  init(_ text: String) {
    parts = text.split(separator: "*").map { $0.split(separator: " ").map(String.init) }
  }

  /// The word that it begins with.
  var firstWord: String { parts.first?.first ?? "" }

  /// Whether a sentence says it at a word, and does not deny it: "no registration is required".
  func isSaid(in words: [String], at start: Int) -> Bool {
    guard let end = end(of: parts[...], in: words, from: start) else { return false }
    return Self.denials.contains(firstWord) || !Self.isDenied(start..<end, in: words)
  }

  private func end(of parts: ArraySlice<[String]>, in words: [String], from start: Int) -> Int? {
    guard let part = parts.first else { return start }
    guard start + part.count <= words.count, words[start..<start + part.count].elementsEqual(part) else {
      return nil
    }
    let end = start + part.count
    guard parts.count > 1 else { return end }
    for next in end...min(end + Self.longestGap, words.count) {
      if let whole = self.end(of: parts.dropFirst(), in: words, from: next) { return whole }
    }
    return nil
  }

  private static let denials: Set = ["no", "not", "without", "never", "nor", "neither"]

  /// Two denials are none: "cannot be had without registration".
  private static func isDenied(_ range: Range<Int>, in words: [String]) -> Bool {
    let before = words[max(0, range.lowerBound - 5)..<range.lowerBound].count(where: denials.contains)
    let after = words[range.upperBound..<min(range.upperBound + 4, words.count)]
    let isWaived =
      after.contains("not") && after.contains { ["required", "needed", "necessary"].contains($0) }
    return (before + (isWaived ? 1 : 0)) % 2 == 1
  }
}
