import CartularyBase
import CartularyCatalog
import CartularyManifests
import CartularyModel
import TestSupport

/// Records for the tests of pages: those that together use every key of the manifest, one that states nothing, one whose
/// every text tries to break out, and enough for a second page.
enum PageRecords {
  static let all: [SourcedDataset] =
    ManifestReader(checksPolicy: false).read(
      paths: [
        "catalog-samples/format", "catalog-samples/khan-internal-usage.yaml", "catalog-samples/melloddy.yaml",
      ].map(ProjectFiles.path)
    ).records + [
      .sample("bare", title: "Water that states nothing", description: ""), hostile(HostileText.all),
    ]

  static let fillers: [SourcedDataset] = (1...60).map { number in
    .sample(
      "filler-\(number)", title: "Water of station \(number)", description: "Rain and water of day \(number)."
    ) {
      $0.themes = ["Water"]
      $0.issued = PartialDate(year: 2015 + number % 8)
      $0.publisher = Agent(name: "Lake office")
      $0.keywords = ["word \(number)", "water"]
      $0.licenses = LicenseTable.standard.licenses(from: number.isMultiple(of: 2) ? "CC0-1.0" : "CC-BY-4.0")
    }
  }

  /// A record with one text in every place, and with addresses that no link may lead to.
  static func hostile(_ text: String) -> SourcedDataset {
    .sample("hostile", title: text, description: "water " + text) {
      let agent = Agent(name: text, email: "a@b.example?cc=\"", url: "javascript:run()")
      ($0.publisher, $0.steward, $0.creators) = (agent, agent, [agent])
      ($0.keywords, $0.themes, $0.aliases, $0.identifiers) = ([text], [text], [text], [text])
      ($0.landingPage, $0.version, $0.rights) = ("javascript:run()", text, text)
      $0.licenses = [License(id: License.customID, openness: .custom, text: text)]
      $0.temporal = TemporalCoverage(text: text)
      $0.spatial = [Place(name: text)]
      ($0.frequencyText, $0.granularity, $0.unitOfObservation) = (text, [text], text)
      var form = Distribution()
      (form.title, form.description, form.format, form.downloadURL) = (text, text, text, "javascript:run()")
      $0.distributions = [form]
      $0.limits = [DataLimit(kind: .bias, text: text)]
      var part = WithheldPart(what: text, reason: .consent)
      part.text = text
      $0.notShared = [part]
      var use = UseCase(title: text)
      (use.url, use.lesson) = ("javascript:run()", text)
      $0.uses = [use]
      var utility = DataUtility()
      (utility.grade, utility.note) = (text, text)
      $0.utility = utility
      $0.access.note = text
      $0.access.contact = agent
      $0.access.url = "javascript:run()"
      var variable = Variable(name: text)
      (variable.label, variable.description, variable.unit) = (text, text, text)
      variable.values = [AllowedValue(value: text, label: text)]
      $0.dataDictionary = DataDictionary(
        url: "javascript:run()", tables: [DataTable(name: text, variables: [variable])])
      $0.provenance = Provenance(
        statement: text, sources: [SourceCitation(document: text, section: text, quote: text)])
      $0.relations = [Relation(kind: .related, target: "javascript:run()", title: text)]
      $0.inferred = ["title": text]
    }
  }
}
