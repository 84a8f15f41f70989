internal import CartularyCatalog

extension BarGroup {
  /// A facet as bars.
  ///
  /// - Parameter link: The address of a value's own page; `nil` for values that a form asks for.
  /// - Returns: `nil` if nothing has a value.
  init?(_ facet: Facet, limit: Int = 8, link: ((String) -> String)? = nil) {
    let values = facet.values.filter { $0.count > 0 }
    guard let most = values.map(\.count).max() else { return nil }
    let rest = max(0, values.count - limit) + facet.remainingCount
    self.init(
      groupName: facet.field, groupTitle: PageWords.title(ofFacet: facet.field),
      groupBars: values.prefix(limit).map { value in
        BarRow(
          barValue: value.value, barText: PageText.shown(PageWords.value(value.value, of: facet.field), 80),
          barCount: PageText.number(value.count),
          barShare: String(max(1, (100 * value.count + most / 2) / most)), barHref: link?(value.value))
      }, groupRest: rest > 0 ? "and " + PageText.plural(rest, "more value") : nil)
  }
}

extension YearBars {
  /// Datasets by year.
  ///
  /// - Parameters:
  ///   - first: The year of the first count.
  ///   - counts: One for each year from there on.
  /// - Returns: `nil` for fewer than two years.
  init?(first: Int, counts: [Int]) {
    let empty = counts.prefix { $0 == 0 }.count
    let (first, counts) = (first + empty, counts.dropFirst(empty))
    guard counts.count > 1, let most = counts.max() else { return nil }
    let last = first + counts.count - 1
    let top = first + (counts.firstIndex(of: most) ?? counts.startIndex) - counts.startIndex
    let bars = counts.enumerated().filter { $0.element > 0 }.map { index, count in
      let height = max(1, (40 * count + most / 2) / most)
      return YearBar(
        barX: String(index * 10), barY: String(44 - height), barWidth: "8", barHeight: String(height),
        barTitle: "\(first + index): \(count)")
    }
    self.init(
      yearsWidth: String(counts.count * 10 - 2), yearBars: bars, firstYear: String(first),
      lastYear: String(last),
      yearsSummary:
        "Datasets by the year of first publication, \(first) to \(last); most in \(top), \(most)",
      yearsCaption: "most in \(top): \(PageText.number(most))")
  }
}
