internal import CartularyIndex

/// Turns counts of values into a facet.
///
/// Values that search takes for one are one: choosing it finds as many records as it counts. A record has one spelling of
/// each (`DatasetIndexer`), so that counts of spellings add up.
enum FacetCounting {
  /// - Parameter counts: The values of the field among the matches, each once, in any order.
  static func facet(
    _ field: CatalogField, counts: [FacetCount], selected: [String], limit: Int, prefix: String = ""
  ) -> Facet {
    // Several indexed values may mean one.
    facet(
      field, FacetGroups(count: counts.count) { counts[$0].value }, counts: counts.map { UInt32($0.count) },
      selected: selected, limit: limit, prefix: prefix)
  }

  /// - Parameter counts: How many of the matches have each value, by its place.
  static func facet(
    _ field: CatalogField, _ groups: FacetGroups, counts: [UInt32], selected: [String], limit: Int,
    prefix: String = ""
  ) -> Facet {
    let selected = selected.map { field.shown?.spelling($0) ?? $0 }
    let wanted = Set(selected.map(ExactTerm.fold))
    let beginning = ExactTerm.fold(prefix)
    let counted = Counted(groups, counts)
    func isWanted(_ group: Int) -> Bool { !wanted.isEmpty && wanted.contains(groups.folded[group]) }
    let candidates = counted.all.filter { group in
      beginning.isEmpty || hasWord(groups.folded[group], beginning: beginning) || isWanted(group)
    }
    let first = counted.first(limit, of: candidates)
    let listed = Set(first)
    let further = wanted.isEmpty ? [] : candidates.filter { isWanted($0) && !listed.contains($0) }
    var values = (first + counted.first(.max, of: further)).map { group in
      Facet.Value(
        value: groups.text(counted.shown[group]), count: Int(counted.totals[group]),
        isSelected: isWanted(group))
    }
    // A selected value that nothing has is listed too, with its zero, so that it can be taken back.
    var seen = Set(
      wanted.isEmpty ? [] : counted.all.map { groups.folded[$0] }.filter(wanted.contains))
    for value in selected where seen.insert(ExactTerm.fold(value)).inserted {
      values.append(.init(value: value, count: 0, isSelected: true))
    }
    return Facet(
      field: field.name, values: values, remainingCount: candidates.count - first.count - further.count)
  }

  /// Counts of groups of values.
  private struct Counted {
    let groups: FacetGroups
    /// How many matches have a value of each group.
    var totals: [UInt32]
    /// The value that stands for each group: the commonest spelling, of equals the first by its text.
    var shown: [Int]
    /// The groups that some match has a value of.
    var all: [Int] = []

    init(_ groups: FacetGroups, _ counts: [UInt32]) {
      self.groups = groups
      totals = [UInt32](repeating: 0, count: groups.folded.count)
      shown = [Int](repeating: -1, count: groups.folded.count)
      for (place, count) in counts.enumerated() where count > 0 {
        let group = groups.groups[place]
        if totals[group] == 0 { all.append(group) }
        totals[group] += count
        let other = shown[group]
        if other < 0 || counts[other] < count || (counts[other] == count && groups.precedes(place, other)) {
          shown[group] = place
        }
      }
    }

    /// The most frequent of some groups, equals in the order of their text.
    func first(_ limit: Int, of candidates: [Int]) -> [Int] {
      guard limit < candidates.count else { return candidates.sorted(by: isBefore) }
      guard limit > 0 else { return [] }
      var best: [Int] = []
      for group in candidates {
        if best.count == limit {
          guard isBefore(group, best[limit - 1]) else { continue }
          best.removeLast()
        }
        best.insert(group, at: best.firstIndex { isBefore(group, $0) } ?? best.count)
      }
      return best
    }

    private func isBefore(_ one: Int, _ other: Int) -> Bool {
      totals[one] != totals[other]
        ? totals[one] > totals[other] : groups.precedes(shown[one], shown[other])
    }
  }

  private static func hasWord(_ folded: String, beginning: String) -> Bool {
    folded.hasPrefix(beginning)
      || folded.split { !($0.isLetter || $0.isNumber) }.contains { $0.hasPrefix(beginning) }
  }
}
