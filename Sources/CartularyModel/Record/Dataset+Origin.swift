/// Where a statement of a record comes from if its source does not state it.
package enum StatementOrigin: String, Sendable {
  /// Invented, to illustrate the format.
  case illustrative
  /// It follows from the source; `Dataset.inferred` says how.
  case inferred
}

extension Dataset {
  /// Where what the record says under a key comes from; `nil` for what its source states.
  ///
  /// - Parameter key: A key of the manifest, at its top level.
  package func origin(of key: String) -> StatementOrigin? {
    // What is both is at most what the weaker word says.
    if illustrative.contains(key) { return .illustrative }
    return inferred?[key] == nil ? nil : .inferred
  }
}
