extension IndexReader {
  /// The documents that match a query, whatever they weigh.
  ///
  /// Each clause is read once and kept for as long as its index stays as it is; what is asked of several clauses is worked
  /// out of their sets.
  ///
  /// - Throws: As `search`.
  package func set(of query: IndexQuery) throws(IndexError) -> MatchSet { try set(of: query, depth: 1) }

  /// - Parameter depth: How deep the query stands in another.
  func set(of query: IndexQuery, depth: Int) throws(IndexError) -> MatchSet {
    var parts: [DocumentSet] = []
    for part in state.parts.indices { parts.append(try set(of: query, part, depth: depth)) }
    if parts.isEmpty { try QueryHandle.validate(query) }
    return MatchSet(parts: parts)
  }

  /// How many documents match a query; exact.
  package func count(_ query: IndexQuery) throws(IndexError) -> Int { try set(of: query).count }

  /// The values of the lists in a slot.
  package func values(of slot: UInt32) throws(IndexError) -> SlotValues {
    try state.values(slot) { () throws(IndexError) in
      var columns: [IndexColumn] = []
      for part in state.parts.indices { columns.append(try column(.lists(slot: slot), part)) }
      return SlotValues(columns)
    }
  }

  // MARK: - One index

  func set(of query: IndexQuery, _ part: Int, depth: Int) throws(IndexError) -> DocumentSet {
    guard depth <= IndexQuery.maximumDepth else { throw QueryHandle.tooDeep }
    func inner(_ query: IndexQuery) throws(IndexError) -> DocumentSet {
      try set(of: query, part, depth: depth + 1)
    }
    switch query {
    case .all: return try set(.term(""), part)
    case .none: return none(part)
    case .term(let term), .weighted(let term, _), .fixed(let term, _):
      guard !term.isEmpty else { throw QueryHandle.emptyTerm }
      return try set(.term(term), part)
    case .and(let queries):
      guard let first = queries.first else { return none(part) }
      var found = try inner(first)
      for query in queries.dropFirst() { found.formIntersection(try inner(query)) }
      return found
    case .or(let queries), .synonym(let queries):
      var found = none(part)
      for query in queries { found.formUnion(try inner(query)) }
      return found
    case .andNot(let wanted, let unwanted):
      var found = try inner(wanted)
      found.subtract(try inner(unwanted))
      return found
    case .filter(let weighed, let filter):
      var found = try inner(weighed)
      found.formIntersection(try inner(filter))
      return found
    case .andMaybe(let wanted, _): return try inner(wanted)
    case .scale(_, let query): return try inner(query)
    case .phrase(let terms, let window): return try set(.phrase(terms, window: window), part)
    case .near(let terms, let window): return try set(.near(terms, window: window), part)
    case .valueRange(let slot, let lower, let upper):
      return try set(.range(slot: slot, lower: lower, upper: upper), part)
    case .wildcard(let prefix, let limit):
      guard !prefix.isEmpty, limit > 0 else {
        try QueryHandle.validate(query)
        return none(part)
      }
      return try set(.prefix(prefix, limit: limit), part)
    case .listed(let values): return try set(.listed(values), part)
    }
  }

  private func none(_ part: Int) -> DocumentSet {
    DocumentSet(lastDocument: state.parts[part].state.lastDocument)
  }

  /// The set of a clause, as it is known or read from the index.
  private func set(_ clause: SetClause, _ part: Int) throws(IndexError) -> DocumentSet {
    if let known = memory.set(clause, of: state.parts[part]) { return known }
    var found = none(part)
    switch clause {
    case .postings(let term): return try set(.term(term), part)
    case .term(let term):
      if let list = try knownOrShortList(of: term, part) {
        for document in list.documents { found.insert(document) }
        return found
      }
      try handle.mark(&found, term: term, part: part)
    case .prefix(let prefix, let limit):
      try handle.mark(&found, prefix: prefix, limit: limit, part: part, of: wholes[part])
    case .phrase(let terms, let window):
      work.searches += 1
      try handle.mark(&found, query: .built(from: .phrase(terms, window: window)), part: part)
    case .near(let terms, let window):
      work.searches += 1
      try handle.mark(&found, query: .built(from: .near(terms, window: window)), part: part)
    case .range(let slot, let lower, let upper):
      let column = try column(.values(slot: slot), part)
      let first = column.firstOrdinal(notBefore: Array((lower ?? "").utf8))
      // The least value that is greater than the bound is the bound and a NUL.
      let end =
        upper.flatMap { $0.isEmpty ? nil : column.firstOrdinal(notBefore: Array($0.utf8) + [0]) }
        ?? column.valueCount + 1
      guard first < end else { break }
      var isWanted = [Bool](repeating: false, count: column.valueCount + 1)
      for ordinal in first..<end { isWanted[ordinal] = true }
      column.mark(isWanted, of: try set(.term(""), part), in: &found)
    case .listed(let values):
      let column = try column(.lists(slot: values.slot), part)
      var isWanted = [Bool](repeating: false, count: column.valueCount + 1)
      for value in values.values { if let ordinal = column.ordinal(of: value) { isWanted[ordinal] = true } }
      column.mark(isWanted, of: try set(.term(""), part), in: &found)
    }
    memory.keep(found, clause, of: state.parts[part])
    return found
  }

  // MARK: - Lists of terms

  /// The documents of a part that have a term.
  func postings(of term: String, _ part: Int) throws(IndexError) -> PostingList {
    guard !term.isEmpty else { throw QueryHandle.emptyTerm }
    if let known = memory.postings(of: term, state.parts[part]) { return known }
    guard let list = try read(term, limit: .max, part) else {
      preconditionFailure("no list is longer than any")
    }
    return list
  }

  /// The same if it is known, or so short that it takes little more room than a set: whoever weighs the term needs it.
  private func knownOrShortList(of term: String, _ part: Int) throws(IndexError) -> PostingList? {
    // To Xapian the empty term is in every document.
    guard !term.isEmpty else { return nil }
    if let known = memory.postings(of: term, state.parts[part]) { return known }
    return try read(term, limit: Int(state.parts[part].state.lastDocument) / 16 + 16, part)
  }

  private func read(_ term: String, limit: Int, _ part: Int) throws(IndexError) -> PostingList? {
    guard let list = try handle.postings(of: term, limit: limit, part: part) else { return nil }
    work.lists += 1
    memory.keep(list, of: term, state.parts[part])
    return list
  }

  private func column(_ key: StoredColumn, _ part: Int) throws(IndexError) -> IndexColumn {
    let part = (number: part, known: state.parts[part])
    return try part.known.column(key) { () throws(IndexError) in
      if let column = ColumnFile.of(part.known)?.image(key).flatMap({ IndexColumn(image: $0) }),
        column.documentCount == Int(part.known.state.lastDocument) + 1
      {
        return column
      }
      guard let column = IndexColumn(image: try image(of: key, part.number)) else {
        preconditionFailure("the engine's own image of a column is sound")
      }
      return column
    }
  }

  /// The words of an index.
  func words(_ prefix: String, _ part: Int) throws(IndexError) -> WordColumn {
    let part = (number: part, known: state.parts[part])
    return try part.known.words(prefix) { () throws(IndexError) in
      let key = StoredColumn.words(prefix: prefix)
      if let column = ColumnFile.of(part.known)?.image(key).flatMap({ WordColumn(image: $0) }) {
        return column
      }
      guard let column = WordColumn(image: try image(of: key, part.number)) else {
        preconditionFailure("the engine's own image of a vocabulary is sound")
      }
      return column
    }
  }

  /// All documents of an index in the order of some keys.
  func order(_ keys: [SortKey], _ part: Int) throws(IndexError) -> [UInt32] {
    let part = (number: part, known: state.parts[part])
    return try part.known.order(keys) { () throws(IndexError) in
      let state = part.known.state
      if let stored = ColumnFile.of(part.known)?.image(.order(keys)),
        stored.count == state.documentCount * MemoryLayout<UInt32>.size
      {
        let documents = Self.numbers(stored)
        if documents.allSatisfy({ (1...state.lastDocument).contains($0) }) { return documents }
      }
      return Self.numbers(try image(of: .order(keys), part.number))
    }
  }

  private static func numbers(_ image: [UInt8]) -> [UInt32] {
    image.withUnsafeBytes { bytes in
      (0..<(bytes.count / 4)).map { bytes.loadUnaligned(fromByteOffset: $0 * 4, as: UInt32.self) }
    }
  }

  /// A column as the index itself tells it.
  func image(of column: StoredColumn, _ part: Int) throws(IndexError) -> [UInt8] {
    switch column {
    case .values(let slot): return try handle.column(slot, isOfLists: false, part: part).bytes
    case .lists(let slot): return try handle.column(slot, isOfLists: true, part: part).bytes
    case .words(let prefix): return try handle.vocabulary(prefix, part: part).bytes
    case .order(let keys):
      let values = keys.compactMap { key -> (slot: UInt32, descending: Bool)? in
        if case .value(let slot, let descending) = key { (slot, descending) } else { nil }
      }
      return try handle.order(values, part: part).bytes
    }
  }
}
