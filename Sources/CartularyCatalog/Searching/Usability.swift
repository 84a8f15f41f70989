internal import CartularyIndex
internal import CartularyLedger
internal import CartularyModel
internal import CartularyQuery

/// What is asked about use, for one day.
struct UseQuestion {
  /// With its day.
  let use: IntendedUse
  let cache: DecisionCache
}

/// What a profile may use among the records of one reader.
///
/// Records with equal terms share a key, and each key is decided once. Keys come from the live terms of the
/// viewer's shards, and the terms behind a key from a record of theirs that has it: so nothing hidden takes
/// part.
final class Usability {
  private let question: UseQuestion
  private let reader: IndexReader
  /// Decided keys, filled as they are met.
  private var decided: [String: HitUse]

  init(_ question: UseQuestion, _ reader: IndexReader) {
    (self.question, self.reader) = (question, reader)
    decided = question.cache.decisions(for: question)
  }

  /// - Throws: `CatalogError` that says what is missing if there is none.
  static func required<Value>(_ value: Value?) throws(CatalogError) -> Value {
    guard let value else {
      throw CatalogError(
        .invalidArgument, "'\(FieldTable.usable)' needs a profile: who asks, and what for",
        facts: .init(field: FieldTable.usable), remedy: .nameProfile)
    }
    return value
  }

  /// Whether a stored record may be used.
  func use(of stored: StoredPayloadV1) throws -> HitUse {
    let key = stored.termsKey
    if let known = decided[key] { return known }
    return decide(key, try stored.decodedTerms())
  }

  /// Records with one of some outcomes.
  func query(for outcomes: Set<UseOutcome>) throws -> IndexQuery {
    let sorted = try sortedKeys()
    let found = outcomes.intersection(sorted.keys.keys)
    if found.count == sorted.keys.count { return .all }
    return found.isEmpty ? .none : .listed(try sorted.listed(found))
  }

  /// How many records have each outcome, from counts of keys.
  func counts(of keys: [FacetCount]) throws -> [FacetCount] {
    var counts: [UseOutcome: Int] = [:]
    for key in keys { counts[try use(ofKey: key.value).outcome, default: 0] += key.count }
    keep()
    return counts.map { FacetCount(value: $0.key.rawValue, count: $0.value) }
      .sorted { ($1.count, $0.value) < ($0.count, $1.value) }
  }

  /// Puts what was decided where the next question finds it.
  func keep() { question.cache.keep(decided, for: question) }

  // MARK: - Keys

  /// All keys of the reader by their outcome, worked out once for each state of the index.
  private func sortedKeys() throws -> SortedKeys {
    try question.cache.sortedKeys(for: question).value(for: reader.state) {
      var keys: [UseOutcome: [String]] = [:]
      for term in try reader.terms(prefix: TermPrefix.termsKey, limit: .max) {
        keys[try use(ofKey: term.term).outcome, default: []].append(term.term)
      }
      keep()
      return SortedKeys(keys)
    }
  }

  func use(ofKey key: String) throws -> HitUse {
    if let known = decided[key] { return known }
    return decide(key, try Self.terms(ofKey: key, reader))
  }

  /// The terms behind a key, from one record that has it.
  static func terms(ofKey key: String, _ reader: IndexReader) throws -> UseTerms {
    guard let payload = try reader.payload(uniqueTerm: TermPrefix.termsKey + key) else {
      throw CatalogError(
        .damaged, "terms of use are indexed, and no record has them", remedy: .rebuild)
    }
    return try StoredPayloadV1(bytes: payload).decodedTerms()
  }

  private func decide(_ key: String, _ terms: UseTerms) -> HitUse {
    let use = HitUse(question.use.decision(on: terms))
    decided[key] = use
    return use
  }
}

/// The keys of one state of an index, by outcome.
final class SortedKeys: Sendable {
  let keys: [UseOutcome: [String]]
  private let known = Guarded<[Set<UseOutcome>: ListedValues]>([:])

  init(_ keys: [UseOutcome: [String]]) { self.keys = keys }

  /// The keys of some outcomes, as a query takes them.
  func listed(_ outcomes: Set<UseOutcome>) throws(IndexError) -> ListedValues {
    try known.withLock { known throws(IndexError) in
      if let values = known[outcomes] { return values }
      let values = ListedValues(
        slot: Slot.termsKey, outcomes.sorted().flatMap { keys[$0] ?? [] })
      known[outcomes] = values
      return values
    }
  }
}

/// Decisions of recent questions, by key of terms. A key means its terms whoever has them, so what one
/// viewer's search has decided tells another nothing that their own would not.
final class DecisionCache: Sendable {
  private struct Entry: Sendable {
    let use: IntendedUse
    var decisions: [String: HitUse]
    let sortedKeys = StateMemo<SortedKeys>()
  }

  private let entries = Guarded<[Entry]>([])
  /// With more profiles than this at a time, the oldest are decided again.
  private static let maximumEntryCount = 16
  /// A catalog has some thousand different terms; more are not kept.
  private static let maximumKeyCount = 100_000

  func decisions(for question: UseQuestion) -> [String: HitUse] {
    entries.withLock { entries in entries.first { $0.use == question.use }?.decisions ?? [:] }
  }

  func keep(_ decisions: [String: HitUse], for question: UseQuestion) {
    guard decisions.count <= Self.maximumKeyCount else { return }
    entries.withLock { entries in
      if let index = entries.firstIndex(where: { $0.use == question.use }) {
        if entries[index].decisions.count < decisions.count { entries[index].decisions = decisions }
        return
      }
      if entries.count >= Self.maximumEntryCount { entries.removeFirst() }
      entries.append(Entry(use: question.use, decisions: decisions))
    }
  }

  /// The keys by outcome, of the states that they were sorted for.
  func sortedKeys(for question: UseQuestion) -> StateMemo<SortedKeys> {
    keep([:], for: question)
    return entries.withLock { entries in entries.first { $0.use == question.use }?.sortedKeys }
      ?? StateMemo()  // of more profiles at a time than are kept
  }
}
