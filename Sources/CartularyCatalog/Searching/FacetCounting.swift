internal import CartularyIndex

/// Turns the engine's counts into a facet.
enum FacetCounting {
  /// - Parameter counts: Every value of the field among the matches, the most frequent first.
  static func facet(
    _ field: CatalogField, counts: [FacetCount], selected: [String], limit: Int, prefix: String = ""
  ) -> Facet {
    let wanted = Set(selected.map(ExactTerm.fold))
    let beginning = ExactTerm.fold(prefix)
    var values: [Facet.Value] = []
    var remaining = 0
    for count in counts {
      let isSelected = wanted.contains(ExactTerm.fold(count.value))
      guard isSelected || hasWord(count.value, beginning: beginning) else { continue }
      if values.count < limit || isSelected {
        values.append(.init(value: count.value, count: count.count, isSelected: isSelected))
      } else {
        remaining += 1
      }
    }
    // A selected value that nothing has is listed too, with its zero, so that it can be taken back.
    let listed = Set(values.map { ExactTerm.fold($0.value) })
    var seen = listed
    for value in selected where seen.insert(ExactTerm.fold(value)).inserted {
      values.append(.init(value: value, count: 0, isSelected: true))
    }
    return Facet(field: field.name, values: values, remainingCount: remaining)
  }

  private static func hasWord(_ value: String, beginning: String) -> Bool {
    guard !beginning.isEmpty else { return true }
    let folded = ExactTerm.fold(value)
    return folded.hasPrefix(beginning)
      || folded.split { !($0.isLetter || $0.isNumber) }.contains { $0.hasPrefix(beginning) }
  }
}
