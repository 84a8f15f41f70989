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
  let key: NameKey
  /// The key of its first word.
  var beginning: NameKey { NameKey(first.unicodeScalars) }

  /// Of a name in UTF-8.
  static let lengths = 3...100

  /// - Returns: `nil` for an ordinary word, and for what is too short or too long to be told from one.
  init?(_ name: String) {
    let whole = Array(NameTerms.written(name).unicodeScalars)
    guard let first = whole.firstIndex(where: MentionText.isOfWord),
      let last = whole.lastIndex(where: MentionText.isOfWord)
    else { return nil }
    let scalars = whole[first...last]
    text = String(String.UnicodeScalarView(scalars))
    self.first = String(String.UnicodeScalarView(scalars.prefix(while: MentionText.isOfWord)))
    var traits = MentionText.Traits()
    for scalar in scalars { traits.formUnion(.of(scalar)) }
    guard Self.lengths.contains(text.utf8.count), traits.mayBeOfName,
      !FunctionWords.contains(FoldedText.words(text))
    else { return nil }
    key = NameKey(scalars)
  }

  /// Those of a record, each once.
  static func names(of record: RecordTexts) -> Set<MentionName> {
    Set(([record.title] + record.aliases).compactMap { MentionName($0) })
  }

  /// Its term in the index; names that begin alike stand together.
  var term: String { Self.term(first: first, text) }

  static func term(first: String, _ text: String) -> String { beginning(for: first) + text }

  /// How the terms of names with a first word begin.
  static func beginning(for first: String) -> String { TermPrefix.mentionName + first + " " }

  static func == (one: MentionName, other: MentionName) -> Bool { one.key == other.key }
  func hash(into hasher: inout Hasher) { hasher.combine(key) }
}
