internal import DatasetModel

/// What both versions of HDR UK's metadata write in the same words.
enum HDRUKValues {
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

  /// The first abstract, and what there is to say beyond it.
  static func description(_ abstract: String?, _ more: String?) -> String {
    let parts = [abstract, more == abstract ? nil : more].compactMap { $0 }
    return parts.joined(separator: "\n\n")
  }

  /// A DOI with whatever stands around it; `nil` where there is none.
  static func doi(_ text: String) -> String? {
    guard let start = text.firstRange(of: "10.")?.lowerBound else { return nil }
    var doi = text[start...].prefix { !$0.isWhitespace && $0 != "," && $0 != ";" }
    while doi.last == "." { doi = doi.dropLast() }
    return DataCiteRecord.doi(in: String(doi)).map { "doi:" + $0 }
  }

  /// Where asking begins, and whatever else is said of it.
  static func readAccessRights(_ texts: [String], into access: inout AccessTerms) {
    for text in texts {
      let addresses = text.split(whereSeparator: \.isWhitespace).filter { $0.contains("://") }
      if access.url == nil, let first = addresses.first { access.url = String(first) }
      guard addresses.count != 1 || addresses[0].count != text.count else { continue }
      access.note = [access.note, text].compactMap { $0 }.joined(separator: "\n")
    }
  }

  static func places(_ text: String) -> [Place] {
    text.split(separator: ";").compactMap { Place(written: String($0)) }
  }

  static func forms(_ texts: [String]) -> [Distribution] {
    texts.map { text in
      var form = Distribution()
      // A sentence on the forms is no name of one.
      guard text.split(separator: " ").count <= 3 else {
        form.description = text
        return form
      }
      form.format = AuthorityCodes.format(text)
      form.mediaType = text.contains("/") && !text.contains(" ") && !text.contains(":") ? text : nil
      return form
    }
  }

  /// A period, unless its texts are placeholders. What is no date is reported and stays a text.
  static func temporal(
    _ start: String?, _ end: String?, at mark: SourceMark, report: inout SourceReport
  ) -> TemporalCoverage? {
    let coverage = TemporalCoverage(writtenFrom: start, to: end)
    if let coverage, coverage.isOnlyText {
      report.say(.unreadableInSource, "no period: '\(coverage.text?.prefix(80) ?? "")'", at: mark)
    }
    return coverage
  }
}
