internal import Foundation

/// Weighs all matches of a query from the lists of its terms, each of which is read once.
///
/// Xapian's own search for the best does less where it can tell from bounds what cannot be among them, but it may then pass over
/// what is (1.4.22, `AndMaybePostList::next`), says nothing of equals, and adds in an order that depends on the lists, so that
/// last bits differ between indexes that hold the same. To count what matches, the lists are read in any case.
struct Weigher {
  let reader: IndexReader
  /// How many documents all indexes of the reader have.
  private let documentCount: Int
  private let weighting: BM25
  /// How many documents of alternatives are held before they are joined: 12 bytes each.
  private static let heldAtMost = 1_000_000

  /// - Returns: `nil` for what only the engine weighs: where the lengths of documents or of the query count.
  init?(_ reader: IndexReader, _ request: SearchRequest) throws(IndexError) {
    let weighting = request.weighting
    guard weighting.b == 0, weighting.k2 == 0, weighting.k1 > 0, !request.query.hasSynonyms else {
      return nil
    }
    self.reader = reader
    self.weighting = weighting
    documentCount = try reader.documentCount
  }

  /// The documents of a part that match, with their weights.
  ///
  /// - Parameter factor: What the weights are multiplied by.
  /// - Throws: As `IndexReader.search`.
  func weighed(_ query: IndexQuery, by factor: Double = 1, _ part: Int, depth: Int = 1) throws(IndexError)
    -> WeighedDocuments
  {
    guard depth <= IndexQuery.maximumDepth else { throw QueryHandle.tooDeep }
    func set(_ query: IndexQuery) throws(IndexError) -> DocumentSet {
      try reader.set(of: query, part, depth: depth + 1)
    }
    func weighed(_ query: IndexQuery) throws(IndexError) -> WeighedDocuments {
      try self.weighed(query, by: factor, part, depth: depth + 1)
    }
    guard factor > 0 else { return try WeighedDocuments(set(query)) }
    switch query {
    case .term(let term): return try ofTerm(term, wqf: 1, factor, part)
    case .weighted(let term, let wqf): return try ofTerm(term, wqf: wqf, factor, part)
    case .fixed(let term, let weight):
      guard weight >= 0, weight.isFinite else { return try refused(query) }
      return try WeighedDocuments(reader.postings(of: term, part).documents, weight: factor * weight)
    case .and(let parts): return try intersection(of: parts, weighed, set)
    case .or(let parts):
      var lists: [WeighedDocuments] = []
      for part in parts {
        lists.append(try weighed(part))
        // Sums are the same however many are joined at once; what is held is not.
        if lists.reduce(0, { $0 + $1.count }) > Self.heldAtMost { lists = [.union(lists)] }
      }
      return .union(lists)
    case .andNot(let wanted, let unwanted):
      return try weighed(wanted).filtered(by: set(unwanted), false)
    case .filter(let wanted, let filter): return try weighed(wanted).filtered(by: set(filter))
    case .andMaybe(let wanted, let welcome):
      var found = try weighed(wanted)
      found.add(try weighed(welcome))
      return found
    case .phrase(let terms, _), .near(let terms, _):
      let places = try set(query)
      return try intersection(of: terms.map { .term($0) }, weighed, set).filtered(by: places)
    case .scale(let scale, let query):
      guard scale >= 0, scale.isFinite else { return try refused(.scale(scale, query)) }
      return try self.weighed(query, by: factor * scale, part, depth: depth + 1)
    case .all, .none, .valueRange, .listed, .wildcard: return try WeighedDocuments(set(query))
    case .synonym: preconditionFailure("a query with synonyms has no weigher")
    }
  }

  /// Parts that weigh nothing are asked for as sets, and leave out what the others have.
  private func intersection(
    of parts: [IndexQuery], _ weighed: (IndexQuery) throws(IndexError) -> WeighedDocuments,
    _ set: (IndexQuery) throws(IndexError) -> DocumentSet
  ) throws(IndexError) -> WeighedDocuments {
    let (listed, marked) = (parts.filter(\.hasTerms), parts.filter { !$0.hasTerms })
    guard let first = listed.first else { return try WeighedDocuments(set(.and(parts))) }
    var found = try weighed(first)
    for part in listed.dropFirst() { found = found.intersection(try weighed(part)) }
    for part in marked { found = found.filtered(by: try set(part)) }
    return found
  }

  /// Throws what the engine says to a query that it refuses.
  private func refused(_ query: IndexQuery) throws(IndexError) -> WeighedDocuments {
    try QueryHandle.validate(query)
    preconditionFailure("the engine refuses what has no weight")
  }

  /// As `Xapian::BM25Weight` has it, step by step, so that it comes to the same.
  private func ofTerm(_ term: String, wqf: Int, _ factor: Double, _ part: Int) throws(IndexError)
    -> WeighedDocuments
  {
    guard UInt32(exactly: wqf) != nil else { return try refused(.weighted(term, wqf: wqf)) }
    let list = try reader.postings(of: term, part)
    guard !list.documents.isEmpty else { return WeighedDocuments() }
    let frequency = Double(try reader.frequency(of: term))
    var odds = (Double(documentCount) - frequency + 0.5) / (frequency + 0.5)
    if odds < 2 { odds = odds * 0.5 + 1 }
    var most = log(odds) * factor
    if weighting.k3 != 0 { most *= (weighting.k3 + 1) * Double(wqf) / (weighting.k3 + Double(wqf)) }
    most *= weighting.k1 + 1
    return WeighedDocuments(list, most: most, k1: weighting.k1)
  }
}

extension IndexQuery {
  /// Whether parts of it are weighed as if they were one term.
  fileprivate var hasSynonyms: Bool {
    switch self {
    case .synonym: true
    case .and(let parts), .or(let parts): parts.contains(where: \.hasSynonyms)
    case .andNot(let one, _), .filter(let one, _): one.hasSynonyms
    case .andMaybe(let one, let other): one.hasSynonyms || other.hasSynonyms
    case .scale(_, let part): part.hasSynonyms
    case .all, .none, .term, .weighted, .fixed, .phrase, .near, .valueRange, .listed, .wildcard: false
    }
  }

  /// Whether it may weigh something.
  fileprivate var hasTerms: Bool {
    switch self {
    case .all, .none, .valueRange, .listed, .wildcard: false
    default: true
    }
  }
}
