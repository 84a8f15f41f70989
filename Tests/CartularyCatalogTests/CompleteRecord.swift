import CartularyBase
import CartularyModel

extension Dataset {
  /// A record in which every field of every part is set, and every code of every vocabulary is used that a
  /// list can take.
  static var complete: Dataset {
    var dataset = Dataset(
      id: "complete", title: "Complete: \"one\" / two", description: "É, 数, 🙂 and a\nline.")
    dataset.identifiers = ["doi:10.5072/complete.1", "ark:/12345/x"]
    dataset.aliases = ["CPL"]
    dataset.landingPage = "https://example.org/complete"
    let agent = Agent(
      name: "Office", email: "office@example.org", url: "https://example.org/",
      identifier: "https://ror.org/0")
    dataset.publisher = agent
    dataset.steward = Agent(name: "Steward", email: "steward@example.org")
    dataset.creators = [agent, Agent(name: "Creator")]
    dataset.keywords = ["one", "two"]
    dataset.themes = ["health"]
    dataset.languages = ["en", "de-CH"]
    dataset.temporal = TemporalCoverage(
      start: PartialDate("2010"), end: PartialDate("2019-12-31"), text: "the tens")
    dataset.spatial = [
      Place(
        name: "Scotland", code: "GB-SCT",
        box: BoundingBox(west: -7.6, south: 54.5, east: -0.7, north: 60.9)), Place(name: "Atlantis"),
    ]
    dataset.issued = PartialDate("2020-01-02")
    dataset.modified = PartialDate("2021-03")
    dataset.version = "1.0"
    dataset.frequency = .annual
    dataset.frequencyText = "each spring"
    let license = License(id: "CC-BY-4.0", openness: .open, text: "Creative Commons Attribution")
    var file = Distribution()
    (file.title, file.description, file.accessURL) = ("File", "All of it", "https://example.org/access")
    (file.downloadURL, file.format, file.mediaType) = ("https://example.org/f.csv", "CSV", "text/csv")
    (file.byteCount, file.checksum, file.rights) = (1_234_567, "sha256:00", "as the whole")
    file.licenses = [license]
    dataset.distributions = [file, Distribution()]
    dataset.licenses = [license, License(id: "LicenseRef-custom", openness: .custom, text: "ask us")]
    dataset.rights = "All rights"
    dataset.accessRights = .restricted
    dataset.sensitivity = .controlled
    dataset.hiddenSensitivity = .restricted
    dataset.sharing = SharingType.allCases
    dataset.forms = CollaborationForm.allCases
    dataset.techniques = PrivacyTechnique.allCases
    dataset.access = completeTerms(agent)
    dataset.audience = .public
    dataset.dataDictionary = completeDictionary
    dataset.provenance = Provenance(
      statement: "collected",
      sources: [
        SourceCitation(document: "report.pdf", section: "2", quote: "it was collected"),
        SourceCitation(document: "page"),
      ])
    dataset.relations =
      RelationKind.allCases.map { Relation(kind: $0, target: "other") }
      + [Relation(kind: RelationKind.allCases[0], target: "https://example.org/other", title: "Other")]
    dataset.illustrative = ["version"]
    dataset.unmapped = ["a.b[0]": "left", "c": "over"]
    return dataset
  }

  private static func completeTerms(_ agent: Agent) -> AccessTerms {
    var terms = AccessTerms()
    terms.modes = AccessMode.allCases
    terms.url = "https://example.org/apply"
    terms.contact = agent
    terms.requirements = Requirement.allCases.map { AccessRequirement(kind: $0) }
    var requirement = AccessRequirement(kind: .agreement)
    (requirement.name, requirement.url, requirement.body) = ("DSA", "https://example.org/dsa", "Board")
    (requirement.contact, requirement.cost) = ("board@example.org", "EUR 10")
    (requirement.duration, requirement.note, requirement.criteria) = ("30 days", "signed", "merit")
    requirement.isBlinded = true
    terms.requirements.append(requirement)
    terms.purposes = Purpose.allCases
    terms.prohibitedPurposes = [Purpose.allCases[0]]
    terms.requesters = RequesterKind.allCases
    terms.jurisdictions = ["GB"]
    terms.storageJurisdictions = ["EU"]
    terms.requesterJurisdictions = ["US"]
    terms.embargoUntil = PartialDate("2030-01-01")
    terms.publicationMoratoriumUntil = PartialDate("2031")
    terms.eraseBy = PartialDate("2040-06")
    terms.maximumMonths = 24
    terms.consent = "broad consent"
    terms.cost = "some"
    terms.fee = FeeTerms(
      kind: FeeKind.allCases[0], amount: "EUR 200", reduced: "half for students",
      url: "https://example.org/fee")
    terms.leadTime = "six weeks"
    terms.reviewDays = 30
    terms.intermediary = Agent(name: "Broker")
    terms.dataUse = ["DUO:0000042"]
    terms.note = "and more"
    return terms
  }

  private static var completeDictionary: DataDictionary {
    var every = Variable(name: "every")
    every.label = "Every"
    every.type = VariableType.allCases.first
    every.unit = "mm"
    every.description = "All of it"
    every.values = [AllowedValue(value: "1", label: "one"), AllowedValue(value: "2")]
    (every.minimum, every.maximum) = ("0", "9.5")
    every.missing = ["", "-9"]
    every.identifier = IdentifierKind.allCases.first
    every.sensitivity = .restricted
    every.audience = Audience(labels: ["research", "staff"])
    var table = DataTable(name: "t", variables: [every, Variable(name: "bare")])
    (table.title, table.description) = ("Table", "A table")
    table.variables += VariableType.allCases.map {
      var variable = Variable(name: "of-" + $0.rawValue)
      variable.type = $0
      return variable
    }
    return DataDictionary(url: "https://example.org/dictionary", tables: [table, DataTable(name: nil)])
  }
}
