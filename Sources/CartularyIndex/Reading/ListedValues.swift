/// Values that documents are to have in the list of a slot, for any number of queries.
///
/// For many values: which documents have them is read from a column, where an `or` of terms costs for each of the terms.
package final class ListedValues: Sendable, Hashable {
  let slot: UInt32
  let values: [String]

  /// - Parameter values: Looked for in the list that `slot` holds; none at all are found in no document.
  package init(slot: UInt32, _ values: [String]) {
    (self.slot, self.values) = (slot, values)
  }

  package static func == (one: ListedValues, other: ListedValues) -> Bool {
    one === other || one.slot == other.slot && one.values == other.values
  }

  package func hash(into hasher: inout Hasher) {
    // There may be thousands of values.
    hasher.combine(slot)
    hasher.combine(values.count)
    hasher.combine(values.first)
  }
}
