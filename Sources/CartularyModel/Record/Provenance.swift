/// Where a record's statements and its data come from.
package struct Provenance: Codable, Hashable, Sendable {
  /// How the data came to be, in words.
  package var statement: String?
  /// What the record's statements rest on.
  @OmitsWhenEmpty package var sources: [SourceCitation]

  package init(statement: String? = nil, sources: [SourceCitation] = []) {
    self.statement = statement
    self.sources = sources
  }
}

/// A document that states something of the record.
package struct SourceCitation: Codable, Hashable, Sendable {
  /// A file name or an address.
  package var document: String
  package var section: String?
  /// A few words of it, at most a sentence.
  package var quote: String?

  package init(document: String, section: String? = nil, quote: String? = nil) {
    (self.document, self.section, self.quote) = (document, section, quote)
  }
}

/// How a dataset relates to another.
package struct Relation: Codable, Hashable, Sendable {
  package var kind: RelationKind
  /// The id of a record, or an address.
  package var target: String
  package var title: String?

  package init(kind: RelationKind, target: String, title: String? = nil) {
    (self.kind, self.target, self.title) = (kind, target, title)
  }
}
