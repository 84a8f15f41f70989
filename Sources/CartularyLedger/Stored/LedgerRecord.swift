package import CartularyBase
package import CartularyModel
internal import Foundation

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
