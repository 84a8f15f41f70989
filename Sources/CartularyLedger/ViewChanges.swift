package import CartularyBase
package import CartularyModel

/// What a viewer could see change, in an order that is the viewer's own: each record once, at its last change.
///
/// Sequence numbers of publications would tell of hidden ones by their gaps. So the publications that changed something
/// for the viewer are counted here, as *turns* from 1, and the others are not there: what is told is what a catalog tells
/// that never held what the viewer could not see at the time. A record that was narrowed is removed, as one that was
/// withdrawn is; one that was widened is published; a change of what the viewer never saw counts for nothing.
///
/// Nothing is told of how a record was: where it is present it is told as it is, and where it is not, by its id.
package struct ViewChanges: Sendable {
  private struct Entry: Sendable {
    let id: String
    let turn: Int
    let isPresent: Bool
  }

  private struct Turn: Sendable {
    let at: String
    /// Hangs on all turns so far. Nobody is told it: a cursor has a hash of it.
    let digest: String
  }

  private let viewer: Viewer
  /// In the order of turns, then of ids.
  private var entries: [Entry] = []
  private var turns: [Turn] = []
  /// The last publication that was looked at.
  private var sequence = 0

  package init(_ viewer: Viewer) { self.viewer = viewer }

  /// Known by all that the viewer could ever see change, and by nothing else.
  package var digest: String { turns.last?.digest ?? "" }

  // MARK: - Reading the ledger

  /// Looks at what was published since the last look.
  mutating func extend(_ ledger: any LedgerTransaction) throws {
    let last = try ledger.lastSequence()
    // An older ledger was put back.
    if last < sequence { self = ViewChanges(viewer) }
    guard last > sequence else { return }
    var view = View(viewer)
    var told: [String: (turn: Int, isPresent: Bool)] = [:]
    var publication: (sequence: Int, at: String)?
    var changes: [String: View.Change] = [:]

    func conclude() throws {
      defer { changes = [:] }
      guard let publication else { return }
      var news: [(id: String, isPresent: Bool)] = []
      for (id, change) in changes where try Self.isNews(change, of: id, ledger) {
        news.append((id, change.after.isSeen))
      }
      guard !news.isEmpty else { return }
      news.sort { $0.id < $1.id }
      let lines = news.map { ($0.isPresent ? "+" : "-") + $0.id }
      let text = ([digest, publication.at] + lines).joined(separator: "\n")
      turns.append(Turn(at: publication.at, digest: ContentHash(of: text.utf8).description))
      for (id, isPresent) in news { told[id] = (turns.count, isPresent) }
    }

    try ledger.forEachMove(after: sequence) { move in
      if move.sequence != publication?.sequence {
        try conclude()
        publication = (move.sequence, move.at)
      }
      guard let change = try view.change(move) else { return }
      changes[move.id] = changes[move.id].map { .init(before: $0.before, after: change.after) } ?? change
    }
    try conclude()
    sequence = last
    guard !told.isEmpty else { return }
    entries.removeAll { told[$0.id] != nil }
    entries += told.map { Entry(id: $0.key, turn: $0.value.turn, isPresent: $0.value.isPresent) }
      .sorted { ($0.turn, $0.id) < ($1.turn, $1.id) }
  }

  /// Whether the viewer can tell a record from what it was.
  private static func isNews(_ change: View.Change, of id: String, _ ledger: any LedgerTransaction) throws
    -> Bool
  {
    let (before, after) = (change.before, change.after)
    guard before.isSeen, after.isSeen else { return before.isSeen != after.isSeen }
    guard before.hash != after.hash else { return false }
    guard let old = try ledger.record(of: id, number: before.number)?.json,
      let new = try ledger.record(of: id, number: after.number)?.json
    else { return true }
    // Without an audience of a variable's own, everything of both is shown.
    guard ShownRecord.mayDiffer(old) || ShownRecord.mayDiffer(new) else { return true }
    return try shown(old, id) != shown(new, id)
  }

  private static func shown(_ json: String, _ id: String) throws -> String {
    try LedgerRecord.json(of: LedgerRecord.dataset(json, id: id).withoutNarrowerVariables)
  }

  /// What of the ledger's moves touches what a viewer may see.
  private struct View {
    struct Side {
      let isSeen: Bool
      let number: Int
      let hash: String
    }

    struct Change {
      let before: Side
      let after: Side
    }

    private let held: Set<String>
    private var known: [String: Bool] = [:]

    init(_ viewer: Viewer) { held = Set(viewer.labels) }

    /// - Returns: `nil` for a move that the viewer sees neither side of.
    mutating func change(_ move: LedgerMove) throws -> Change? {
      let before = Side(
        isSeen: try move.before.map { try isSeen($0.kind, $0.audience) } ?? false, number: move.number - 1,
        hash: move.before?.hash ?? "")
      let after = Side(
        isSeen: try isSeen(move.kind, move.audience), number: move.number, hash: move.hash)
      return before.isSeen || after.isSeen ? Change(before: before, after: after) : nil
    }

    private mutating func isSeen(_ kind: String, _ audience: String) throws -> Bool {
      guard kind != LedgerStep.Kind.withdrawn.rawValue else { return false }
      if let known = known[audience] { return known }
      let isMet = try LedgerRecord.audience(audience).isMet(by: held)
      known[audience] = isMet
      return isMet
    }
  }

  // MARK: - Telling

  /// The changes after a cursor, the oldest first.
  ///
  /// Without a cursor, every record that is there now: nobody is told of what was removed before they asked first.
  ///
  /// - Returns: `nil` for a cursor of another view.
  func page(after cursor: ChangeCursor?, limit: Int, _ ledger: any LedgerTransaction) throws
    -> [RecordChange]?
  {
    if let cursor {
      guard cursor.turn <= turns.count, cursor.base <= turns.count, seal(cursor) == cursor.seal else {
        return nil
      }
    }
    // What was removed up to here is not told. Of a turn that was told in part the rest still is.
    let base = cursor.map { max($0.base, $0.id == nil ? $0.turn : $0.turn - 1) } ?? turns.count
    var page: [RecordChange] = []
    var index = start(after: cursor)
    while index < entries.count, page.count < limit {
      let entry = entries[index]
      index += 1
      guard entry.isPresent || entry.turn > base else { continue }
      let isLast = index == entries.count || entries[index].turn > entry.turn
      var next = ChangeCursor(
        turn: entry.turn, base: base >= entry.turn + (isLast ? 1 : 0) ? base : 0, id: isLast ? nil : entry.id)
      next.seal = seal(next)
      var title: String?
      if entry.isPresent, let json = try ledger.currentRecord(of: entry.id) {
        title = try LedgerRecord.dataset(json, id: entry.id).title
      }
      page.append(
        RecordChange(
          id: entry.id, isRemoved: !entry.isPresent,
          at: try LedgerRecord.moment(turns[entry.turn - 1].at), title: title, cursor: next))
    }
    return page
  }

  /// When records that are there last changed for the viewer.
  func times(of ids: Set<String>) throws -> ChangeTimes {
    var records: [String: Timestamp] = [:]
    for entry in entries where entry.isPresent && ids.contains(entry.id) {
      records[entry.id] = try LedgerRecord.moment(turns[entry.turn - 1].at)
    }
    return ChangeTimes(records: records, last: try turns.last.map { try LedgerRecord.moment($0.at) })
  }

  /// The first entry after a cursor.
  private func start(after cursor: ChangeCursor?) -> Int {
    guard let cursor else { return 0 }
    var (low, high) = (0, entries.count)
    while low < high {
      let middle = (low + high) / 2
      let entry = entries[middle]
      let isAfter =
        entry.turn != cursor.turn ? entry.turn > cursor.turn : cursor.id.map { entry.id > $0 } ?? false
      if isAfter { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// Holds only for who was told it: it hangs on the digests, which nobody knows.
  private func seal(_ cursor: ChangeCursor) -> String {
    let digests = [cursor.turn, cursor.base].map { $0 > 0 ? turns[$0 - 1].digest : "" }
    let text = ([String(cursor.turn), String(cursor.base), cursor.id ?? ""] + digests).joined(separator: "\n")
    return String(ContentHash(of: text.utf8).description.prefix(ChangeCursor.sealCount))
  }
}

/// The last change of a record, as far as a viewer could see it.
package struct RecordChange: Sendable {
  package let id: String
  /// Whether the viewer can no longer see it, for whatever reason.
  package let isRemoved: Bool
  package let at: Timestamp
  /// As it is now; `nil` if it was removed.
  package let title: String?
  /// Stands behind this change.
  package let cursor: ChangeCursor
}

/// When a viewer could see records change.
package struct ChangeTimes: Sendable {
  /// By id.
  package let records: [String: Timestamp]
  /// The last change of any record; `nil` if there was none.
  package let last: Timestamp?
}

/// How far somebody has followed the changes.
package struct ChangeCursor: Sendable, Equatable, CustomStringConvertible {
  /// The last turn of which something was told.
  let turn: Int
  /// The turn at which they began, while they are still told of what was there then; else 0.
  let base: Int
  /// The last record that was told of the turn; `nil` after the whole turn.
  let id: String?
  var seal = ""

  static let sealCount = 16

  init(turn: Int, base: Int, id: String?) { (self.turn, self.base, self.id) = (turn, base, id) }

  /// - Returns: `nil` for text that is not a cursor's.
  package init?(_ text: String) {
    let parts = text.split(separator: "-", maxSplits: 3, omittingEmptySubsequences: false).map(String.init)
    guard parts.count >= 3, let turn = Self.number(parts[0]), turn > 0, let base = Self.number(parts[1]),
      parts[2].utf8.count == Self.sealCount, parts[2].allSatisfy({ $0.isHexDigit && !$0.isUppercase }),
      parts.count == 3 || DatasetID.isWellFormed(parts[3])
    else { return nil }
    self.init(turn: turn, base: base, id: parts.count == 4 ? parts[3] : nil)
    seal = parts[2]
  }

  /// A number in its one spelling.
  private static func number(_ text: String) -> Int? {
    Int(text).flatMap { $0 >= 0 && String($0) == text ? $0 : nil }
  }

  package var description: String { "\(turn)-\(base)-\(seal)" + (id.map { "-" + $0 } ?? "") }
}

extension Ledger {
  /// Brings what is known of a viewer's changes up to date, and tells those after a cursor, both as of one moment.
  ///
  /// - Parameter limit: The most changes to tell.
  /// - Returns: `nil` for a cursor of another view.
  package func changes(
    _ view: inout ViewChanges, after cursor: ChangeCursor?, limit: Int
  ) throws(CatalogError) -> [RecordChange]? {
    var copy = view
    let page = try read { ledger in
      try copy.extend(ledger)
      return try copy.page(after: cursor, limit: limit, ledger)
    }
    view = copy
    return page
  }
  /// Brings what is known of a viewer's changes up to date, and tells when records last changed.
  package func changeTimes(
    _ view: inout ViewChanges, of ids: Set<String>
  ) throws(CatalogError) -> ChangeTimes {
    var copy = view
    let times = try read { ledger in
      try copy.extend(ledger)
      return try copy.times(of: ids)
    }
    view = copy
    return times
  }
}
