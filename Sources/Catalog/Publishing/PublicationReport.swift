/// What a publication did.
public struct PublicationReport: Sendable, Equatable {
  /// The publication's number; `nil` where nothing had changed, and so nothing was published.
  public internal(set) var sequence: Int?
  /// What was planned, all of which was done.
  public let plan: PublicationPlan

  public typealias Change = PublicationPlan.Change

  init(plan: PublicationPlan) { self.plan = plan }

  /// One for each record, those given in the order given.
  public var outcomes: [PublicationPlan.Entry] { plan.entries }

  public func count(_ change: Change) -> Int { plan.count(change) }
}

/// Who publishes, and with what.
public struct PublicationAuthor: Sendable, Equatable {
  public let name: String
  /// The program and its version.
  public let tool: String

  public init(name: String, tool: String) {
    (self.name, self.tool) = (name, tool)
  }
}
