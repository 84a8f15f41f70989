internal import CartularyBase
internal import CartularyLedger

/// The notes of a plan in lines: each of them, or an example of those that come by the hundred.
enum PlanNotes {
  /// More of one kind are summed.
  private static let shownCount = 3

  static func lines(_ notes: [PublicationPlan.Note], isVerbose: Bool) -> [String] {
    PublicationPlan.Note.Kind.allCases.flatMap { kind -> [String] in
      let found = notes.filter { $0.kind == kind }
      guard found.count > shownCount, !isVerbose, let example = found.first else {
        return found.map { "note: " + TerminalText.harmless($0.message) }
      }
      let sum = "\(found.count) \(what(kind)), for example:"
      return ["note: \(sum) " + TerminalText.harmless(example.message) + "; --verbose shows each"]
    }
  }

  private static func what(_ kind: PublicationPlan.Note.Kind) -> String {
    switch kind {
    case .renamed: "records may be withdrawn ones with a new id"
    case .duplicate: "groups of records look like one dataset each"
    case .narrowed: "records are shown to fewer people than before"
    case .withheld: "records stay withdrawn"
    case .programme: "records take no terms from a programme that they name"
    }
  }
}
