/// `/about`: how to ask, and what the fields hold.
struct AboutPage: Sendable {
  var chrome = PageChrome()
  var aboutSentence = ""
  var hasLanguage = false
  var queryExamples: [ExplainedExample] = []
  var fieldRows: [FieldRow] = []
  var decisionNotice = ""
  var programLinks: [ProgramLink] = []
  var keysNote: String?
  var dataLicense: String?
  var programVersion = ""
}

struct ExplainedExample: Sendable {
  var exampleText: String
  var exampleMeaning: String
  var exampleHref: String
}

struct FieldRow: Sendable {
  var fieldName: String
  var fieldAliases: [String]
  var fieldHelp: String
}

struct ProgramLink: Sendable {
  var programHref: String
  var programPath: String
  var programMeaning: String
}
