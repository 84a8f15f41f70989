internal import CartularyModel

/// What of a record its source does not state, as notes of the document that it is written to: invented for illustration, or
/// inferred from the source, with how.
enum EditorialNotes {
  static let carries = ["illustrative", "inferred"]

  private static let illustrative = "illustrative, not stated by the source: "
  private static let inferred = "inferred, not stated by the source: "
  private static let separator = ", "

  /// One for all that is illustrative, and one for each key that is inferred; empty for a record that states all.
  static func texts(of dataset: Dataset) -> [String] {
    let invented =
      dataset.illustrative.isEmpty
      ? [] : [illustrative + dataset.illustrative.joined(separator: separator)]
    let followed = (dataset.inferred ?? [:]).sorted { $0.key < $1.key }.map {
      inferred + $0.key + ": " + $0.value
    }
    return invented + followed
  }

  /// Takes a note that `texts` wrote, of a record of ours: its keys are not checked again.
  ///
  /// - Returns: Whether it is one.
  static func read(_ text: String, into dataset: inout Dataset) -> Bool {
    if text.hasPrefix(illustrative) {
      let keys = text.dropFirst(illustrative.count).split(separator: separator).map(String.init)
      guard !keys.isEmpty else { return false }
      dataset.illustrative += keys
      return true
    }
    guard text.hasPrefix(inferred) else { return false }
    let rest = text.dropFirst(inferred.count)
    guard let colon = rest.firstRange(of: ": ") else { return false }
    dataset.inferred = (dataset.inferred ?? [:]).merging(
      [String(rest[..<colon.lowerBound]): String(rest[colon.upperBound...])], uniquingKeysWith: { $1 })
    return true
  }
}
