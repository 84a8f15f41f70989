package import CartularyBase
package import CartularyModel
internal import Foundation

/// The current state of one id.
package struct LedgerHead {
  let id: String
  let number: Int
  /// Labels, separated by spaces. For a withdrawn record, those that it had.
  let audience: String
  let hash: String
  let isWithdrawn: Bool
  /// The effective level.
  let sensitivity: String
  /// Where the source of the record is. Of a withdrawn one, where it was no longer found; `nil` if it was withdrawn by
  /// name.
  let location: String?
}

/// How a record is written into the ledger.
package enum LedgerRecord {
  /// The record as JSON with sorted keys: equal records have equal text, and so equal hashes.
  ///
  /// - Throws: `CatalogError` with code `.invalidArgument` for a record that the shards could not take: it must
  ///   not get into the ledger, which never forgets.
  static func json(of dataset: Dataset) throws(CatalogError) -> String {
    guard let json = try? StoredDataset.encoded(dataset) else {
      throw CatalogError(
        .invalidArgument, "record '\(dataset.id)' cannot be written as JSON",
        facts: .init(id: dataset.id))
    }
    guard json.count <= LedgerLimits.recordByteCount else {
      throw CatalogError(
        .invalidArgument, "record '\(dataset.id)' is larger than \(LedgerLimits.recordByteCount >> 20) MiB",
        facts: .init(id: dataset.id, limit: LedgerLimits.recordByteCount),
        help: "shorten its description, or point to a data dictionary elsewhere")
    }
    return String(decoding: json, as: UTF8.self)
  }

  static func hash(of json: String) -> String { ContentHash(of: json.utf8).description }

  /// - Throws: `CatalogError` with code `.damaged`.
  static func dataset(_ json: String, id: String) throws(CatalogError) -> Dataset {
    do {
      return try StoredDataset.decoded(Data(json.utf8))
    } catch {
      throw CatalogError(
        .damaged, "the ledger holds a record that cannot be read: \(id)", facts: .init(id: id),
        remedy: .restoreLedger)
    }
  }

  static func audience(_ text: String) throws(CatalogError) -> Audience {
    guard let audience = Audience(labels: text.split(separator: " ").map(String.init)) else {
      throw CatalogError(
        .damaged, "the ledger holds an audience that is not valid", remedy: .restoreLedger)
    }
    return audience
  }

  /// - Throws: `CatalogError` with code `.damaged`.
  package static func moment(_ text: String) throws(CatalogError) -> Timestamp {
    guard let moment = Timestamp(text) else {
      throw CatalogError(
        .damaged, "the ledger holds a time that cannot be read", remedy: .restoreLedger)
    }
    return moment
  }

  package static func text(_ audience: Audience) -> String { audience.labels.joined(separator: " ") }
}

/// A step of a publication, ready to be written.
package struct LedgerStep {
  package enum Kind: String, Sendable { case published, moved, restored, withdrawn }

  let kind: Kind
  let dataset: Dataset
  let json: String
  let origin: RecordOrigin?
  let reason: String?
  /// Of a record that is withdrawn for want of a manifest: where that was; `nil` otherwise.
  var vanishedFrom: String?
  let head: LedgerHead?

  func write(_ ledger: any LedgerWriter, sequence: Int) throws {
    let next = LedgerHead(
      id: dataset.id, number: (head?.number ?? 0) + 1, audience: LedgerRecord.text(dataset.audience),
      hash: LedgerRecord.hash(of: json), isWithdrawn: kind == .withdrawn,
      sensitivity: dataset.effectiveSensitivity.level.rawValue, location: origin?.location ?? vanishedFrom)
    try ledger.append(
      self, sequence: sequence, head: next,
      duplicateKeys: kind == .withdrawn ? [] : DuplicateKey.keys(of: dataset),
      references: kind == .withdrawn ? [] : RecordReference.references(of: dataset))
  }
}
