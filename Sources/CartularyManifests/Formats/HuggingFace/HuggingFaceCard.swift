internal import CartularyBase
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
    // Before the description, so that a list of links is not taken for one.
    let pages = [page.body.labelled("Homepage"), page.body.labelled("Repository")]
    var dataset = Dataset(
      id: id, title: title ?? name, description: CardDescription.text(of: page.body) ?? "")
    for (what, isMissing) in [
      ("pretty_name", title == nil), ("a summary", dataset.description.isEmpty),
      ("license", fields.node["license"]?.isBlank ?? fields.node["licenses"]?.isBlank ?? true),
    ] where isMissing {
      report.say(.missingInSource, "the card has no \(what)", at: page.frontMatter.mark)
    }
    dataset.identifiers = [name]
    dataset.landingPage = pages.compactMap { $0.flatMap(MarkdownLink.webAddress) }.first
    dataset.steward = page.body.labelled(Self.contact).flatMap(Agent.written)
    dataset.keywords =
      (fields.texts("tags") + fields.texts("task_categories") + fields.texts("task_ids")).distinct()
    readLanguages(into: &dataset)
    readLicense(into: &dataset, &report)
    readSources(into: &dataset)
    readGate(into: &dataset)
    dataset.version = fields.text("version")
    readCurators(into: &dataset)
    dataset.dataDictionary = CardFields.dictionary(of: page)
    dataset.readRemarks(
      Self.remarks.map { page.body.lines(of: $0).joined(separator: "\n") }.filter { !$0.isEmpty })
    fields.take("dataset_info", "pretty_name", "extra_gated_fields")
    var unmapped = fields.unmapped ?? [:]
    for label in Self.otherPages {
      // Unless it is the landing page and nothing more.
      if let text = page.body.labelled(label), text != dataset.landingPage { unmapped[label] = text }
    }
    for (heading, text) in page.body.unread {
      let key = heading.isEmpty ? "text" : heading
      unmapped[key] = unmapped[key].map { $0 + "\n\n" + text } ?? text
    }
    if let contact = page.body.labelled(Self.contact), dataset.steward?.saysAll(of: contact) == false {
      unmapped[Self.contact] = contact
    }
    var rest = UnmappedValues()
    rest.add(unmapped)
    dataset.unmapped = rest.texts
    return dataset
  }

  // MARK: - Fields

  private static let contact = "Point of Contact"
  /// What a card's heading lists in addition to its homepage.
  private static let otherPages = ["Homepage", "Repository", "Paper", "Leaderboard"]

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
    if details.isEmpty {
      fields.keep("language_details")
      fields.keep("language_bcp47")
    }
  }

  /// Who made the dataset, if that is a short list of names; prose about them stays among the unmapped.
  private mutating func readCurators(into dataset: inout Dataset) {
    let lines = page.body.lines(of: "Dataset Curators").map { SourceNode.trim(String($0)) }.filter {
      !$0.isEmpty
    }
    guard lines.count == 1, let text = Placeholder.told(lines[0]) else { return }
    let plain = MarkdownLink.plain(text)
    guard plain.utf8.count <= 200, let names = CardNames.list(in: plain) else { return }
    dataset.creators = names.map { Agent(name: $0) }
    // Only if nothing is left out.
    if plain == text { _ = page.body.section("Dataset Curators") }
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
      if isNamed { fields.keep("license") }
    } else if !own.isEmpty, stated.allSatisfy({ $0.openness == .none || $0.id == "LicenseRef-other" }) {
      dataset.licenses = LicenseTable.standard.licenses(from: own.joined(separator: " "))
      if !stated.isEmpty { fields.keep("license") }
    } else if !own.isEmpty, stated.contains(where: { $0.id == "LicenseRef-other" }) {
      // A list with "other" in it: that one is what the name and the address are about.
      dataset.licenses =
        stated.filter { $0.id != "LicenseRef-other" }
        + LicenseTable.standard.licenses(from: own.joined(separator: " "))
      fields.keep("license")
    } else {
      dataset.licenses = stated
      if !own.isEmpty { dataset.rights = own.joined(separator: " ") }
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
    let body = page.body
    let prose = Self.licensing.lazy.compactMap { body.section($0) }.first
    let words = [dataset.rights, details, prose == details ? nil : prose].compactMap { $0 }
    if !words.isEmpty { dataset.rights = words.joined(separator: "\n") }
  }

  /// What cards call the section about their licence.
  private static let licensing = [
    "Licensing Information", "License Information", "Licensing", "License", "Licence",
  ]

  /// Sections in which cards say what the data may be used for, among much else; their text stays unmapped.
  private static let remarks = [
    "Additional Information", "Considerations for Using the Data", "Other Known Limitations",
    "Personal and Sensitive Information", "Out-of-Scope Use", "Uses", "Terms of Use",
  ]

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
    let gate = fields.node["gated"]?.glance?.lowercased()
    let isGated = gate == "auto" || gate == "manual" || gate == "true"
    guard isGated || prompt != nil || heading != nil || page.frontMatter["extra_gated_fields"] != nil else {
      return
    }
    // A person decides on a request that is gated by hand; otherwise an account and consent are enough.
    if isGated { _ = fields.text("gated") }
    dataset.access.modes = [gate == "manual" ? .onRequest : .registeredDownload]
    var step = AccessRequirement(kind: .registration)
    step.name = heading
    step.note = prompt
    dataset.access.requirements = [step]
  }
}

extension String {
  fileprivate func nonEmptyOr(_ other: String) -> String { isEmpty ? other : self }
}
