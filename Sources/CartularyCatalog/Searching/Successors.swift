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
  let document: RankedDocument

  /// The names that it has of the query, as `NameTier` weighs them; 0 for none.
  var tier: Int { Int(document.weight / Scoring.nameWeight) }
}

extension SearchSession {
  /// A page in the order of relevance, in which no record stands before one that replaces it and matches too.
  ///
  /// - Returns: `nil` if the order without successions is that already.
  func pageInSuccession(_ request: SearchRequest, _ priors: RankingPriors) throws -> [IndexMatch]? {
    guard !successors.records.isEmpty, request.order.first == .relevance, request.limit > 0 else {
      return nil
    }
    let involved = try involved(in: request, priors.mentions)
    let early = successors.early(in: involved)
    guard !early.isEmpty else { return nil }
    var followers: [String: [RankedDocument]] = [:]
    for match in involved {
      if let new = early[match.id] { followers[new, default: []].append(match.document) }
    }
    var first = request
    (first.offset, first.limit) = (0, request.offset + request.limit + early.count)
    let ranked = try identified(ranking(first, matching: reader.set(of: request.query), priors))
    var ordered: [RankedDocument] = []
    let ids = Dictionary(
      involved.map { ($0.document.number, $0.id) }, uniquingKeysWith: { first, _ in first })
    func append(_ document: RankedDocument, _ id: String) {
      ordered.append(document)
      for follower in followers[id] ?? [] { append(follower, ids[follower.number] ?? "") }
    }
    for match in ranked where early[match.id] == nil { append(match.document, match.id) }
    return try reader.matches(
      of: Array(ordered.prefix(request.offset + request.limit).dropFirst(request.offset)), as: request)
  }

  /// The matches that replace others, or are replaced, in the order of all matches.
  private func involved(in request: SearchRequest, _ mentions: MentionCounts?) throws -> [RankedID] {
    let concerned = Set(successors.records.keys).union(successors.records.values)
    var some = request
    some.query = .filter(
      request.query, .or(concerned.sorted().map { .term(TermPrefix.uniqueTerm($0)) }))
    (some.offset, some.limit) = (0, concerned.count)
    let found = try identified(reader.ranking(some))
    guard let mentions, !found.isEmpty else { return found }
    var first = request
    (first.offset, first.limit) = (0, Scoring.mentionDepth)
    let among = Set(try reader.ranking(first).map(\.number))
    let weighed = found.map { match in
      guard among.contains(match.document.number) else { return match }
      let document = RankedDocument(
        weight: mentions.weight(of: match.document), number: match.document.number)
      return RankedID(id: match.id, document: document)
    }
    let (above, below) = (
      weighed.filter { among.contains($0.document.number) },
      weighed.filter { !among.contains($0.document.number) }
    )
    return above.enumerated().sorted {
      ($1.element.document.weight, $0.offset) < ($0.element.document.weight, $1.offset)
    }.map(\.element) + below
  }

  private func identified(_ documents: [RankedDocument]) throws -> [RankedID] {
    try zip(documents, reader.values(of: documents.map(\.number), in: Slot.id)).map {
      RankedID(id: String(decoding: $1, as: UTF8.self), document: $0)
    }
  }
}
