internal import CartularyBase
internal import CartularyModel

/// One package of CKAN, and how its fields map to ours.
struct CKANPackage {
  private let node: SourceNode
  private let extras: CKANNativeExtras
  /// Its own fields and its extras, which sites use interchangeably; a field wins over an extra with the same name.
  private var fields: SourceFields
  /// What the resources say that has no field.
  private var rest = UnmappedValues()

  init(_ node: SourceNode, _ extras: CKANNativeExtras) {
    (self.node, self.extras) = (node, extras)
    var entries = node.entries ?? []
    let own = Set(entries.filter { !$0.value.isBlank }.map(\.key))
    for extra in CKANExtras.entries(of: node) {
      // A field wins over an extra of the same name, which is kept beside it.
      let isNew = !own.contains(extra.key)
      entries.append(
        SourceEntry(
          key: isNew ? extra.key : "extras." + extra.key, keyMark: extra.keyMark, value: extra.value))
    }
    entries.removeAll { $0.key == "extras" }
    fields = SourceFields(
      SourceNode(content: .map(entries), mark: node.mark), ignoring: Self.leftOut)
  }

  /// What the source calls the package: unique within a catalog.
  var identity: String { node["id"]?.firstText ?? node["name"]?.firstText ?? node["title"]?.firstText ?? "" }

  /// - Returns: `nil` only for a package that is deleted, private, a draft or without an id, which is reported.
  mutating func dataset(_ report: inout SourceReport) -> Dataset? {
    let organization = fields.value("organization")
    let owner = organization.flatMap { $0["title"]?.firstText ?? $0["name"]?.firstText ?? $0.firstText }
    let name = fields.text("name")
    let titles = CKANTranslations.texts(&fields, "title", "title_translated")
    let title = titles.first
    let uri = fields.node["uri"]?.firstText
    let own = uri.flatMap(OwnAddress.id)
    let id =
      own ?? ImportedID.id(name ?? node["id"]?.firstText ?? title ?? "", of: Self.slug(of: organization))
    guard !DatasetID.slug(name ?? identity).isEmpty, !id.isEmpty else {
      report.say(.missingInSource, "a package without name, id and title is left out", at: node.mark)
      return nil
    }
    report.recordID = id
    defer { report.recordID = nil }
    if node["state"]?.firstText == "deleted" {
      report.say(
        .skippedRecord, "the package is deleted in its catalog; it is left out", at: node["state"]?.mark)
      return nil
    }
    if node["private"]?.firstText?.lowercased() == "true" {
      report.sayPrivate("package", "private", at: node["private"]?.mark)
      return nil
    }
    if node["state"]?.firstText == "draft" {
      report.sayPrivate("package", "a draft", at: node["state"]?.mark)
      return nil
    }
    fields.take("private")
    let notes = CKANTranslations.texts(&fields, "notes", "notes_translated")
    for (required, isMissing) in [("title", titles.isEmpty), ("notes", notes.isEmpty)] where isMissing {
      report.say(.missingInSource, "'\(required)' is missing", at: node.mark)
    }

    var dataset = Dataset(
      id: id, title: title ?? name ?? id, description: notes.joined(separator: "\n\n"))
    dataset.aliases = Array(titles.dropFirst())
    if own == nil {
      readIdentifiers(name, into: &dataset)
    } else {
      // CKAN's own name for a package that came from us adds nothing.
      fields.take("uri", "id")
      readIdentifiers(nil, into: &dataset)
    }
    dataset.landingPage = fields.text("url", "landing_page", "landingPage")
    readPeople(owner, into: &dataset)
    dataset.keywords = (fields.value("tags")?.items ?? []).compactMap {
      CKANTranslations.name(of: $0)
    }
    for keyword in CKANTranslations.all(&fields, "keywords") where !dataset.keywords.contains(keyword) {
      dataset.keywords.append(keyword)
    }
    dataset.themes = themes()
    dataset.languages = languages()
    dataset.temporal = temporal(&report)
    dataset.spatial = CKANExtras.places(&fields, &report)
    dataset.issued = fields.date(
      "issued", "release_date", "date_released", "metadata_created", report: &report)
    dataset.modified = fields.date(
      "modified", "last_modified", "date_updated", "metadata_modified", report: &report)
    dataset.version = fields.text("version", "dcat_version")
    if let key = Self.frequencies.first(where: { fields.node[$0]?.firstText != nil }),
      let frequency = fields.frequency(key)
    {
      (dataset.frequency, dataset.frequencyText) = (frequency.code, frequency.text)
    }
    dataset.licenses = Self.licenses(of: &fields)
    if let custom = dataset.licenses.first(where: { $0.id == License.customID }) {
      report.sayIfCustom(dataset.licenses, custom.text ?? custom.id, at: node.mark)
    }
    dataset.rights = fields.text("rights")
    dataset.distributions = (fields.value("resources")?.items ?? []).compactMap { resource in
      if resource["state"]?.glance == "deleted" {
        report.say(
          .skippedRecord, "a resource is deleted in its catalog; it is left out", at: resource["state"]?.mark)
        resource.markAllAsRead()
        return nil
      }
      return CKANResource.distribution(resource, rest: &rest, report: &report)
    }
    readAccess(into: &dataset, &report)
    dataset.provenance = fields.text("provenance").map { Provenance(statement: $0) }
    if own != nil { extras.read(&fields, into: &dataset) }
    if node["state"]?.firstText == "active" { fields.take("state") }
    rest.add(fields.unmapped)
    dataset.unmapped = rest.texts
    return dataset
  }

  // MARK: - Fields

  /// The catalog's own bookkeeping, which says nothing about the data.
  static let leftOut: Set = [
    "num_resources", "num_tags", "creator_user_id", "revision_id", "revision_timestamp", "owner_org",
    "isopen", "tracking_summary", "plugin_data", "organization.id", "organization.type",
    "organization.created",
    "organization.state", "organization.approval_status", "organization.is_organization", "tags.id",
    "tags.vocabulary_id", "tags.state", "groups.id",
  ]

  private static let frequencies = [
    "frequency", "accrual_periodicity", "accrualPeriodicity", "update_frequency", "updateFrequency",
    "frequency-of-update", "maintenance_and_update_frequency", "data_update_frequency",
  ]

  /// The short name of the owner, which is not part of an address but distinguishes two catalogs' packages.
  private static func slug(of organization: SourceNode?) -> String? {
    organization.flatMap { $0["name"]?.firstText ?? $0["title"]?.firstText ?? $0.firstText }
  }

  private mutating func readIdentifiers(_ name: String?, into dataset: inout Dataset) {
    var seen: Set<String> = []
    let stated = [
      fields.text("identifier"), fields.text("guid"), fields.text("uri"), fields.text("doi"),
      name == nil ? nil : fields.text("id"), name,
    ]
    dataset.identifiers = stated.compactMap { $0 }.filter {
      OwnAddress.id(in: $0) == nil && seen.insert($0).inserted
    }
    for address in CKANExtras.texts(fields.texts("alternate_identifier")) where seen.insert(address).inserted
    {
      dataset.identifiers.append(address)
    }
  }

  private mutating func readPeople(_ owner: String?, into dataset: inout Dataset) {
    let publisher = fields.text("publisher_name", "publisher")
    if let name = publisher ?? owner {
      dataset.publisher = Agent(
        name: name, email: fields.text("publisher_email").flatMap(Agent.mail),
        url: fields.text("publisher_url"),
        identifier: fields.text("publisher_uri"))
    }
    dataset.steward =
      agent("contact_name", "contact_email") ?? agent("contact-name", "contact-email")
      ?? agent("maintainer", "maintainer_email") ?? agent("contact_point", "contact_point_email")
    dataset.creators = [agent("author", "author_email")].compactMap { $0 }
  }

  private mutating func agent(_ nameKey: String, _ mailKey: String) -> Agent? {
    let name = fields.text(nameKey)
    let mail = fields.text(mailKey)
    guard var agent = (name ?? mail).flatMap(Agent.written) else { return nil }
    if let mail {
      guard let address = Agent.mail(mail) else {
        fields.keep(mailKey)
        return agent
      }
      agent.email = address
    }
    return agent
  }

  private mutating func themes() -> [String] {
    let groups = (fields.value("groups")?.items ?? []).compactMap {
      $0["title"]?.firstText ?? CKANTranslations.name(of: $0)
    }
    return (groups + CKANExtras.texts(fields.texts("theme", "themes", "theme-primary"))).distinct()
  }

  private mutating func languages() -> [String] {
    let key = ["language", "languages"].first { fields.node[$0]?.isBlank == false }
    guard let key else { return [] }
    var tags: [String] = []
    for text in CKANExtras.texts(fields.texts(key)) {
      if let tag = LanguageTag.tag(for: text) {
        tags.append(tag)
      } else {
        fields.keep(key)
      }
    }
    return tags.distinct()
  }

  private static let periods = [
    ("temporal_start", "temporal_end"), ("temporal_coverage-from", "temporal_coverage-to"),
    ("temporal-extent-begin", "temporal-extent-end"), ("temporal_coverage_from", "temporal_coverage_to"),
  ]

  private mutating func temporal(_ report: inout SourceReport) -> TemporalCoverage? {
    for (startKey, endKey) in Self.periods
    where fields.node[startKey]?.firstText != nil || fields.node[endKey]?.firstText != nil {
      let start = fields.date(startKey, report: &report)
      let end = fields.date(endKey, report: &report)
      guard start != nil || end != nil else { continue }
      if let start, let end, start.firstDay > end.lastDay {
        fields.keep(startKey)
        fields.keep(endKey)
        report.say(.unreadableInSource, "the period ends before it starts", at: fields.node[endKey]?.mark)
        return nil
      }
      return TemporalCoverage(start: start, end: end)
    }
    return fields.text("temporal", "temporal_coverage").map(TemporalCoverage.init(writtenOrText:))
  }

  /// By id, address and title: an id from CKAN's list may say less than the address, and where they differ, each counts.
  private static func licenses(of fields: inout SourceFields) -> [License] {
    let keys = ["license_id", "license_url", "license_title", "licence", "license", "license_text"]
    let texts = keys.compactMap { key in fields.text(key).map { (key: key, text: $0) } }
    let chosen = LicenseTable.standard.licenses(fromAnyOf: texts.map(\.text))
    // A title such as "other" beside a known licence says something of its own.
    for (key, text) in texts where LicenseTable.standard.licenses(from: text).map(\.id) != chosen.map(\.id) {
      fields.keep(key)
    }
    return chosen
  }

  private mutating func readAccess(into dataset: inout Dataset, _ report: inout SourceReport) {
    for key in ["access_rights", "accessRights", "accessLevel", "access_level"] {
      guard let text = fields.text(key) else { continue }
      if let rights = AuthorityCodes.accessRights(text) {
        dataset.accessRights = rights
      } else {
        fields.keep(key)
        report.say(
          .unreadableInSource, "access rights '\(text.prefix(80))' are not known", at: fields.node[key]?.mark)
      }
      break
    }
    // They stay with the unmapped values, as sites write more than terms there.
    for key in Self.statements {
      for text in CKANExtras.texts(fields.node[key]?.items.compactMap(\.glance) ?? []) {
        dataset.readTerms(ofProse: text, about: key.hasPrefix("use") ? .rights : .access)
      }
    }
  }

  /// What sites and harvesters call statements on access and use.
  private static let statements = [
    "access_constraints", "access-constraints", "accessConstraints", "access_comment", "accessLevelComment",
    "access_level_comment", "access_notes", "conditions_of_access", "limitations-on-public-access",
    "limitations_on_public_access", "use_constraints", "use-constraints", "useConstraints", "usage_terms",
    "use_limitations", "use-limitations",
  ]
}
