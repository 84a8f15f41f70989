/// Who publishes, creates or looks after a dataset: an organisation or a person.
package struct Agent: Codable, Hashable, Sendable {
  package var name: String
  package var email: String?
  package var url: String?
  /// An identifier such as a ROR or ORCID address.
  package var identifier: String?

  package init(name: String, email: String? = nil, url: String? = nil, identifier: String? = nil) {
    (self.name, self.email, self.url, self.identifier) = (name, email, url, identifier)
  }
}
