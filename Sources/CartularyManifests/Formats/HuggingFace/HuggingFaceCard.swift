internal import CartularyModel

/// One dataset card, and how its front matter and its sections map to ours.
struct HuggingFaceCard {
  private let page: MarkdownPage
  private let name: String
  private var fields: SourceFields

  /// - Parameter name: The name of the dataset's repository, which the card itself does not state.
  init(_ page: MarkdownPage, name: String) {
    (self.page, self.name) = (page, name)
    fields = SourceFields(page.frontMatter)
  }

  /// - Returns: `nil` only if no id can be derived, which is reported.
  mutating func dataset(_ report: inout SourceReport) -> Dataset? {
    let title = title()
    let id = Self.id(of: name).nonEmptyOr(DatasetID.slug(title ?? ""))
    guard !id.isEmpty else {
      report.say(.missingInSource, "a card without a name is left out", at: page.frontMatter.mark)
      return nil
    }
    report.recordID = id
    defer { report.recordID = nil }
    let description =
      page.body.section("Dataset Summary") ?? page.body.section("Dataset Description")
      ?? page.body.introduction
    var dataset = Dataset(id: id, title: title ?? name, description: description ?? "")
    for (what, isMissing) in [
      ("pretty_name", title == nil), ("a summary", dataset.description.isEmpty),
      ("license", fields.node["license"]?.isBlank ?? fields.node["licenses"]?.isBlank ?? true),
    ] where isMissing {
      report.say(.missingInSource, "the card has no \(what)", at: page.frontMatter.mark)
    }
    dataset.identifiers = [name]
    let pages = [page.body.labelled("Homepage"), page.body.labelled("Repository")]
    dataset.landingPage = pages.compactMap { $0.flatMap(MarkdownLink.webAddress) }.first
    dataset.steward = page.body.labelled(Self.contact).flatMap(Agent.written)
    dataset.keywords = Self.distinct(
      fields.texts("tags") + fields.texts("task_categories") + fields.texts("task_ids"))
    readLanguages(into: &dataset)
    readLicense(into: &dataset, &report)
    readSources(into: &dataset)
    readGate(into: &dataset)
    dataset.version = fields.text("version")
    dataset.dataDictionary = dictionary()
    var unmapped = fields.unmapped ?? [:]
    unmapped[Self.personal] = page.body.section(Self.personal)
    unmapped[Self.citation] = page.body.section(Self.citation)
    for label in Self.otherPages {
      guard let text = page.body.labelled(label), text != dataset.landingPage else { continue }
      if MarkdownLink.webAddress(in: text) != dataset.landingPage { unmapped[label] = text }
    }
    if let contact = page.body.labelled(Self.contact), dataset.steward?.saysAll(of: contact) == false {
      unmapped[Self.contact] = contact
    }
    dataset.unmapped = unmapped.isEmpty ? nil : unmapped
    return dataset
  }

  // MARK: - Fields

  private static let personal = "Personal and Sensitive Information"
  private static let contact = "Point of Contact"
  private static let citation = "Citation Information"
  /// What a card's heading lists in addition to its homepage.
  private static let otherPages = ["Repository", "Paper", "Leaderboard"]

  /// As if it had been made from the dataset's address on the Hub.
  private static func id(of name: String) -> String {
    DatasetID.slug(name).isEmpty ? "" : ImportedID.id("huggingface.co/datasets/" + name, of: nil)
  }

  private mutating func title() -> String? {
    if let name = fields.text("pretty_name").flatMap(Placeholder.told) { return name }
    // Older cards have a name for each configuration.
    if let first = page.frontMatter["pretty_name"]?.entries?.first?.value.firstText {
      fields.keep("pretty_name")
      return Placeholder.told(first)
    }
    guard let heading = page.body.title else { return nil }
    let start = "Dataset Card for "
    let bare = heading.hasPrefix(start) ? String(heading.dropFirst(start.count)) : heading
    return Placeholder.told(bare.filter { $0 != "`" && $0 != "*" })
  }

  private mutating func readLanguages(into dataset: inout Dataset) {
    dataset.languages = fields.languages("language", "languages")
    let details = fields.texts("language_bcp47", "language_details").compactMap { LanguageTag.tag(for: $0) }
    dataset.languages += details.filter { !dataset.languages.contains($0) }
  }

  private mutating func readLicense(into dataset: inout Dataset, _ report: inout SourceReport) {
    // A custom licence has a name and an address in addition to the word "other".
    let own = [fields.text("license_name"), fields.text("license_link")].compactMap { $0 }
    let details = fields.stated("license_details")
    let stated = fields.licenses("license", "licenses", report: &report)
    if own.isEmpty, let details, stated.map(\.id) == ["LicenseRef-other"] {
      // Details that do not name a licence add to "other", and do not replace it.
      let named = LicenseTable.standard.licenses(from: details)
      let isNamed = named.allSatisfy { $0.openness != .none && $0.id != License.customID }
      dataset.licenses = isNamed ? named : stated
    } else if !own.isEmpty, stated.allSatisfy({ $0.openness == .none || $0.id == "LicenseRef-other" }) {
      dataset.licenses = LicenseTable.standard.licenses(from: own.joined(separator: " "))
    } else {
      dataset.licenses = stated
      if let link = own.last { dataset.rights = link }
    }
    // Licences listed for each configuration count for the whole.
    if dataset.licenses.isEmpty, let entries = page.frontMatter["license"]?.entries {
      for text in entries.flatMap(\.value.items).compactMap(\.firstText) {
        for license in LicenseTable.standard.licenses(from: text)
        where !dataset.licenses.contains(where: { $0.id == license.id }) {
          dataset.licenses.append(license)
        }
      }
    }
    let prose = page.body.section("Licensing Information")
    let words = [details, prose == details ? nil : prose].compactMap { $0 }
    if !words.isEmpty { dataset.rights = words.joined(separator: "\n") }
  }

  /// `original`, `extended|glue` or a name: the sets that this one was made from.
  private mutating func readSources(into dataset: inout Dataset) {
    for source in fields.texts("source_datasets") {
      let bare = source.hasPrefix("extended|") ? String(source.dropFirst("extended|".count)) : source
      guard !["original", "extended"].contains(bare), !bare.hasPrefix("other"),
        !bare.contains(where: \.isWhitespace)
      else {
        if bare != "original" { fields.keep("source_datasets") }
        continue
      }
      let target = Self.id(of: bare)
      guard !target.isEmpty, !dataset.relations.contains(where: { $0.target == target }) else { continue }
      dataset.relations.append(Relation(kind: .derivedFrom, target: target, title: bare))
    }
  }

  /// A gated dataset requires an account and consent to its terms.
  private mutating func readGate(into dataset: inout Dataset) {
    let prompt = fields.text("extra_gated_prompt")
    let heading = fields.text("extra_gated_heading")
    guard prompt != nil || heading != nil || page.frontMatter["extra_gated_fields"] != nil else { return }
    dataset.access.modes = [.registeredDownload]
    var step = AccessRequirement(kind: .registration)
    step.name = heading
    step.note = prompt
    dataset.access.requirements = [step]
  }

  /// The features of the first configuration, or of the only one.
  private mutating func dictionary() -> DataDictionary? {
    guard let info = page.frontMatter["dataset_info"] else { return nil }
    let tables = info.items.compactMap { configuration -> DataTable? in
      guard let features = configuration["features"]?.items, !features.isEmpty else { return nil }
      let name = configuration["config_name"]?.firstText
      let variables = features.compactMap { feature -> Variable? in
        guard let name = feature["name"]?.firstText else { return nil }
        var variable = Variable(name: name)
        let type = feature["dtype"]?.firstText
        variable.type = type.flatMap(Self.type)
        return variable
      }
      return variables.isEmpty ? nil : DataTable(name: name, variables: variables)
    }
    return tables.isEmpty ? nil : DataDictionary(tables: tables)
  }

  private static func type(_ text: String) -> VariableType? {
    if text.hasPrefix("int") || text.hasPrefix("uint") { return .integer }
    if text.hasPrefix("float") || text.hasPrefix("decimal") { return .number }
    if text.hasPrefix("timestamp") { return .datetime }
    if text.hasPrefix("date") { return .date }
    if text.hasPrefix("large_string") { return .string }
    return VariableType(spelling: text)
  }

  private static func distinct(_ texts: [String]) -> [String] {
    var seen: Set<String> = []
    return texts.filter { seen.insert($0).inserted }
  }
}

extension String {
  fileprivate func nonEmptyOr(_ other: String) -> String { isEmpty ? other : self }
}
