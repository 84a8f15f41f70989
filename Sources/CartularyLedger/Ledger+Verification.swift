package import CartularyModel

extension Ledger {
  /// What the database's own check finds, a line each; empty when it finds nothing.
  package func integrityFaults() throws(CatalogError) -> [String] { try read { try $0.integrityFaults() } }

  package func recordCount() throws(CatalogError) -> Int { try read { try $0.recordCount() } }

  /// How many current records there are, counted no further than `most`.
  package func recordCount(upTo most: Int) throws(CatalogError) -> Int {
    try read { try $0.recordCount(upTo: most) }
  }

  package func revisionCount() throws(CatalogError) -> Int { try read { try $0.revisionCount() } }

  /// Ids of current records, in byte order.
  ///
  /// - Parameter audience: Those of one audience alone; `nil` for all.
  package func currentIDs(audience: Audience? = nil) throws(CatalogError) -> [String] {
    try read { try $0.currentIDs(audience: audience.map(LedgerRecord.text)) }
  }

  /// Ids of records that this audience last knew as withdrawn, in byte order.
  package func withdrawnIDs(audience: Audience) throws(CatalogError) -> [String] {
    try read { try $0.withdrawnIDs(audience: LedgerRecord.text(audience)) }
  }

  /// Where the ledger contradicts itself: a record that does not have its hash, a head that is not the
  /// last revision, revisions with a gap.
  package func contradictions() throws(CatalogError) -> [(id: String?, message: String)] {
    try read { ledger in
      var found: [(id: String?, message: String)] = []
      var expected: (id: String, number: Int) = ("", 0)
      try ledger.forEachRevision { id, number, hash, json in
        expected = id == expected.id ? (id, expected.number + 1) : (id, 1)
        if number != expected.number {
          found.append((id, "revision \(expected.number) is missing"))
          expected.number = number
        }
        if LedgerRecord.hash(of: json) != hash {
          found.append((id, "revision \(number) is not what was published"))
        }
      }
      found += try ledger.strayIDs().map { ($0, "the current state is not the last revision") }
      return found
    }
  }

  /// Records of which the ledger notes other names than they state, sorted by id: what follows from their terms would not be
  /// found. Noting them again mends it.
  package func wrongReferences() throws(CatalogError) -> [(id: String, stated: Set<RecordReference>)] {
    try read { ledger in
      var noted: [String: Set<RecordReference>] = [:]
      try ledger.forEachReference { noted[$0, default: []].insert($1) }
      var wrong: [(id: String, stated: Set<RecordReference>)] = []
      try ledger.forEachCurrentRecord { id, json in
        let known = noted.removeValue(forKey: id) ?? []
        // Most records name nothing, and decoding is most of the work.
        guard !known.isEmpty || RecordReference.mayStandIn(json) else { return }
        let stated = RecordReference.references(of: try LedgerRecord.dataset(json, id: id))
        if stated != known { wrong.append((id, stated)) }
      }
      wrong += noted.keys.map { ($0, []) }
      return wrong.sorted { $0.id < $1.id }
    }
  }

  /// Notes again what records name, where that is not what they state.
  package func restoreReferences() throws(CatalogError) {
    let wrong = try wrongReferences()
    guard !wrong.isEmpty else { return }
    try write { ledger in
      for (id, stated) in wrong { try ledger.replaceReferences(of: id, by: stated) }
    }
  }
}
