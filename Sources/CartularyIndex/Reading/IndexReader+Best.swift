extension IndexReader {
  /// The matches of one page, as `search` finds them, without a look at each that is not on it.
  ///
  /// - Parameters:
  ///   - request: Its facets are not counted.
  ///   - total: How many documents match.
  /// - Throws: As `search`.
  package func best(_ request: SearchRequest, total: Int) throws(IndexError) -> [IndexMatch] {
    guard request.limit > 0, request.offset < total else { return [] }
    if let keys = Self.keysOfEquals(request.order), let page = try ranked(request, keys, total: total) {
      return try matches(page, request)
    }
    var exact = request
    exact.facets = []
    return try search(exact).matches
  }

  /// The same where every match weighs nothing: the order of their values is the order of the page.
  ///
  /// - Parameter set: What matches.
  package func best(_ request: SearchRequest, of set: MatchSet) throws(IndexError) -> [IndexMatch] {
    guard request.limit > 0 else { return [] }
    let keys = request.order.filter { $0 != .relevance }
    let end = request.offset + request.limit
    var found: [UInt32] = []
    for (part, documents) in set.parts.enumerated() {
      found += try first(end, of: documents, keys, part)
    }
    if set.parts.count > 1 { found = try sorted(found, keys) }
    return try matches(found.prefix(end).dropFirst(request.offset).map { (0, $0) }, request)
  }

  /// What orders matches of equal weight, where the weight comes first; `nil` for other orders.
  private static func keysOfEquals(_ order: [SortKey]) -> [SortKey]? {
    guard order.first == .relevance else { return nil }
    let keys = Array(order.dropFirst())
    return keys.contains(.relevance) ? nil : keys
  }

  // MARK: - By weight

  /// How many matches are looked at behind a page at first, and how many at most.
  private static let reach = (first: 20, factor: 20, most: 400)

  /// The documents of a page, by their weight and then by some keys.
  ///
  /// The engine passes over what cannot come among the best, and says nothing of the order of equals. So it is asked for
  /// more than the page, until the weights of the last fall below all of the page: then all equals are there. They have to
  /// fall by more than sums of weights may differ in their last bits, as the engine compares sums with bounds that were
  /// summed up otherwise.
  ///
  /// - Returns: `nil` if too many are equal.
  private func ranked(_ request: SearchRequest, _ keys: [SortKey], total: Int) throws(IndexError)
    -> [(weight: Double, document: UInt32)]?
  {
    var asked = request
    (asked.offset, asked.order, asked.content, asked.snippets) = (0, [.relevance], .nothing, nil)
    (asked.facets, asked.isExact) = ([], false)
    let end = request.offset + request.limit
    var reach = Self.reach.first
    while reach <= Self.reach.most {
      asked.limit = end + reach
      work.searches += 1
      let found = try handle.search(.built(from: asked.query), PreparedSearch(asked)).documents()
      let isWhole = found.count < asked.limit || found.count >= total
      if isWhole || found[asked.limit - 1].weight < found[end - 1].weight * (1 - 1e-9) {
        return try page(of: found, request, keys)
      }
      reach *= Self.reach.factor
    }
    return nil
  }

  /// - Parameter found: By their weight; all equals of those on the page are there.
  private func page(
    of found: [(weight: Double, number: UInt32)], _ request: SearchRequest, _ keys: [SortKey]
  ) throws(IndexError) -> [(weight: Double, document: UInt32)] {
    var page: [(weight: Double, document: UInt32)] = []
    let end = min(request.offset + request.limit, found.count)
    var start = 0
    while start < end {
      let weight = found[start].weight
      let next = found[start...].firstIndex { $0.weight != weight } ?? found.count
      if next > request.offset {
        let equals = found[start..<next].map(\.number)
        page += try (equals.count > 1 ? sorted(equals, keys) : equals).map { (weight, $0) }
      } else {
        // Before the page, in whatever order.
        page += found[start..<next].map { ($0.weight, $0.number) }
      }
      start = next
    }
    return Array(page[..<end].dropFirst(request.offset))
  }

  // MARK: - By values

  /// Documents in the order of some keys, equals by their numbers.
  private func sorted(_ documents: [UInt32], _ keys: [SortKey]) throws(IndexError) -> [UInt32] {
    var values: [[[UInt8]]] = []
    for case .value(let slot, _) in keys { values.append(try self.values(of: documents, in: slot)) }
    let isDescending = keys.map { if case .value(_, let descending) = $0 { descending } else { false } }
    let order = documents.indices.sorted { one, other in
      for (key, isDescending) in zip(values, isDescending) where key[one] != key[other] {
        // What has no value comes last, whichever way it runs.
        if key[one].isEmpty || key[other].isEmpty { return key[other].isEmpty }
        return key[one].lexicographicallyPrecedes(key[other]) != isDescending
      }
      return documents[one] < documents[other]
    }
    return order.map { documents[$0] }
  }

  private func values(of documents: [UInt32], in slot: UInt32) throws(IndexError) -> [[UInt8]] {
    var request = SearchRequest(query: .none, limit: 0)
    request.content = .value(slot: slot)
    return try handle.documents(documents, PreparedSearch(request)).values().map(\.value)
  }

  /// The first documents of a set in the order of some keys, by their numbers in the reader.
  private func first(_ count: Int, of set: DocumentSet, _ keys: [SortKey], _ part: Int) throws(IndexError)
    -> [UInt32]
  {
    let partCount = UInt32(state.parts.count)
    var found: [UInt32] = []
    for document in try order(keys, part) where set.contains(document) {
      found.append((document - 1) * partCount + UInt32(part) + 1)
      if found.count == count { break }
    }
    return found
  }

  // MARK: - What is shown

  private func matches(_ page: [(weight: Double, document: UInt32)], _ request: SearchRequest)
    throws(IndexError) -> [IndexMatch]
  {
    work.documents += page.count
    let found = try handle.documents(page.map(\.document), PreparedSearch(request))
    return try zip(page, matches(in: found, as: request)).map { ranked, match in
      IndexMatch(weight: ranked.weight, payload: match.payload, snippets: match.snippets)
    }
  }
}
