internal import CartularyBase
internal import CartularyCatalog
internal import CartularyLedger
internal import CartularyModel

/// Prints what a publication will do, identically for `diff` and `publish --dry-run`.
struct PlanPrinter {
  let console: Console
  /// Whether to print unchanged records too.
  var isVerbose = false

  func print(_ plan: PublicationPlan) {
    for entry in plan.entries where isVerbose || entry.change != .same { print(entry) }
    // What is withheld has its reason in the list already.
    for line in PlanNotes.lines(plan.notes.filter { $0.kind != .withheld }, isVerbose: isVerbose) {
      console.write(line)
    }
    for refusal in plan.refusals {
      console.write(
        "refused: " + TerminalText.harmless(refusal.message) + "; "
          + ErrorText.words(for: .permit(refusal)))
    }
    console.write(Self.summary(plan))
  }

  static func summary(_ plan: PublicationPlan) -> String {
    let counts = PublicationPlan.Change.allCases.compactMap { change -> String? in
      let count = plan.count(change)
      return count > 0 ? "\(count) \(name(change))" : nil
    }
    return counts.isEmpty ? "nothing" : counts.joined(separator: ", ")
  }

  private static func name(_ change: PublicationPlan.Change) -> String {
    switch change {
    case .added: "new"
    case .renamed: "renamed"
    case .changed: "changed"
    case .moved: "moved"
    case .restored: "restored"
    case .withdrawn: "withdrawn"
    case .withheld: "still withdrawn"
    case .same: "the same"
    }
  }

  private static func sign(_ change: PublicationPlan.Change) -> String {
    switch change {
    case .added: "+"
    case .renamed: "»"
    case .changed, .restored: "~"
    case .moved: ">"
    case .withdrawn: "-"
    case .withheld: "!"
    case .same: "="
    }
  }

  private func print(_ entry: PublicationPlan.Entry) {
    let former = entry.change == .renamed ? entry.formerID.map { "\($0) → " } ?? "" : ""
    console.write("\(Self.sign(entry.change)) \(former)\(entry.id)  \(TerminalText.harmless(entry.title))")
    if let reason = entry.reason { console.write("    " + TerminalText.harmless(reason)) }
    for difference in entry.differences where difference.path != "audience" {
      console.write("    " + difference.line)
    }
    if let visibility = Self.visibility(entry) { console.write("    " + visibility) }
    for widening in entry.widenings { console.write("    widens: \(TerminalText.harmless(widening))") }
    if let lowering = entry.lowering {
      console.write("    lowers the sensitivity: \(lowering.from.rawValue) → \(lowering.to.rawValue)")
    }
  }

  /// The change in who can see it; `nil` if there is none.
  private static func visibility(_ entry: PublicationPlan.Entry) -> String? {
    switch (entry.audienceBefore, entry.audienceAfter) {
    case (nil, let after?): "visible to " + labels(after)
    case (let before?, nil): "no longer visible to " + labels(before)
    case (let before?, let after?) where before != after: "audience: \(labels(before)) → \(labels(after))"
    default: nil
    }
  }

  private static func labels(_ audience: Audience) -> String { audience.labels.joined(separator: ", ") }
}

extension FieldDifference {
  /// Longer values are truncated: people compare them, programs use the JSON.
  private static let valueLength = 120

  /// The difference for people: the path, the old value and the new one.
  var line: String { "\(path): \(Self.value(old)) → \(Self.value(new))" }

  private static func value(_ text: String?) -> String {
    guard let text else { return "nothing" }
    let line = TerminalText.harmless(text.split(whereSeparator: \.isNewline).joined(separator: " "))
    return "\"" + (line.count > valueLength ? line.prefix(valueLength - 1) + "…" : line) + "\""
  }
}
