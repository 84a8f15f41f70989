internal import CartularyBase
internal import CartularyLedger

/// A name by which other records may mention a record: its title or another name, as it is written.
///
/// A name in lower-case letters is an ordinary word; so is one that only begins with a capital, wherever a sentence
/// begins.
struct MentionName: Hashable {
  /// The name without blanks and signs around it.
  let text: String
  /// Its letters and digits up to the first sign.
  let first: String
  fileprivate let scalars: [Unicode.Scalar]
  /// Whether it is written so at the beginning of a sentence, too, if it is not a name.
  fileprivate let mayBeginSentence: Bool

  private static let lengths = 3...100

  /// - Returns: `nil` for an ordinary word, and for what is too short or too long to be told from one.
  init?(_ name: String) {
    let whole = Array(NameTerms.written(name).unicodeScalars)
    guard let first = whole.firstIndex(where: MentionText.isOfWord),
      let last = whole.lastIndex(where: MentionText.isOfWord)
    else { return nil }
    scalars = Array(whole[first...last])
    text = String(String.UnicodeScalarView(scalars))
    let head = scalars.prefix(while: MentionText.isOfWord)
    self.first = String(String.UnicodeScalarView(head))
    let hasCapital = scalars.contains(where: \.properties.isUppercase)
    let hasDigit = scalars.contains { $0.properties.numericType != nil }
    let hasLetter = scalars.contains(where: \.properties.isAlphabetic)
    guard Self.lengths.contains(text.utf8.count), hasLetter, hasCapital || hasDigit,
      !FunctionWords.contains(FoldedText.words(text))
    else { return nil }
    mayBeginSentence = !hasDigit && !scalars.dropFirst().contains(where: \.properties.isUppercase)
  }

  /// Those of a record, each once.
  static func names(of record: RecordTexts) -> Set<MentionName> {
    Set(([record.title] + record.aliases).compactMap { MentionName($0) })
  }

  /// Its term in the index; names that begin alike stand together.
  var term: String { Self.beginning(for: first) + text }

  /// How the terms of names with a first word begin.
  static func beginning(for first: String) -> String { TermPrefix.mentionName + first + " " }

  static func == (one: MentionName, other: MentionName) -> Bool { one.text == other.text }
  func hash(into hasher: inout Hasher) { hasher.combine(text) }
}

/// A text in which names are looked for.
struct MentionText {
  private let scalars: [Unicode.Scalar]
  /// Runs of letters and digits.
  private let words: [Range<Int>]

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
      if scalar.properties.isWhitespace {
        isGap = !scalars.isEmpty
        continue
      }
      if isGap || !Self.isOfWord(scalar) {
        if let begun = start { words.append(begun..<scalars.count) }
        start = nil
      }
      if isGap { scalars.append(" ") }
      isGap = false
      if Self.isOfWord(scalar), start == nil { start = scalars.count }
      scalars.append(scalar)
    }
    if let start { words.append(start..<scalars.count) }
    (self.scalars, self.words) = (scalars, words)
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

  /// The runs of letters and digits with which a name may begin, each once.
  var firsts: Set<String> { Set(words.map(word)) }

  private func word(_ range: Range<Int>) -> String { String(String.UnicodeScalarView(scalars[range])) }

  func says(_ name: MentionName) -> Bool { words.contains { isName(name, at: $0.lowerBound) } }

  /// The names of some that the text says.
  ///
  /// - Parameter names: By their first words.
  func said<Value>(of names: [String: [(name: MentionName, value: Value)]], _ body: (Value) -> Void) {
    for range in words {
      for entry in names[word(range)] ?? [] where isName(entry.name, at: range.lowerBound) {
        body(entry.value)
      }
    }
  }

  /// Whether a name stands at a word, as it is written and as a whole.
  private func isName(_ name: MentionName, at start: Int) -> Bool {
    let end = start + name.scalars.count
    guard end <= scalars.count, scalars[start] == name.scalars[0],
      scalars[start..<end].elementsEqual(name.scalars), !goesOn(at: end),
      start < 2 || !(Self.apostrophes.contains(scalars[start - 1]) && Self.isOfWord(scalars[start - 2]))
    else { return false }
    return !name.mayBeginSentence || !beginsSentence(start)
  }

  /// Whether the last word is not at its end: `Don` is not in `Don't`, but `ImageNet` is in `ImageNet's`.
  private func goesOn(at end: Int) -> Bool {
    guard end < scalars.count else { return false }
    if Self.isOfWord(scalars[end]) { return true }
    guard Self.apostrophes.contains(scalars[end]), end + 1 < scalars.count, Self.isOfWord(scalars[end + 1])
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
