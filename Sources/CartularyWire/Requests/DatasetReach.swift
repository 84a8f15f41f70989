package import CartularyBase
package import CartularyModel

/// The decision on one dataset for every kind of requester and purpose.
package struct DatasetReach {
  package struct Cell {
    package let requester: RequesterKind
    package let purpose: Purpose
    package let decision: UseDecision
  }

  package let dataset: Dataset
  /// By requester, then by purpose, in the order of the vocabularies.
  package let cells: [Cell]

  package init(
    _ dataset: Dataset, _ terms: UseTerms, base: UseProfile, on date: CalendarDate, diseases: DiseaseTree?
  ) {
    self.dataset = dataset
    cells = RequesterKind.allCases.flatMap { requester in
      Purpose.allCases.map { purpose in
        var profile = base
        (profile.requester.kind, profile.purpose.kinds) = (requester, [purpose])
        // A fact of the profile that this kind of requester cannot have does not apply here.
        let isCompany = requester == .forProfit
        if profile.requester.isForProfit == nil || !profile.contradictions.isEmpty {
          profile.requester.isForProfit = isCompany
        }
        let isCommercial = isCompany || purpose == .commercial || purpose == .marketing
        if profile.purpose.isCommercial == nil || !profile.contradictions.isEmpty {
          profile.purpose.isCommercial = isCommercial
        }
        return Cell(
          requester: requester, purpose: purpose,
          decision: .decide(terms, for: profile, on: date, diseases: diseases))
      }
    }
  }
}

extension DatasetReach {
  package var wireCells: [WireReach.Cell] {
    cells.map { WireReach.Cell(requester: $0.requester, purpose: $0.purpose, decision: $0.decision) }
  }
}
