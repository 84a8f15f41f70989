internal import CartularyModel

/// The address that a record of a catalog of ours has in formats that ask for one, and by which its id survives.
///
/// It holds within one catalog, as ids do: nothing answers at it.
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

  /// The address of what a relation names, where it is a record of ours.
  static func address(ofTarget target: String) -> String {
    DatasetID.isWellFormed(target) ? address(of: target) : target
  }

  /// The address of a code of a vocabulary of ours that no public vocabulary has.
  static func address(of code: some Vocabulary, in vocabulary: String) -> String {
    termPrefix + vocabulary + ":" + code.rawValue
  }
}
