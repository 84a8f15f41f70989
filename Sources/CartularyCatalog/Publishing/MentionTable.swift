internal import CartularyBase
internal import CartularyLedger
internal import CartularyModel

/// How many publishers mention each record: other ones than its own, with records that everyone sees who sees it.
///
/// Who is called so too says it of itself. Names that more than three records have, of those that everyone sees who sees the record, tell nothing. A record that
/// states no publisher is of one of its own.
///
/// Worked out from all records, on all processors and without holding their texts or names; `MentionCounter` works out the
/// same for a few.
struct MentionTable {
  /// By id; what nobody mentions is left out.
  private(set) var counts: [String: Int] = [:]

  /// More mentions than these say no more, and need not be looked for.
  static let maximumCount = 50
  /// A name of more records than these is not one of any.
  static let maximumHolderCount = 3

  init(_ ledger: Ledger) throws(CatalogError) {
    let ids = try ledger.currentIDs()
    let heads = try Self.heads(ids, ledger)
    guard !heads.holders.isEmpty else { return }
    var publishers: [Int32: Set<Int32>] = [:]
    try Self.forEachBatch(of: ids, ledger) { records in
      var found: Set<Mention> = []
      for (place, record) in records { heads.mentions(by: place, record, &found) }
      return found
    } take: { found in
      for mention in found where publishers[mention.holder, default: []].count < Self.maximumCount {
        publishers[mention.holder, default: []].insert(mention.publisher)
      }
    }
    for (holder, publishers) in publishers { counts[ids[Int(holder)]] = publishers.count }
  }

  private static func heads(_ ids: [String], _ ledger: Ledger) throws(CatalogError) -> MentionHeads {
    var heads = MentionHeads(count: ids.count)
    try forEachBatch(of: ids, ledger) { records in
      records.map { ($0, Head($1), MentionName.names(of: $1)) }
    } take: { found in
      for (place, head, names) in found { heads.add(head, names, at: place) }
    }
    heads.keepTelling()
    return heads
  }

  /// One publisher's mention of a record, by their numbers.
  struct Mention: Hashable {
    let holder: Int32
    let publisher: Int32
  }

  /// What decides whether one record counts for another.
  struct Head {
    /// Folded; of a record that states none, one that no other has.
    let publisher: String
    let audience: Audience

    init(_ record: RecordTexts) {
      audience = record.audience
      let stated = ExactTerm.fold(record.publisher ?? "")
      publisher = stated.isEmpty ? "\n" + record.id : stated
    }

    /// Whether a mention by this record counts for another.
    func counts(for other: Head) -> Bool { publisher != other.publisher && audience.includes(other.audience) }
  }
}

// MARK: - Reading

extension MentionTable {
  /// Records that are read at a time.
  private static let batchCount = 256

  /// Reads all records and works on them on all processors.
  ///
  /// - Parameters:
  ///   - work: Called with records that follow each other, each with the place of its id.
  ///   - take: Called with each result, in the order of the records.
  private static func forEachBatch<Found: Sendable>(
    of ids: [String], _ ledger: Ledger, _ work: @escaping @Sendable ([(Int, RecordTexts)]) -> Found,
    take: (Found) -> Void
  ) throws(CatalogError) {
    @Sendable func result(_ number: Int) -> Result<Found, CatalogError> {
      let start = number * batchCount
      return Result { () throws(CatalogError) in
        let batch = ids[start..<min(start + batchCount, ids.count)]
        var places = batch.indices
        // One that was withdrawn in the meantime is left out.
        return work(
          try ledger.currentTexts(ids: Array(batch)).map { record in
            places = places.drop { ids[$0] != record.id }
            return (places.startIndex, record)
          })
      }
    }
    let count = (ids.count + batchCount - 1) / batchCount
    var failure: CatalogError?
    func goesOn(after result: Result<Found, CatalogError>) -> Bool {
      switch result {
      case .success(let found): take(found)
      case .failure(let error): failure = error
      }
      return failure == nil
    }
    do throws(WorkThread.Refusal) {
      try OrderedWork.run(count: count, worker: { result }, take: { goesOn(after: $1) })
    } catch {
      // The system allows no thread.
      for number in 0..<count where !goesOn(after: result(number)) { break }
    }
    if let failure { throw failure }
  }
}

/// What decides of each record whether its mentions and its names count, in little memory: everything is a number.
private struct MentionHeads: Sendable {
  /// The records that have a name.
  private(set) var holders = NameHolders()
  private var publishers: [Int32]
  private var audiences: [Int32]
  private var publisherNumbers: [String: Int32] = [:]
  private var audienceNumbers: [Audience: Int32] = [:]
  /// By the numbers of two audiences: whether everyone sees the first who sees the second.
  private var inclusions: [[Bool]] = []

  private static let unknown: Int32 = -1

  init(count: Int) {
    publishers = Array(repeating: Self.unknown, count: count)
    audiences = publishers
  }

  mutating func add(_ head: MentionTable.Head, _ names: Set<MentionName>, at place: Int) {
    for name in names { holders.add(Int32(place), to: name) }
    publishers[place] = Self.number(head.publisher, &publisherNumbers)
    audiences[place] = Self.number(head.audience, &audienceNumbers)
  }

  private static func number<Value: Hashable>(_ value: Value, _ numbers: inout [Value: Int32]) -> Int32 {
    if let known = numbers[value] { return known }
    let number = Int32(numbers.count)
    numbers[value] = number
    return number
  }

  /// Once all are there: leaves of each name the records for which it tells something.
  mutating func keepTelling() {
    let all = audienceNumbers.sorted { $0.value < $1.value }.map(\.key)
    inclusions = all.map { one in all.map { one.includes($0) } }
    publisherNumbers = [:]
    holders.keep { [audiences, inclusions] holders in
      guard holders.count > MentionTable.maximumHolderCount else { return holders }
      var counts: [Int32: Int] = [:]
      for holder in holders { counts[audiences[Int(holder)], default: 0] += 1 }
      return holders.filter { holder in
        let audience = Int(audiences[Int(holder)])
        let seen = counts.reduce(0) { $0 + (inclusions[Int($1.key)][audience] ? $1.value : 0) }
        return seen <= MentionTable.maximumHolderCount
      }
    }
  }

  /// Adds the mentions by one record that count.
  func mentions(by place: Int, _ record: RecordTexts, _ found: inout Set<MentionTable.Mention>) {
    guard audiences[place] != Self.unknown else { return }
    let (publisher, includes) = (publishers[place], inclusions[Int(audiences[place])])
    let own = Set(MentionName.names(of: record).map(\.key))
    for text in MentionText.texts(of: record) {
      text.forEachStretch(beginning: { key, _ in holders.beginnings.contains(key) }) { key, _ in
        holders.forEach(called: key) { holder in
          guard publishers[Int(holder)] != publisher, includes[Int(audiences[Int(holder)])],
            !own.contains(key)
          else { return }
          found.insert(.init(holder: holder, publisher: publisher))
        }
      }
    }
  }
}

/// The numbers of records by their names.
private struct NameHolders: Sendable {
  /// First words of names.
  private(set) var beginnings: Set<NameKey> = []
  /// The last of a name's places in `places`.
  private var ends: [NameKey: Int32] = [:]
  private var places: [(holder: Int32, next: Int32)] = []

  var isEmpty: Bool { ends.isEmpty }

  mutating func add(_ holder: Int32, to name: MentionName) {
    beginnings.insert(name.beginning)
    places.append((holder, ends[name.key] ?? -1))
    ends[name.key] = Int32(places.count - 1)
  }

  func forEach(called key: NameKey, _ body: (Int32) -> Void) {
    var place = ends[key] ?? -1
    while place >= 0 {
      body(places[Int(place)].holder)
      place = places[Int(place)].next
    }
  }

  /// Leaves of the holders of each name those that `choose` returns.
  mutating func keep(_ choose: ([Int32]) -> [Int32]) {
    for (key, _) in ends {
      var holders: [Int32] = []
      forEach(called: key) { holders.append($0) }
      let chosen = choose(holders)
      guard chosen.count < holders.count else { continue }
      ends[key] = nil
      for holder in chosen {
        places.append((holder, ends[key] ?? -1))
        ends[key] = Int32(places.count - 1)
      }
    }
  }
}
