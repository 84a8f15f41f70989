internal import CartularyModel

/// One entry of `dataset` in a `data.json`, and how its fields map to ours.
struct DCATUSRecord {
  private let node: SourceNode
  private var fields: SourceFields
  /// What parts of the entry say that has no field.
  private var rest = UnmappedValues()

  init(_ node: SourceNode) {
    self.node = node
    fields = SourceFields(node, ignoring: Self.leftOut)
  }

  /// The names of classes, which are the same for every record.
  static let leftOut: Set = ["@type"]

  /// - Returns: `nil` only if the entry is not an object or does not yield an id, which is reported.
  mutating func dataset(_ report: inout SourceReport) -> Dataset? {
    guard node.entries != nil else {
      report.say(.wrongType, "a dataset must be a map, found \(node.kindName)", at: node.mark)
      return nil
    }
    let publisher = publisher()
    let identifier = fields.text("identifier")
    let own = node["@id"]?.firstText.flatMap(OwnAddress.id)
    if own != nil { fields.take("@id") }
    let id =
      own
      ?? ImportedID.id(
        identifier ?? node["landingPage"]?.firstText ?? node["title"]?.firstText ?? "", of: publisher)
    guard !id.isEmpty else {
      report.say(
        .missingInSource, "a dataset without identifier, landing page and title is left out", at: node.mark)
      return nil
    }
    report.recordID = id
    defer { report.recordID = nil }
    for required in Self.required where node[required]?.isBlank ?? true {
      report.say(.missingInSource, "'\(required)' is missing", at: node.mark)
    }

    var dataset = Dataset(
      id: id, title: fields.text("title") ?? identifier ?? id, description: fields.text("description") ?? "")
    dataset.identifiers = [identifier].compactMap { $0 }.filter { OwnAddress.id(in: $0) == nil }
    dataset.landingPage = fields.page("landingPage", report: &report)
    dataset.publisher = publisher.map { Agent(name: $0) }
    dataset.steward = steward()
    // Some publishers write one text with commas instead of a list.
    dataset.keywords = fields.texts("keyword", separatedBy: ",")
    dataset.themes = fields.texts("theme")
    dataset.languages = fields.languages("language")
    dataset.temporal = temporal(&report)
    dataset.spatial = places(&report)
    dataset.issued = fields.date("issued", report: &report)
    dataset.modified = fields.date("modified", report: &report)
    if let frequency = fields.text("accrualPeriodicity") {
      dataset.frequency = UpdateFrequency(text: frequency)
      dataset.frequencyText = frequency
    }
    dataset.licenses = fields.licenses("license", report: &report)
    dataset.rights = fields.stated("rights")
    dataset.access.note = fields.stated("accessLevelComment")
    dataset.distributions = (fields.value("distribution")?.items ?? []).enumerated().map {
      distribution($1, number: $0 + 1, &report)
    }
    readAccessLevel(into: &dataset, &report)
    dataset.dataDictionary = fields.page("describedBy", report: &report).map { DataDictionary(url: $0) }
    if let whole = fields.text("isPartOf") {
      dataset.relations = [
        Relation(kind: .partOf, target: OwnAddress.id(in: whole) ?? ImportedID.id(whole, of: publisher))
      ]
    }
    rest.add(fields.statedUnmapped)
    dataset.unmapped = rest.texts
    return dataset
  }

  // MARK: - Fields

  /// What Project Open Data requires of every record, except for two US budget codes.
  private static let required = [
    "title", "description", "keyword", "modified", "publisher", "contactPoint", "identifier", "accessLevel",
  ]

  private mutating func publisher() -> String? {
    guard let publisher = fields.value("publisher") else { return nil }
    var part = SourceFields(publisher, ignoring: Self.leftOut)
    defer { rest.add(part.unmapped, under: "publisher") }
    return part.text("name") ?? publisher.firstText
  }

  private mutating func steward() -> Agent? {
    guard let contact = fields.value("contactPoint") else { return nil }
    var part = SourceFields(contact, ignoring: Self.leftOut)
    defer { rest.add(part.unmapped, under: "contactPoint") }
    let written = part.text("hasEmail")
    let words = written?.split { $0.isWhitespace || "(),;".contains($0) }.map(String.init) ?? []
    let email = words.lazy.compactMap { Agent.mail($0) }.first
    // Several of them, a remark about them, or none at all.
    if words.count > 1 || (written != nil && email == nil) { part.keep("hasEmail") }
    guard let name = part.text("fn") ?? contact.firstText ?? email else { return nil }
    return Agent(name: name, email: email)
  }

  /// Text, or a list of maps as DCAT-US 3 has it. Text that is not a period is kept as such and reported.
  private mutating func temporal(_ report: inout SourceReport) -> TemporalCoverage? {
    guard let value = node["temporal"], !value.isBlank else { return nil }
    let maps = value.items.filter { $0.entries != nil }
    let coverage: TemporalCoverage?
    if maps.isEmpty {
      coverage = fields.stated("temporal").map(TemporalCoverage.init(writtenOrText:))
    } else {
      _ = fields.value("temporal")
      let ends = maps.first.map { ($0["startDate"]?.firstText, $0["endDate"]?.firstText) }
      coverage = TemporalCoverage(writtenFrom: ends?.0, to: ends?.1)
    }
    if let coverage, coverage.isOnlyText,
      coverage.text?.contains(where: { $0.isLetter || $0.isNumber }) != true
    {
      fields.keep("temporal")
      report.say(
        .unreadableInSource, "'temporal' is not a period: '\(coverage.text?.prefix(80) ?? "")'",
        at: value.mark)
      return nil
    }
    return coverage
  }

  private mutating func readAccessLevel(into dataset: inout Dataset, _ report: inout SourceReport) {
    guard let level = fields.text("accessLevel") else { return }
    guard let rights = AccessRights(spelling: level) else {
      fields.keep("accessLevel")
      report.say(
        .unreadableInSource, "access level '\(level.prefix(80))' is not known", at: node["accessLevel"]?.mark)
      return
    }
    dataset.accessRights = rights
    // A record of ours would say so itself, if the format could carry it.
    let isOwn = node["@id"]?.firstText.flatMap(OwnAddress.id) != nil
    if rights == .public, !isOwn, dataset.distributions.contains(where: \.isDownload) {
      dataset.access.modes = [.openDownload]
    }
  }

  /// Names, coordinates in any order, or GeoJSON; several of them in some catalogs.
  private mutating func places(_ report: inout SourceReport) -> [Place] {
    (fields.value("spatial")?.items ?? []).flatMap { node -> [Place] in
      if let place = Place(node) {
        return place.box == nil ? node.firstText.map(Place.list(written:)) ?? [place] : [place]
      }
      // As DCAT-US 3 has it.
      if let box = node["bbox"]?.glance.flatMap({ Geometry.box(of: $0) }) {
        node["bbox"]?.markAsRead()
        return [Place(name: (node["prefLabel"] ?? node["name"])?.firstText, box: box)]
      }
      fields.keep("spatial")
      report.say(.unreadableInSource, "'spatial' does not hold a readable place", at: node.mark)
      return []
    }
  }

  private mutating func distribution(
    _ node: SourceNode, number: Int, _ report: inout SourceReport
  ) -> Distribution {
    var distribution = Distribution()
    guard node.entries != nil else {
      distribution.accessURL = node.firstText
      return distribution
    }
    var part = SourceFields(node, ignoring: Self.leftOut)
    distribution.title = part.text("title")
    distribution.description = part.text("description")
    distribution.accessURL = part.text("accessURL")
    distribution.downloadURL = part.text("downloadURL")
    // The name of a file at its end says that it is one; a record of ours would say so itself.
    let isOwn = self.node["@id"]?.firstText.flatMap(OwnAddress.id) != nil
    if !isOwn, distribution.downloadURL == nil, let url = distribution.accessURL,
      DataAddress.isNamedAsFile(url)
    {
      (distribution.downloadURL, distribution.accessURL) = (url, nil)
    }
    distribution.mediaType = part.text("mediaType")
    distribution.format = part.format("format") ?? distribution.mediaType.flatMap(AuthorityCodes.format)
    distribution.licenses = part.licenses("license", report: &report)
    rest.add(part.unmapped, of: distribution.title ?? "[\(number)]", under: "distribution")
    return distribution
  }
}
