struct DictionaryView: Sendable {
  var canFilter = false
  var dictionaryAction = ""
  var dictionaryFind = ""
  var dictionaryKept: [KeptField] = []
  var dictionaryCount = ""
  var dictionaryHref: String?
  var dictionaryHrefText = ""
  var hasDictionaryRows = false
  var dictionaryTables: [DictionaryPart] = []
  var dictionaryRest: String?
}

struct DictionaryPart: Sendable {
  var tableTitle: String?
  var tableNote: String?
  var tableRows: [DictionaryRow]
}

struct DictionaryRow: Sendable {
  var columnName: String
  var columnLabel: String?
  var columnText: String?
  var columnBadge: String?
  var columnBadgeClass: String
  var columnIdentifies: String?
  var columnType: String
  var columnValues: String
}
