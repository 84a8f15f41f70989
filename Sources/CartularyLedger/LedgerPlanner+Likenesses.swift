internal import CartularyModel

extension LedgerPlanner {
  /// Names the likely pair of a changed id, and groups of records that look like one dataset: one note for each
  /// group, however many records are in it.
  mutating func noteLikenesses() throws {
    // Places of steps, and hashes of their keys: of a large publication no copy is made.
    let added = steps.indices.filter { steps[$0].isNew }.sorted { steps[$0].id < steps[$1].id }
    let withdrawn = Set(plan.entries.filter { $0.change == .withdrawn }.map(\.id))
    let former = Set(plan.entries.compactMap(\.formerID))
    var byKey = PlacesByKey()
    var renamed: Set<String> = []
    var groups = LikeRecords()
    for place in added {
      let id = steps[place].id
      let record = try record(of: steps[place])
      var told: Set<String> = []
      for key in record.duplicateKeys {
        let known = try ledger.ids(withDuplicateKey: key, except: id)
        for other in known + byKey.places(of: key).map({ steps[$0].id }) where told.insert(other).inserted {
          // What says itself that it takes the other's place needs no guess.
          if former.contains(other) || record.replacedIDs.contains(other) { continue }
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
        byKey.add(place, to: key)
      }
    }
    plan.notes += groups.notes
  }
}

/// Places of steps by the keys of their records.
private struct PlacesByKey {
  /// The last link of each key's chain.
  private var last: [HalfHash: Int32] = [:]
  private var links: [(place: Int32, before: Int32?)] = []

  mutating func add(_ place: Int, to key: String) {
    let digest = HalfHash(key)
    links.append((Int32(place), last[digest]))
    last[digest] = Int32(links.count - 1)
  }

  /// In the order of adding.
  func places(of key: String) -> [Int] {
    var places: [Int] = []
    var next = last[HalfHash(key)]
    while let link = next {
      places.append(Int(links[Int(link)].place))
      next = links[Int(link)].before
    }
    return places.reversed()
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
