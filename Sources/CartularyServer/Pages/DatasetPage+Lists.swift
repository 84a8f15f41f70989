internal import CartularyBase
internal import CartularyModel

extension RecordMaker {
  // MARK: - Files

  func fillFiles(_ page: inout DatasetPage) {
    page.distributions = dataset.distributions.prefix(PageMaker.listLimit).map { form in
      let address = form.downloadURL ?? form.accessURL
      return FileRow(
        fileFormat: PageText.shown(form.format ?? form.mediaType ?? "not stated", 40),
        fileHref: PageText.web(address),
        fileText: PageText.stated(form.title, 160) ?? address.map(PageText.host) ?? "Not stated",
        fileNote: PageText.stated(form.description, 240), fileSize: Self.size(form.byteCount),
        fileLicense: form.licenses.map { PageText.shown(PageWords.license($0.id), 80) }.joined(
          separator: ", "))
    }
    page.hasDistributions = !page.distributions.isEmpty
    let rest = dataset.distributions.count - page.distributions.count
    if rest > 0 { page.filesRest = "and " + PageText.plural(rest, "more file") + wholeRecord }
  }

  /// Where the rest of a list is.
  private var wholeRecord: String {
    addresses.format(dataset.id, "json") == nil ? "." : "; “This record as JSON” lists all."
  }

  /// In units of a thousand, to three digits.
  static func size(_ byteCount: Int?) -> String {
    guard let byteCount, byteCount >= 0 else { return "" }
    if byteCount < 1_000 { return PageText.plural(byteCount, "byte") }
    var (size, unit) = (Double(byteCount), 0)
    while size >= 999.5, unit < 4 { (size, unit) = (size / 1_000, unit + 1) }
    return Self.digits(size, 3) + " " + ["bytes", "kB", "MB", "GB", "TB"][unit]
  }

  /// A number of at least 1 to so many digits, without zeros after the point.
  private static func digits(_ number: Double, _ count: Int) -> String {
    var scale = 1.0
    for _ in 1..<max(1, count) where number * scale * 10 < 1_000 { scale *= 10 }
    return PageText.decimal((number * scale).rounded() / scale)
  }

  // MARK: - Limits, uses, provenance

  func fillNotes(_ page: inout DatasetPage) {
    page.cautions = Array((limits + withheld + utility).prefix(PageMaker.listLimit))
    page.hasCautions = !page.cautions.isEmpty
    page.uses = dataset.uses.prefix(PageMaker.listLimit).map { use in
      UseRow(
        useTitle: PageText.shown(use.title, 300), useHref: PageText.web(use.url),
        useNote: PageText.joined(
          [use.outcome.map { PageWords.plain($0.rawValue) }, PageText.stated(use.lesson, 600)], "; "))
    }
    page.hasUses = !page.uses.isEmpty
    page.provenanceText = PageText.stated(dataset.provenance?.statement, 2_000)
    page.quotes = (dataset.provenance?.sources ?? []).prefix(PageMaker.listLimit).map { source in
      let document = PageText.web(source.document).map(PageText.host) ?? PageText.shown(source.document, 300)
      return SourceQuote(
        quoteText: PageText.shown(source.quote ?? source.document, 1_000),
        quoteSource: PageText.joined([PageText.stated(source.section, 200), document], ", ") ?? "")
    }
    page.hasQuotes = !page.quotes.isEmpty
    page.quotesSummary = PageText.plural(page.quotes.count, "passage") + " of the sources"
    if !dataset.illustrative.isEmpty {
      let keys = dataset.illustrative.map(PageWords.plain).joined(separator: ", ")
      page.originNotes.append("Illustrative, not stated by the source: " + PageText.shown(keys, 600))
    }
    page.originNotes += (dataset.inferred ?? [:]).sorted { $0.key < $1.key }.map { key, how in
      "\(PageText.shown(PageWords.sentence(key), 60)) inferred: \(PageText.shown(how, 600))"
    }
    page.hasProvenance = page.provenanceText != nil || page.hasQuotes || !page.originNotes.isEmpty
  }

  private var limits: [CautionRow] {
    dataset.limits.map {
      CautionRow(
        cautionName: PageWords.sentence($0.kind.rawValue), cautionText: PageText.shown($0.text, 1_000),
        cautionNote: nil)
    }
  }

  private var withheld: [CautionRow] {
    dataset.notShared.map { part in
      let times = PageText.joined([part.since.map { "since \($0)" }, part.until.map { "until \($0)" }], " ")
      return CautionRow(
        cautionName: "Held back", cautionText: PageText.shown(part.what, 400),
        cautionNote: PageText.joined(
          [
            part.reason == .other ? nil : PageWords.plain(part.reason.rawValue),
            PageText.stated(part.text, 600), times,
          ], "; "))
    }
  }

  private var utility: [CautionRow] {
    guard let utility = dataset.utility else { return [] }
    let parts = [
      ("grade", utility.grade), ("scale", utility.scale), ("epsilon", utility.epsilon),
      ("k", utility.k.map(String.init)), ("note", utility.note),
    ].map { name, value in value.map { "\(name): \($0)" } }
    guard let text = PageText.joined(parts, "; ") else { return [] }
    return [
      CautionRow(
        cautionName: "Utility after protection", cautionText: PageText.shown(text, 600), cautionNote: nil)
    ]
  }

  // MARK: - Particulars

  var particulars: [FactRow] {
    var rows: [FactRow] = []
    func row(_ name: String, _ lines: [FactLine]) {
      let lines = lines.filter { !$0.factText.isEmpty }.prefix(20)
      if !lines.isEmpty { rows.append(FactRow(factName: name, factLines: Array(lines))) }
    }
    func fact(_ text: String?, _ href: String? = nil) -> FactLine {
      FactLine(factText: PageText.stated(text, 200) ?? "", factHref: href)
    }
    func contact(_ agent: Agent) -> FactLine {
      fact(
        agent.name.isEmpty ? agent.email : agent.name, PageText.web(agent.url) ?? PageText.mail(agent.email))
    }
    row("Publisher", [dataset.publisher].compactMap { $0 }.map(contact))
    row("Ask", [dataset.steward].compactMap { $0 }.map(contact))
    row("Made by", dataset.creators.map(contact))
    row("Page", [fact(dataset.landingPage.map(PageText.host), PageText.web(dataset.landingPage))])
    row("Also called", dataset.aliases.map { fact($0) })
    row("First published", [fact(dataset.issued?.description)])
    row("Changed", [fact(dataset.modified?.description)])
    row("Version", [fact(dataset.version)])
    row("Updated", updates.map { fact($0) })
    let languages = dataset.languages.map { PageWords.value($0, of: "language") }
    row("Language", [fact(languages.joined(separator: ", "))])
    row("Granularity", dataset.granularity.map { fact($0) })
    row("One row is", [fact(dataset.unitOfObservation)])
    row("Identifiers", ([dataset.id] + dataset.identifiers).map { fact($0, Self.address(of: $0)) })
    return rows
  }

  private var updates: [String] {
    let code = dataset.frequency.flatMap { $0.rawValue == "unknown" ? nil : PageWords.sentence($0.rawValue) }
    let text = dataset.frequencyText.flatMap { $0.lowercased() == code?.lowercased() ? nil : $0 }
    return [code, text].compactMap { $0 }
  }

  /// The address of an identifier: of a DOI its resolver.
  private static func address(of identifier: String) -> String? {
    guard let bare = DOI.bare(in: identifier), !bare.contains(where: \.isWhitespace) else {
      return PageText.web(identifier)
    }
    return "https://doi.org/" + PageQuery.encoded(bare)
  }

  var citation: String {
    let names = dataset.creators.prefix(5).map { PageText.shown($0.name, 120) }.filter { !$0.isEmpty }
    let publisher = PageText.stated(publisher, 200)
    let who = names.isEmpty ? publisher : names.joined(separator: ", ")
    let year = (dataset.issued ?? dataset.modified).map { DateDigits.text($0.year, width: 4) }
    let head = who.map { who in year.map { "\(who) (\($0))" } ?? who } ?? year
    let doi = dataset.identifiers.first { DOI.bare(in: $0) != nil }.flatMap(Self.address)
    let own = maker.site.origin.isEmpty ? nil : maker.site.origin + addresses.dataset(dataset.id)
    return PageText.joined(
      [
        head, PageText.shown(dataset.title, 300),
        dataset.version.map { "version " + PageText.shown($0, 80) },
        "[Data set]", publisher == who ? nil : publisher,
        doi ?? PageText.web(dataset.landingPage).map { PageText.shown($0, 500) } ?? own,
      ], ". ") ?? ""
  }
}
