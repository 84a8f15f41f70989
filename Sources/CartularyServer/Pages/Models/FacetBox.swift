struct FacetBox: Sendable {
  var facetName: String
  var facetTitle: String
  var facetTyped: [TypedValue]
  var facetValues: [FacetChoice]
  var isFacetOpen: Bool
  var facetChosen: String?
  var facetFind: FacetFind?
  var facetMore: String?
}

struct FacetChoice: Sendable {
  var facetValue: String
  var facetText: String
  var facetCount: String
  var isChosen: Bool
}

struct FacetFind: Sendable {
  var findText: String
}

struct TypedValue: Sendable {
  var typedText: String
  var typedCount: String
}
