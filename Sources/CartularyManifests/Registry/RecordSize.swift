internal import CartularyModel
internal import Foundation

/// The size of a record as it is stored, which differs from that of its source: quotes and line ends take more.
///
/// What is too large to be published is found when it is read, with its place.
enum RecordSize {
  /// A record that no source could bring to the limit is not measured.
  private static let leastByteCount = 100 << 10
  private static let leastVariableCount = 500

  /// Whether a record can be stored; if not, that is reported. In a catalog of others it alone is left out.
  static func check(_ record: FoundRecord, isNative: Bool, report: inout SourceReport) -> Bool {
    let dataset = record.dataset
    guard
      record.sourceRange.count > leastByteCount || dataset.description.utf8.count > leastByteCount
        || (dataset.dataDictionary?.variables.count ?? 0) > leastVariableCount
    else { return true }
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    guard let size = try? encoder.encode(dataset).count, size > ManifestLimits.storedByteCount else {
      return true
    }
    report.recordID = dataset.id
    defer { report.recordID = nil }
    let help =
      "the limit is \(ManifestLimits.storedByteCount >> 10) KiB; shorten its longest text, or point to it"
    guard isNative else {
      report.say(
        .skippedRecord, "a record of \(size >> 10) KiB, as it would be stored, is left out", at: record.mark,
        help: help)
      return false
    }
    report.say(
      .tooLarge, "a record of \(size >> 10) KiB, as it would be stored",
      at: longest(in: record.node) ?? record.mark,
      help: help)
    return false
  }

  /// Where the longest text at the top of the record is.
  private static func longest(in node: SourceNode?) -> SourceMark? {
    node?.entries?.max { ($0.value.text?.utf8.count ?? 0) < ($1.value.text?.utf8.count ?? 0) }?.value.mark
  }
}
