/// Bounds of a ledger, each with its reason.
enum LedgerLimits {
  /// One record as JSON. A million different words in one document cost the index a gigabyte.
  static let recordByteCount = 1 << 20
}
