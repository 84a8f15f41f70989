internal import CartularyBase
internal import CartularyModel
package import CartularyQuery

/// The field table. There is one, and everything reads it.
package enum FieldTable {
  /// Every field, in the order in which people are shown them.
  package static let all: [CatalogField] = textFields + nameFields + termsFields + coverageFields

  /// The field with a canonical name or an alias, in any case.
  package static func field(named name: String) -> CatalogField? { byName[name.lowercased()] }

  /// Fields whose values are counted in every search, in the table's order.
  package static let facets: [CatalogField] = all.filter { $0.isFacet && !$0.needsProfile }

  /// Those and what can be counted only for a profile.
  package static let facetsWithProfile: [CatalogField] = all.filter(\.isFacet)

  /// What results can be ordered by: `relevance` and the sortable fields.
  package static let sortKeys: [String] = [relevance] + all.filter(\.isSortable).map(\.name) + [usable]
  /// The field that a profile of use decides.
  package static let usable = "usable"
  package static let relevance = "relevance"

  /// The table as the query language reads it.
  package static let schema = QuerySchema(
    fields: all.map(\.queryField), states: RecordState.allCases.map(\.rawValue), sortKeys: sortKeys)

  private static let byName: [String: CatalogField] = {
    var fields: [String: CatalogField] = [:]
    for field in all {
      for name in [field.name] + field.aliases { fields[name.lowercased()] = field }
    }
    return fields
  }()

  // MARK: - Text

  private static let textFields: [CatalogField] = [
    .text(
      "title", ["name"], "The title.", sorting: .init(slot: Slot.title, isDescendingByNature: false),
      TextScoring("S", .title)
    ) { [$0.title] },
    .text(
      "alias", ["acronym"], "Other names and acronyms.",
      TextScoring("XN", .alias)
    ) { $0.aliases },
    .text(
      "description", ["about", "abstract"], "The description.",
      TextScoring("XD", .description)
    ) { $0.description.isEmpty ? [] : [$0.description] },
    .text(
      "variable", ["column", "columns", "col", "variables"],
      "Names, labels and descriptions of the data dictionary's variables.",
      TextScoring("XV", .variable)
    ) { $0.variableTexts },
  ]

  // MARK: - Names

  private static let nameFields: [CatalogField] = [
    .open(
      "keyword", ["keywords", "tag", "tags"], "Keywords.", exact: "K", slot: 10,
      TextScoring("XK", .keyword)
    ) { $0.keywords },
    .open(
      "theme", ["themes", "topic", "category"], "Broad subjects.", exact: "XTH", slot: 11,
      TextScoring("XT", .theme)
    ) { $0.themes },
    .open(
      "publisher", ["org", "organization", "organisation"], "Who publishes it.", exact: "XPB", slot: 12,
      TextScoring("A", .publisher)
    ) { [$0.publisher?.name].compactMap { $0 } },
    .open(
      "steward", ["contact"], "Who answers for the data.", exact: "XST", slot: nil,
      TextScoring("XSW", .steward)
    ) { [$0.steward?.name].compactMap { $0 } },
    .open(
      "creator", ["creators", "author", "authors"], "Who made the data.", exact: "XCR", slot: 16,
      TextScoring("XCW", .creator)
    ) { $0.creators.map(\.name) },
    .identifier("id", [], "The record's id in this catalog.", exact: TermPrefix.id) { [$0.id] },
    .identifier(
      "identifier", ["identifiers"], "A DOI, address or other identifier, the landing page among them.",
      exact: TermPrefix.identifier
    ) {
      $0.identifiers + [$0.landingPage].compactMap { $0 }
    },
    .open(
      "format", ["formats", "filetype"], "Formats of the distributions, such as CSV.", exact: "XFM", slot: 13
    ) {
      $0.formats
    }.showing({ $0.formats.map(FormatName.plain) }, as: FormatName.plain),
    .open("language", ["lang"], "Languages, as BCP 47 tags.", exact: "L", slot: 14) { $0.languages },
    .open("audience", [], "Labels of those who may see the record.", exact: "XAU", slot: 15) {
      $0.audience.labels
    },
  ]

  // MARK: - Terms of use

  private static let termsFields: [CatalogField] = [
    .license("license", ["licence", "licenses", "licences"], exact: "XL", slot: 20),
    .vocabulary("openness", [], "How free the licence is.", Openness.self, exact: "XO", slot: 21) {
      [$0.openness]
    },
    .sensitivity("sensitivity", ["sensitivities"], exact: "XSE", slot: 22),
    .vocabulary("sharing", [], "How the data is shared.", SharingType.self, exact: "XSH", slot: 23) {
      $0.sharing
    },
    .vocabulary(
      "form", ["forms"], "The form of the collaboration.", CollaborationForm.self, exact: "XFO", slot: 24
    ) {
      $0.forms
    },
    .vocabulary(
      "technique", ["techniques"], "Privacy techniques.", PrivacyTechnique.self, exact: "XTQ", slot: 25
    ) { $0.techniques },
    .vocabulary("access", ["access-mode"], "The way to the data.", AccessMode.self, exact: "XAC", slot: 26) {
      $0.access.modes
    },
    .vocabulary(
      "requires", ["require", "requirement"], "What is asked of whoever gets the data.", Requirement.self,
      exact: "XRQ", slot: 27
    ) { dataset in
      let asked = Set(dataset.access.requirements.map(\.kind))
      return Requirement.allCases.filter(asked.contains)
    },
    .usable(usable, ["may-use"]),
    .availability("availability", exact: "XAV", slot: 36),
    .vocabulary(
      "fee", ["price", "cost"], "Whether the data costs anything.", FeeKind.self, exact: "XFE", slot: 29,
      unstated: "not-stated"
    ) { dataset in
      let asked = dataset.access.requirements.contains { $0.kind == .fee } ? FeeKind.charged : nil
      return [dataset.access.fee?.kind ?? asked].compactMap { $0 }
    },
    .span("lead-time", "How long a request takes, in days.", slot: Slot.leadTime) { $0.access.leadTime },
    .span("effort", "How much work it is to get the data, in days.", slot: Slot.effort) {
      $0.access.effort?.description
    },
    .open(
      "intermediary", ["broker"], "The third party that holds the data or vets requests.", exact: "XIN",
      slot: 32,
      TextScoring("XIW", .terms)
    ) { [$0.access.intermediary?.name].compactMap { $0 } },
    .vocabulary(
      "agreement", ["agreements"], "How the agreement before access comes about.", AgreementKind.self,
      exact: "XAG",
      slot: 33
    ) { [$0.access.agreement?.kind].compactMap { $0 } },
    .text(
      "terms", ["term", "conditions"],
      "Words of the terms of use: what is asked, by whom, and how the data is protected.",
      TextScoring("XTE", .terms)
    ) { TermWords.texts(of: $0) }.labelled(by: TermWords.labels),
    .vocabulary("purpose", ["purposes"], "What it may be used for.", Purpose.self, exact: "XPU", slot: 28) {
      $0.access.purposes
    },
  ]

  // MARK: - Coverage and dates

  private static let coverageFields: [CatalogField] = [
    .place(
      "place", ["places", "spatial", "location"], "Places that the data is about.", exact: "XPL", slot: 30,
      TextScoring("XP", .place)
    ) { $0.spatial.flatMap { [$0.name, $0.code].compactMap { $0 } } }
    .showing({ $0.spatial.flatMap(\.plainNames) }, as: Place.plainName),
    .box("bbox", ["box"], "A rectangle of west,south,east,north in degrees; any overlap counts.") { dataset in
      dataset.spatial.contains { $0.box != nil } ? ["box"] : []
    },
    .open(
      "granularity", [], "How fine the data is in space, time or subject.", exact: "XGR", slot: 34,
      TextScoring("XGW", .granularity)
    ) { $0.granularity },
    .vocabulary(
      "limits", ["limit"], "What limits what the data can tell.", LimitKind.self, exact: "XLI", slot: 35
    ) { dataset in LimitKind.allCases.filter(Set(dataset.limits.map(\.kind)).contains) },
    .vocabulary(
      "frequency", ["update-frequency"], "How often the data is brought up to date.", UpdateFrequency.self,
      exact: "XFQ", slot: 31
    ) { [$0.frequency].compactMap { $0 } },
    .date("covers", ["temporal", "coverage"], "The time that the data is about; any overlap counts.") {
      dataset in
      [
        (dataset.temporal?.start?.firstDay ?? dataset.temporal?.end?.lastDay)?.description
          ?? dataset.temporal?.text
      ]
      .compactMap { $0 }
    },
    .date("issued", ["published", "created"], "When it was first published.", slot: Slot.issued) { dataset in
      [dataset.issued?.firstDay.description].compactMap { $0 }
    },
    .date("modified", ["updated", "changed"], "When it last changed.", slot: Slot.modified) { dataset in
      [dataset.modified?.firstDay.description].compactMap { $0 }
    },
  ]
}

/// What `is:` asks for.
package enum RecordState: String, CaseIterable, Sendable {
  case open
  case restricted

  package var help: String {
    switch self {
    case .open: "The licence is open."
    case .restricted: "The data is restricted or highly restricted."
    }
  }
}

extension Dataset {
  fileprivate var variableTexts: [String] {
    (dataDictionary?.tables ?? []).flatMap { table in
      [table.title, table.description].compactMap { $0 }
        + table.variables.map { variable in
          ([variable.name, variable.label, variable.unit, variable.description] + variable.values.map(\.label))
            .compactMap { $0 }.joined(separator: " ")
        }
    }
  }
}
