internal import CXapian

/// Values that documents are to have in a slot, prepared for any number of queries.
///
/// For many values: what a query by them costs grows with the documents that the rest of it lets through, where
/// an `or` of terms costs for each of the terms. From the second query on, which documents have them is
/// remembered for each index; so use one only with readers of one `IndexState`.
package final class ListedValues: @unchecked Sendable, Equatable {
  /// Read only after `init`, and what it remembers is behind a lock of its own: hence the class may be shared.
  let pointer: OpaquePointer
  let slot: UInt32
  let values: [String]

  /// - Parameter values: Looked for in the list that `slot` holds; none at all are found in no document.
  package init(slot: UInt32, _ values: [String]) throws(IndexError) {
    var opened: OpaquePointer?
    try check { message in
      withSlices(values) { cx_listed_open(slot, $0.baseAddress, $0.count, &opened, message) }
    }
    pointer = opened!  // set whenever the status is ok
    (self.slot, self.values) = (slot, values)
  }

  deinit { cx_listed_free(pointer) }

  package static func == (one: ListedValues, other: ListedValues) -> Bool { one === other }
}
