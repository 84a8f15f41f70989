struct TermRow: Sendable {
  var termName: String
  var termLines: [TermLine]
  var termFrom: [TermSource]
  var termOrigin: String?
}

struct TermLine: Sendable {
  var lineText: String
  var lineHref: String?
  var lineLinkText: String
}

struct TermSource: Sendable {
  var fromHref: String
  var fromText: String
}
