/// Whether the program's environment is in order.
package struct WireHealth: WireObject {
  package enum State: String, Sendable {
    case well
    /// Worth knowing, but everything works.
    case note
    case wrong
  }

  /// The result of one check of the system.
  package struct Finding: WireObject {
    package let subject: String
    package let state: State
    package let message: String
    /// What to do; `nil` if all is well.
    package let help: String?

    package init(_ subject: String, _ state: State, _ message: String, help: String? = nil) {
      (self.subject, self.state, self.message, self.help) = (subject, state, message, help)
    }

    package static let name = "finding"
    package static let summary = "The result of one check of the system."
    package static let fields: [WireField<Finding>] = [
      .init("subject", "What was checked.") { $0.subject },
      .init("state", "`well`, `note` or `wrong`.") { $0.state.rawValue },
      .init("message", "What was found.") { $0.message },
      .init("help", "What to do.") { $0.help },
    ]
  }

  private let findings: [Finding]

  package init(_ findings: [Finding]) { self.findings = findings }

  package static let name = "health"
  package static let pluralName = "health"
  package static let summary =
    "Whether the program, catalog and terminal are in order; in `jsonl` one finding per line."
  package static let fields: [WireField<WireHealth>] = [
    .init("findings", "In a fixed order of subjects.") { $0.findings }
  ]
}
