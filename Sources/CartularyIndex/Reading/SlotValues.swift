/// The values of the lists in one slot, over all indexes of one state of a reader.
package final class SlotValues: Sendable {
  private let columns: [IndexColumn]
  /// For each column the place of each of its ordinals among all values; `nil` if there is one column alone.
  private let places: [[UInt32]]?
  /// The values of all columns, where there are several.
  private let merged: [String]
  /// How many different values there are.
  package let count: Int

  init(_ columns: [IndexColumn]) {
    self.columns = columns
    guard columns.count != 1 else {
      (places, merged, count) = (nil, [], columns[0].valueCount)
      return
    }
    var numbers: [String: UInt32] = [:]
    let lists = columns.map { column in (0..<column.valueCount).map { column.value($0 + 1) } }
    let values = Set(lists.joined()).sorted { $0.precedesBytewise($1) }
    for (index, value) in values.enumerated() { numbers[value] = UInt32(index + 1) }
    places = lists.map { list in [0] + list.map { numbers[$0] ?? 0 } }
    (merged, count) = (values, values.count)
  }

  /// A value by its place, from 0 up, in the order of their bytes.
  package subscript(place: Int) -> String {
    places == nil ? columns[0].value(place + 1) : merged[place]
  }

  /// How many documents of a set have each value, by its place.
  package func counts(in set: MatchSet) -> [UInt32] {
    var counts = [UInt32](repeating: 0, count: count + 1)
    for (index, (column, part)) in zip(columns, set.parts).enumerated() {
      column.count(part, into: &counts, at: places?[index])
    }
    counts.removeFirst()
    return counts
  }

  /// The values that some document of a set has: most frequent first, then in the order of their bytes.
  package func facet(of set: MatchSet) -> [FacetCount] {
    counts(in: set).enumerated().filter { $1 > 0 }.sorted { ($1.1, $0.0) < ($0.1, $1.0) }.map {
      FacetCount(value: self[$0], count: Int($1))
    }
  }
}
