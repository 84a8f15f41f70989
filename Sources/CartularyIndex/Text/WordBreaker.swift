internal import CartularyBase

/// Finds the words of one text, before they are stemmed. The rules are those of `TextAnalyzer`.
struct WordBreaker {
  /// A word, with what `Token` says of it.
  struct Word: Equatable {
    let folded: String
    let position: Int
    let range: Range<Int>
    var spelling: String?
    var isJoined = false
    /// Whether this is one or two characters of a script that does not part words.
    var isCharacters = false
  }

  /// Longer words are hardly words of a language. Xapian's own `TermGenerator` has the same limit.
  static let maximumWordByteCount = 64
  static let maximumCodeLength = 40

  /// The text in UTF-8: most of it is ASCII, and bytes are read ten times as fast as scalars of a string.
  private let bytes: [UInt8]
  /// How far it is read, in bytes and in scalars.
  private var offset = 0
  private var scalarOffset = 0

  private var found: [Word] = []
  private var position = 0
  private var code: Code?

  init(_ text: String) {
    bytes = Array(text.utf8)
  }

  /// Reads the whole text.
  mutating func words() -> [Word] {
    found.reserveCapacity(bytes.count / 8)
    while let scalar = scalar(at: offset) {
      switch ScalarKind(scalar) {
      case .letter: if !readPlainWord() { readWord() }
      case .character: readCharacters()
      case .mark: skip()
      case .link:
        skip()
        // Only a single sign links, so a second one ends the code, as does one that follows no word.
        if code?.pendingLink != nil || code?.hasApostrophe == true {
          endCode()
        } else {
          code?.pendingLink = scalar
        }
      case .apostrophe:
        let isAtWord = code?.scalarEnd == scalarOffset && code?.pendingLink == nil
        skip()
        if isAtWord, joinsName() { linkName() } else { endCode() }
      case .other:
        skip()
        endCode()
      }
    }
    endCode()
    return found
  }

  private mutating func skip() {
    offset += scalar(at: offset).map(UTF8.width) ?? 0
    scalarOffset += 1
  }

  /// The scalar that begins at a byte; nil at the end. The bytes come from a string, so they are sound.
  private func scalar(at index: Int) -> Unicode.Scalar? {
    guard index < bytes.count else { return nil }
    let first = bytes[index]
    guard first >= 0x80 else { return Unicode.Scalar(first) }
    let width = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    var value = UInt32(first) & (0xFF >> UInt32(width + 1))
    for byte in bytes[(index + 1)..<(index + width)] { value = value << 6 | UInt32(byte & 0x3F) }
    return Unicode.Scalar(value)
  }
}

// MARK: Words

extension WordBreaker {
  /// Reads a word of ASCII letters and digits that ends before an ASCII sign other than an apostrophe.
  ///
  /// - Returns: Whether it was one; if not, nothing is read.
  private mutating func readPlainWord() -> Bool {
    var end = offset
    while end < bytes.count, Self.isPlain(bytes[end]), !isHump(at: end) { end += 1 }
    let isHump = end > offset && isHump(at: end)
    let next = end < bytes.count ? bytes[end] : UInt8(ascii: " ")
    guard end - offset <= Self.maximumWordByteCount, next < 0x80, next != UInt8(ascii: "'") else {
      return false
    }
    let (start, scalarStart) = (offset, scalarOffset)
    let folded = String(unsafeUninitializedCapacity: end - start) { [bytes] buffer in
      // The bit that tells cases apart is set in every digit already.
      for index in start..<end { buffer[index - start] = bytes[index] | 0x20 }
      return end - start
    }
    offset = end
    scalarOffset += end - start
    if append(folded, at: start..<end) { extendCode(from: scalarStart) }
    // A hump links as a sign would, though it is none.
    if isHump { code?.pendingLink = Self.hump }
    return true
  }

  /// Stands for the place in `housePrices` where one word ends and another begins.
  private static let hump: Unicode.Scalar = "_"

  /// Whether a capital stands at a place, right after a small letter of the word that is being read.
  private func isHump(at index: Int) -> Bool {
    guard index > offset, index < bytes.count else { return false }
    return (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(bytes[index])
      && (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(bytes[index - 1])
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: false
    }
  }

  private mutating func readWord() {
    let start = offset
    let scalarStart = scalarOffset
    var word = String.UnicodeScalarView()
    var byteCount = 0
    var end = start
    var isPossessive = false
    reading: while let scalar = scalar(at: offset) {
      switch ScalarKind(scalar) {
      case .letter, .mark:
        skip()
        // Once full, the word stays as it is: a narrower scalar must not slip in behind a gap.
        byteCount += UTF8.width(scalar)
        guard byteCount <= Self.maximumWordByteCount else { continue }
        word.append(scalar)
        end = offset
      case .apostrophe:
        let tail = contractionTail()
        isPossessive = tail == "s"
        guard tail != nil, !isPossessive else { break reading }
        skip()
      case .character, .link, .other: break reading
      }
    }
    let isNew = append(folded(String(word)), at: start..<end)
    if isNew, let spelling = FoldedText.spelling(String(word)),
      spelling.utf8.count <= Self.maximumWordByteCount
    {
      found[found.count - 1].spelling = spelling
    }
    if isNew { extendCode(from: scalarStart) }
    if isPossessive {
      skip()  // the apostrophe
      skip()  // the s
      endCode()
    }
  }

  /// What follows the apostrophe at hand, when the two are the end of an English contraction or possessive.
  private func contractionTail() -> String? {
    var tail = ""
    var index = offset + (scalar(at: offset).map(UTF8.width) ?? 0)
    while tail.unicodeScalars.count < 3, let letter = scalar(at: index), ScalarKind(letter) == .letter {
      tail.unicodeScalars.append(letter)
      index += UTF8.width(letter)
    }
    let next = scalar(at: index).map(ScalarKind.init)
    guard next != .letter, next != .mark else { return nil }
    let known = tail.lowercased()
    return ["s", "t", "d", "m", "re", "ve", "ll"].contains(known) ? known : nil
  }

  /// `word` folded, and cut again where folding made it longer.
  private func folded(_ word: String) -> String {
    let folded = FoldedText.words(word)
    if folded.utf8.count == word.utf8.count, word.utf8.allSatisfy({ $0 < 0x80 }) { return folded }
    var kept = String.UnicodeScalarView()
    var byteCount = 0
    // Some letters fold to more than letters: ½ has a stroke, and one Arabic ligature has spaces.
    for scalar in folded.unicodeScalars where [.letter, .mark, .character].contains(ScalarKind(scalar)) {
      byteCount += UTF8.width(scalar)
      guard byteCount <= Self.maximumWordByteCount else { break }
      kept.append(scalar)
    }
    return String(kept)
  }

  /// Appends a word at the next position, and tells whether anything was left of it.
  private mutating func append(_ folded: String, at range: Range<Int>, isCharacters: Bool = false) -> Bool {
    guard !folded.isEmpty else { return false }
    position += 1
    found.append(Word(folded: folded, position: position, range: range, isCharacters: isCharacters))
    return true
  }
}

// MARK: Codes

extension WordBreaker {
  /// Words that single signs link, as far as they are read.
  private struct Code {
    /// The index of the first word.
    let first: Int
    /// From where to where it goes, in scalars.
    let scalarStart: Int
    var scalarEnd: Int
    var hasUnderscore = false
    /// Whether it is a name of two words with an apostrophe between.
    var hasApostrophe = false
    /// The link after the last word.
    var pendingLink: Unicode.Scalar?
  }

  /// Takes the word just found into the code that a link leads from, or begins another one.
  private mutating func extendCode(from scalarStart: Int) {
    if let link = code?.pendingLink {
      code?.pendingLink = nil
      code?.scalarEnd = scalarOffset
      if link == "_" { code?.hasUnderscore = true }
    } else {
      endCode()
      code = Code(first: found.count - 1, scalarStart: scalarStart, scalarEnd: scalarOffset)
    }
  }

  /// What is left of a word before an apostrophe in French and Italian; what follows is a word of its own.
  private static let elisions: Set<String> = [
    "c", "d", "j", "l", "m", "n", "s", "t", "qu", "jusqu", "lorsqu", "puisqu", "quelqu", "un", "all", "dall",
    "dell",
    "nell", "quell", "sull",
  ]

  /// Whether the apostrophe just passed stands within a name, as in `O'Neill` and `Qur'an`, with more of it behind.
  private func joinsName() -> Bool {
    guard let next = scalar(at: offset), ScalarKind(next) == .letter,
      let before = found.last(where: { !$0.isJoined })
    else { return false }
    return next.properties.isUppercase || !Self.elisions.contains(before.folded)
  }

  /// Makes the last word the first of a name.
  private mutating func linkName() {
    guard let linked = code else { return }
    if linked.first != found.count - 1 {
      endCode()
      code = Code(first: found.count - 1, scalarStart: linked.scalarEnd, scalarEnd: linked.scalarEnd)
    }
    code?.hasApostrophe = true
    code?.pendingLink = "'"
  }

  /// Adds the joined form of the words read as one code, if they are one.
  private mutating func endCode() {
    guard let ended = code else { return }
    code = nil
    if let joined = joinedForm(of: ended) { found.insert(joined, at: ended.first + 1) }
  }

  // Apart from `endCode`: while a slice of `found` lives, an insertion would copy all of it.
  private func joinedForm(of code: Code) -> Word? {
    let parts = found[code.first...]
    guard parts.count > 1, code.scalarEnd - code.scalarStart <= Self.maximumCodeLength else { return nil }
    let joined = parts.map(\.folded).joined()
    let hasDigit = joined.utf8.contains { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    guard hasDigit || code.hasUnderscore || code.hasApostrophe,
      joined.utf8.count <= Self.maximumWordByteCount,
      let first = parts.first, let last = parts.last
    else { return nil }
    let range = first.range.lowerBound..<last.range.upperBound
    return Word(folded: joined, position: first.position, range: range, isJoined: true)
  }
}

// MARK: Scripts that do not part words

extension WordBreaker {
  /// Reads a run of such characters as overlapping pairs; one alone means itself.
  private mutating func readCharacters() {
    endCode()
    var start = offset
    var run = String.UnicodeScalarView()
    while let scalar = scalar(at: offset), [.character, .mark].contains(ScalarKind(scalar)) {
      run.append(scalar)
      skip()
    }
    // By what a reader sees as one character: the parts of a decomposed syllable belong together.
    let characters: [(folded: String, range: Range<Int>)] = String(run).map { character in
      defer { start += character.utf8.count }
      return (FoldedText.words(String(character)), start..<(start + character.utf8.count))
    }
    if characters.count == 1 {
      _ = append(characters[0].folded, at: characters[0].range, isCharacters: true)
    }
    for (one, next) in zip(characters, characters.dropFirst()) {
      let range = one.range.lowerBound..<next.range.upperBound
      _ = append(one.folded + next.folded, at: range, isCharacters: true)
    }
  }
}
