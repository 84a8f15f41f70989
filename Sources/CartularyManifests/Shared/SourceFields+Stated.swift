// Fields without placeholders.

extension SourceFields {
  /// Text that is not a placeholder. A placeholder that says something is kept among the unmapped values.
  mutating func stated(_ key: String) -> String? {
    guard let text = text(key) else { return nil }
    switch Placeholder(text) {
    case .silent: return nil
    case .telling:
      keep(key)
      return nil
    case nil: return text
    }
  }

  /// Texts that are values.
  mutating func statedList(_ key: String, separatedBy separator: Character? = nil) -> [String] {
    let texts = texts(key, separatedBy: separator)
    if texts.contains(where: { Placeholder($0) == .telling }) { keep(key) }
    return texts.filter { Placeholder($0) == nil }
  }

  /// The unmapped values, without placeholders that say nothing.
  var statedUnmapped: [String: String]? { unmapped?.filter { Placeholder($0.value) != .silent } }
}
