internal import CartularyBase
internal import CartularyModel

/// Texts in several languages, as `ckanext-fluent` and others write them: a map from language to text, under the key
/// itself or under one that ends in `_translated`.
enum CKANTranslations {
  /// All texts of some keys, each once: English first if there is one, otherwise what the first key has.
  static func texts(_ fields: inout SourceFields, _ keys: String...) -> [String] {
    var plain: [String] = []
    var translated: [(language: String, text: String)] = []
    for key in keys {
      guard let node = fields.node[key], !node.isBlank else { continue }
      if let entries = node.entries {
        guard fields.value(key) != nil else { continue }
        for entry in entries { translated += texts(of: entry.value).map { (entry.key.lowercased(), $0) } }
      } else if let text = fields.text(key) {
        plain.append(text)
      }
    }
    func isEnglish(_ language: String) -> Bool {
      language == "en" || language.hasPrefix("en-") || language.hasPrefix("en_")
    }
    let english = translated.filter { isEnglish($0.language) }.map(\.text)
    let others = translated.filter { !isEnglish($0.language) }.map(\.text)
    return (english + plain + others).distinct()
  }

  /// The same for lists of words.
  static func all(_ fields: inout SourceFields, _ key: String) -> [String] {
    guard let value = fields.value(key) else { return [] }
    return (value.entries?.map(\.value) ?? [value]).flatMap(texts(of:))
  }

  private static func texts(of node: SourceNode) -> [String] { node.items.compactMap(\.firstText) }

  /// What a tag or group is called: its shown name, with its own name where that is the same word.
  static func name(of node: SourceNode) -> String? {
    guard node.entries != nil else { return node.firstText }
    guard let shown = node["display_name"]?.firstText else { return node["name"]?.firstText }
    if node["name"]?.glance == shown { node["name"]?.markAsRead() }
    return shown
  }
}
