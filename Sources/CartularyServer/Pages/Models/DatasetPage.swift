/// `/dataset/{record}`: a whole record, with its terms first.
struct DatasetPage: Sendable {
  var chrome = PageChrome()
  var structuredData: String?
  var recordKind = ""
  var recordTitle = ""
  var recordByline: RecordByline?
  var badges: [BadgeText] = []
  var recordReplaced: ReplacedBy?
  var publicVersions: [PublicVersionLink] = []
  var verdictClass = ""
  var verdictText = ""
  var verdictMeaning = ""
  var verdictFor: String?
  var hasReach = false
  var reachLines: [ReachLine] = []
  var stepsLead: String?
  var hasDenials = false
  var denials: [ReasonLine] = []
  var hasQuestions = false
  var questions: [ReasonLine] = []
  var availabilityClass = ""
  var availabilityText = ""
  var availabilityMeaning = ""
  var hasObstacles = false
  var obstacles: [ReasonLine] = []
  var hasWays = false
  var ways: [WayLink] = []
  var hasSteps = false
  var steps: [StepLine] = []
  var canDecide = false
  var stepsRest: String?
  var noStepsText = ""
  var isProfileOpen = false
  var profileSummary = ""
  var profileChoices: [ProfileChoice] = []
  var profileCountry = ""
  var decisionNotice = ""
  var selfHref = ""
  var hasDescription = false
  var descriptionText = ""
  var descriptionRest: String?
  var descriptionOrigin: String?
  var hasTerms = false
  var terms: [TermRow] = []
  var termsNote: String?
  var termGaps: [String] = []
  var hasDistributions = false
  var distributions: [FileRow] = []
  var filesRest: String?
  var dictionary: DictionaryView?
  var hasCautions = false
  var cautions: [CautionRow] = []
  var hasUses = false
  var uses: [UseRow] = []
  var hasProvenance = false
  var provenanceText: String?
  var hasQuotes = false
  var quotesSummary = ""
  var quotes: [SourceQuote] = []
  var originNotes: [String] = []
  var hasRelations = false
  var relations: [RelationRow] = []
  var hasSimilar = false
  var similar: [RegisterEntry] = []
  var coverage: CoverageBox?
  var particulars: [FactRow] = []
  var hasTags = false
  var tagLinks: [TagLink] = []
  var tagButtons: [String] = []
  var searchAction = ""
  var citation = ""
  var hasFormats = false
  var formats: [FormatButton] = []
  var formatsHint = ""
}

struct RecordByline: Sendable {
  var publisherText: String
  var publisherHref: String?
  var bylineRest: String?
}

struct PublicVersionLink: Sendable {
  var versionHref: String
  var versionText: String
  var versionOutcome: String
}
