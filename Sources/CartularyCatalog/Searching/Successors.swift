internal import CartularyIndex
internal import CartularyModel

/// Which of a viewer's records are replaced by which others, as records that the viewer may see state it.
struct Successors: Sendable {
  /// What takes the place of each replaced record, by the ids of the replaced: an id, or an address that no record has.
  private(set) var named: [String: String] = [:]
  /// Those of them whose successor is a record, by ids.
  private(set) var records: [String: String] = [:]

  /// More than these make a query too large; they are the first in the order of their ids.
  private static let recordCount = 500

  init(_ reader: IndexReader) throws {
    for term in try reader.terms(prefix: TermPrefix.succession, limit: .max) {
      guard let stated = Succession(term: term.term), let old = try Self.record(stated.old, reader) else {
        continue
      }
      let new = try Self.record(stated.new, reader)
      guard new != old else { continue }
      // Of several, the first in the order of terms; a record goes before an address.
      if let new {
        if records[old] == nil { (records[old], named[old]) = (new, new) }
      } else if named[old] == nil {
        named[old] = stated.new
      }
    }
    for old in records.keys.sorted().dropFirst(Self.recordCount) { records[old] = nil }
  }

  /// The id of the record that an id or address means; `nil` if the viewer sees none, or it means several.
  private static func record(_ target: String, _ reader: IndexReader) throws -> String? {
    if DatasetID.isWellFormed(target), try reader.frequency(of: TermPrefix.uniqueTerm(target)) > 0 {
      return target
    }
    let terms = NameTerms.identifiers(target)
    guard let term = try terms.first(where: { try reader.frequency(of: $0) == 1 }) else { return nil }
    var request = SearchRequest(query: .term(term), limit: 1)
    request.content = .value(slot: Slot.id)
    return try reader.search(request).matches.first.map { String(decoding: $0.payload, as: UTF8.self) }
  }

  /// The replaced records among some matches that come before what replaces them, with the record behind which each
  /// belongs.
  ///
  /// - Parameter matches: In their order; those that are neither replaced nor replace anything may be left out.
  func early(in matches: [RankedID]) -> [String: String] {
    let places = Dictionary(
      matches.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    /// Where a record comes to stand: its own place, or that of a later one that it must follow.
    var reached: [String: Int] = [:]
    func reach(_ id: String, _ seen: Set<String>) -> Int {
      if let known = reached[id] { return known }
      guard let own = places[id] else { return -1 }
      var place = own
      if let new = records[id], let next = places[new], !seen.contains(new),
        // Who asks for a record by its name gets it first, replaced or not.
        matches[own].tier <= matches[next].tier
      {
        place = max(place, reach(new, seen.union([id])))
      }
      reached[id] = place
      return place
    }
    var early: [String: String] = [:]
    for match in matches where reach(match.id, []) > places[match.id] ?? 0 {
      early[match.id] = records[match.id]
    }
    return early
  }
}

/// A match by its id, with the weight that ranks it.
struct RankedID {
  let id: String
  let weight: Double

  /// The names that it has of the query, as `NameTier` weighs them; 0 for none.
  var tier: Int { Int(weight / Scoring.nameWeight) }

  init(_ match: IndexMatch) {
    id = String(decoding: match.payload, as: UTF8.self)
    weight = match.weight
  }
}

extension SearchSession {
  /// A page in the order of relevance, in which no record stands before one that replaces it and matches too.
  ///
  /// - Returns: `nil` if the engine's own order is that already.
  func pageInSuccession(_ request: SearchRequest) throws -> [IndexMatch]? {
    guard !successors.records.isEmpty, request.order.first == .relevance, request.limit > 0 else {
      return nil
    }
    let concerned = Set(successors.records.keys).union(successors.records.values)
    let involved = try ranked(
      request, .filter(request.query, .or(concerned.sorted().map { .term(TermPrefix.uniqueTerm($0)) })),
      limit: concerned.count)
    let early = successors.early(in: involved)
    guard !early.isEmpty else { return nil }
    var followers: [String: [String]] = [:]
    for match in involved { if let new = early[match.id] { followers[new, default: []].append(match.id) } }

    let end = request.offset + request.limit
    let first = try ranked(request, request.query, limit: end + early.count)
    var ordered: [String] = []
    func append(_ id: String) {
      ordered.append(id)
      for follower in followers[id] ?? [] { append(follower) }
    }
    for match in first where early[match.id] == nil { append(match.id) }
    let ids = Array(ordered.prefix(end).dropFirst(request.offset))

    var shown = request
    shown.query = .filter(request.query, .or(ids.map { .term(TermPrefix.uniqueTerm($0)) }))
    (shown.offset, shown.limit) = (0, ids.count)
    let places = Dictionary(ids.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    let matches = try best(shown).map { match in
      (match, places[try StoredPayloadV1(bytes: match.payload).decodedSummary().id] ?? 0)
    }
    return matches.sorted { $0.1 < $1.1 }.map(\.0)
  }

  private func ranked(_ request: SearchRequest, _ query: IndexQuery, limit: Int) throws -> [RankedID] {
    var listed = request
    (listed.query, listed.offset, listed.limit, listed.snippets) = (query, 0, limit, nil)
    listed.content = .value(slot: Slot.id)
    return try best(listed).map(RankedID.init)
  }
}
