internal import CartularyCatalog
internal import CartularyModel
internal import CartularyWire

extension PageMaker {
  /// `/about`: how to ask, and what the fields hold.
  func about() throws -> AboutPage {
    let count = PageText.plural(try catalog.datasetCount(as: viewer), "dataset")
    var page = AboutPage()
    page.chrome = try chrome("About", at: "/about")
    if !addresses.isStatic { page.chrome.canonicalHref = addresses.page("/about") }
    page.aboutSentence =
      "\(site.name) describes \(count): what they hold, on what terms they may be used, and how to get them."
    page.decisionNotice = UseDecision.notice
    page.programVersion = "Cartulary " + WireVersion.program
    page.hasLanguage = !addresses.isStatic
    page.queryExamples = Self.examples.map { text, meaning in
      ExplainedExample(
        exampleText: text, exampleMeaning: meaning, exampleHref: addresses.search([("q", text)]))
    }
    page.fieldRows = FieldTable.all.map {
      FieldRow(fieldName: $0.name, fieldAliases: $0.aliases, fieldHelp: $0.help)
    }
    page.programLinks = Self.programs.compactMap { path, meaning in
      addresses.program(path, []).map {
        ProgramLink(programHref: $0, programPath: path, programMeaning: meaning)
      }
    }
    if !addresses.isStatic {
      page.keysNote =
        "Some records are shown only to holders of a key. Whoever runs this catalog hands them out."
    }
    return page
  }

  /// Each runs: a test says so.
  static let examples: KeyValuePairs<String, String> = [
    "asthma children": "Datasets with either word, or other forms of it; those with both first.",
    "asthma +children": "A plus demands a word.",
    "\"air quality\"": "The words side by side, in this order.",
    "asthma -school": "The first without the second.", "asth*": "Words that begin so.",
    "license:CC-BY-4.0,CC0-1.0": "Either of two licences.",
    "sensitivity:>=controlled": "A level, or higher.",
    "availability:<=registration": "What can be had at least as easily as after registering.",
    "covers:1990..2000": "Data about these years.", "bbox:16,-35,33,-22": "Data about this rectangle.",
    "has:license no:fee": "Records that state a licence, and say nothing of a fee.",
    "in:variable temperature": "A column about it.",
  ]

  private static let programs: KeyValuePairs<String, String> = [
    "/openapi.json": "Every path of the interface.", "/search.csv": "All hits of a query as a table.",
    "/catalog.jsonl.gz": "All records.", "/catalog.ttl": "DCAT as Turtle.", "/oai": "OAI-PMH.",
    "/feed.atom": "What is new; any search is a feed.", "/llms.txt": "For assistants.",
  ]
}
