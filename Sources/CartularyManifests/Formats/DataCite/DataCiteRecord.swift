internal import CartularyBase
internal import CartularyModel

/// The attributes of one DOI, and how they map to ours.
struct DataCiteRecord {
  private let node: SourceNode
  private let envelope: SourceNode
  var fields: SourceFields
  var unmapped = UnmappedValues()
  /// Whether our own writer wrote it, which gives each licence an id or address.
  private(set) var isOwn = false

  /// - Parameter envelope: What the API has around the attributes; the same node if there is nothing.
  init(_ node: SourceNode, of envelope: SourceNode) {
    self.node = node
    self.envelope = envelope
    fields = SourceFields(node, ignoring: Self.leftOut)
    fields.take("id", "state")
  }

  /// - Returns: `nil` if no id can be derived, which is reported.
  mutating func dataset(_ report: inout SourceReport) -> DocumentRecords.Import? {
    let doi = doi()
    let title = title()
    let url = fields.text("url")
    let own = (node["alternateIdentifiers"]?.items ?? []).lazy.compactMap {
      $0["alternateIdentifier"]?.firstText.flatMap(OwnAddress.id)
    }.first
    guard let id = own ?? ImportedID.id(ofFirst: [doi, node["id"]?.firstText, title, url], of: nil) else {
      report.sayNameless(at: node.mark)
      return nil
    }
    report.recordID = id
    isOwn = own != nil
    if let state = node["state"], let word = state.firstText, word != "findable" {
      report.sayPrivate("record", "'\(word.prefix(40))', not 'findable',", at: state.mark)
      return nil
    }
    report.sayMissing(["titles", "creators", "publisher", "publicationYear"], in: node)

    var dataset = Dataset(id: id, title: title ?? doi ?? id, description: "")
    dataset.identifiers = doi.map { ["doi:" + $0] } ?? []
    readIdentifiers(into: &dataset)
    // A DOI leads to the page, but a record of ours says itself whether it has one.
    dataset.landingPage = url ?? (own == nil ? doi.map { "https://doi.org/" + $0 } : nil)
    readTitles(into: &dataset)
    readDescriptions(into: &dataset)
    readPeople(into: &dataset)
    readSubjects(into: &dataset)
    dataset.languages = fields.languages("language")
    dataset.version = fields.text("version")
    readDates(into: &dataset, &report)
    readPlaces(into: &dataset, &report)
    readRights(into: &dataset, &report)
    readForms(into: &dataset)
    readRelations(into: &dataset)
    unmapped.add(fields.unmapped)
    for leaf in envelope.takeUnread(leavingOut: { LeftOut.covers($0, Self.leftOut.union(["attributes"])) }) {
      unmapped.add(leaf.text, of: leaf.owner, at: leaf.path.joined(separator: "."))
    }
    dataset.unmapped = unmapped.texts
    return .init(dataset: dataset, identifier: own ?? doi ?? node["id"]?.firstText ?? node.compactText)
  }

  /// What the service says about its own work, and the record in other formats.
  static let leftOut: Set = [
    "prefix", "suffix", "xml", "metadataVersion", "schemaVersion", "source", "isActive", "reason",
    "viewCount", "viewsOverTime", "downloadCount", "downloadsOverTime", "referenceCount", "citationCount",
    "citationsOverTime", "partCount", "partOfCount", "versionCount", "versionOfCount", "created",
    "registered", "updated", "relationships",
  ]

  // MARK: - Names

  /// Without scheme: `10.5072/example`.
  private mutating func doi() -> String? {
    let identifier = node["identifier"]
    let candidates = [
      fields.text("doi"), envelope["id"]?.firstText, node["id"]?.firstText, identifier?.firstText,
      identifier?["identifier"]?.firstText,
      node["identifiers"]?.items.first { $0["identifierType"]?.text?.lowercased() == "doi" }?["identifier"]?
        .firstText,
    ]
    return candidates.lazy.compactMap { $0.flatMap(DOI.bare(in:)) }.first
  }

  private mutating func readIdentifiers(into dataset: inout Dataset) {
    for key in ["identifier", "identifiers", "alternateIdentifiers"] {
      for item in fields.value(key)?.items ?? [] {
        guard
          let text = item.firstText ?? item["alternateIdentifier"]?.firstText ?? item["identifier"]?.firstText
        else { continue }
        guard OwnAddress.id(in: text) == nil else { continue }
        let identifier = DOI.bare(in: text).map { "doi:" + $0 } ?? text
        if !dataset.identifiers.contains(identifier) { dataset.identifiers.append(identifier) }
      }
    }
  }

  private func title() -> String? {
    let titles = node["titles"]?.items ?? []
    let main = titles.first { $0["titleType"]?.isBlank ?? true && Self.title(of: $0) != nil }
    return (main ?? titles.first).flatMap(Self.title)
  }

  private static func title(of node: SourceNode) -> String? { node["title"]?.firstText ?? node.firstText }

  /// Other titles are other names. A subtitle is not a name by itself.
  private mutating func readTitles(into dataset: inout Dataset) {
    for item in fields.value("titles")?.items ?? [] {
      guard let text = Self.title(of: item), text != dataset.title else { continue }
      if item["titleType"]?.firstText == "Subtitle" {
        unmapped.add(text, of: "", at: "titles.Subtitle")
      } else {
        dataset.aliases.append(text)
      }
    }
  }

  /// The abstract, otherwise the first other description; methods say where the data comes from.
  private mutating func readDescriptions(into dataset: inout Dataset) {
    var items = (fields.value("descriptions")?.items ?? []).compactMap { item in
      (item["description"]?.firstText ?? item.firstText).map { text in
        (type: item["descriptionType"]?.firstText ?? "Other", text: text)
      }
    }
    if isOwn {
      let limits = items.map { $0.type == "Other" ? CodedText.limit($0.text) : nil }
      dataset.limits = limits.compactMap(\.self)
      items = zip(items, limits).filter { $1 == nil }.map(\.0)
    }
    let abstracts = items.filter { $0.type == "Abstract" }
    let chosen = abstracts.isEmpty ? items.filter { $0.type != "Methods" }.prefix(1).map { $0 } : abstracts
    dataset.description = chosen.map(\.text).joined(separator: "\n\n")
    let methods = items.filter { $0.type == "Methods" }.map(\.text)
    if !methods.isEmpty { dataset.provenance = Provenance(statement: methods.joined(separator: "\n\n")) }
    for item in items where item.type != "Methods" && !chosen.contains(where: { $0 == item }) {
      unmapped.add(item.text, of: "", at: "descriptions.\(item.type)")
    }
  }

  private mutating func readSubjects(into dataset: inout Dataset) {
    for item in fields.value("subjects")?.items ?? [] {
      guard let subject = item["subject"]?.firstText ?? item.firstText else { continue }
      // A scheme makes a word a theme.
      if let scheme = item["subjectScheme"]?.firstText {
        dataset.themes.append(subject)
        unmapped.add(scheme, of: subject, at: "subjects.subjectScheme")
      } else {
        dataset.keywords.append(subject)
      }
    }
  }

  // MARK: - People

  private static let stewardTypes = ["ContactPerson", "DataCurator"]

  private mutating func readPeople(into dataset: inout Dataset) {
    for item in fields.value("creators")?.items ?? [] {
      if let agent = agent(item, at: "creators") { dataset.creators.append(agent) }
    }
    if let publisher = fields.value("publisher") {
      if let name = publisher.firstText ?? publisher["name"]?.firstText {
        dataset.publisher = Agent(name: name, identifier: publisher["publisherIdentifier"]?.firstText)
      } else {
        fields.keep("publisher")
      }
    }
    let contributors = fields.value("contributors")?.items ?? []
    for type in Self.stewardTypes where dataset.steward == nil {
      let found = contributors.first { $0["contributorType"]?.glance == type }
      dataset.steward = found.flatMap { agent($0, at: "contributors") }
    }
    for item in contributors {
      guard let name = Self.name(of: item), name != dataset.steward?.name else { continue }
      unmapped.add(name, of: "", at: "contributors.\(item["contributorType"]?.firstText ?? "Other")")
    }
  }

  private mutating func agent(_ node: SourceNode, at path: String) -> Agent? {
    guard let name = Self.name(of: node) else { return nil }
    let identifier = (node["nameIdentifiers"] ?? node["nameIdentifier"])?.items.lazy
      .compactMap { $0["nameIdentifier"]?.firstText ?? $0.firstText }.first
    if let affiliation = (node["affiliation"] ?? node["affiliations"])?.items.first {
      let text = affiliation.firstText ?? affiliation["name"]?.firstText
      if let text { unmapped.add(text, of: name, at: "\(path).affiliation") }
    }
    return Agent(name: name, identifier: identifier)
  }

  private static func name(of node: SourceNode) -> String? {
    let parts = ["givenName", "familyName"].compactMap { node[$0]?.firstText }.joined(separator: " ")
    let keys = ["name", "creatorName", "contributorName"]
    return node.firstText
      ?? keys.lazy.compactMap { node[$0]?.firstText ?? node[$0]?["name"]?.firstText }.first
      ?? SourceNode.nonEmpty(parts)
  }
}
