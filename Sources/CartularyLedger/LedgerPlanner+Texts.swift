internal import CartularyModel

extension LedgerPlanner {
  /// What the steps change of the texts of records.
  var textChanges: RecordTextChanges {
    RecordTextChanges(ids: Set(steps.map(\.id))) { body in
      for step in steps {
        let before = try step.head.flatMap { head in
          head.isWithdrawn
            ? nil : try ledger.currentRecord(of: head.id).map(RecordTexts.init(stored:))
        }
        let after = step.kind == .withdrawn ? nil : try RecordTexts(stored: record(of: step).json)
        if before != after { try body(RecordTextChange(before: before, after: after)) }
      }
    }
  }
}

extension Ledger {
  /// The texts of the current records with some ids, in the order of the ids; those that are withdrawn or were never
  /// published are left out.
  package func currentTexts(ids: [String]) throws(CatalogError) -> [RecordTexts] {
    try read { ledger in
      try ids.compactMap { id in try ledger.currentRecord(of: id).map(RecordTexts.init(stored:)) }
    }
  }
}
