internal import CartularyBase
internal import CartularyModel

/// What both versions of HDR UK's metadata write in the same way.
enum HDRUKValues {
  /// Where the law under which the data was collected is kept: it says nothing about who may use the data.
  static let legalBasis = "legal-basis"

  /// `ALLIANCE > HQIP` is HQIP, a member of the alliance.
  static func publisherName(_ text: String) -> String {
    text.split(separator: ">").last.flatMap { SourceNode.nonEmpty(String($0)) } ?? text
  }

  /// Questions go to the publisher, at this address.
  static func steward(_ contact: String?, of publisher: String?) -> Agent? {
    guard let contact else { return nil }
    let isEmail = contact.contains("@") && !contact.contains(where: \.isWhitespace)
    guard isEmail || contact.contains("://") else { return Agent(name: contact) }
    return Agent(
      name: publisher ?? contact, email: isEmail ? contact : nil, url: isEmail ? nil : contact)
  }

  /// The first abstract, and any other descriptions.
  static func description(_ abstract: String?, _ more: String?) -> String {
    let parts = [abstract, more == abstract ? nil : more].compactMap { $0 }
    return parts.joined(separator: "\n\n")
  }

  /// A DOI with any text around it; `nil` if there is none.
  static func doi(_ text: String) -> String? {
    guard let start = text.firstRange(of: "10.")?.lowerBound else { return nil }
    var doi = text[start...].prefix { !$0.isWhitespace && $0 != "," && $0 != ";" }
    while doi.last == "." { doi.removeLast() }
    return DOI.bare(in: String(doi)).map { "doi:" + $0 }
  }

  /// Who made the data, from what is often an acknowledgement: the first line or sentence, if that is a name.
  ///
  /// - Returns: `nil` for sentences.
  static func creator(_ text: String) -> Agent? {
    var name = text.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
    for start in [". Please ", ". We ", ". This "] {
      if let end = name.firstRange(of: start) { name = String(name[..<end.lowerBound]) }
    }
    while let last = name.last, last == "." || last.isWhitespace { name.removeLast() }
    let words = name.lowercased().split { !$0.isLetter }.map(String.init)
    guard (1...100).contains(name.utf8.count), !words.isEmpty, !sentenceStarts.contains(words[0]),
      sentenceWords.isDisjoint(with: words), !name.contains("@")
    else { return nil }
    return Agent.written(name)
  }

  private static let sentenceStarts: Set = ["please", "this", "these", "we", "various", "varies", "see"]
  private static let sentenceWords: Set = [
    "is", "are", "was", "were", "has", "have", "been", "cite", "thank", "acknowledge", "acknowledgement",
  ]

  /// Where to apply, and whatever else is said about it.
  static func readAccessRights(_ texts: [String], into access: inout AccessTerms) {
    for text in texts {
      let pieces = pieces(of: text)
      let addresses = pieces.filter(isAddress).map(withoutBrackets)
      let templates = addresses.filter(isTemplateAgreement)
      let known = Set(access.requirements.compactMap(\.url))
      for address in templates.distinct() where !known.contains(address) {
        // An agreement to be signed is not a place to ask.
        var step = AccessRequirement(kind: .agreement)
        step.url = address
        access.requirements.append(step)
      }
      let places = addresses.filter { !isTemplateAgreement($0) }
      let prose = pieces.filter { !isAddress($0) } + templates
      if access.url == nil {
        access.url = placeToAsk(places, prose: prose.joined(separator: " ").lowercased())
      }
      let isHeld = addresses.count == 1 && addresses[0].count == text.count
      guard !isHeld || (access.url != text && templates.isEmpty) else { continue }
      access.note = [access.note, text].compactMap { $0 }.joined(separator: "\n")
    }
  }

  /// The field is for the page where requests for the data begin, so that naming one says how the data is had.
  static func readMode(into access: inout AccessTerms) {
    if access.url != nil, access.modes.isEmpty { access.modes = [.onRequest] }
  }

  /// A sample or template of a data sharing agreement: `…/nhs_digital_approved_edition_2_dsa_demo.pdf`.
  private static func isTemplateAgreement(_ address: String) -> Bool {
    let words = Set(address.lowercased().split { !$0.isLetter }.map(String.init))
    let isAgreement = !words.isDisjoint(with: ["dsa", "agreement", "agreements", "contract", "dua", "dta"])
    return isAgreement
      && !words.isDisjoint(with: ["demo", "template", "templates", "sample", "example", "specimen"])
  }

  /// Words and addresses, some of which are run together without a space.
  private static func pieces(of text: String) -> [String] {
    var text = text
    for scheme in ["https://", "http://"] { text = text.replacing(scheme, with: " " + scheme) }
    return text.split(whereSeparator: \.isWhitespace).map(String.init)
  }

  private static func isAddress(_ piece: String) -> Bool { piece.contains("://") }

  private static func withoutBrackets(_ piece: String) -> String {
    var address = piece[...]
    while let last = address.last, ".,;)".contains(last) { address.removeLast() }
    while let first = address.first, "(<".contains(first) { address = address.dropFirst() }
    return String(address)
  }

  /// The first of a list of addresses; in prose, which may mention any, the one about applying, or the
  /// only one if the prose is about applying.
  ///
  /// - Parameter prose: What is said besides the addresses, in lower case.
  private static func placeToAsk(_ addresses: [String], prose: String) -> String? {
    let pages = addresses.filter { !$0.contains("doi.org/") }
    if prose.split(whereSeparator: { !$0.isLetter }).count <= 4 { return pages.first }
    func speaksOfAsking(_ text: String, _ stems: [String]) -> Bool { stems.contains { text.contains($0) } }
    let asking = ["apply", "applic", "request"]
    return pages.first { speaksOfAsking($0.lowercased(), asking) }
      ?? pages.first { speaksOfAsking($0.lowercased(), ["access"]) }
      ?? (Set(pages).count == 1 && speaksOfAsking(prose, asking + ["approval"]) ? pages.first : nil)
  }

  /// Whether a text only says where to ask for what the field should hold: an address, or "please contact …".
  static func isElsewhere(_ text: String) -> Bool {
    let words = text.split(whereSeparator: \.isWhitespace)
    return words.allSatisfy { $0.contains("://") } || text.lowercased().hasPrefix("please contact")
  }

  static func places(_ text: String) -> [Place] {
    text.split(separator: ";").compactMap { Place(written: String($0)) }
  }

  static func forms(_ texts: [String]) -> [Distribution] {
    texts.flatMap { text in
      // `CSV/PDF`, but not `text/csv`.
      let parts = text.split(separator: "/").map { SourceNode.trim(String($0)) }
      let isList =
        parts.count > 1 && !text.contains(":") && parts.allSatisfy { $0.utf8.count <= 8 && !$0.contains(".") }
        && !["text", "image", "audio", "video", "model", "font"].contains(parts[0].lowercased())
      return isList ? parts : [text]
    }.map { text in
      var form = Distribution()
      // A sentence about the forms is not the name of one.
      guard text.split(separator: " ").count <= 3 else {
        form.description = text
        return form
      }
      form.format = AuthorityCodes.format(text)
      if MarkdownLink.isWeb(text) { form.description = text }
      form.mediaType = FormatName.mediaType(text)
      return form
    }
  }

  /// A period, unless its texts are placeholders. Text that is not a date is reported and kept as text.
  static func temporal(
    _ start: String?, _ end: String?, at mark: SourceMark, report: inout SourceReport
  ) -> TemporalCoverage? {
    let (start, end) = SlashedDates.read(start, end)
    let coverage = TemporalCoverage(writtenFrom: start, to: end)
    if let coverage, coverage.isOnlyText {
      report.say(.unreadableInSource, "not a valid period: '\(coverage.text?.prefix(80) ?? "")'", at: mark)
    }
    return coverage
  }
}

extension SourceFields {
  /// A cost or a time; text that only says where to ask is kept unmapped.
  mutating func remark(_ key: String) -> String? {
    guard let text = stated(key) else { return nil }
    guard HDRUKValues.isElsewhere(text) else { return text }
    keep(key)
    return nil
  }
}
