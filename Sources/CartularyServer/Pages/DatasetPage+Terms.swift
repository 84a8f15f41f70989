internal import CartularyBase
internal import CartularyManifests
internal import CartularyModel
internal import CartularyWire

extension RecordMaker {
  /// Every stated term, with the record or the programme that states it.
  func fillTerms(_ page: inout DatasetPage) throws {
    var rows = ownRows
    let effective = EffectiveTerms(dataset.useTerms(inheriting: record.inheritance))
    let taken = effective.taken
    let sources = Dictionary(uniqueKeysWithValues: effective.takenPaths.map { ($0.path, $0.ids) })
    if let rights = taken.accessRights {
      rows.add(
        "Access rights", [TermLine(PageWords.sentence(rights.rawValue))],
        from: links(sources["access-rights"]))
    }
    let (own, inherited) = (try Self.json(dataset.access), try Self.json(taken.access))
    // In the order of the manifest; what comes from a programme stands after what the record itself says.
    for row in AccessRow.all {
      if let value = own[row.key] { rows.add(row.name, row.lines(value), origin: origin(of: "access")) }
      if let value = inherited[row.key] {
        rows.add(row.name, row.lines(value), from: links(sources["access." + row.key]))
      }
    }
    if rows.own.count > 1, rows.own.allSatisfy({ $0.termOrigin == "illustrative" }) {
      page.termsNote = "All of these are illustrative: the source does not state them."
      rows.forgetOrigins()
    }
    page.terms = rows.all
    page.hasTerms = !page.terms.isEmpty
    page.termGaps = record.inheritance.gaps.map { PageText.shown($0.message) }
  }

  private var ownRows: TermRows {
    var rows = TermRows()
    rows.add(
      "Licence",
      dataset.licenses.map { license in
        let text = license.text.map { ": " + PageText.shown($0, 1_000) } ?? ""
        return TermLine(PageWords.license(license.id) + text)
      }, origin: origin(of: "license"))
    rows.add("Rights", [TermLine(PageText.shown(dataset.rights ?? "", 1_000))], origin: origin(of: "rights"))
    if let rights = dataset.accessRights {
      rows.add(
        "Access rights", [TermLine(PageWords.sentence(rights.rawValue))], origin: origin(of: "access-rights"))
    }
    let sensitivity = dataset.effectiveSensitivity
    if sensitivity.level != .unspecified {
      let causes = sensitivity.causes.isEmpty ? "" : ": " + sensitivity.causes.joined(separator: "; ")
      rows.add(
        "Sensitivity", [TermLine(PageWords.sensitivity(sensitivity.level) + PageText.shown(causes, 600))],
        origin: origin(of: "sensitivity"))
    }
    rows.add(
      "Sharing", dataset.sharing.map { TermLine(PageWords.sharing($0)) }, origin: origin(of: "sharing"))
    rows.add(
      "Form of the collaboration",
      (dataset.forms.map(\.rawValue) + dataset.subForms.map(\.rawValue)).map {
        TermLine(PageWords.sentence($0))
      },
      origin: origin(of: "forms"))
    rows.add(
      "Protection",
      [TermLine(dataset.techniques.map { PageWords.plain($0.rawValue) }.joined(separator: ", "))],
      origin: origin(of: "techniques"))
    return rows
  }

  private func links(_ ids: [String]?) -> [TermSource] {
    (ids ?? []).map { TermSource(fromHref: addresses.dataset($0), fromText: PageText.shown($0)) }
  }

  /// Terms by the keys of the manifest.
  private static func json(_ access: AccessTerms) throws -> [String: JSONValue] {
    try JSONValue(json: Array(JSONLine.text(access).utf8)).object ?? [:]
  }
}

/// Rows of terms, those without a text left out.
private struct TermRows {
  private(set) var all: [TermRow] = []

  var own: [TermRow] { all.filter { $0.termFrom.isEmpty } }

  mutating func add(
    _ name: String, _ lines: [TermLine], from sources: [TermSource] = [], origin: String? = nil
  ) {
    let lines = lines.filter { !$0.lineText.isEmpty || $0.lineHref != nil }.prefix(PageMaker.listLimit)
    guard !lines.isEmpty else { return }
    all.append(TermRow(termName: name, termLines: Array(lines), termFrom: sources, termOrigin: origin))
  }

  mutating func forgetOrigins() {
    for index in all.indices where all[index].termFrom.isEmpty { all[index].termOrigin = nil }
  }
}

extension TermLine {
  /// - Parameter address: Where the text leads, if that is a web address. An address instead of a text is a link.
  init(_ text: String, to address: String? = nil) {
    if address == nil, let web = PageText.web(text), !text.contains(where: \.isWhitespace) {
      let shown = PageText.shown(String(WebAddress.withoutScheme(web)), 80)
      self.init(lineText: "", lineHref: web, lineLinkText: shown)
    } else {
      let web = PageText.web(address)
      self.init(
        lineText: PageText.shown(text), lineHref: web, lineLinkText: web.map(PageText.host) ?? "")
    }
  }
}

/// How one key of `access` is shown.
struct AccessRow: Sendable {
  let key: String
  let name: String
  let lines: @Sendable (JSONValue) -> [TermLine]

  init(
    _ key: String, _ name: String,
    _ lines: @escaping @Sendable (JSONValue) -> [TermLine] = { [AccessRow.said($0)] }
  ) {
    (self.key, self.name, self.lines) = (key, name, lines)
  }

  /// In the order of the manifest. A test holds it to have every key.
  static let all: [AccessRow] = [
    .init("mode", "Way to the data") { [codes($0)] }, .init("url", "Start at"),
    .init("contact", "Ask") { [agent($0)] },
    .init("requires", "What is asked") { ($0.array ?? []).map(requirement) },
    .init("purposes", "Permitted purposes") { [codes($0)] },
    .init("prohibited-purposes", "Prohibited purposes") { [codes($0)] },
    .init("stated-open", "In the source's words") { value in
      let quote = value["quote"]?.string.map { TermLine("“" + PageText.shown($0, 600) + "”") }
      return [quote, value["purposes"].map(codes)].compactMap { $0 }
    },
    .init("requesters", "Who may ask") { [codes($0)] },
    .init("jurisdictions", "Where it may be processed"),
    .init("storage-jurisdictions", "Where it may be stored"),
    .init("requester-jurisdictions", "Where requesters have to be"), .init("data-use", "Data use codes"),
    .init("agreement", "Agreement") { [parts($0, "kind", "name", "sample-first")] },
    .init("review", "Review") { [parts($0, "body", "criteria", "blinded", "feasibility", "mission-fit")] },
    .init("fee", "Fee") { [parts($0, "kind", "amount", "reduced", "covers", "conditions")] },
    .init("cost", "Cost"), .init("requests", "Requests") { [parts($0, "stance", "note", "contact")] },
    .init("embargo-until", "Embargo until"),
    .init("embargo", "Embargo") { [parts($0, "after", "from", "on", "each")] },
    .init("publication-moratorium-until", "No publication before"), .init("erase-by", "To be erased by"),
    .init("erase-after", "To be erased after"), .init("keep-for", "To be kept for"),
    .init("maximum-months", "Months of use at most"),
    .init("purpose-bound", "Bound to the stated purpose") { $0 == .bool(true) ? [TermLine("Yes")] : [] },
    .init("lead-time", "How long it takes"), .init("review-days", "Days of review"),
    .init("effort", "Effort") { [codes($0)] }, .init("intermediary", "Intermediary") { [agent($0)] },
    .init("legal", "Legal basis") { [parts($0, "regimes", "controller", "consent-kind", "basis")] },
    .init("consent", "Consent"), .init("note", "Note"),
    .init("adds-to-programme", "Besides what its programme asks") { [codes($0)] },
  ]

  /// A value in words: texts of a list with commas between them, an agent by its name.
  private static func words(_ value: JSONValue) -> String {
    switch value {
    case .null, .bool: ""
    case .number(let text), .string(let text): text
    case .array(let items): items.map(words).filter { !$0.isEmpty }.joined(separator: ", ")
    case .object(let keys): keys["name"]?.string ?? keys["email"]?.string ?? keys["url"]?.string ?? ""
    }
  }

  private static func said(_ value: JSONValue) -> TermLine { TermLine(PageText.shown(words(value), 1_000)) }

  private static func codes(_ value: JSONValue) -> TermLine {
    let codes = (value.array ?? [value]).map(words).map(PageWords.plain)
    return TermLine(PageText.shown(codes.joined(separator: ", "), 1_000))
  }

  private static func agent(_ value: JSONValue) -> TermLine {
    let address = value["url"]?.string ?? value["identifier"]?.string
    return TermLine(PageText.shown(words(value), 400), to: address ?? "")
  }

  private static func requirement(_ value: JSONValue) -> TermLine {
    let keys = ["name", "body", "criteria", "cost", "duration", "contact", "note"]
    let note = keys.compactMap { value[$0].map(words) }.filter { !$0.isEmpty }.joined(separator: "; ")
    let kind = PageWords.sentence(value["kind"]?.string ?? "")
    return TermLine(
      note.isEmpty ? kind : kind + ": " + PageText.shown(note, 400), to: value["url"]?.string ?? "")
  }

  /// An object as one line of its texts.
  private static func parts(_ value: JSONValue, _ keys: String...) -> TermLine {
    let coded = ["kind", "stance", "consent-kind"]
    let texts = keys.compactMap { key -> String? in
      guard let part = value[key] else { return nil }
      if part == .bool(true) { return PageWords.plain(key) }
      let text = words(part)
      return text.isEmpty ? nil : coded.contains(key) ? PageWords.plain(text) : text
    }
    let address = ["url", "form", "template"].compactMap { value[$0]?.string }.first
    return TermLine(PageText.capital(PageText.shown(texts.joined(separator: "; "), 600)), to: address ?? "")
  }
}
