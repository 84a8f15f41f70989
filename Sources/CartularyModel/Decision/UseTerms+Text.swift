internal import CartularyBase

// The canonical text of terms: one line a statement, sorted, each once. It is what the terms key is made of
// and what an index keeps, as it is read back twenty times faster than JSON.

extension UseTerms {
  /// The terms as lines of fields separated by tabs; equal terms have equal text.
  ///
  /// What no decision goes by, such as notes on consent, is not in it.
  package var canonicalText: String {
    var lines: Set<String> = []
    func add(_ tag: Tag, _ fields: String?...) {
      var cells = fields.map { $0.map(Self.escaped) ?? "" }
      while cells.last?.isEmpty == true { cells.removeLast() }
      lines.insert(([tag.rawValue] + cells).joined(separator: "\t"))
    }
    for license in licenses { add(.license, license.id, license.openness.rawValue) }
    for term in licenseTextTerms { add(.licenseText, term.rawValue) }
    if let accessRights { add(.accessRights, accessRights.rawValue) }
    if hasDownload { add(.download) }
    if hasAddress, !hasDownload { add(.address) }
    // Wider sharing excludes nobody, so no decision goes by it.
    if isSharingLimited { for type in sharing { add(.sharing, type.rawValue) } }
    if let holder { add(.holder, holder) }
    if let contradictedLevel { add(.contradictedLevel, contradictedLevel.rawValue) }
    if let open = access.statedOpen {
      add(.statedOpen, open.quote)
      for purpose in open.purposes { add(.openPurpose, purpose.rawValue) }
    }
    for mode in access.modes { add(.mode, mode.rawValue) }
    if let url = access.url { add(.url, url) }
    if let contact = access.contact { add(.contact, contact.name, contact.email, contact.url) }
    for asked in access.requirements {
      add(
        .requirement, asked.kind.rawValue, asked.name, asked.url, asked.body, asked.contact, asked.cost,
        asked.duration, asked.note, asked.criteria, asked.isBlinded.map(Self.answer))
    }
    for purpose in access.purposes { add(.purpose, purpose.rawValue) }
    for purpose in access.prohibitedPurposes { add(.prohibited, purpose.rawValue) }
    for requester in access.requesters { add(.requester, requester.rawValue) }
    for region in access.jurisdictions { add(.jurisdiction, Region.canonical(region)) }
    for region in access.storageJurisdictions { add(.storage, Region.canonical(region)) }
    for region in access.requesterJurisdictions { add(.requesterRegion, Region.canonical(region)) }
    if let date = access.embargoUntil { add(.embargo, date.description) }
    if let date = access.publicationMoratoriumUntil { add(.moratorium, date.description) }
    if let date = access.eraseBy { add(.eraseBy, date.description) }
    if let months = access.maximumMonths { add(.months, String(months)) }
    if let cost = access.cost { add(.cost, cost) }
    if let fee = access.fee {
      add(.fee, fee.kind.rawValue, fee.amount, fee.reduced, fee.url, fee.covers, fee.conditions)
    }
    if let leadTime = access.leadTime { add(.leadTime, leadTime) }
    if let days = access.reviewDays { add(.reviewDays, String(days)) }
    if let body = access.intermediary { add(.intermediary, body.name, body.email, body.url) }
    if let requests = access.requests {
      add(
        .requests, requests.stance.rawValue, requests.form,
        requests.contact.map { $0.email ?? $0.url ?? $0.name })
    }
    if let embargo = access.embargo {
      add(
        .relativeEmbargo, embargo.after.description, embargo.event, embargo.date?.description,
        embargo.isOfEachPart.map(Self.answer))
    }
    if let span = access.eraseAfter { add(.eraseAfter, span.description) }
    if let agreement = access.agreement {
      add(
        .agreement, agreement.kind.rawValue, agreement.name, agreement.template,
        agreement.offersSample.map(Self.answer))
    }
    if let review = access.review {
      add(
        .review, review.body, review.criteria, review.isBlinded.map(Self.answer),
        review.checksFeasibility.map(Self.answer), review.checksMission.map(Self.answer))
    }
    if access.isPurposeBound == true { add(.purposeBound) }
    for text in access.dataUse {
      let reading = ParsedDataUse(text)
      for term in reading.terms { add(.dataUse, term.canonical) }
      // What cannot be read is kept, as it makes the decision unknown.
      if reading.terms.isEmpty { add(.dataUse, FoldedText.code(text)) }
    }
    if !programmes.isEmpty { for list in access.addedLists { add(.added, list.rawValue) } }
    // In their order, which decides whose terms count.
    return
      (lines.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      + programmes.flatMap { ["(\t" + $0.id, $0.terms.canonicalText, ")"] }.filter { !$0.isEmpty })
      .joined(separator: "\n")
  }

  /// Reads what `canonicalText` wrote; `nil` for anything else.
  package init?(canonicalText: String) {
    self.init()
    var lines = canonicalText.utf8.split(separator: 0x0A)[...]
    guard take(&lines, depth: 0), lines.isEmpty else { return nil }
  }

  /// Reads lines until the end of a programme, or of the text.
  private mutating func take(_ lines: inout ArraySlice<Substring.UTF8View>, depth: Int) -> Bool {
    while let line = lines.popFirst() {
      let cells = line.split(separator: 0x09, omittingEmptySubsequences: false).map { Self.unescaped($0) }
      if cells[0] == ")" { return depth > 0 }
      if cells[0] == "(" {
        var terms = UseTerms()
        guard cells.count == 2, depth < TermsResolver.maximumDepth, terms.take(&lines, depth: depth + 1)
        else {
          return false
        }
        programmes.append(ProgrammeTerms(id: cells[1], terms: terms))
        continue
      }
      guard let tag = Tag(rawValue: cells[0]), take(tag, Array(cells.dropFirst())) else { return false }
    }
    return depth == 0
  }

  /// What a line says. Short, as every record carries them.
  private enum Tag: String {
    case license = "L"
    case licenseText = "L!"
    case accessRights = "A"
    case download = "D"
    case mode = "M"
    case url = "U"
    case contact = "K"
    case requirement = "R"
    case purpose = "P"
    case prohibited = "X"
    case requester = "Q"
    case jurisdiction = "J"
    case storage = "S"
    case requesterRegion = "G"
    case embargo = "E"
    case moratorium = "B"
    case eraseBy = "Z"
    case months = "N"
    case cost = "C"
    case fee = "F"
    case leadTime = "T"
    case reviewDays = "W"
    case intermediary = "I"
    case dataUse = "O"
    case address = "Y"
    case sharing = "H"
    case holder = "V"
    case contradictedLevel = "H!"
    case statedOpen = "P+"
    case openPurpose = "P!"
    case requests = "Q!"
    case relativeEmbargo = "E!"
    case eraseAfter = "Z!"
    case agreement = "R!"
    case review = "W!"
    case purposeBound = "X!"
    case added = "+"
  }

  /// - Returns: Whether the line could be read.
  private mutating func take(_ tag: Tag, _ cells: [String]) -> Bool {
    func cell(_ index: Int) -> String? {
      cells.indices.contains(index) && !cells[index].isEmpty ? cells[index] : nil
    }
    func code<Code: Vocabulary>(_ list: inout [Code]) -> Bool {
      guard let code = Code(rawValue: cell(0) ?? "") else { return false }
      list.append(code)
      return true
    }
    func agent() -> Agent? { cell(0).map { Agent(name: $0, email: cell(1), url: cell(2)) } }
    switch tag {
    case .license:
      guard let id = cell(0), let openness = Openness(rawValue: cell(1) ?? "") else { return false }
      licenses.append(License(id: id, openness: openness))
    case .licenseText:
      guard let term = LicenseTextTerm(rawValue: cell(0) ?? "") else { return false }
      licenseTextTerms.insert(term)
    case .accessRights:
      accessRights = AccessRights(rawValue: cell(0) ?? "")
      return accessRights != nil
    case .download: (hasDownload, hasAddress) = (true, true)
    case .address: hasAddress = true
    case .sharing:
      guard code(&sharing) else { return false }
      sharing = SharingType.allCases.filter(sharing.contains)
    case .holder: holder = cell(0)
    case .contradictedLevel:
      contradictedLevel = Sensitivity(rawValue: cell(0) ?? "")
      return contradictedLevel != nil
    case .statedOpen:
      access.statedOpen = StatedOpenness(
        quote: cell(0) ?? "", purposes: access.statedOpen?.purposes ?? [])
    case .openPurpose:
      guard let purpose = Purpose(rawValue: cell(0) ?? "") else { return false }
      access.statedOpen = StatedOpenness(
        quote: access.statedOpen?.quote ?? "", purposes: (access.statedOpen?.purposes ?? []) + [purpose])
    case .mode: return code(&access.modes)
    case .url: access.url = cell(0)
    case .contact: access.contact = agent()
    case .requirement:
      guard let kind = Requirement(rawValue: cell(0) ?? "") else { return false }
      var asked = AccessRequirement(kind: kind)
      (asked.name, asked.url, asked.body, asked.contact) = (cell(1), cell(2), cell(3), cell(4))
      (asked.cost, asked.duration, asked.note, asked.criteria) = (cell(5), cell(6), cell(7), cell(8))
      asked.isBlinded = cell(9).map { $0 == "yes" }
      access.requirements.append(asked)
    case .purpose: return code(&access.purposes)
    case .prohibited: return code(&access.prohibitedPurposes)
    case .requester: return code(&access.requesters)
    case .jurisdiction: access.jurisdictions += cells
    case .storage: access.storageJurisdictions += cells
    case .requesterRegion: access.requesterJurisdictions += cells
    case .embargo: access.embargoUntil = cell(0).flatMap { PartialDate($0) }
    case .moratorium: access.publicationMoratoriumUntil = cell(0).flatMap { PartialDate($0) }
    case .eraseBy: access.eraseBy = cell(0).flatMap { PartialDate($0) }
    case .months: access.maximumMonths = cell(0).flatMap { Int($0) }
    case .cost: access.cost = cell(0)
    case .fee:
      guard let kind = FeeKind(rawValue: cell(0) ?? "") else { return false }
      access.fee = FeeTerms(kind: kind, amount: cell(1), reduced: cell(2), url: cell(3))
      access.fee?.covers = cell(4)
      access.fee?.conditions = cell(5)
    case .leadTime: access.leadTime = cell(0)
    case .reviewDays: access.reviewDays = cell(0).flatMap { Int($0) }
    case .intermediary: access.intermediary = agent()
    case .dataUse: access.dataUse.append(cell(0) ?? "")
    case .requests:
      guard let stance = RequestStance(rawValue: cell(0) ?? "") else { return false }
      access.requests = RequestPolicy(stance: stance)
      access.requests?.form = cell(1)
      access.requests?.contact = cell(2).map { Agent(name: $0) }
    case .relativeEmbargo:
      guard let after = TimeSpan(cell(0) ?? "") else { return false }
      access.embargo = RelativeEmbargo(after: after, event: cell(1) ?? "")
      access.embargo?.date = cell(2).flatMap { PartialDate($0) }
      access.embargo?.isOfEachPart = cell(3).map { $0 == "yes" }
    case .eraseAfter: access.eraseAfter = TimeSpan(cell(0) ?? "")
    case .agreement:
      guard let kind = AgreementKind(rawValue: cell(0) ?? "") else { return false }
      access.agreement = AgreementTerms(kind: kind)
      access.agreement?.name = cell(1)
      access.agreement?.template = cell(2)
      access.agreement?.offersSample = cell(3).map { $0 == "yes" }
    case .review:
      var review = ReviewTerms()
      (review.body, review.criteria) = (cell(0), cell(1))
      review.isBlinded = cell(2).map { $0 == "yes" }
      review.checksFeasibility = cell(3).map { $0 == "yes" }
      review.checksMission = cell(4).map { $0 == "yes" }
      access.review = review
    case .purposeBound: access.isPurposeBound = true
    case .added: return code(&access.addedLists)
    }
    return true
  }

  private static func answer(_ flag: Bool) -> String { flag ? "yes" : "no" }

  /// Blanks at the ends and runs of them do not matter; a tab or line end inside a text would.
  private static func escaped(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private static func unescaped(_ cell: Substring.UTF8View) -> String {
    String(decoding: cell, as: UTF8.self)
  }
}
