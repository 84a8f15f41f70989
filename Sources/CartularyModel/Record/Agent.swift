/// Who publishes, creates or looks after a dataset: an organisation or a person.
public struct Agent: Codable, Hashable, Sendable {
  /// The name as the source writes it; never empty.
  public var name: String
  /// An e-mail address, without `mailto:`; `nil` when none is stated.
  public var email: String?
  /// The address of a page about the agent; `nil` when none is stated.
  public var url: String?
  /// An identifier such as a ROR or ORCID address; `nil` when none is stated.
  public var identifier: String?

  /// Makes an agent; what is left out is not stated.
  public init(name: String, email: String? = nil, url: String? = nil, identifier: String? = nil) {
    (self.name, self.email, self.url, self.identifier) = (name, email, url, identifier)
  }
}
