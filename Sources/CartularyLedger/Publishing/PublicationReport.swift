/// What a publication did.
public struct PublicationReport: Sendable, Equatable {
  /// The publication's number; `nil` if nothing had changed, and so nothing was published.
  public internal(set) var sequence: Int?
  /// What was planned; all of it was done.
  public let plan: PublicationPlan

  /// Whether words of what was taken out are still in the index's files, as they could not be written again: for want of
  /// room, say. Compacting the catalog removes them.
  package(set) public var owesCompaction = false

  /// What a publication did to a record.
  public typealias Change = PublicationPlan.Change

  init(plan: PublicationPlan) { self.plan = plan }

  /// One entry for each record, those given in the order given. Empty when the request held nothing.
  public var outcomes: [PublicationPlan.Entry] { plan.entries }

  /// How many records had this change, 0 for none.
  public func count(_ change: Change) -> Int { plan.count(change) }
}

/// Who publishes, and with what.
public struct PublicationAuthor: Sendable, Equatable {
  /// The person or service that publishes, as the history shows it.
  public let name: String
  /// The program and its version, such as `Embed 1.0`.
  public let tool: String

  /// Makes an author. Both texts are kept with the publication for good.
  public init(name: String, tool: String) {
    (self.name, self.tool) = (name, tool)
  }
}
