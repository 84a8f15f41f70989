internal import CartularyModel

extension LedgerPlanner {
  /// Names the likely pair of a changed id, and groups of records that look like one dataset: one note for each
  /// group, however many records are in it.
  mutating func noteLikenesses(among request: PublicationRequest) throws {
    // Places of steps, not their records: of a large publication no copy is made.
    let added = Dictionary(
      steps.indices.filter { steps[$0].kind == .published && steps[$0].head?.isWithdrawn != false }
        .map { (steps[$0].dataset.id, $0) }, uniquingKeysWith: { first, _ in first })
    let withdrawn = Set(plan.entries.filter { $0.change == .withdrawn }.map(\.id))
    let former = Set(plan.entries.compactMap(\.formerID))
    var byKey: [String: [String]] = [:]
    var renamed: Set<String> = []
    var groups = LikeRecords()
    for (id, place) in added.sorted(by: { $0.key < $1.key }) {
      let dataset = steps[place].dataset
      var told: Set<String> = []
      for key in DuplicateKey.keys(of: dataset).sorted() {
        let known = try ledger.ids(withDuplicateKey: key, except: id)
        for other in known + byKey[key, default: []] where told.insert(other).inserted {
          // What says itself that it takes the other's place needs no guess.
          if former.contains(other) || dataset.replacedIDs.contains(other) { continue }
          let reason = DuplicateKey.reason(key)
          if withdrawn.contains(other), renamed.insert(id).inserted {
            plan.notes.append(
              .init(
                kind: .renamed, ids: [other, id],
                message: "\(other), which is withdrawn, and \(id), which is new, look like one dataset: "
                  + "\(reason); keep the id \(other) to keep its history"))
          } else if !withdrawn.contains(other) {
            groups.join(id, other, reason)
          }
        }
        byKey[key, default: []].append(id)
      }
    }
    plan.notes += groups.notes
  }
}

/// Groups of records of which each looks like another of its group.
private struct LikeRecords {
  private struct Group {
    /// In the order in which they were found to be alike.
    var ids: [String]
    /// Each once, in that order.
    var reasons: [String]
  }

  private var groups: [Int: Group] = [:]
  private var groupOfID: [String: Int] = [:]
  private var next = 0

  /// Ids that a message names; the note has them all.
  private static let namedCount = 4

  mutating func join(_ id: String, _ other: String, _ reason: String) {
    let number = groupOfID[other] ?? groupOfID[id] ?? next
    if number == next { next += 1 }
    var group = groups[number] ?? Group(ids: [], reasons: [])
    for member in [id, other] {
      guard let old = groupOfID[member] else {
        group.ids.append(member)
        groupOfID[member] = number
        continue
      }
      guard old != number, let absorbed = groups.removeValue(forKey: old) else { continue }
      group.ids += absorbed.ids
      for reason in absorbed.reasons where !group.reasons.contains(reason) { group.reasons.append(reason) }
      for moved in absorbed.ids { groupOfID[moved] = number }
    }
    if !group.reasons.contains(reason) { group.reasons.append(reason) }
    groups[number] = group
  }

  var notes: [PublicationPlan.Note] {
    groups.sorted { $0.key < $1.key }.map { _, group in
      let named = group.ids.prefix(group.ids.count > Self.namedCount ? Self.namedCount - 1 : Self.namedCount)
      let rest = group.ids.count - named.count
      let list =
        rest > 0
        ? named.joined(separator: ", ") + " and \(rest) others"
        : named.dropLast().joined(separator: ", ") + " and " + (named.last ?? "")
      return .init(
        kind: .duplicate, ids: group.ids,
        message: "\(list) look like one dataset: " + group.reasons.joined(separator: "; "))
    }
  }
}
