package import CartularyCatalog

/// Completions of a half-typed query.
package struct WireCompletion: WireObject {
  package struct Item: WireObject {
    private let suggestion: Suggestion

    init(_ suggestion: Suggestion) { self.suggestion = suggestion }

    package static let name = "completion item"
    package static let summary = "One completion."
    package static let fields: [WireField<Item>] = [
      .init("text", "What to put in place of `range`.") { $0.suggestion.text },
      .init("kind", "`field`, `value`, `word` or `title`.") { $0.suggestion.kind.rawValue },
      .init("count", "How many datasets it finds by itself; null if that cannot be counted.") {
        $0.suggestion.count
      },
    ]
  }

  private let list: SuggestionList

  package init(_ list: SuggestionList) { self.list = list }

  package static let name = "completion"
  package static let summary = "Completions of a half-typed query."
  package static let fields: [WireField<WireCompletion>] = [
    .init(
      "range", "What a suggestion replaces: a half-open range of two offsets, in UTF-8 bytes of the query."
    ) {
      [$0.list.range.lowerBound, $0.list.range.upperBound]
    },
    .init("suggestions", "Best first.") { $0.list.suggestions.map(Item.init) },
  ]
}
