internal import CartularyBase
internal import CartularyCatalog
internal import CartularyModel

/// A decision on one dataset, with versions for public use of it and the decisions on those.
struct UseAnswer {
  let dataset: Dataset
  /// Who asks, and what for.
  let profile: UseProfile
  /// The day of use.
  let date: CalendarDate
  let decision: UseDecision
  let availability: DataAvailability
  /// The most usable first.
  let publicVersions: [(dataset: Dataset, decision: UseDecision)]

  init(_ dataset: Dataset, for profile: UseProfile, on date: CalendarDate = .today, diseases: DiseaseTree?) {
    self.init(dataset, publicVersions: [], for: profile, on: date, diseases: diseases)
  }

  init(
    _ dataset: Dataset, in catalog: DatasetCatalog, as viewer: Viewer, for profile: UseProfile,
    on date: CalendarDate = .today, diseases: DiseaseTree?
  ) throws {
    let versions = try catalog.publicVersions(of: dataset, as: viewer)
    self.init(dataset, publicVersions: versions, for: profile, on: date, diseases: diseases)
  }

  private init(
    _ dataset: Dataset, publicVersions: [Dataset], for profile: UseProfile, on date: CalendarDate,
    diseases: DiseaseTree?
  ) {
    func decide(_ dataset: Dataset) -> UseDecision {
      .decide(dataset.useTerms, for: profile, on: date, diseases: diseases)
    }
    (self.dataset, self.profile, self.date) = (dataset, profile, date)
    decision = decide(dataset)
    availability = DataAvailability(of: dataset, on: date)
    self.publicVersions = publicVersions.map { ($0, decide($0)) }
      .sorted { ($0.decision.outcome, $0.dataset.id) < ($1.decision.outcome, $1.dataset.id) }
  }
}
