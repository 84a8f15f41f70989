/// What is known of states of indexes, for all readers that are in them: sets, lists of terms and columns.
///
/// Bounded: sets and lists that were not asked for lately go first.
package final class IndexMemory: Sendable {
  private let contents: Guarded<Contents>
  private let byteLimit: Int

  private struct Contents {
    var states: [[PartKey]: WeakState] = [:]
    var parts: [PartKey: WeakPart] = [:]
    var sets: [SetKey: Entry] = [:]
    var byteCount = 0
    var clock = 0
    var partCount = 0
  }

  /// Weak: when all its readers have moved on, nobody asks for it again.
  private struct WeakState { weak var state: IndexState? }
  private struct WeakPart { weak var part: IndexPart? }

  private struct Entry {
    let value: Kept
    var lastUse: Int
  }

  private struct SetKey: Hashable {
    let part: Int
    let clause: SetClause
  }

  private enum Kept {
    case set(DocumentSet)
    case postings(PostingList)

    var byteCount: Int {
      switch self {
      case .set(let set): set.byteCount
      case .postings(let list): list.byteCount
      }
    }
  }

  /// - Parameter byteLimit: What all sets and lists together may hold: a set of 100,000 documents is 12.5 kB, a posting 8 bytes.
  package init(byteLimit: Int = 64 << 20) {
    self.byteLimit = byteLimit
    contents = Guarded(Contents())
  }

  /// The state that some indexes are in.
  func state(_ keys: [PartKey]) -> IndexState {
    contents.withLock { contents in
      if let known = contents.states[keys]?.state { return known }
      contents.states = contents.states.filter { $0.value.state != nil }
      contents.parts = contents.parts.filter { $0.value.part != nil }
      let parts = keys.map { key in
        if let known = contents.parts[key]?.part { return known }
        contents.partCount += 1
        let made = IndexPart(number: contents.partCount, key)
        contents.parts[key] = WeakPart(part: made)
        return made
      }
      let made = IndexState(parts)
      contents.states[keys] = WeakState(state: made)
      return made
    }
  }

  func set(_ clause: SetClause, of part: IndexPart) -> DocumentSet? {
    if case .set(let set) = value(SetKey(part: part.number, clause: clause)) { set } else { nil }
  }

  func postings(of term: String, _ part: IndexPart) -> PostingList? {
    if case .postings(let list) = value(SetKey(part: part.number, clause: .postings(of: term))) {
      list
    } else {
      nil
    }
  }

  func keep(_ set: DocumentSet, _ clause: SetClause, of part: IndexPart) {
    keep(.set(set), SetKey(part: part.number, clause: clause))
  }

  func keep(_ postings: PostingList, of term: String, _ part: IndexPart) {
    keep(.postings(postings), SetKey(part: part.number, clause: .postings(of: term)))
  }

  private func value(_ key: SetKey) -> Kept? {
    contents.withLock { contents in
      contents.clock += 1
      contents.sets[key]?.lastUse = contents.clock
      return contents.sets[key]?.value
    }
  }

  private func keep(_ value: Kept, _ key: SetKey) {
    contents.withLock { contents in
      let cost = Self.cost(value)
      guard cost <= byteLimit / 4, contents.sets[key] == nil else { return }
      contents.clock += 1
      contents.sets[key] = Entry(value: value, lastUse: contents.clock)
      contents.byteCount += cost
      if contents.byteCount > byteLimit { Self.makeRoom(&contents, byteLimit / 2) }
    }
  }

  /// With its key and its place in the table, about.
  private static func cost(_ value: Kept) -> Int { value.byteCount + 256 }

  private static func makeRoom(_ contents: inout Contents, _ limit: Int) {
    for (key, entry) in contents.sets.sorted(by: { $0.value.lastUse < $1.value.lastUse }) {
      guard contents.byteCount > limit else { return }
      contents.sets[key] = nil
      contents.byteCount -= cost(entry.value)
    }
  }

  /// What all sets that are kept hold, in bytes, about.
  var byteCount: Int { contents.withLock { $0.byteCount } }
}

/// An index in one of its states.
struct PartKey: Hashable, Sendable {
  let path: String
  let state: PartState
}

/// A clause whose documents are kept, as a set but for `postings`.
enum SetClause: Hashable, Sendable {
  /// The documents that have a term, with their wdf.
  case postings(of: String)
  case term(String)
  case prefix(String, limit: Int)
  case range(slot: UInt32, lower: String?, upper: String?)
  case phrase([String], window: Int)
  case near([String], window: Int)
  case listed(ListedValues)
}

/// What is known of one state of one index, but for its sets.
final class IndexPart: Sendable {
  /// One that no other part of a memory has had.
  let number: Int
  let path: String
  let state: PartState
  private let columns = Guarded<[StoredColumn: IndexColumn]>([:])
  private let words = Guarded<[String: WordColumn]>([:])
  private let orders = Guarded<[(keys: [SortKey], documents: [UInt32])]>([])
  private let ranks = Guarded<(lookUpCount: Int, all: [(keys: [SortKey], ranks: [UInt32])])>((0, []))
  private static let maximumOrderCount = 4

  init(number: Int, _ key: PartKey) { (self.number, path, state) = (number, key.path, key.state) }

  func column(_ key: StoredColumn, _ make: () throws(IndexError) -> IndexColumn) throws(IndexError)
    -> IndexColumn
  {
    if let known = columns.withLock({ $0[key] }) { return known }
    let made = try make()
    columns.withLock { $0[key] = made }
    return made
  }

  /// The words of a prefix.
  func words(_ prefix: String, _ make: () throws(IndexError) -> WordColumn) throws(IndexError) -> WordColumn {
    if let known = words.withLock({ $0[prefix] }) { return known }
    let made = try make()
    words.withLock { $0[prefix] = made }
    return made
  }

  /// All documents in the order of some keys.
  func order(_ keys: [SortKey], _ make: () throws(IndexError) -> [UInt32]) throws(IndexError) -> [UInt32] {
    if let known = orders.withLock({ orders in orders.first { $0.keys == keys }?.documents }) { return known }
    let made = try make()
    orders.withLock { orders in
      if orders.count == Self.maximumOrderCount { orders.removeFirst() }
      orders.append((keys, made))
    }
    return made
  }

  /// The place of each document in the order of some keys, by its number; `nil` while so few have been asked for that
  /// it is quicker to look at their values.
  ///
  /// - Parameter count: How many documents are asked for.
  func ranks(
    _ keys: [SortKey], for count: Int, _ order: () throws(IndexError) -> [UInt32]
  ) throws(IndexError) -> [UInt32]? {
    let isWorthwhile = ranks.withLock { known in
      known.lookUpCount += count
      return known.lookUpCount * Self.documentsRankedAtOneLookUp >= state.documentCount
    }
    guard isWorthwhile else { return nil }
    if let known = ranks.withLock({ ranks in ranks.all.first { $0.keys == keys }?.ranks }) { return known }
    var made = [UInt32](repeating: .max, count: Int(state.lastDocument) + 1)
    for (rank, document) in try order().enumerated() { made[Int(document)] = UInt32(rank) }
    ranks.withLock { ranks in
      if ranks.all.count == Self.maximumOrderCount { ranks.all.removeFirst() }
      ranks.all.append((keys, made))
    }
    return made
  }

  /// To look at the values of a document takes longer than to rank so many.
  private static let documentsRankedAtOneLookUp = 100
}

/// One state of some indexes: what was worked out for it holds while it is the same object.
package final class IndexState: Sendable {
  let parts: [IndexPart]
  private let values = Guarded<[UInt32: SlotValues]>([:])
  private let vocabularies = Guarded<[String: Vocabulary]>([:])
  private let frequencies = Guarded<[String: Int]>([:])
  /// With this many they are forgotten, so that what people ask cannot fill the memory.
  private static let maximumFrequencyCount = 20_000

  init(_ parts: [IndexPart]) { self.parts = parts }

  /// What the states of all the indexes are known by, in their order; the same wherever the indexes lie.
  package var fingerprint: String {
    parts.map { part in
      let state = part.state
      return
        "\(state.uuid) \(state.revision) \(state.totalLength) \(state.documentCount) \(state.lastDocument)"
    }.joined(separator: "\n")
  }

  func values(_ slot: UInt32, _ make: () throws(IndexError) -> SlotValues) throws(IndexError) -> SlotValues {
    if let known = values.withLock({ $0[slot] }) { return known }
    let made = try make()
    values.withLock { $0[slot] = made }
    return made
  }

  func vocabulary(_ prefix: String, _ make: () throws(IndexError) -> Vocabulary) throws(IndexError)
    -> Vocabulary
  {
    if let known = vocabularies.withLock({ $0[prefix] }) { return known }
    let made = try make()
    vocabularies.withLock { $0[prefix] = made }
    return made
  }

  /// How many documents have a term; questions share many.
  func frequency(_ term: String, _ read: () throws(IndexError) -> Int) throws(IndexError) -> Int {
    if let known = frequencies.withLock({ $0[term] }) { return known }
    let found = try read()
    frequencies.withLock { known in
      if known.count >= Self.maximumFrequencyCount { known.removeAll() }
      known[term] = found
    }
    return found
  }
}
