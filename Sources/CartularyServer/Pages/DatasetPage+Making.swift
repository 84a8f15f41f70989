internal import CartularyBase
internal import CartularyCatalog
internal import CartularyManifests
internal import CartularyModel
internal import CartularyWire

extension PageMaker {
  /// Characters of a description that are shown.
  private static let descriptionLimit = 8_000

  /// `/dataset/{record}`.
  ///
  /// - Throws: `ProtocolFault` if the viewer sees no such record, with what takes its place.
  func dataset(_ id: String, _ query: PageQuery) throws -> DatasetPage {
    guard let dataset = try catalog.dataset(id: id, as: viewer) else {
      throw ProtocolFault.notFound(id, try catalog.successors(of: id, as: viewer).map(\.id))
    }
    let profile = PageProfile(query)
    let record = PublishedDataset(dataset, inheriting: try catalog.inheritance(of: dataset, as: viewer))
    let maker = RecordMaker(maker: self, record: record, profile: profile)
    var page = DatasetPage()
    page.chrome = try chrome(PageText.shown(dataset.title, 120))
    page.chrome.isUnlisted = query.isUnlisted(.dataset)
    page.chrome.pageSummary = PageText.stated(
      dataset.description.split(maxSplits: 60, whereSeparator: \.isWhitespace).joined(separator: " "), 155)
    page.selfHref = addresses.dataset(id)
    if !addresses.isStatic { page.chrome.canonicalHref = page.selfHref }
    page.structuredData = maker.structuredData
    page.recordKind = "Dataset"
    page.recordTitle = PageText.shown(dataset.title, 1_000)
    page.recordByline = maker.byline
    page.recordReplaced = try maker.replaced()
    page.searchAction = addresses.page("/search")
    try maker.fillCharter(&page)
    page.descriptionText = PageText.shown(dataset.description, Self.descriptionLimit)
    page.hasDescription = !dataset.description.allSatisfy(\.isWhitespace)
    page.descriptionRest = rest(of: dataset.description, isWhole: addresses.format(id, "json") != nil)
    page.descriptionOrigin = maker.origin(of: "description")
    try maker.fillTerms(&page)
    maker.fillFiles(&page)
    page.dictionary = DictionaryView(dataset, finding: query.one("column"), profile, addresses)
    maker.fillNotes(&page)
    page.relations = try maker.relations()
    page.hasRelations = !page.relations.isEmpty
    page.similar = try similar(to: id)
    page.hasSimilar = !page.similar.isEmpty
    page.coverage = CoverageBox(dataset, on: day)
    page.particulars = maker.particulars
    maker.fillSubjects(&page)
    page.citation = maker.citation
    try maker.fillFormats(&page)
    return page
  }

  private func rest(of description: String, isWhole: Bool) -> String? {
    let count = description.unicodeScalars.count - Self.descriptionLimit
    guard count > 0 else { return nil }
    return "The description goes on for \(PageText.number(count)) more characters"
      + (isWhole ? "; “This record as JSON” has all of it." : ".")
  }

  private func similar(to id: String) throws -> [RegisterEntry] {
    (try catalog.similar(to: id, as: viewer, limit: 6) ?? []).map { similar in
      let shared = similar.sharedTerms.prefix(4).joined(separator: ", ")
      return RegisterEntry(
        entryHref: addresses.dataset(similar.dataset.id),
        entryTitle: PageText.shown(similar.dataset.title, 160),
        entryNote: shared.isEmpty ? nil : "both have " + PageText.shown(shared, 160))
    }
  }
}

/// Makes the parts of the page of one record.
struct RecordMaker {
  let maker: PageMaker
  let record: PublishedDataset
  let profile: PageProfile

  var dataset: Dataset { record.dataset }
  var addresses: any PageAddresses { maker.addresses }

  /// What is said of where a key's value comes from; `nil` if the source states it.
  func origin(of key: String) -> String? {
    switch dataset.origin(of: key) {
    case .illustrative: "illustrative"
    case .inferred: "inferred: " + PageText.shown(dataset.inferred?[key] ?? "", 400)
    case nil: nil
    }
  }

  var publisher: String? { dataset.publisher.map(\.name).flatMap { $0.isEmpty ? nil : $0 } }

  var byline: RecordByline {
    RecordByline(
      publisherText: PageText.stated(publisher, 300) ?? "Publisher not stated",
      publisherHref: publisher.map { addresses.listing("publisher", $0, page: 1) },
      bylineRest: PageText.joined([
        dataset.version.map { "version " + PageText.shown($0, 80) },
        dataset.modified.map { "changed \($0)" } ?? dataset.issued.map { "published \($0)" },
      ]))
  }

  // MARK: - Structured data

  private static let structuredByteCount = 64 << 10

  /// The record as search engines read it, with a description of 5,000 characters; `nil` if it is longer than 64 KiB.
  var structuredData: String? {
    guard dataset.dataDictionary?.tables.reduce(0, { $0 + $1.variables.count }) ?? 0 <= 1_000,
      dataset.distributions.count <= 1_000, let format = ExportFormats.named("schema-org")
    else { return nil }
    var short = record
    short.dataset.description = PageText.cut(dataset.description, 5_000)
    let text = format.document(of: format.told(short)).trimmedLineEnd
    return text.utf8.count <= Self.structuredByteCount ? text : nil
  }

  // MARK: - Relations

  /// A dataset of this catalog that the viewer may see, or a web address; `nil` for anything else.
  private func href(of target: String) throws -> String? {
    if let address = PageText.web(target) { return address }
    return try maker.catalog.dataset(id: target, as: maker.viewer).map { addresses.dataset($0.id) }
  }

  func replaced() throws -> ReplacedBy? {
    guard let relation = dataset.relations.first(where: { $0.kind == .replacedBy }),
      let href = try href(of: relation.target)
    else { return nil }
    return ReplacedBy(
      replacedHref: href, replacedText: PageText.shown(relation.title ?? relation.target, 200))
  }

  func relations() throws -> [RelationRow] {
    try dataset.relations.prefix(PageMaker.listLimit).map { relation in
      RelationRow(
        relationKind: PageWords.relation(relation.kind),
        relationText: PageText.shown(relation.title ?? relation.target, 200),
        relationHref: try href(of: relation.target))
    }
  }

  // MARK: - Subjects and formats

  func fillSubjects(_ page: inout DatasetPage) {
    page.tagLinks = dataset.themes.prefix(20).map {
      TagLink(tagText: PageText.shown($0, 80), tagHref: addresses.listing("theme", $0, page: 1))
    }
    // Each is the value of a button, so that it stands there whole or not at all.
    page.tagButtons = dataset.keywords.prefix(40).filter { $0.utf8.count <= 240 && PageText.shown($0) == $0 }
    page.hasTags = !page.tagLinks.isEmpty || !page.tagButtons.isEmpty
  }

  func fillFormats(_ page: inout DatasetPage) throws {
    let formats = try RecordFormat.all.compactMap { format in
      try href(of: format).map { (format: format, href: $0) }
    }
    page.formats = formats.map { FormatButton(formatHref: $0.href, formatText: $0.format.title) }
    page.hasFormats = !formats.isEmpty
    page.formatsHint = formats.map { "." + $0.format.ending }.joined(separator: " ")
    page.chrome.alternates = formats.filter { ["jsonld", "ttl"].contains($0.format.ending) }.map {
      AlternateLink(
        alternateType: $0.format.mediaType, alternateTitle: $0.format.title, alternateHref: $0.href)
    }
  }

  /// Where the record is in a format; `nil` if it is not to be had.
  private func href(of format: RecordFormat) throws -> String? {
    guard let href = addresses.format(dataset.id, format.ending) else { return nil }
    if addresses.isStatic { return href }
    // Formats are answered without the session, and after the page of a record that has the address as its id.
    let isSeen = try !maker.isSession || maker.catalog.dataset(id: dataset.id, as: .public) != nil
    let other = try maker.catalog.dataset(id: dataset.id + "." + format.ending, as: maker.viewer)
    return isSeen && other == nil ? href : nil
  }
}

extension String {
  /// Without the line feed at its end.
  fileprivate var trimmedLineEnd: String { hasSuffix("\n") ? String(dropLast()) : self }
}
