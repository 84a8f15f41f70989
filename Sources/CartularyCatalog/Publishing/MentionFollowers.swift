internal import CartularyIndex
internal import CartularyLedger
internal import CartularyModel

/// Records that are not published, and that others mention who are: how many do may change with the publication. Of
/// those that share a name with such a record, too: a name of many is not one of any.
struct MentionFollowers {
  private let shards: [(audience: Audience, reader: IndexReader)]

  /// - Parameter layout: Of shards that hold all of the ledger but for the publication.
  init(_ layout: CatalogLayout) throws(CatalogError) {
    shards = try MentionCounter.shards(layout)
  }

  /// In the order of their ids.
  ///
  /// - Parameter changes: The records of the publication, before and after it.
  func followers(of changes: RecordTextChanges) throws(CatalogError) -> [PublicationPlan.Follower] {
    let own = changes.ids
    var found: [String: PublicationPlan.Follower] = [:]
    do {
      let filled = try shards.filter { try $0.reader.documentCount > 0 }
        .map { ($0.audience, $0.reader, try KnownNames($0.reader, isWhole: own.count >= Self.manyCount)) }
      // Into an empty catalog nothing is read.
      guard !filled.isEmpty else { return [] }
      try changes.forEach { change in
        let isLost = change.losesAudience
        for (audience, reader, known) in filled {
          let isSeen = [change.before, change.after].contains { $0?.audience.includes(audience) == true }
          guard isSeen else { continue }
          for name in try known.concerned(by: change)
          // What many have is not a name, before and after.
          where try reader.frequency(of: name.term) <= MentionTable.maximumHolderCount + own.count {
            for id in try reader.ids(with: name.term) where !own.contains(id) {
              if let known = found[id], known.losesSource || !isLost { continue }
              found[id] = .init(id: id, audience: audience, losesSource: isLost)
            }
          }
        }
      }
    } catch let error as IndexError {
      throw CatalogError(error)
    } catch let error as CatalogError {
      throw error
    } catch {
      preconditionFailure("reading throws errors of the index and of the ledger: \(error)")
    }
    return found.values.sorted { $0.id < $1.id }
  }

  /// From so many records on, all names of a shard are read at once.
  private static let manyCount = 64
}

/// The names of a shard's records.
private final class KnownNames {
  private let reader: IndexReader
  /// Keys of all of them and of their first words; `nil` if they are looked up as they are asked for.
  private let all: (names: Set<NameKey>, beginnings: Set<NameKey>)?
  /// First words that were looked up, and whether a name begins with them.
  private var beginnings: [NameKey: Bool] = [:]

  init(_ reader: IndexReader, isWhole: Bool) throws {
    self.reader = reader
    guard isWhole else {
      all = nil
      return
    }
    var all: (names: Set<NameKey>, beginnings: Set<NameKey>) = ([], [])
    for term in try reader.terms(prefix: TermPrefix.mentionName, limit: .max) {
      let scalars = term.term.unicodeScalars
      guard let blank = scalars.firstIndex(of: " ") else { continue }
      all.beginnings.insert(NameKey(scalars[..<blank]))
      all.names.insert(NameKey(scalars[blank...].dropFirst()))
    }
    self.all = all
  }

  /// The names that a record had, has, said or says.
  func concerned(by change: RecordTextChange) throws -> Set<MentionName> {
    let records = [change.before, change.after].compactMap(\.self)
    var names = Set(records.flatMap(MentionName.names(of:)))
    for text in Set(records.flatMap(MentionText.strings(of:))).map(MentionText.init) {
      var first = ""
      try text.forEachStretch { key, word in
        first = text.string(word)
        return try isBeginning(first, key)
      } _: { key, stretch in
        guard try isName(key, first, text.string(stretch)), let name = MentionName(text.string(stretch))
        else { return }
        names.insert(name)
      }
    }
    return names
  }

  private func isBeginning(_ first: String, _ key: NameKey) throws -> Bool {
    if let all { return all.beginnings.contains(key) }
    if let known = beginnings[key] { return known }
    let isOne = try !reader.terms(prefix: MentionName.beginning(for: first), limit: 1).isEmpty
    beginnings[key] = isOne
    return isOne
  }

  private func isName(_ key: NameKey, _ first: String, _ text: String) throws -> Bool {
    if let all { return all.names.contains(key) }
    return try reader.frequency(of: MentionName.term(first: first, text)) > 0
  }
}
