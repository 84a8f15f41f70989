internal import CXapian

/// Owns a `cx_query`: an `IndexQuery` as the engine runs it.
struct QueryHandle: ~Copyable {
  let pointer: OpaquePointer

  /// Returns `query` as the engine runs it; with a part that only a column answers, it is for printing and checking alone.
  ///
  /// - Throws: `IndexError` with code `.invalidArgument` for what `IndexQuery` says is refused.
  static func built(from query: IndexQuery) throws(IndexError) -> QueryHandle {
    let handle = try QueryHandle()
    try handle.push(query, depth: 1, isWeighed: true, nil)
    return handle
  }

  /// Returns `query` as the engine runs it in one state of a reader.
  ///
  /// - Parameter sets: Where the documents of what weighs nothing come from.
  /// - Throws: As the other, and what `sets` throws.
  static func built(from query: IndexQuery, _ sets: PartSets) throws(IndexError) -> QueryHandle {
    let handle = try QueryHandle()
    try handle.push(query, depth: 1, isWeighed: true, sets)
    return handle
  }

  /// The documents of parts of a query that weigh nothing.
  struct PartSets {
    /// What the sets are of.
    let reader: OpaquePointer
    /// Only what the engine cannot answer itself is marked, so that its answer can be compared with that of sets.
    let isForComparison: Bool
    let set: (_ query: IndexQuery, _ depth: Int) throws(IndexError) -> MatchSet
  }

  /// - Throws: As `built`.
  static func validate(_ query: IndexQuery) throws(IndexError) { _ = try built(from: query) }

  static let tooDeep = IndexError(
    .invalidArgument, "the query is nested more than \(IndexQuery.maximumDepth) deep")
  // To Xapian the empty term is in every document.
  static let emptyTerm = IndexError(.invalidArgument, "a term is empty")

  // Apart from `built`, as an initializer of a noncopyable type cannot throw once it has set everything.
  private init() throws(IndexError) {
    var opened: OpaquePointer?
    try check { cx_query_open(&opened, $0) }
    pointer = opened!  // set whenever the status is ok
  }

  deinit { cx_query_free(pointer) }

  /// The query as Xapian prints it.
  func printed() throws(IndexError) -> String {
    var text: OpaquePointer?
    try check { cx_query_description(pointer, &text, $0) }
    return BytesHandle(text!).text  // set whenever the status is ok
  }

  /// Pushes `query` as one node, its parts first.
  ///
  /// - Parameter isWeighed: Whether its weight is asked for.
  private func push(
    _ query: IndexQuery, depth: Int, isWeighed: Bool, _ sets: PartSets?
  ) throws(IndexError) {
    guard depth <= IndexQuery.maximumDepth else { throw Self.tooDeep }
    if let sets, query.isAnsweredByColumns || !(isWeighed && query.weighs || sets.isForComparison) {
      return try mark(sets.set(query, depth), of: sets.reader, "Marked")
    }
    func push(_ query: IndexQuery, isWeighed: Bool = isWeighed) throws(IndexError) {
      try self.push(query, depth: depth + 1, isWeighed: isWeighed, sets)
    }
    func combine(_ parts: [IndexQuery], _ combination: cx_operator) throws(IndexError) {
      for part in parts { try push(part) }
      try self.combine(parts.count, combination)
    }
    switch query {
    case .all: try check { cx_query_push_all(pointer, $0) }
    case .none: try check { cx_query_push_nothing(pointer, $0) }
    case .term(let term): try self.push(term, wqf: 1)
    case .weighted(let term, let wqf): try self.push(term, wqf: wqf)
    case .fixed(let term, let weight): try pushFixed(term, weight: weight)
    case .and(let parts): try combine(parts, .and)
    case .or(let parts): try combine(parts, .or)
    case .synonym(let parts):
      // How many documents its parts are thought to have is part of their common weight.
      for part in parts { try self.push(part, depth: depth + 1, isWeighed: true, sets?.forComparison) }
      try self.combine(parts.count, .synonym)
    case .andNot(let wanted, let unwanted):
      try push(wanted)
      try push(unwanted, isWeighed: false)
      try self.combine(2, .and_not)
    case .filter(let weighed, let filter):
      try push(weighed)
      try push(filter, isWeighed: false)
      try self.combine(2, .filter)
    case .andMaybe(let wanted, let welcome): try combine([wanted, welcome], .and_maybe)
    case .phrase(let terms, let window): try place(terms, .phrase, window: window)
    case .near(let terms, let window): try place(terms, .near, window: window)
    case .scale(let factor, let part):
      guard factor >= 0, factor.isFinite else {
        throw IndexError(.invalidArgument, "a weight can be scaled by a number from 0 up only")
      }
      try push(part, isWeighed: isWeighed && factor > 0)
      try check { cx_query_scale(pointer, factor, $0) }
    case .valueRange(let slot, let lower, let upper):
      try check { message in
        withSlice(lower ?? "") { lower in
          withSlice(upper ?? "") { cx_query_push_range(pointer, slot, lower, $0, message) }
        }
      }
    case .listed(let values):
      try check { message in
        withSlice("Listed(\(values.slot), \(values.values.count) values)") {
          cx_query_push_marked(pointer, nil, nil, nil, $0, message)
        }
      }
    case .wildcard(let prefix, let limit): try pushWildcard(prefix, limit: limit)
    }
  }

  private func mark(_ set: MatchSet, of reader: OpaquePointer, _ description: String) throws(IndexError) {
    let (words, counts) = set.flattened()
    try check { message in
      withSlice(description) { description in
        words.withUnsafeBufferPointer { words in
          counts.withUnsafeBufferPointer { counts in
            cx_query_push_marked(
              pointer, reader, words.baseAddress, counts.baseAddress, description, message)
          }
        }
      }
    }
  }

  private func push(_ term: String, wqf: Int) throws(IndexError) {
    guard !term.isEmpty else { throw Self.emptyTerm }
    guard let count = UInt32(exactly: wqf) else {
      throw IndexError(.invalidArgument, "a term cannot be in a query \(wqf) times")
    }
    try check { message in withSlice(term) { cx_query_push_term(pointer, $0, count, message) } }
  }

  private func pushFixed(_ term: String, weight: Double) throws(IndexError) {
    guard !term.isEmpty else { throw Self.emptyTerm }
    guard weight >= 0, weight.isFinite else {
      throw IndexError(.invalidArgument, "a weight is a number from 0 up")
    }
    try check { message in withSlice(term) { cx_query_push_fixed(pointer, $0, weight, message) } }
  }

  private func pushWildcard(_ prefix: String, limit: Int) throws(IndexError) {
    guard !prefix.isEmpty else { throw IndexError(.invalidArgument, "a wildcard needs a prefix") }
    guard let count = UInt32(exactly: limit), count > 0 else {
      throw IndexError(.invalidArgument, "a wildcard cannot be limited to \(limit) terms")
    }
    try check { message in withSlice(prefix) { cx_query_push_wildcard(pointer, $0, count, message) } }
    // The weight of a wildcard comes from how many terms it matches: a constant reveals nothing.
    try check { cx_query_scale(pointer, 0, $0) }
  }

  private func combine(_ count: Int, _ combination: cx_operator) throws(IndexError) {
    try check { cx_query_combine(pointer, combination, count, 0, $0) }
  }

  private func place(_ terms: [String], _ combination: cx_operator, window: Int) throws(IndexError) {
    for term in terms { try push(term, wqf: 1) }
    let window = UInt32(clamping: max(window, terms.count))
    try check { cx_query_combine(pointer, combination, terms.count, window, $0) }
  }
}

extension QueryHandle.PartSets {
  fileprivate var forComparison: Self { Self(reader: reader, isForComparison: true, set: set) }
}

extension IndexQuery {
  /// Whether the engine itself has no answer.
  fileprivate var isAnsweredByColumns: Bool { if case .listed = self { true } else { false } }

  /// Whether it may have a weight by itself, and is not answered at once by the engine.
  fileprivate var weighs: Bool {
    switch self {
    case .wildcard, .valueRange: false
    default: true
    }
  }
}
