/// Where a record's statements and its data come from.
public struct Provenance: Codable, Hashable, Sendable {
  /// How the data came to be, in words.
  public var statement: String?
  /// What the record's statements rest on.
  @Several public var sources: [SourceCitation]

  public init(statement: String? = nil, sources: [SourceCitation] = []) {
    self.statement = statement
    self.sources = sources
  }
}

/// A document that states something of the record.
public struct SourceCitation: Codable, Hashable, Sendable {
  /// A file name or an address.
  public var document: String
  public var section: String?
  /// A few words of it, at most a sentence.
  public var quote: String?

  public init(document: String, section: String? = nil, quote: String? = nil) {
    (self.document, self.section, self.quote) = (document, section, quote)
  }
}

/// How a dataset relates to another.
public struct Relation: Codable, Hashable, Sendable {
  public var kind: RelationKind
  /// The id of a record, or an address.
  public var target: String
  public var title: String?

  public init(kind: RelationKind, target: String, title: String? = nil) {
    (self.kind, self.target, self.title) = (kind, target, title)
  }
}
