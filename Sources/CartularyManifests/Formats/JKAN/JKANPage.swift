internal import CartularyModel

/// One page of a JKAN catalog, and how its front matter maps to ours.
struct JKANPage {
  private let page: MarkdownPage
  private let name: String
  private var fields: SourceFields
  /// What the resources say that has no field.
  private var rest = UnmappedValues()

  /// - Parameter name: The name of the page's file, which is its address in the catalog.
  init(_ page: MarkdownPage, name: String) {
    (self.page, self.name) = (page, name)
    fields = SourceFields(page.frontMatter, ignoring: Self.leftOut)
    fields.take("published")
  }

  /// Which form and which template the site's software shows the page with.
  static let leftOut: Set = ["schema", "layout"]

  /// - Returns: `nil` only if the page is not published or does not yield an id, which is reported.
  mutating func dataset(_ report: inout SourceReport) -> Dataset? {
    let publisher = fields.text("organization")
    let title = fields.text("title")
    let id = Self.id(name, publisher, title)
    guard !id.isEmpty else {
      report.say(.missingInSource, "a page without name and title is left out", at: page.frontMatter.mark)
      return nil
    }
    report.recordID = id
    defer { report.recordID = nil }
    if let published = page.frontMatter["published"], published.firstText?.lowercased() == "false" {
      report.sayPrivate("page", "not published", at: published.mark)
      return nil
    }
    for required in ["title", "notes", "organization", "license"]
    where page.frontMatter[required]?.isBlank ?? true {
      report.say(.missingInSource, "'\(required)' is missing", at: page.frontMatter.mark)
    }
    let notes = fields.text("notes").map(Self.withLineEnds) ?? page.body.introduction
    var dataset = Dataset(id: id, title: title ?? name, description: notes ?? "")
    dataset.publisher = publisher.map { Agent(name: $0) }
    dataset.steward = steward()
    dataset.landingPage = fields.text("original_dataset_link")
    dataset.identifiers = fields.texts("identifier", "uuid")
    dataset.themes = fields.texts("category")
    dataset.keywords = fields.texts("tags", "keywords", separatedBy: ",")
    dataset.issued = fields.date("date_created", report: &report)
    dataset.modified = fields.date("date_updated", report: &report)
    dataset.licenses = fields.texts("license").flatMap(Self.licenses)
    if let text = fields.text("license"), let node = page.frontMatter["license"] {
      report.sayIfCustom(dataset.licenses, text, at: node.mark)
    }
    dataset.distributions = (fields.value("resources")?.items ?? []).compactMap { distribution($0) }
    if let frequency = fields.frequency("frequency") {
      (dataset.frequency, dataset.frequencyText) = (frequency.code, frequency.text)
    }
    dataset.languages = fields.languages("language")
    dataset.temporal = fields.text("temporal").map(TemporalCoverage.init(writtenOrText:))
    dataset.spatial = fields.texts("spatial").compactMap { Place(written: $0) }
    rest.add(fields.unmapped)
    for (heading, text) in page.body.unread { rest.add(text, of: heading, at: "text") }
    dataset.unmapped = rest.texts
    return dataset
  }

  // MARK: - Fields

  /// Page names are unique only in their own catalog, so the owner comes first; most names include it.
  private static func id(_ name: String, _ publisher: String?, _ title: String?) -> String {
    let slug = PageName.slug(DatasetID.slug(name).isEmpty ? title ?? "" : name)
    let owner = publisher.map(DatasetID.slug) ?? ""
    return slug.isEmpty || slug.hasPrefix(owner) ? slug : DatasetID.slug(owner + " " + slug)
  }

  /// Notes in HTML whose line ends earlier software wrote as literal `\r\n`, backslash and letter.
  private static func withLineEnds(_ notes: String) -> String {
    guard HTMLText.isMarkup(notes) else { return notes }
    return notes.replacing("\\r\\n", with: "\n").replacing("\\n", with: "\n")
  }

  private mutating func steward() -> Agent? {
    var steward = fields.agent("maintainer")
    let written = fields.text("maintainer_email")
    let mail = written.flatMap(Agent.mail)
    if written != nil, mail == nil { fields.keep("maintainer_email") }
    if let mail {
      if steward == nil { steward = Agent(name: mail) }
      steward?.email = mail
    }
    return steward
  }

  /// In `Custom licence: Other (Open)`, the text after the colon says what it is.
  private static func licenses(_ text: String) -> [License] {
    let whole = LicenseTable.standard.licenses(from: text)
    let heads = ["custom licence:", "custom license:"]
    guard whole.first?.id == License.customID,
      let head = heads.first(where: { text.lowercased().hasPrefix($0) })
    else { return whole }
    let rest = LicenseTable.standard.licenses(from: String(text.dropFirst(head.count)))
    guard rest.first?.id != License.customID else { return whole }
    return rest.map { License(id: $0.id, openness: $0.openness, text: text) }
  }

  private mutating func distribution(_ node: SourceNode) -> Distribution? {
    var distribution = Distribution()
    if let address = node.firstText, node.entries == nil {
      distribution.accessURL = address
      return distribution
    }
    var part = SourceFields(node)
    distribution.title = part.text("name")
    distribution.description = part.text("description")
    distribution.accessURL = part.text("url")
    // What harvesters write if they find no licence.
    let isNone = node["format"]?.glance?.lowercased() == "no file type"
    if isNone { part.take("format") } else { distribution.format = part.format("format") }
    if isNone { node["format"]?.markAsRead() }
    if let url = distribution.accessURL, DataAddress.isFile(distribution) {
      (distribution.downloadURL, distribution.accessURL) = (url, nil)
    }
    guard distribution != Distribution() else { return nil }
    rest.add(
      part.unmapped, of: distribution.title ?? distribution.downloadURL ?? distribution.accessURL ?? "",
      under: "resources")
    return distribution
  }
}
