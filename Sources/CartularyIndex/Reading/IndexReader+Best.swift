extension IndexReader {
  /// The matches of one page, as `search` finds them; the others are not read.
  ///
  /// - Parameter request: Its facets are not counted.
  /// - Throws: As `search`.
  package func best(_ request: SearchRequest) throws(IndexError) -> [IndexMatch] {
    try matches(of: ranking(request), as: request)
  }

  /// The documents of one page and their weights, in the order of `search`.
  ///
  /// - Parameters: As of `best`.
  /// - Throws: As `search`.
  package func ranking(_ request: SearchRequest) throws(IndexError) -> [RankedDocument] {
    guard request.limit > 0 else { return [] }
    if let keys = Self.keysOfEquals(request.order), let page = try ranked(request, keys) {
      return page
    }
    // Other orders, and what only the engine weighs.
    var exact = request
    (exact.facets, exact.content, exact.snippets) = ([], .nothing, nil)
    work.searches += 1
    let page = try handle.search(built(exact), PreparedSearch(exact)).documents()
    guard let parts = try weighed(request) else {
      return page.map { RankedDocument(weight: WeighedDocuments.rounded($0.weight), number: $0.number) }
    }
    // The engine adds in an order that depends on how documents are spread over indexes.
    let partCount = UInt32(state.parts.count)
    return page.map { weight, number in
      let part = Int((number - 1) % partCount)
      return RankedDocument(
        weight: parts[part].weight(of: (number - 1) / partCount + 1) ?? WeighedDocuments.rounded(weight),
        number: number)
    }
  }

  /// All matches of each part, with their weights.
  ///
  /// - Returns: `nil` for what only the engine weighs.
  private func weighed(_ request: SearchRequest) throws(IndexError) -> [WeighedDocuments]? {
    guard let weigher = try Weigher(self, request) else { return nil }
    if state.parts.isEmpty { try QueryHandle.validate(request.query) }
    var parts: [WeighedDocuments] = []
    for part in state.parts.indices {
      parts.append(try weigher.weighed(request.query, part))
      parts[part].round()
    }
    return parts
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
    let found = try first(end, of: set, keys)
    return try matches(
      of: found.dropFirst(request.offset).map { RankedDocument(weight: 0, number: $0) }, as: request)
  }

  /// What orders matches of equal weight, where the weight comes first; `nil` for other orders.
  private static func keysOfEquals(_ order: [SortKey]) -> [SortKey]? {
    guard order.first == .relevance else { return nil }
    let keys = Array(order.dropFirst())
    return keys.contains(.relevance) ? nil : keys
  }

  // MARK: - By weight

  /// The documents of a page, by their weight and then by some keys: every match is weighed, and of equals at the end of the page
  /// those are taken that the keys put first.
  ///
  /// - Returns: `nil` for what only the engine weighs.
  private func ranked(_ request: SearchRequest, _ keys: [SortKey]) throws(IndexError) -> [RankedDocument]? {
    guard let parts = try weighed(request) else { return nil }
    let end = request.offset + request.limit
    guard let least = WeighedDocuments.weight(of: end, in: parts) else { return [] }
    var found: [(weight: Double, number: UInt32)] = []
    var equals: [(part: Int, documents: [UInt32])] = []
    for (part, weighed) in parts.enumerated() {
      found += weighed.above(least).map { ($0.weight, number(of: $0.document, part)) }
      equals.append((part, weighed.documents(weighing: least)))
    }
    found.sort { $0.weight != $1.weight ? $0.weight > $1.weight : $0.number < $1.number }
    let page =
      try inOrder(found, from: request.offset, keys)
      + first(end - found.count, of: equals, keys).map { RankedDocument(weight: least, number: $0) }
    return Array(page.dropFirst(request.offset))
  }

  /// The first of some documents in the order of some keys, by their numbers in the reader.
  private func first(_ count: Int, of equals: [(part: Int, documents: [UInt32])], _ keys: [SortKey])
    throws(IndexError) -> [UInt32]
  {
    let total = equals.reduce(0) { $0 + $1.documents.count }
    if total > count, total > Self.looksUpAtMost, !keys.isEmpty {
      // Among so many the first stand soon in the order of all.
      let sets = equals.map { part, documents in
        var set = DocumentSet(lastDocument: state.parts[part].state.lastDocument)
        for document in documents { set.insert(document) }
        return set
      }
      return try first(count, of: MatchSet(parts: sets), keys)
    }
    let numbers = equals.flatMap { part, documents in documents.map { number(of: $0, part) } }
    return Array(try sorted(numbers, keys).prefix(count))
  }

  /// Of up to so many equals the values are looked up.
  private static let looksUpAtMost = 100

  /// Documents that come by their weight, equals among them in the order of the keys; what stands before a place stays in
  /// whatever order.
  private func inOrder(
    _ found: [(weight: Double, number: UInt32)], from place: Int, _ keys: [SortKey]
  ) throws(IndexError) -> [RankedDocument] {
    var ordered: [RankedDocument] = []
    var start = 0
    while start < found.count {
      let weight = found[start].weight
      let next = found[start...].firstIndex { $0.weight != weight } ?? found.count
      let equals = found[start..<next].map(\.number)
      ordered += try (equals.count > 1 && next > place ? sorted(equals, keys) : equals).map {
        RankedDocument(weight: weight, number: $0)
      }
      start = next
    }
    return ordered
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

  /// The first documents of all sets in the order of some keys, by their numbers in the reader.
  private func first(_ count: Int, of set: MatchSet, _ keys: [SortKey]) throws(IndexError) -> [UInt32] {
    var found: [UInt32] = []
    for (part, documents) in set.parts.enumerated() where !documents.isEmpty {
      found += try first(count, of: documents, keys, part)
    }
    return Array((set.parts.count > 1 ? try sorted(found, keys) : found).prefix(count))
  }

  /// The same of one set.
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
