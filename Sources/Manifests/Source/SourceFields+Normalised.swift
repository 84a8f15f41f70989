internal import DatasetModel

// Fields whose values are normalised; what cannot be read is kept as it was.

extension SourceFields {
  /// Languages as BCP 47 tags, each once. Text that is no language is kept with the unmapped.
  mutating func languages(_ keys: String...) -> [String] {
    for key in keys {
      let texts = texts(key)
      guard !texts.isEmpty else { continue }
      var tags: [String] = []
      for text in texts {
        if let tag = LanguageTag.tag(for: text) {
          if !tags.contains(tag) { tags.append(tag) }
        } else {
          keep(key)
        }
      }
      return tags
    }
    return []
  }

  /// Every licence that the texts of some keys name, each once.
  mutating func licenses(_ keys: String...) -> [License] {
    for key in keys {
      let found = texts(key).flatMap(LicenseTable.standard.licenses(from:))
      guard !found.isEmpty else { continue }
      var ids: Set<String> = []
      return found.filter { ids.insert($0.id).inserted || $0.id == License.customID }
    }
    return []
  }

  /// How often the record's data is renewed, with the text it was read from.
  mutating func frequency(_ key: String) -> (code: UpdateFrequency, text: String)? {
    text(key).map { (UpdateFrequency(text: $0), $0) }
  }
}
