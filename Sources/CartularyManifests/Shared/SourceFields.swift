internal import CartularyBase
internal import CartularyModel

/// The fields of one record in a format that others made: read leniently, without losing any.
///
/// It records which keys were read, so that all others can be kept as unmapped, together with those that
/// were read but could not be understood.
struct SourceFields {
  let node: SourceNode
  private var read: Set<String>
  private let ignored: Set<String>
  private var unreadable: Set<String> = []

  /// - Parameter ignored: Keys that say nothing about the record, such as `@type`; `tags.id` for one below another.
  ///
  /// What is ignored at any depth is also given by the format as `leftOut`, so that it is documented.
  init(_ node: SourceNode, ignoring ignored: Set<String> = []) {
    (self.node, self.ignored) = (node, ignored)
    read = ignored
  }

  /// The value of the first of some keys that is present and not blank. All of them count as read only if
  /// they are that one.
  mutating func value(_ keys: String...) -> SourceNode? { value(keys) }

  /// The text of the first of some keys that has one, without surrounding whitespace; `nil` if none has.
  ///
  /// Of a list of texts, the first.
  mutating func text(_ keys: String...) -> String? {
    for key in keys {
      guard let value = node[key], let text = value.firstText else { continue }
      if value.items.count == 1 { read.insert(key) }
      return text
    }
    return nil
  }

  /// The texts of the first of some keys that has any; empty if none has.
  ///
  /// - Parameter separator: What separates the texts if a publisher writes one text for a list.
  mutating func texts(_ keys: String..., separatedBy separator: Character? = nil) -> [String] {
    guard let value = value(keys) else { return [] }
    if let separator, let text = value.text {
      return text.split(separator: separator).compactMap { SourceNode.nonEmpty(String($0)) }
    }
    return value.items.compactMap(\.firstText)
  }

  /// The date of the first of some keys that has a text. One that cannot be read is reported and kept.
  mutating func date(_ keys: String..., report: inout SourceReport) -> PartialDate? {
    guard let key = keys.first(where: { node[$0]?.firstText != nil }), let text = text(key) else {
      return nil
    }
    if let date = PartialDate(written: text) { return date }
    keep(key)
    report.say(
      .unreadableInSource, "'\(key)' is not a valid date: '\(text.prefix(80))'", at: node[key]?.mark)
    return nil
  }

  /// Keeps a key among the unmapped although it was read.
  mutating func keep(_ key: String) { unreadable.insert(key) }

  /// Marks a key as read elsewhere.
  mutating func take(_ keys: String...) { read.formUnion(keys) }

  /// What has no field, and what a field should hold but could not be read; `nil` if there is nothing.
  ///
  /// Of a key that was read, those values below it that nobody has looked at, by their path. To be asked for last.
  var unmapped: [String: String]? {
    var rest = UnmappedValues()
    for entry in node.entries ?? [] where !entry.value.isBlank && !ignored.contains(entry.key) {
      if !read.contains(entry.key) || unreadable.contains(entry.key) {
        rest.add(entry.value, at: entry.key)
      } else {
        let unread = entry.value.takeUnread { LeftOut.covers([entry.key] + $0, ignored) }
        for leaf in unread {
          rest.add(leaf.text, of: leaf.owner, at: ([entry.key] + leaf.path).joined(separator: "."))
        }
      }
    }
    return rest.texts
  }

  private mutating func value(_ keys: [String]) -> SourceNode? {
    for key in keys {
      guard let value = node[key], !value.isBlank else { continue }
      read.insert(key)
      return value
    }
    return nil
  }
}

/// The id of a record that comes without one in our form.
enum ImportedID {
  /// An address names a record globally; a bare number or name only together with its owner.
  ///
  /// - Returns: Empty if no id can be made.
  static func id(_ identifier: String, of owner: String?) -> String {
    // Names may be written for browsers: `&Eacute;rudit`.
    let (identifier, owner) = (HTMLText.plain(identifier), owner.map(HTMLText.plain))
    let isLocal = !identifier.contains("/") && !identifier.contains(":")
    return DatasetID.slug((isLocal ? (owner ?? "") + " " : "") + WebAddress.withoutScheme(identifier))
  }
}
