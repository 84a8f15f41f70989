/// `/variables`: columns of all data dictionaries.
struct VariablesPage: Sendable {
  var chrome = PageChrome()
  var variablesAction = ""
  var queryText = ""
  var examples: [QueryExample] = []
  var hasAsked = false
  var countText = ""
  var notes: [String] = []
  var hasVariables = false
  var variables: [VariableRow] = []
}

struct VariableRow: Sendable {
  var variableName: String
  var variableLabel: String
  var variableOrigin: String?
  var variableType: String
  var variableHref: String
  var variableDataset: String
  var variableTable: String?
}
