/// What a publication did.
public struct PublicationReport: Sendable, Equatable {
  /// The publication's number; `nil` where nothing had changed, and so nothing was published.
  public internal(set) var sequence: Int?
  /// One for each record, in the order given.
  public internal(set) var outcomes: [Outcome] = []

  public struct Outcome: Sendable, Equatable {
    public let id: String
    public let change: Change
  }

  public enum Change: String, Sendable, CaseIterable {
    case added, changed, same
  }

  public func count(_ change: Change) -> Int { outcomes.count { $0.change == change } }
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
