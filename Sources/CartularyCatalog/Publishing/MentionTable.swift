internal import CartularyLedger
internal import CartularyModel

/// How many publishers mention each record: other ones than its own, with records that everyone sees who sees it.
///
/// Who is called so too says it of itself. Names that more than three records have, of those that everyone sees who sees the record, tell nothing. A record that
/// states no publisher is of one of its own.
///
/// Worked out from all records; `MentionCounter` works out the same for a few.
struct MentionTable {
  /// By id; what nobody mentions is left out.
  private(set) var counts: [String: Int] = [:]

  /// More mentions than these say no more, and need not be looked for.
  static let maximumCount = 50
  /// A name of more records than these is not one of any.
  static let maximumHolderCount = 3

  init(_ ledger: Ledger) throws(CatalogError) {
    var heads: [Head] = []
    var holders: [MentionName: [Int]] = [:]
    try ledger.forEachCurrentTexts { record in
      for name in MentionName.names(of: record) { holders[name, default: []].append(heads.count) }
      heads.append(Head(record))
    }
    var names: [String: [(name: MentionName, value: (MentionName, [Int]))]] = [:]
    for (name, all) in holders {
      let telling = Self.telling(all, heads)
      if !telling.isEmpty { names[name.first, default: []].append((name, (name, telling))) }
    }
    guard !names.isEmpty else { return }
    var publishers: [Int: Set<String>] = [:]
    try ledger.forEachCurrentTexts { record in
      let (head, own) = (Head(record), MentionName.names(of: record))
      for text in MentionText.texts(of: record) {
        text.said(of: names) { name, holders in
          guard !own.contains(name) else { return }
          for holder in holders where head.counts(for: heads[holder]) {
            publishers[holder, default: []].insert(head.publisher)
          }
        }
      }
    }
    for (holder, publishers) in publishers {
      counts[heads[holder].id] = min(publishers.count, Self.maximumCount)
    }
  }

  /// Those of a name's records for which it tells something.
  private static func telling(_ holders: [Int], _ heads: [Head]) -> [Int] {
    guard holders.count > maximumHolderCount else { return holders }
    var counts: [Audience: Int] = [:]
    for holder in holders { counts[heads[holder].audience, default: 0] += 1 }
    return holders.filter { holder in
      let audience = heads[holder].audience
      return counts.reduce(0) { $0 + ($1.key.includes(audience) ? $1.value : 0) } <= maximumHolderCount
    }
  }

  /// What decides whether one record counts for another.
  struct Head {
    let id: String
    /// Folded; of a record that states none, one that no other has.
    let publisher: String
    let audience: Audience

    init(_ record: RecordTexts) {
      (id, audience) = (record.id, record.audience)
      let stated = ExactTerm.fold(record.publisher ?? "")
      publisher = stated.isEmpty ? "\n" + record.id : stated
    }

    /// Whether a mention by this record counts for another.
    func counts(for other: Head) -> Bool { publisher != other.publisher && audience.includes(other.audience) }
  }
}
