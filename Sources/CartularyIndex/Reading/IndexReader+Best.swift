extension IndexReader {
  /// The matches of one page, as `search` finds them, without a look at each that is not on it.
  ///
  /// - Parameters:
  ///   - request: Its facets are not counted.
  ///   - matching: What matches; asked for only where many are equal.
  /// - Throws: As `search`.
  package func best(
    _ request: SearchRequest, matching: @autoclosure () throws(IndexError) -> MatchSet
  ) throws(IndexError) -> [IndexMatch] {
    try matches(of: ranking(request, matching: matching()), as: request)
  }

  /// The documents of one page and their weights, in the order of `search`.
  ///
  /// - Parameters: As of `best`.
  /// - Throws: As `search`.
  package func ranking(
    _ request: SearchRequest, matching: @autoclosure () throws(IndexError) -> MatchSet
  ) throws(IndexError) -> [RankedDocument] {
    guard request.limit > 0 else { return [] }
    if let keys = Self.keysOfEquals(request.order), let page = try ranked(request, keys, matching) {
      return page
    }
    var exact = request
    (exact.facets, exact.content, exact.snippets) = ([], .nothing, nil)
    work.searches += 1
    return try handle.search(built(exact), PreparedSearch(exact)).documents().map {
      RankedDocument(weight: $0.weight, number: $0.number)
    }
  }

  /// What a request brings of some documents, in their order.
  ///
  /// - Throws: As `search`.
  package func matches(of page: [RankedDocument], as request: SearchRequest) throws(IndexError)
    -> [IndexMatch]
  {
    guard !page.isEmpty else { return [] }
    work.documents += page.count
    let found = try handle.documents(page.map(\.number), PreparedSearch(request))
    return try zip(page, matches(in: found, as: request)).map { ranked, match in
      IndexMatch(weight: ranked.weight, payload: match.payload, snippets: match.snippets)
    }
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
    return try matches(
      of: found.prefix(end).dropFirst(request.offset).map { RankedDocument(weight: 0, number: $0) },
      as: request)
  }

  /// What orders matches of equal weight, where the weight comes first; `nil` for other orders.
  private static func keysOfEquals(_ order: [SortKey]) -> [SortKey]? {
    guard order.first == .relevance else { return nil }
    let keys = Array(order.dropFirst())
    return keys.contains(.relevance) ? nil : keys
  }

  // MARK: - By weight

  /// Up to so many documents every match of alternatives is weighed, so that none is lost (`IndexQuery.Pruning`); that takes
  /// half a millisecond here, and several among hundred thousands, where a loss was not seen.
  private static let exactDocumentCount = 20_000

  /// How many matches are looked at behind a page at first, and how many at most.
  private static let reach = (first: 20, most: 400)

  /// The documents of a page, by their weight and then by some keys.
  ///
  /// The engine passes over what cannot come among the best, and says nothing of the order of equals. So it is asked for
  /// more than the page, until the weights of the last fall below all of the page: then all equals are there. They have to
  /// fall by more than sums of weights may differ in their last bits, as the engine compares sums with bounds that were
  /// summed up otherwise. Where more are equal, these are looked for in the order of the keys. Of some queries it passes over
  /// what does come among the best (`IndexQuery.Pruning`): there every match is weighed.
  ///
  /// - Returns: `nil` if that does not tell either.
  private func ranked(
    _ request: SearchRequest, _ keys: [SortKey], _ matching: () throws(IndexError) -> MatchSet
  ) throws(IndexError) -> [RankedDocument]? {
    let end = request.offset + request.limit
    let isExact: Bool
    switch request.query.pruning {
    case .sound: isExact = false
    case .nearlySound: isExact = try documentCount <= Self.exactDocumentCount
    case .unsound: isExact = true
    }
    for reach in [Self.reach.first, Self.reach.most] {
      let found = try weighed(request, limit: end + reach, isExact: isExact)
      if found.count < end + reach || found[end + reach - 1].weight < found[end - 1].weight * (1 - 1e-9) {
        return try page(of: found, request, keys)
      }
      let isLast = reach == Self.reach.most
      let equals = EqualMatches(reader: self, request: request, keys: keys, matching: try matching())
      if let found = try equals.best(end, of: found, isPatient: isLast) {
        return try page(of: found, request, keys)
      }
    }
    return nil
  }

  /// The weights of the best matches, in the order of their weights alone.
  ///
  /// - Parameters:
  ///   - isExact: Whether each is weighed, so that none is passed over for the last bits of its weight.
  ///   - within: Documents of which all others are left out.
  func weighed(_ request: SearchRequest, limit: Int, isExact: Bool = false, within: MatchSet? = nil)
    throws(IndexError) -> [(weight: Double, number: UInt32)]
  {
    var asked = request
    (asked.offset, asked.limit, asked.order) = (0, limit, [.relevance])
    (asked.content, asked.snippets, asked.facets, asked.isExact) = (.nothing, nil, [], isExact)
    work.searches += 1
    return try handle.search(built(asked, within: within), PreparedSearch(asked)).documents().map {
      (Self.rounded($0.weight), $0.number)
    }
  }

  /// A weight without its last bits, which depend on the order in which the engine adds: equals are to be in the order of the
  /// keys on every page.
  private static func rounded(_ weight: Double) -> Double {
    Double(bitPattern: (weight.bitPattern + 0x800) & ~0xFFF)
  }

  /// - Parameter found: By their weight; all equals of those on the page are there.
  private func page(
    of found: [(weight: Double, number: UInt32)], _ request: SearchRequest, _ keys: [SortKey]
  ) throws(IndexError) -> [RankedDocument] {
    var page: [RankedDocument] = []
    let end = min(request.offset + request.limit, found.count)
    var start = 0
    while start < end {
      let weight = found[start].weight
      let next = found[start...].firstIndex { $0.weight != weight } ?? found.count
      if next > request.offset {
        let equals = found[start..<next].map(\.number)
        page += try (equals.count > 1 ? sorted(equals, keys) : equals).map {
          RankedDocument(weight: weight, number: $0)
        }
      } else {
        // Before the page, in whatever order.
        page += found[start..<next].map { RankedDocument(weight: $0.weight, number: $0.number) }
      }
      start = next
    }
    return Array(page[..<end].dropFirst(request.offset))
  }

  // MARK: - By values

  /// Documents in the order of some keys, equals by their numbers.
  func sorted(_ documents: [UInt32], _ keys: [SortKey]) throws(IndexError) -> [UInt32] {
    if state.parts.count == 1, !keys.isEmpty,
      let ranks = try state.parts[0].ranks(
        keys, for: documents.count, { () throws(IndexError) in try self.order(keys, 0) })
    {
      return documents.sorted { ranks[Int($0)] < ranks[Int($1)] }
    }
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

  /// The single values of documents in a slot, in the order of the documents; empty where one has none.
  package func values(of documents: [UInt32], in slot: UInt32) throws(IndexError) -> [[UInt8]] {
    guard !documents.isEmpty else { return [] }
    var request = SearchRequest(query: .none, limit: 0)
    request.content = .value(slot: slot)
    return try handle.documents(documents, PreparedSearch(request)).values().map(\.value)
  }

  /// The number in the reader of a document of a part.
  func number(of document: UInt32, _ part: Int) -> UInt32 {
    (document - 1) * UInt32(state.parts.count) + UInt32(part) + 1
  }

  /// The first documents of a set in the order of some keys, by their numbers in the reader.
  private func first(_ count: Int, of set: DocumentSet, _ keys: [SortKey], _ part: Int) throws(IndexError)
    -> [UInt32]
  {
    var found: [UInt32] = []
    for document in try order(keys, part) where set.contains(document) {
      found.append(number(of: document, part))
      if found.count == count { break }
    }
    return found
  }
}

/// A document of a reader, with what it weighs for a query.
package struct RankedDocument: Sendable, Equatable {
  package var weight: Double
  /// Its number in the reader.
  package let number: UInt32

  package init(weight: Double, number: UInt32) { (self.weight, self.number) = (weight, number) }
}
