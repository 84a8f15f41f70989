internal import CartularyModel

/// Notes on programmes from which no terms come: whoever publishes sees every record, and is told what is in the way.
extension LedgerPlanner {
  func programmeNotes() throws -> [PublicationPlan.Note] {
    let published = steps.filter { $0.kind != .withdrawn && traits(of: $0).contains(.namesProgrammes) }
    guard !published.isEmpty else { return [] }
    let coming = Dictionary(steps.map { ($0.id, $0) }, uniquingKeysWith: { _, last in last })
    var replacing: [String: [String]] = [:]
    for step in coming.values where traits(of: step).contains(.hasOtherNames) {
      for id in try record(of: step).otherNames { replacing[id, default: []].append(step.id) }
    }
    let resolver = TermsResolver(
      record: { try record($0, coming) },
      named: { [replacing] id in
        let named = try ledger.ids(referringTo: id, .replaces)
        return try Set(named + (replacing[id] ?? [])).sorted().compactMap { try record($0, coming) }
          .filter { $0.otherNames.contains(id) }
      })
    return try published.flatMap { step -> [PublicationPlan.Note] in
      let dataset = try record(of: step).dataset()
      return try resolver.inheritance(of: dataset).gaps.compactMap { gap in
        try message(gap, on: dataset, coming).map {
          .init(kind: .programme, ids: [step.id], message: "\(step.id): \($0)")
        }
      }
    }
  }

  /// The record of an id after the publication.
  private func record(_ id: String, _ coming: [String: LedgerStep]) throws -> Dataset? {
    if let step = coming[id] { return step.kind == .withdrawn ? nil : try record(of: step).dataset() }
    guard let json = try ledger.currentRecord(of: id) else { return nil }
    return try LedgerRecord.dataset(json, id: id)
  }

  /// - Returns: `nil` if a programme is only not there: it may come later, and relations lead outside too.
  private func message(
    _ gap: TermsInheritance.Gap, on dataset: Dataset, _ coming: [String: LedgerStep]
  ) throws -> String? {
    guard gap.kind == .missing else { return gap.message }
    guard let programme = try record(gap.id, coming), !programme.audience.includes(dataset.audience) else {
      return nil
    }
    return "fewer people see \(gap.id) than this record, so no terms come from it"
  }
}
