internal import CartularyModel

/// The address of a record of our catalogs in formats that require one; it preserves the record's id.
///
/// Like ids, it is unique within one catalog; it cannot be visited.
enum OwnAddress {
  private static let prefix = "urn:x-cartulary:dataset:"
  private static let termPrefix = "urn:x-cartulary:"

  static func address(of id: String) -> String { prefix + id }

  /// The id in such an address; `nil` for other text.
  static func id(in text: String) -> String? {
    guard text.hasPrefix(prefix) else { return nil }
    let id = String(text.dropFirst(prefix.count))
    return DatasetID.isWellFormed(id) ? id : nil
  }

  /// What a relation names: the id of a record, or what was written.
  static func target(of text: String) -> String { id(in: text) ?? text }

  /// The address of what a relation names, if it is a record of ours.
  static func address(ofTarget target: String) -> String {
    DatasetID.isWellFormed(target) ? address(of: target) : target
  }

  /// The address of a code of our own vocabularies that no public vocabulary has.
  static func address(of code: some Vocabulary, in vocabulary: String) -> String {
    termPrefix + vocabulary + ":" + code.rawValue
  }
}
