internal import DatasetModel

/// One entry of `dataset` in a `data.json`, and how its fields become ours.
struct DCATUSRecord {
  private let node: SourceNode
  private var fields: SourceFields

  init(_ node: SourceNode) {
    self.node = node
    fields = SourceFields(node, ignoring: ["@type"])
  }

  /// - Returns: `nil` only where the entry is no object or has nothing to make an id of, which is reported.
  mutating func dataset(_ report: inout SourceReport) -> Dataset? {
    guard node.entries != nil else {
      report.say(.wrongType, "a dataset is a map, found \(node.kindName)", at: node.mark)
      return nil
    }
    let publisher = publisher()
    let identifier = fields.text("identifier")
    let id = ImportedID.id(
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
    dataset.identifiers = [identifier].compactMap { $0 }
    dataset.landingPage = fields.text("landingPage")
    dataset.publisher = publisher.map { Agent(name: $0) }
    dataset.steward = steward()
    // Lists are lists, but some publishers write one text with commas.
    dataset.keywords = fields.texts("keyword", separatedBy: ",")
    dataset.themes = fields.texts("theme")
    dataset.languages = fields.languages("language")
    dataset.temporal = fields.text("temporal").map(TemporalCoverage.init(writtenOrText:))
    dataset.spatial = fields.text("spatial").flatMap { Place(written: $0) }.map { [$0] } ?? []
    dataset.issued = fields.date("issued", report: &report)
    dataset.modified = fields.date("modified", report: &report)
    if let frequency = fields.text("accrualPeriodicity") {
      dataset.frequency = UpdateFrequency(text: frequency)
      dataset.frequencyText = frequency
    }
    dataset.licenses = fields.text("license").map(LicenseTable.standard.licenses(from:)) ?? []
    dataset.rights = fields.text("rights")
    dataset.distributions = (fields.value("distribution")?.items ?? []).map(Self.distribution)
    readAccessLevel(into: &dataset, &report)
    dataset.dataDictionary = fields.text("describedBy").map { DataDictionary(url: $0) }
    if let whole = fields.text("isPartOf") {
      dataset.relations = [
        Relation(kind: .partOf, target: DatasetID.slug(ImportedID.withoutScheme(whole)))
      ]
    }
    dataset.unmapped = fields.unmapped
    return dataset
  }

  // MARK: - Fields

  /// What Project Open Data requires of every record, but for two codes of the US budget.
  private static let required = [
    "title", "description", "keyword", "modified", "publisher", "contactPoint", "identifier", "accessLevel",
  ]

  private mutating func publisher() -> String? {
    guard let publisher = fields.value("publisher") else { return nil }
    return publisher["name"]?.firstText ?? publisher.firstText
  }

  private mutating func steward() -> Agent? {
    guard let contact = fields.value("contactPoint"), let name = contact["fn"]?.firstText else { return nil }
    let email = contact["hasEmail"]?.firstText
    return Agent(name: name, email: email.map { Agent.mail($0) ?? $0 })
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
    if rights == .public, dataset.distributions.contains(where: { $0.downloadURL != nil }) {
      dataset.access.modes = [.openDownload]
    }
  }

  private static func distribution(_ node: SourceNode) -> Distribution {
    var distribution = Distribution()
    distribution.title = node["title"]?.firstText
    distribution.description = node["description"]?.firstText
    distribution.accessURL = node["accessURL"]?.firstText
    distribution.downloadURL = node["downloadURL"]?.firstText
    distribution.mediaType = node["mediaType"]?.firstText
    distribution.format = (node["format"]?.firstText ?? distribution.mediaType).flatMap(AuthorityCodes.format)
    return distribution
  }
}
