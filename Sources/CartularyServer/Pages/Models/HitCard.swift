struct HitCard: Sendable {
  var hitHref: String
  var hitTitle: String
  var hitByline: String?
  var hitReplaced: ReplacedBy?
  var hitHasSnippet: Bool
  var hitSnippet: [SnippetPiece]
  var badges: [BadgeText]
  var hitVerdict: HitVerdict?
  var hitHasColumns: Bool
  var hitColumns: [MatchedColumn]
  var hitMoreColumns: String?
  var hitHasReasons: Bool
  var hitReasons: [MatchReason]
}

struct SnippetPiece: Sendable {
  var isMarked: Bool
  var pieceText: String
}

struct BadgeText: Sendable {
  var badgeClass: String
  var badgeName: String
  var badgeText: String
}

struct HitVerdict: Sendable {
  var verdictClass: String
  var verdictText: String
  var verdictNext: String?
}

struct MatchedColumn: Sendable {
  var columnName: String
  var columnLabel: String?
}

struct MatchReason: Sendable {
  var reasonWord: String
  var reasonFields: String
}

struct ReplacedBy: Sendable {
  var replacedHref: String
  var replacedText: String
}
