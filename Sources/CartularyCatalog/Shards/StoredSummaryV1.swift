internal import CartularyBase
internal import CartularyModel

/// What a hit shows of its dataset, as a shard stores it: the first form of it, and so far the only one.
///
/// Its keys are written here and nowhere else, apart from what a hit is called in Swift and on the wire. Lists and values
/// that are not there are left out.
struct StoredSummaryV1: Codable {
  let id: String
  let title: String
  let publisher: String?
  let license: String
  let openness: Openness
  let sensitivity: Sensitivity
  let sharing: [SharingType]?
  let access: [AccessMode]?
  let requires: [Requirement]?
  let formats: [String]?
  let audience: Audience
  let issued: PartialDate?
  let modified: PartialDate?
  let landingPage: String?

  private enum CodingKeys: String, CodingKey {
    case id, title, publisher, license, openness, sensitivity, sharing, access, requires, formats, audience
    case issued, modified
    case landingPage = "landing-page"
  }

  init(_ value: DatasetSummary) {
    (id, title, publisher, license) = (value.id, value.title, value.publisher, value.license)
    (openness, sensitivity) = (value.openness, value.sensitivity)
    sharing = value.sharing.isEmpty ? nil : value.sharing
    access = value.access.isEmpty ? nil : value.access
    requires = value.requires.isEmpty ? nil : value.requires
    formats = value.formats.isEmpty ? nil : value.formats
    audience = value.audience
    (issued, modified, landingPage) = (value.issued, value.modified, value.landingPage)
  }
}

extension StoredSummaryV1 {
  /// Reads it quickly where it has the form in which it is mostly written.
  ///
  /// - Returns: `nil` for what a decoder has to look at: what it says holds.
  init?(quickly bytes: ArraySlice<UInt8>) {
    guard let object = FlatObject(bytes) else { return nil }
    var count = 0
    func text(_ key: CodingKeys) -> String? {
      let text = object.text(key.rawValue)
      if text != nil { count += 1 }
      return text
    }
    func codes<Code: Vocabulary>(_ key: CodingKeys) -> [Code]? {
      guard let texts = object.list(key.rawValue) else { return nil }
      let codes = texts.compactMap(Code.init(rawValue:))
      if codes.count == texts.count { count += 1 }
      return codes
    }
    func date(_ key: CodingKeys) -> PartialDate? {
      guard let text = object.text(key.rawValue), let date = PartialDate(text) else { return nil }
      count += 1
      return date
    }
    guard let id = text(.id), let title = text(.title), let license = text(.license),
      let openness = text(.openness).flatMap(Openness.init(rawValue:)),
      let sensitivity = text(.sensitivity).flatMap(Sensitivity.init(rawValue:)),
      let audience = object.list(CodingKeys.audience.rawValue).flatMap(Audience.init(labels:))
    else { return nil }
    (self.id, self.title, self.license) = (id, title, license)
    (self.openness, self.sensitivity, self.audience) = (openness, sensitivity, audience)
    publisher = text(.publisher)
    landingPage = text(.landingPage)
    (sharing, access, requires) = (codes(.sharing), codes(.access), codes(.requires))
    formats = object.list(CodingKeys.formats.rawValue)
    (issued, modified) = (date(.issued), date(.modified))
    // What has not been understood is more than this: a code or a date of another program, a key, a number.
    guard count + 1 + (formats == nil ? 0 : 1) == object.count else { return nil }
  }
}

extension DatasetSummary {
  init(_ stored: StoredSummaryV1) {
    id = stored.id
    title = stored.title
    publisher = stored.publisher
    license = stored.license
    openness = stored.openness
    sensitivity = stored.sensitivity
    audience = stored.audience
    issued = stored.issued
    modified = stored.modified
    landingPage = stored.landingPage
    sharing = stored.sharing ?? []
    access = stored.access ?? []
    requires = stored.requires ?? []
    formats = stored.formats ?? []
  }
}
