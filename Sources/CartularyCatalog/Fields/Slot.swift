/// The value slots of a document. What is on disk follows these numbers: they are never reused.
enum Slot {
  /// The record's id: breaks every tie, so that no order depends on document numbers.
  static let id: UInt32 = 0
  /// The title, folded, for sorting.
  static let title: UInt32 = 1
  static let modified: UInt32 = 2
  static let issued: UInt32 = 3
  /// First and last day of the temporal coverage.
  static let coversStart: UInt32 = 4
  static let coversEnd: UInt32 = 5
  /// How fresh and how complete the record is: orders equals.
  static let quality: UInt32 = 6
  /// How long a request takes, and how much work it is, in days.
  static let leadTime: UInt32 = 7
  static let effort: UInt32 = 8
  /// The key of the terms of use, as a list of one, for counting.
  static let termsKey: UInt32 = 9
  /// Which records are called the same but for a version or a date, and how new this one is: `Sibling`.
  static let sibling: UInt32 = 80
  /// From here on lists of a field's values, for facets.
  static let firstFacet: UInt32 = 10
}

/// The prefixes of terms that belong to no single field.
enum TermPrefix {
  /// The term that only the document of one record has.
  static func uniqueTerm(_ id: String) -> String { self.id + id }

  /// The unique id, as Xapian's convention has it.
  static let id = "Q"
  /// Stems of all text fields together, whose wdf carries the ranking.
  static let stem = "Z"
  /// Words as they are written, folded: for wildcards, spelling and completion. They weigh nothing.
  static let word = "XW"
  /// Other identifiers, in the spellings under which they are looked up.
  static let identifier = "XID"
  // Whole names, which `NameTier` ranks: as they are written, and as their words.
  static let writtenTitle = "XYT"
  static let writtenAlias = "XYA"
  static let foldedName = "XYF"
  static let titleWords = "XYS"
  static let aliasWords = "XYB"
  static let idWords = "XYI"
  /// Names by which other records may mention the record, as they are written, behind their first words.
  static let mentionName = "XMN"
  /// How many publishers mention the record, in two digits; none where nobody does.
  static let mentionCount = "XMC"
  /// Codes within identifiers.
  static let code = "XYC"
  /// Addresses of distributions.
  static let address = "XYD"
  /// Beginnings of words in names, so that a half-typed last word finds them.
  static let beginning = "XE"
  /// Two adjacent stems, with a space between.
  static let pair = "XB"
  /// An abbreviation defined by the record: it, and the stems of its long form.
  static let definition = "XAB"
  /// Stands in records that may have siblings, which are called the same but for a version or a date.
  static let sibling = "XSB"
  /// A language whose stemmer words of the record went through, but for English.
  static let textLanguage = "XTL"
  /// The name of a field that the record fills, for `has:` and `no:`.
  static let presence = "XHAS"
  /// The key of the terms of use: records with equal terms share it.
  static let termsKey = "XTK"
  /// That one record replaces another: the id of the replaced one, a line feed, what replaces it.
  static let succession = "XSU"
  /// The id of the dataset that the record is the version for public use of.
  static let publicVersionOf = "XPVO"
  /// The id of a dataset whose place the record takes.
  static let replaces = "XRPL"
}
