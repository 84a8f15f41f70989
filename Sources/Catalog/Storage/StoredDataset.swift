internal import DatasetModel
internal import Foundation

/// What a document of a shard carries: a hit in short, and the whole record.
///
/// The index module puts a checksum around it, since glass has none. Layout: the length of the summary in
/// decimal, a line feed, the summary, the record (both JSON).
struct StoredDataset {
  let summary: Data
  let record: Data

  init(_ dataset: Dataset) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    summary = try encoder.encode(DatasetSummary(dataset))
    record = try encoder.encode(dataset)
  }

  var bytes: [UInt8] { Array("\(summary.count)\n".utf8) + summary + record }

  /// - Throws: `CatalogError` with code `.damaged` when the bytes are laid out in no such way.
  init(bytes: [UInt8]) throws(CatalogError) {
    guard let end = bytes.firstIndex(of: 0x0A),
      let count = Int(String(decoding: bytes[..<end], as: UTF8.self)),
      count >= 0, end + 1 + count <= bytes.count
    else { throw Self.damaged }
    summary = Data(bytes[(end + 1)..<(end + 1 + count)])
    record = Data(bytes[(end + 1 + count)...])
  }

  func decodedSummary() throws(CatalogError) -> DatasetSummary { try decode(summary) }

  func decodedRecord() throws(CatalogError) -> Dataset { try decode(record) }

  private func decode<Value: Decodable>(_ data: Data) throws(CatalogError) -> Value {
    do { return try JSONDecoder().decode(Value.self, from: data) } catch { throw Self.damaged }
  }

  private static let damaged = CatalogError(
    .damaged, "a stored record cannot be read", help: CatalogError.remake)
}
