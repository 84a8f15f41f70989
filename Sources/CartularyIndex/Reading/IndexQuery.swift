/// A query over terms and values, as a tree.
///
/// Searching refuses, with code `.invalidArgument`: a tree more than `maximumDepth` deep, an empty term or
/// wildcard prefix (to the engine they stand in every document), a negative or infinite scale, a negative
/// wqf, and a wildcard limit below 1.
///
/// A tree with a great many parts costs time worse than its square: limit what people may ask before it
/// comes here.
package indirect enum IndexQuery: Sendable, Equatable {
  /// How deep a query may be nested. Xapian recurses: its stack would run out at some 2,000 in 512 KiB.
  package static let maximumDepth = 128

  /// Every document, with no weight.
  case all
  /// No document.
  case none
  /// Documents with the term.
  case term(String)
  /// Documents with the term, which weighs as standing in the query `wqf` times.
  case weighted(String, wqf: Int)
  /// Documents with the term, all with one weight from 0 up, whatever the term weighs elsewhere.
  case fixed(String, weight: Double)
  /// Documents that match every part; their weights add up. Of no parts: no document.
  case and([IndexQuery])
  /// Documents that match a part; the weights of those that match add up. Of no parts: no document.
  case or([IndexQuery])
  /// Documents that match the first and not the second, with the weight of the first.
  case andNot(IndexQuery, IndexQuery)
  /// Documents that match both, with the weight of the first.
  case filter(IndexQuery, IndexQuery)
  /// Documents that match the first; where the second matches, its weight is added.
  case andMaybe(IndexQuery, IndexQuery)
  /// Documents that match a part, weighed as if all parts were one term. Of no parts: no document.
  case synonym([IndexQuery])
  /// Documents with the terms in this order, within `window` positions. A window smaller than the number
  /// of terms is that number: the terms side by side. Of no terms: no document.
  case phrase([String], window: Int)
  /// Documents with the terms in any order, within `window` positions; as for `phrase`.
  case near([String], window: Int)
  /// The documents of the part, their weights multiplied by a factor from 0 up.
  case scale(Double, IndexQuery)
  /// Documents whose single value in the slot lies between the bounds, both included, bytewise. A bound
  /// that is `nil` or empty is open; a document without a value never matches.
  case valueRange(slot: UInt32, lower: String?, upper: String?)
  /// Documents whose list in a slot holds one of some values, with no weight.
  case listed(ListedValues)
  /// Documents with a term that begins with `prefix`, with no weight. Where one of the databases read, or the parts of one
  /// together, have more than `limit` such terms, the search throws `IndexError` with code `.badQuery`.
  case wildcard(prefix: String, limit: Int)
}

extension IndexQuery: CustomStringConvertible {
  /// The query as Xapian prints it, for explaining a search; for a query that searching would refuse, why.
  package var description: String {
    do {
      return try QueryHandle.built(from: self).printed()
    } catch {
      return "refused: \(error)"
    }
  }
}
