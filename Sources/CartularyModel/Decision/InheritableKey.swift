/// A key of `access` that a record takes over from a programme where it states nothing itself.
///
/// The table has every key of the access terms. Licences, rights and sharing are not in it: a programme's are those of
/// what it publishes itself.
struct InheritableKey: Sendable {
  /// As the manifest has it below `access`.
  let name: String
  /// How many values are stated: for a list its items, else 0 or 1.
  let count: @Sendable (AccessTerms) -> Int
  /// Puts the values of the second terms in the place of the first one's.
  let take: @Sendable (inout AccessTerms, AccessTerms) -> Void
  /// Of a list whose items may come on top of others; `nil` for other keys.
  var list: ListedTerm?
  /// Adds those items of the second terms' list that the first has not, and returns their places in it.
  var add: @Sendable (inout AccessTerms, AccessTerms) -> [Int] = { _, _ in [] }

  static let all: [InheritableKey] = [
    .list(.mode, \.modes), .value("url", \.url), .value("contact", \.contact),
    .list(.requires, \.requirements), .list(.purposes, \.purposes),
    .list(.prohibitedPurposes, \.prohibitedPurposes), .value("stated-open", \.statedOpen),
    .list(.requesters, \.requesters), .list(.jurisdictions, \.jurisdictions),
    .list(.storageJurisdictions, \.storageJurisdictions),
    .list(.requesterJurisdictions, \.requesterJurisdictions),
    .value("embargo-until", \.embargoUntil),
    .value("publication-moratorium-until", \.publicationMoratoriumUntil), .value("erase-by", \.eraseBy),
    .value("maximum-months", \.maximumMonths), .value("consent", \.consent), .value("cost", \.cost),
    .value("fee", \.fee), .value("lead-time", \.leadTime), .value("review-days", \.reviewDays),
    .value("intermediary", \.intermediary), .list(.dataUse, \.dataUse), .value("requests", \.requests),
    .value("embargo", \.embargo), .value("erase-after", \.eraseAfter), .value("keep-for", \.keepFor),
    .value("agreement", \.agreement), .value("review", \.review),
    .value("purpose-bound", \.isPurposeBound), .value("legal", \.legal), .value("effort", \.effort),
    .value("note", \.note),
  ]

  private static func value<Value: Sendable>(
    _ name: String, _ path: any WritableKeyPath<AccessTerms, Value?> & Sendable
  ) -> InheritableKey {
    InheritableKey(
      name: name, count: { $0[keyPath: path] == nil ? 0 : 1 },
      take: { $0[keyPath: path] = $1[keyPath: path] })
  }

  private static func list<Item: Hashable & Sendable>(
    _ list: ListedTerm, _ path: any WritableKeyPath<AccessTerms, [Item]> & Sendable
  ) -> InheritableKey {
    var key = InheritableKey(
      name: list.rawValue, count: { $0[keyPath: path].count },
      take: { $0[keyPath: path] = $1[keyPath: path] })
    key.list = list
    key.add = { terms, others in
      var seen = Set(terms[keyPath: path])
      let items = others[keyPath: path]
      let places = items.indices.filter { seen.insert(items[$0]).inserted }
      terms[keyPath: path] += places.map { items[$0] }
      return places
    }
    return key
  }
}
