internal import CartularyIndex
internal import CartularyLedger
internal import CartularyQuery

/// The order of hits: what was asked for; then, of equals in relevance, the better record; then the id, so that it
/// is total.
struct SortOrder {
  let keys: [CartularyIndex.SortKey]
  /// Whether what is nearest to use comes first, or last; `nil` if use does not order.
  private(set) var usableFirst: Bool?

  init(_ asked: [CartularyQuery.SortKey], option: String?, byQuality: Bool = true) throws(CatalogError) {
    var sorts = asked.map { (name: $0.field, isTurned: $0.descending) }
    if let option, sorts.isEmpty {
      let isTurned = option.hasPrefix("-")
      sorts = [(String(isTurned ? option.dropFirst() : option[...]), isTurned)]
    }
    var keys: [CartularyIndex.SortKey] = []
    if let first = sorts.first, first.name.lowercased() == FieldTable.usable {
      usableFirst = !first.isTurned
      sorts.removeFirst()
    }
    for sort in sorts {
      guard sort.name.lowercased() != FieldTable.usable else {
        throw CatalogError(
          .invalidArgument, "'\(FieldTable.usable)' comes before all other sort keys",
          facts: .init(field: sort.name), help: "write it first")
      }
      if sort.name.lowercased() == FieldTable.relevance {
        if keys.isEmpty { keys.append(.relevance) }
        break
      }
      guard let sorting = FieldTable.field(named: sort.name)?.sorting else {
        throw CatalogError(
          .invalidArgument, "cannot sort by '\(sort.name.prefix(80))'", facts: .init(field: sort.name),
          help: "sort by " + FieldTable.sortKeys.joined(separator: ", "))
      }
      keys.append(.value(slot: sorting.slot, descending: sorting.isDescendingByNature != sort.isTurned))
    }
    if keys.isEmpty { keys = [.relevance] }
    if byQuality, keys == [.relevance] {
      self.keys = keys + RecordOrder.equals
    } else {
      self.keys = keys + [RecordOrder.byID]
    }
  }
}
