package import CartularyBase
package import CartularyCatalog
package import CartularyModel

/// A decision on one dataset, with versions for public use of it and the decisions on those.
package struct UseAnswer {
  package let dataset: Dataset
  /// Who asks, and what for.
  package let profile: UseProfile
  /// The day of use.
  package let date: CalendarDate
  package let decision: UseDecision
  package let availability: DataAvailability
  /// The most usable first.
  package let publicVersions: [(dataset: Dataset, decision: UseDecision)]

  /// Why nothing is taken over from programmes that the dataset names.
  package let gaps: [TermsInheritance.Gap]

  /// - Parameters:
  ///   - inheritance: What the dataset takes over from its programmes.
  ///   - publicVersions: Versions with the decisions on them, in any order.
  package init(
    _ dataset: Dataset, inheriting inheritance: TermsInheritance, for profile: UseProfile,
    on date: CalendarDate = .today, diseases: DiseaseTree?,
    publicVersions: [(dataset: Dataset, decision: UseDecision)] = []
  ) {
    (self.dataset, self.profile, self.date) = (dataset, profile, date)
    decision = .decide(
      dataset.useTerms(inheriting: inheritance), for: profile, on: date, diseases: diseases)
    availability = DataAvailability(of: dataset, inheriting: inheritance, on: date)
    gaps = inheritance.gaps
    self.publicVersions = publicVersions.sorted {
      ($0.decision.outcome, $0.dataset.id) < ($1.decision.outcome, $1.dataset.id)
    }
  }

  package init(
    _ dataset: Dataset, in catalog: DatasetCatalog, as viewer: Viewer, for profile: UseProfile,
    on date: CalendarDate = .today, diseases: DiseaseTree?
  ) throws {
    let versions = try catalog.publicVersions(of: dataset, as: viewer).map { version in
      let terms = try catalog.useTerms(of: version, as: viewer)
      return (version, UseDecision.decide(terms, for: profile, on: date, diseases: diseases))
    }
    self.init(
      dataset, inheriting: try catalog.inheritance(of: dataset, as: viewer), for: profile, on: date,
      diseases: diseases, publicVersions: versions)
  }
}

extension UseAnswer {
  package var wire: WireDecision {
    WireDecision(dataset, decision, availability, gaps: gaps, publicVersions: publicVersions)
  }

  package var application: AccessApplication { AccessApplication(decision, availability) }

  /// `nil` if there is nothing to apply for.
  package var letter: ApplicationLetter? {
    application.prospect == .open ? ApplicationLetter(for: dataset, from: profile, application) : nil
  }

  package var wireApplication: WireApplication {
    WireApplication(id: dataset.id, application, letter: letter, decision: wire)
  }
}
