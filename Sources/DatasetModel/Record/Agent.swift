/// Who publishes, creates or looks after a dataset: an organisation or a person.
public struct Agent: Codable, Hashable, Sendable {
  public var name: String
  public var email: String?
  public var url: String?
  /// An identifier such as a ROR or ORCID address.
  public var identifier: String?

  public init(name: String, email: String? = nil, url: String? = nil, identifier: String? = nil) {
    (self.name, self.email, self.url, self.identifier) = (name, email, url, identifier)
  }
}
