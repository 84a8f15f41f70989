internal import CartularyBase
internal import CartularyCatalog
internal import CartularyQuery

extension PageMaker {
  /// What to try instead; nothing of it is done by itself.
  func advice(_ answer: SearchAnswer, _ asked: PageSearch, _ use: IntendedUse?) throws -> AdviceBox? {
    let isEmpty = answer.total == 0
    guard isEmpty || answer.advice != nil else { return nil }
    var items: [AdviceItem] = []
    func add(_ lead: String, _ href: String, _ text: String, _ count: Int?) {
      items.append(
        AdviceItem(
          adviceLead: lead, adviceHref: href, adviceText: PageText.shown(text, 120),
          adviceCount: count.map { PageText.plural($0, "dataset") }))
    }
    if let advice = answer.advice {
      for correction in advice.corrections.prefix(3) {
        add("Did you mean", link(correction.query, asked), correction.query, correction.count)
      }
      for hint in advice.filters.prefix(4) where !hint.needsProfile {
        add(
          "For “\(PageText.shown(hint.words, 60))” there is a filter:", link(hint.query, asked), hint.filter,
          hint.count)
      }
      for relaxation in isEmpty ? advice.relaxations.prefix(6) : [] {
        add(
          "Without", link(relaxation.query, asked, without: relaxation.clause), relaxation.clause,
          relaxation.count)
      }
      for rewording in advice.rewordings.prefix(3) {
        add("As words, anywhere:", link(rewording.query, asked), rewording.clause, rewording.count)
      }
    }
    guard isEmpty || !items.isEmpty else { return nil }
    if items.isEmpty, !asked.chosen.isEmpty, !asked.text.isEmpty {
      let count = try catalog.search(SearchQuery(asked.text), page: .empty, as: viewer, use: use).total
      if count > 0 {
        let href = addresses.search(asked.pairs(chosen: [], hasSort: false))
        add("Without the filters:", href, asked.text, count)
      }
    }
    return AdviceBox(
      adviceTitle: isEmpty ? "Nothing has all of this" : "Did you mean", adviceItems: items, hasTips: isEmpty)
  }

  /// A suggested query has the filters of the form in its text: they go back into the form, so that their boxes stay.
  ///
  /// - Parameter clause: What the suggestion leaves out.
  private func link(_ query: String, _ asked: PageSearch, without clause: String? = nil) -> String {
    for (index, filter) in asked.filters.enumerated() where filter == clause {
      var chosen = asked.chosen
      chosen.remove(at: index)
      return addresses.search(asked.pairs(chosen: chosen, hasSort: false))
    }
    var text = query
    let chosen = zip(asked.chosen, asked.filters).filter { _, filter in
      guard let range = Self.clause(filter, in: text) else { return false }
      text.removeSubrange(range)
      return true
    }
    return addresses.search(
      asked.pairs(
        text: text.split(separator: " ").joined(separator: " "), chosen: chosen.map(\.0), hasSort: false))
  }

  /// Where a whole clause stands in a query; `nil` if it is not there.
  private static func clause(_ clause: String, in query: String) -> Range<String.Index>? {
    query.ranges(of: clause).last { range in
      (range.lowerBound == query.startIndex || query[query.index(before: range.lowerBound)] == " ")
        && (range.upperBound == query.endIndex || query[range.upperBound] == " ")
    }
  }
}
