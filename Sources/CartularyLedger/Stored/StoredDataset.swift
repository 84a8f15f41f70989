package import CartularyModel
package import Foundation

/// Records in the form in which they are stored.
package enum StoredDataset {
  /// The bytes of a record.
  package static func encoded(_ dataset: Dataset) throws -> Data {
    try StoredJSON.encode(StoredDatasetV1(dataset))
  }

  /// The record that some bytes hold.
  package static func decoded(_ data: Data) throws -> Dataset {
    try StoredJSON.decode(StoredDatasetV1.self, from: data).model()
  }
}
