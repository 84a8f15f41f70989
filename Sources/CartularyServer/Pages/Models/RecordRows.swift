struct FileRow: Sendable {
  var fileFormat: String
  var fileHref: String?
  var fileText: String
  var fileNote: String?
  var fileSize: String
  var fileLicense: String
}

struct CautionRow: Sendable {
  var cautionName: String
  var cautionText: String
  var cautionNote: String?
}

struct UseRow: Sendable {
  var useTitle: String
  var useHref: String?
  var useNote: String?
}

struct SourceQuote: Sendable {
  var quoteText: String
  var quoteSource: String
}

struct RelationRow: Sendable {
  var relationKind: String
  var relationText: String
  var relationHref: String?
}

struct FactRow: Sendable {
  var factName: String
  var factLines: [FactLine]
}

struct FactLine: Sendable {
  var factText: String
  var factHref: String?
}

struct TagLink: Sendable {
  var tagText: String
  var tagHref: String
}

struct FormatButton: Sendable {
  var formatHref: String
  var formatText: String
}
