internal import CartularyLedger
internal import CartularyModel
internal import Foundation

/// What a document of a shard carries: a hit in short, and the whole record.
///
/// The index module puts a checksum around it, since glass has none. Layout: the lengths of the summary and
/// of the terms in decimal with a blank between, a line feed, the summary (JSON), the terms of use (their
/// canonical text), the record (JSON).
struct StoredPayloadV1 {
  let bytes: [UInt8]
  /// Where the summary, the terms and the record stand: each is decoded where it is asked for.
  private let summary: Range<Int>
  private let terms: Range<Int>
  private let record: Range<Int>

  /// The summary and the terms tell what the record takes over, too; the record says what it states itself.
  ///
  /// - Parameters:
  ///   - taking: The record with the terms that it takes over as its own.
  ///   - terms: All terms that hold for the record.
  ///   - json: The bytes of the record as the ledger has them; `nil` if it is not what the ledger has.
  init(_ dataset: Dataset, taking: Dataset, terms: UseTerms, json: String? = nil) throws {
    // Its level is what the record itself says.
    var taking = taking
    taking.accessRights = dataset.accessRights
    let summary = try StoredJSON.encode(StoredSummaryV1(DatasetSummary(taking)))
    let terms = Array(terms.canonicalText.utf8)
    let record = try json.map { Data($0.utf8) } ?? StoredDataset.encoded(dataset)
    try self.init(bytes: Array("\(summary.count) \(terms.count)\n".utf8) + summary + terms + record)
  }

  /// - Throws: `CatalogError` with code `.damaged` when the bytes are laid out in no such way.
  init(bytes: [UInt8]) throws(CatalogError) {
    guard let end = bytes.firstIndex(of: 0x0A) else { throw Self.damaged }
    let counts = bytes[..<end].split(separator: 0x20).compactMap { Int(String(decoding: $0, as: UTF8.self)) }
    guard counts.count == 2, counts.allSatisfy({ (0...bytes.count).contains($0) }),
      end + 1 + counts[0] + counts[1] <= bytes.count
    else { throw Self.damaged }
    let termsStart = end + 1 + counts[0]
    summary = (end + 1)..<termsStart
    terms = termsStart..<(termsStart + counts[1])
    record = (termsStart + counts[1])..<bytes.count
    self.bytes = bytes
  }

  private var termsText: String { String(decoding: bytes[terms], as: UTF8.self) }

  /// The key of the terms of use, as the record is indexed by it.
  var termsKey: String { UseTerms.key(ofCanonicalText: termsText) }

  func decodedTerms() throws(CatalogError) -> UseTerms {
    guard let terms = UseTerms(canonicalText: termsText) else { throw Self.damaged }
    return terms
  }

  func decodedSummary() throws(CatalogError) -> DatasetSummary {
    if let summary = StoredSummaryV1(quickly: bytes[summary]) { return DatasetSummary(summary) }
    do {
      return DatasetSummary(try StoredJSON.decode(StoredSummaryV1.self, from: Data(bytes[summary])))
    } catch {
      throw Self.damaged
    }
  }

  func decodedRecord() throws(CatalogError) -> Dataset {
    do { return try StoredDataset.decoded(Data(bytes[record])) } catch { throw Self.damaged }
  }

  private static let damaged = CatalogError(
    .damaged, "a stored record cannot be read", remedy: .rebuild)
}
