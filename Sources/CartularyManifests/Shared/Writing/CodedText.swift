internal import CartularyModel

/// A code of a vocabulary with words after it, for formats that have one text for both: `bias: fewer rural callers`.
enum CodedText {
  /// The code alone when there are no words.
  static func text(_ code: some Vocabulary, _ words: String?) -> String {
    [code.rawValue, words].compactMap(\.self).joined(separator: ": ")
  }

  /// Reads what `text` wrote; `nil` for a text that does not begin with a code.
  static func read<Code: Vocabulary>(_ text: String) -> (code: Code, words: String?)? {
    let parts = text.split(separator: ": ", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard let code = parts.first.flatMap({ Code(rawValue: $0) }) else { return nil }
    return (code, parts.count == 2 ? parts[1] : nil)
  }

  /// Reads a limit, which has both; `nil` for other text.
  static func limit(_ text: String) -> DataLimit? {
    let stated: (code: LimitKind, words: String?)? = read(text)
    return stated.flatMap { stated in stated.words.map { DataLimit(kind: stated.code, text: $0) } }
  }
}
