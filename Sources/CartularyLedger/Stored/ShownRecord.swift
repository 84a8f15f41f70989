internal import CartularyModel

/// A record without the variables that not everyone of its audience may know of: as every answer shows it, and as a mirror
/// gets it.
struct ShownRecord {
  let json: String
  let hash: String
  let sensitivity: String

  /// - Returns: `nil` for a record that certainly has no such variables.
  init?(_ json: String, id: String) throws {
    guard Self.mayDiffer(json) else { return nil }
    let shown = try LedgerRecord.dataset(json, id: id).withoutNarrowerVariables
    self.json = try LedgerRecord.json(of: shown)
    hash = LedgerRecord.hash(of: self.json)
    sensitivity = shown.effectiveSensitivity.level.rawValue
  }

  /// Whether a record may hide something; `false` is certain: without an audience of a variable's own, everything is shown.
  static func mayDiffer(_ json: String) -> Bool {
    // By bytes: a record's text is long, and by characters this would take longer than to decode it.
    let (text, key) = (json.utf8, "\"audience\":".utf8)
    return text.firstRange(of: key).map { text[$0.upperBound...].firstRange(of: key) != nil } ?? true
  }
}
