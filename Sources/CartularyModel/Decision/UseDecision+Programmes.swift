// Answers on terms that come from several records: where each term stands, and that together they permit no more than
// apart.

extension UseDecision {
  /// A place of a term: in which record, `nil` for the dataset itself, and where.
  typealias TermPlace = (id: String?, path: String?)

  /// Says of each reason and step in which record its term stands.
  mutating func tell(_ place: (TermPlace) -> TermPlace) {
    for index in reasons.indices {
      (reasons[index].from, reasons[index].path) = place((reasons[index].from, reasons[index].path))
    }
    for index in steps.indices {
      (steps[index].from, steps[index].path) = place((steps[index].from, steps[index].path))
    }
  }

  /// The answer, or the stricter one that holds because terms of two records never permit together what neither of them
  /// permits: a record that relaxes what a programme asks for does not take the programme's permission along.
  ///
  /// - Parameters:
  ///   - own: The answer without the programme.
  ///   - programme: The answer on the programme alone.
  ///   - id: The programme's.
  func narrowed(to own: UseDecision, _ programme: UseDecision, of id: String) -> UseDecision {
    let widest = min(own.outcome, programme.outcome)
    guard outcome < widest else { return self }
    var added: [UseReason] = []
    var asked: [UseStep] = []
    switch widest {
    case .allowed: break
    case .allowedWithConditions:
      let stricter = programme.outcome == widest ? programme : own
      added = stricter.reasons.filter { $0.kind == .owed }
      asked = stricter.steps
    case .unknown where programme.outcome == .denied:
      var reason = UseReason(
        .unanswered, "programme-terms", id, at: nil,
        "the terms of \(id) exclude this use, and the dataset's own do not permit it: ask which of them hold")
      reason.from = id
      added = [reason]
    case .unknown: added = programme.reasons.filter { $0.kind == .unanswered }
    case .denied: added = (own.reasons + programme.reasons).filter { $0.kind == .failing }
    }
    let (known, done) = (Set(reasons), Set(steps.map(\.content)))
    added = added.filter { !known.contains($0) }
    let all = steps + asked.filter { !done.contains($0.content) }
    return UseDecision(
      outcome: widest, reasons: (reasons + added).sorted(by: UseReason.precedes),
      steps: widest == .denied ? [] : all.sorted(by: UseStep.precedes), remarks: remarks)
  }
}
