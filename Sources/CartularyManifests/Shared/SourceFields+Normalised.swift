internal import CartularyBase
internal import CartularyModel

// Fields whose values are normalised; what cannot be read is kept as it was.

extension SourceFields {
  /// Languages as BCP 47 tags, each once. Text that is not a language is kept with the unmapped values.
  mutating func languages(_ keys: String...) -> [String] {
    for key in keys {
      let texts = texts(key)
      guard !texts.isEmpty else { continue }
      var tags: [String] = []
      for text in texts {
        if let tag = LanguageTag.tag(for: text) {
          tags.append(tag)
        } else {
          keep(key)
        }
      }
      return tags.distinct()
    }
    return []
  }

  /// Every licence that the texts of the first of some keys name, each once. Text that is not recognised is
  /// reported.
  ///
  /// - Parameter plain: How a text is converted to plain text before it is read.
  mutating func licenses(
    _ keys: String..., report: inout SourceReport, plain: (String) -> String = { $0 }
  ) -> [License] {
    for key in keys {
      var found: [License] = []
      for item in texts(key).map(plain) {
        let licenses = LicenseTable.standard.licenses(from: item)
        report.sayIfCustom(licenses, item, at: node[key]?.mark ?? node.mark)
        found += licenses
      }
      guard !found.isEmpty else { continue }
      var ids: Set<String> = []
      return found.filter { ids.insert($0.id).inserted || $0.id == License.customID }
    }
    return []
  }

  /// The agent that a key names. A paragraph about them is kept too.
  mutating func agent(_ key: String) -> Agent? {
    guard let text = text(key), let agent = Agent.written(text) else { return nil }
    if !agent.saysAll(of: text) { keep(key) }
    return agent
  }

  /// The short name of a format. An address is kept too, as only its ending is a format.
  mutating func format(_ key: String) -> String? {
    guard let text = text(key) else { return nil }
    let format = AuthorityCodes.format(text)
    if format == nil || MarkdownLink.isWeb(text) { keep(key) }
    return format
  }

  /// The web address that a key holds. Anything else is reported and kept, except for a placeholder.
  mutating func page(_ key: String, report: inout SourceReport) -> String? {
    guard let text = text(key), Placeholder(text) != .silent else { return nil }
    if text.lowercased().hasPrefix("http") { return text }
    keep(key)
    report.say(
      .unreadableInSource, "'\(key)' is not a web address: '\(text.prefix(80))'", at: node[key]?.mark)
    return nil
  }

  /// How often the record's data is updated, with the text it was read from.
  mutating func frequency(_ key: String) -> (code: UpdateFrequency, text: String)? {
    text(key).map { (UpdateFrequency(text: $0), $0) }
  }
}
