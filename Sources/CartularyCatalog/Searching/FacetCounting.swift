internal import CartularyIndex

/// Turns the engine's counts into a facet.
enum FacetCounting {
  /// - Parameter counts: Every value of the field among the matches, in any order.
  static func facet(
    _ field: CatalogField, counts: [FacetCount], selected: [String], limit: Int, prefix: String = ""
  ) -> Facet {
    let selected = selected.map { field.shown?.spelling($0) ?? $0 }
    let wanted = Set(selected.map(ExactTerm.fold))
    let beginning = ExactTerm.fold(prefix)
    var values: [Facet.Value] = []
    var remaining = 0
    let distinct = distinct(counts)
    for count in distinct {
      let isSelected = wanted.contains(count.folded)
      guard isSelected || hasWord(count.folded, beginning: beginning) else { continue }
      if values.count < limit || isSelected {
        values.append(.init(value: count.value, count: count.count, isSelected: isSelected))
      } else {
        remaining += 1
      }
    }
    // A selected value that nothing has is listed too, with its zero, so that it can be taken back.
    var seen = Set(distinct.map(\.folded))
    for value in selected where seen.insert(ExactTerm.fold(value)).inserted {
      values.append(.init(value: value, count: 0, isSelected: true))
    }
    return Facet(field: field.name, values: values, remainingCount: remaining)
  }

  private struct DistinctValue {
    /// As search compares it.
    let folded: String
    /// In its commonest spelling, of equals the first by its text.
    var value: String
    var count: Int
    var spellingCount: Int
  }

  /// Values that search takes for one are one: choosing it finds as many records as it counts. A record has one
  /// spelling of each (`DatasetIndexer`), so that counts of spellings add up.
  ///
  /// - Returns: The most frequent first, equals in the order of their text.
  private static func distinct(_ counts: [FacetCount]) -> [DistinctValue] {
    var places: [String: Int] = [:]
    var values: [DistinctValue] = []
    for count in counts {
      let folded = ExactTerm.fold(count.value)
      guard let place = places[folded] else {
        places[folded] = values.count
        values.append(
          .init(folded: folded, value: count.value, count: count.count, spellingCount: count.count))
        continue
      }
      values[place].count += count.count
      let isCommoner = (values[place].spellingCount, count.value) < (count.count, values[place].value)
      if isCommoner { (values[place].value, values[place].spellingCount) = (count.value, count.count) }
    }
    return values.sorted { ($1.count, $0.value) < ($0.count, $1.value) }
  }

  private static func hasWord(_ folded: String, beginning: String) -> Bool {
    beginning.isEmpty || folded.hasPrefix(beginning)
      || folded.split { !($0.isLetter || $0.isNumber) }.contains { $0.hasPrefix(beginning) }
  }
}
