package import CartularyModel
package import Foundation
internal import Synchronization

/// Records in the form in which they are stored.
package enum StoredDataset {
  /// The bytes of a record.
  package static func encoded(_ dataset: Dataset) throws -> Data {
    tally?.note(\.encoded)
    return try StoredJSON.encode(StoredDatasetV1(dataset))
  }

  /// The record that some bytes hold.
  package static func decoded(_ data: Data) throws -> Dataset {
    tally?.note(\.decoded)
    return try StoredJSON.decode(StoredDatasetV1.self, from: data).model()
  }

  /// What counts the records that the present task encodes and decodes; `nil` if nobody asks.
  @TaskLocal package static var tally: Tally?

  package final class Tally: Sendable {
    package struct Counts: Equatable, Sendable {
      package var encoded: Int
      package var decoded: Int

      package init(encoded: Int = 0, decoded: Int = 0) { (self.encoded, self.decoded) = (encoded, decoded) }
    }

    private let state = Mutex(Counts())

    package init() {}

    package var counts: Counts { state.withLock { $0 } }

    fileprivate func note(_ count: WritableKeyPath<Counts, Int>) {
      state.withLock { $0[keyPath: count] += 1 }
    }
  }
}
