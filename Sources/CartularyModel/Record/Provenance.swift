/// Where a record's statements and its data come from.
public struct Provenance: Codable, Hashable, Sendable {
  /// How the data came to be, in words; `nil` when it is not stated.
  public var statement: String?
  /// The documents on which the record's statements rest; empty when none is cited.
  @OmitsWhenEmpty public var sources: [SourceCitation]

  /// Makes a provenance; what is left out is not stated.
  public init(statement: String? = nil, sources: [SourceCitation] = []) {
    self.statement = statement
    self.sources = sources
  }
}

/// A document that states something of the record.
public struct SourceCitation: Codable, Hashable, Sendable {
  /// A file name or an address; never empty.
  public var document: String
  /// The section or page of the document; `nil` when the whole is meant.
  public var section: String?
  /// A few words of it, at most a sentence; `nil` when nothing is quoted.
  public var quote: String?

  /// Makes a citation; what is left out is not stated.
  public init(document: String, section: String? = nil, quote: String? = nil) {
    (self.document, self.section, self.quote) = (document, section, quote)
  }
}

/// How a dataset relates to another.
public struct Relation: Codable, Hashable, Sendable {
  /// How this dataset relates to the target.
  public var kind: RelationKind
  /// The id of a record, which need not be in the catalog, or an address.
  public var target: String
  /// The target's title, as the source gives it; `nil` when it does not.
  public var title: String?

  /// Makes a relation; `title` is `nil` when the source gives none.
  public init(kind: RelationKind, target: String, title: String? = nil) {
    (self.kind, self.target, self.title) = (kind, target, title)
  }
}
