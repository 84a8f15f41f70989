internal import CartularyBase
internal import CartularyIndex
internal import CartularyQuery

extension SearchSession {
  /// How a question is answered: to the letter; or, where that finds nothing, with the words of what it demands together
  /// or with an ending, and with a note for each such demand.
  ///
  /// First only demands are given up that no record meets by itself, then all. Filters, exclusions, `+` and `AND` hold
  /// always, and a question that is read strictly holds as a whole.
  ///
  /// - Throws: As planning and counting; for a `*` with too many endings only where the words find nothing either.
  func plan(for question: Question) throws -> SearchPlan {
    let clauses = Self.clauses(of: question.query)
    guard question.mode != .strict, clauses.contains(where: { $0.asWords != nil }) else {
      return try SearchPlan(question, planner: planner)
    }
    let asked = Result { try SearchPlan(question, planner: planner) }
    let isAnswered = Result { try count(asked.get().query) > 0 }
    if case .success(true) = isAnswered { return try asked.get() }
    let states = try clauses.map(state(of:))
    for isEach in [false, true] {
      let given = clauses.indices.filter { clauses[$0].asWords != nil && (isEach || states[$0] != .found) }
      guard !given.isEmpty else { continue }
      let loose = question.takingAsWords(given.map { ($0, note(on: clauses[$0], states[$0], in: question)) })
      let plan = Result { try SearchPlan(loose, planner: planner) }
      if case .success(true) = Result(catching: { try count(plan.get().query) > 0 }) { return try plan.get() }
    }
    _ = try isAnswered.get()
    return try asked.get()
  }

  /// What becomes of a demand by itself.
  private enum DemandState { case found, missing, tooBroad }

  private func state(of clause: Node) throws -> DemandState {
    guard clause.asWords != nil else { return .found }
    do {
      return try count(planner.plan(clause)) > 0 ? .found : .missing
    } catch let error as IndexError where error.code == .badQuery {
      return .tooBroad
    }
  }

  private func note(on clause: Node, _ state: DemandState, in question: Question) -> QueryDiagnostic {
    let text = clause.canonicalText
    let message =
      switch state {
      case .found: "no dataset has \(text) together with the rest, so its words are searched"
      case .missing: "no dataset has \(text), so its words are searched"
      case .tooBroad: "\(text) has too many endings, so its words are searched as they are"
      }
    return QueryDiagnostic(
      code: .demandTakenAsWords, severity: .note, message: message,
      place: DiagnosticPlace(clause.range, in: question.text))
  }
}
