internal import CXapian

/// The parts of a `SearchRequest` that the engine runs in addition to the query, checked and ready to lend.
struct PreparedSearch {
  private let offset: Int
  private let limit: Int
  private let weighting: cx_bm25
  private let relevance: cx_relevance
  private let keys: [(slot: UInt32, descending: Bool)]
  private let facetSlots: [UInt32]
  private let content: MatchContent

  /// - Throws: `IndexError` with code `.invalidArgument` for a page or an order that makes no sense.
  init(_ request: SearchRequest) throws(IndexError) {
    guard request.offset >= 0, request.limit >= 0 else {
      throw IndexError(.invalidArgument, "offset and limit must not be negative")
    }
    offset = request.offset
    limit = request.limit
    weighting = cx_bm25(
      k1: request.weighting.k1, k2: request.weighting.k2, k3: request.weighting.k3, b: request.weighting.b,
      minimum_normalized_length: request.weighting.minimumNormalizedLength)
    relevance = try Self.relevance(in: request.order)
    keys = request.order.compactMap { key in
      if case .value(let slot, let descending) = key { (slot, descending) } else { nil }
    }
    // A slot asked for twice would be counted into one answer twice.
    facetSlots = Array(Set(request.facets))
    content = request.content
  }

  /// Where the weight comes in `order`: Xapian compares it before or after all values, not in between.
  private static func relevance(in order: [SortKey]) throws(IndexError) -> cx_relevance {
    let places = order.indices.filter { order[$0] == .relevance }
    guard let place = places.first else { return order.isEmpty ? .first : .ignored }
    guard places.count == 1, place == 0 || place == order.count - 1 else {
      throw IndexError(.invalidArgument, "relevance can be the first or the last sort key only")
    }
    return place == 0 ? .first : .last
  }

  /// Lends the sort keys to `body`.
  static func withSortKeys<Result>(
    _ keys: [(slot: UInt32, descending: Bool)], _ body: (UnsafeBufferPointer<cx_sort_key>) -> Result
  ) -> Result {
    // Greater than every value, since no UTF-8 holds this byte; so whichever way a key runs, documents
    // without the value come last.
    let afterEveryValue: [UInt8] = [0xFF]
    return afterEveryValue.withUnsafeBytes { after in
      let last = cx_slice(bytes: after.baseAddress, count: after.count)
      let first = cx_slice(bytes: nil, count: 0)
      let sortKeys = keys.map {
        cx_sort_key(slot: $0.slot, descending: $0.descending, missing: $0.descending ? first : last)
      }
      return sortKeys.withUnsafeBufferPointer(body)
    }
  }

  /// Lends the parameters to `body`.
  func withParameters<Result>(_ body: (UnsafePointer<cx_search>) -> Result) -> Result {
    Self.withSortKeys(keys) { sortKeys in
      facetSlots.withUnsafeBufferPointer { facetSlots in
        let valueSlot: UInt32? = if case .value(let slot) = content { slot } else { nil }
        var search = cx_search(
          offset: offset, limit: limit,
          weighting: weighting, relevance: relevance,
          keys: sortKeys.baseAddress, key_count: sortKeys.count,
          facet_slots: facetSlots.baseAddress, facet_slot_count: facetSlots.count,
          is_of_values: valueSlot != nil, value_slot: valueSlot ?? 0, is_bare: content == .nothing)
        return body(&search)
      }
    }
  }
}
