/// What a publication did.
package struct PublicationReport: Sendable, Equatable {
  /// The publication's number; `nil` if nothing had changed, and so nothing was published.
  package internal(set) var sequence: Int?
  /// What was planned; all of it was done.
  package let plan: PublicationPlan

  package typealias Change = PublicationPlan.Change

  init(plan: PublicationPlan) { self.plan = plan }

  /// One for each record, those given in the order given.
  package var outcomes: [PublicationPlan.Entry] { plan.entries }

  package func count(_ change: Change) -> Int { plan.count(change) }
}

/// Who publishes, and with what.
package struct PublicationAuthor: Sendable, Equatable {
  package let name: String
  /// The program and its version.
  package let tool: String

  package init(name: String, tool: String) {
    (self.name, self.tool) = (name, tool)
  }
}
