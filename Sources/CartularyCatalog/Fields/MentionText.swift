internal import CartularyLedger

/// A text in which names are looked for.
struct MentionText {
  private let scalars: [Unicode.Scalar]
  /// Of each of the scalars.
  private let traits: [Traits]
  /// Runs of letters and digits.
  private let words: [Range<Int>]

  /// What the signs of a stretch are.
  struct Traits: OptionSet {
    let rawValue: UInt8
    static let letter = Traits(rawValue: 1)
    static let capital = Traits(rawValue: 2)
    static let digit = Traits(rawValue: 4)

    /// Whether some word of a name may consist of them: one in lower-case letters alone is an ordinary word.
    var mayBeOfName: Bool { contains(.letter) && !isDisjoint(with: [.capital, .digit]) }

    static func of(_ scalar: Unicode.Scalar) -> Traits {
      switch scalar.value {
      case 0x61...0x7A: return .letter
      case 0x41...0x5A: return [.letter, .capital]
      case 0x30...0x39: return .digit
      case ..<0x80: return []
      default:
        let properties = scalar.properties
        var traits: Traits = properties.isAlphabetic ? .letter : []
        if properties.isUppercase { traits.insert(.capital) }
        if properties.numericType != nil { traits.insert(.digit) }
        return traits
      }
    }
  }

  /// All texts of a record in which it may mention others.
  static func texts(of record: RecordTexts) -> [MentionText] { strings(of: record).map(MentionText.init) }

  static func strings(of record: RecordTexts) -> [String] {
    [record.title, record.description] + record.aliases + record.keywords
  }

  init(_ text: String) {
    var scalars: [Unicode.Scalar] = []
    scalars.reserveCapacity(text.utf8.count)
    var words: [Range<Int>] = []
    var start: Int?
    var isGap = false
    for scalar in text.unicodeScalars {
      if Self.isBlank(scalar) {
        isGap = !scalars.isEmpty
        continue
      }
      let isOfWord = Self.isOfWord(scalar)
      if isGap || !isOfWord {
        if let begun = start { words.append(begun..<scalars.count) }
        start = nil
      }
      if isGap { scalars.append(" ") }
      isGap = false
      if isOfWord, start == nil { start = scalars.count }
      scalars.append(scalar)
    }
    if let start { words.append(start..<scalars.count) }
    (self.scalars, self.words, traits) = (scalars, words, scalars.map(Traits.of))
  }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20: true
    case 0x21...0x7E: false
    default: scalar.properties.isWhitespace
    }
  }

  static func isOfWord(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    case ..<0x80: false
    default: scalar.properties.isAlphabetic || scalar.properties.numericType != nil || isMark(scalar)
    }
  }

  /// Marks and invisible signs do not end a word.
  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark, .format: true
    default: false
    }
  }

  func string(_ stretch: Range<Int>) -> String { String(String.UnicodeScalarView(scalars[stretch])) }

  func says(_ name: MentionName) -> Bool {
    let first = name.beginning
    var isSaid = false
    forEachStretch(beginning: { key, _ in !isSaid && key == first }) { key, _ in
      if key == name.key { isSaid = true }
    }
    return isSaid
  }

  /// Hands on each stretch that may be a name, from the beginning of a word to the end of one or of a later one.
  ///
  /// However many names there are, a word begins no more stretches than a name may have words.
  ///
  /// - Parameter mayBegin: Asked for the first word of each: whether a name may begin with it.
  func forEachStretch(
    beginning mayBegin: (_ key: NameKey, _ word: Range<Int>) throws -> Bool,
    _ body: (_ key: NameKey, _ stretch: Range<Int>) throws -> Void
  ) rethrows {
    for (place, word) in words.enumerated() {
      let start = word.lowerBound
      guard mayNameStand(from: start), !isContinued(start) else { continue }
      var key = NameKey.Builder()
      var byteCount = 0
      var all: Traits = []
      var hasInnerCapital = false
      var end = start
      for last in words[place...] {
        while end < last.upperBound, byteCount <= MentionName.lengths.upperBound {
          key.add(scalars[end])
          byteCount += UTF8.width(scalars[end])
          all.formUnion(traits[end])
          if end > start, traits[end].contains(.capital) { hasInnerCapital = true }
          end += 1
        }
        guard byteCount <= MentionName.lengths.upperBound else { break }
        let whole = key.key
        if last.lowerBound == start, try !mayBegin(whole, word) { break }
        guard byteCount >= MentionName.lengths.lowerBound, all.mayBeOfName, !goesOn(at: end) else { continue }
        // A capital at the beginning of a sentence makes no name.
        if !hasInnerCapital, !all.contains(.digit), beginsSentence(start) { continue }
        try body(whole, start..<end)
      }
    }
  }

  /// Whether something that only a name has stands near enough after a place to be in one that begins there.
  private func mayNameStand(from start: Int) -> Bool {
    traits[start..<min(start + MentionName.lengths.upperBound, traits.count)].contains {
      !$0.isDisjoint(with: [.capital, .digit])
    }
  }

  /// Whether a word goes on with what stands before it, as the t of `Don't` does.
  private func isContinued(_ start: Int) -> Bool {
    start >= 2 && Self.apostrophes.contains(scalars[start - 1]) && Self.isOfWord(scalars[start - 2])
  }

  /// Whether the last word is not at its end: `Don` is not in `Don't`, but `ImageNet` is in `ImageNet's`.
  private func goesOn(at end: Int) -> Bool {
    guard end + 1 < scalars.count, Self.apostrophes.contains(scalars[end]), Self.isOfWord(scalars[end + 1])
    else { return false }
    return scalars[end + 1] != "s" || (end + 2 < scalars.count && Self.isOfWord(scalars[end + 2]))
  }

  private func beginsSentence(_ start: Int) -> Bool {
    let before = scalars[..<start].last { !($0 == " " || Self.openings.contains($0)) }
    return before.map { Self.ends.contains($0) } ?? true
  }

  private static let apostrophes = Set("'\u{2019}\u{02BC}".unicodeScalars)
  private static let openings = Set("\"'([{*_#\u{201C}\u{201E}\u{2018}\u{AB}".unicodeScalars)
  private static let ends = Set(".!?:;-\u{2013}\u{2014}\u{2022}|".unicodeScalars)
}
