package import CartularyBase

/// A dataset as the catalog knows it: the whole of one manifest, in the words of DCAT.
///
/// Its JSON has the keys of the native manifest, so that what is stored is also what can be read back.
package struct Dataset: Codable, Hashable, Sendable, Identifiable {
  /// The key of the record in its catalog: stable, unique, well formed by `DatasetID`.
  package var id: String
  package var title: String
  package var description: String
  /// Other identifiers: DOI, ARK, an address in another catalog.
  @OmitsWhenEmpty package var identifiers: [String]
  /// Other names and acronyms by which people know it.
  @OmitsWhenEmpty package var aliases: [String]
  package var landingPage: String?
  package var publisher: Agent?
  /// Who answers for the data and for questions on it.
  package var steward: Agent?
  @OmitsWhenEmpty package var creators: [Agent]
  @OmitsWhenEmpty package var keywords: [String]
  @OmitsWhenEmpty package var themes: [String]
  /// BCP 47 tags.
  @OmitsWhenEmpty package var languages: [String]
  package var temporal: TemporalCoverage?
  @OmitsWhenEmpty package var spatial: [Place]
  package var issued: PartialDate?
  package var modified: PartialDate?
  package var version: String?
  package var frequency: UpdateFrequency?
  /// What the source wrote of the frequency, where that is more than the code.
  package var frequencyText: String?
  @OmitsWhenEmpty package var distributions: [Distribution]
  /// What the dataset as a whole is licensed under; see `effectiveLicenses`.
  @OmitsWhenEmpty package var licenses: [License]
  package var rights: String?
  package var accessRights: AccessRights?
  /// What the steward declares; see `effectiveSensitivity`.
  package var sensitivity: Sensitivity
  /// The highest level among variables that were taken out of this copy of the record.
  package var hiddenSensitivity: Sensitivity?
  @OmitsWhenEmpty package var sharing: [SharingType]
  @OmitsWhenEmpty package var forms: [CollaborationForm]
  @OmitsWhenEmpty package var techniques: [PrivacyTechnique]
  package var access: AccessTerms
  package var audience: Audience
  package var dataDictionary: DataDictionary?
  package var provenance: Provenance?
  @OmitsWhenEmpty package var relations: [Relation]
  /// Keys of this record whose content is made up for illustration and stated by no source.
  @OmitsWhenEmpty package var illustrative: [String]
  /// What a source said and no field holds, by its path in the source.
  package var unmapped: [String: String]?

  package init(id: String, title: String, description: String) {
    (self.id, self.title, self.description) = (id, title, description)
    sensitivity = .unspecified
    access = AccessTerms()
    audience = .public
  }

  enum CodingKeys: String, CodingKey {
    case id, title, description, identifiers, aliases
    case landingPage = "landing-page"
    case publisher, steward, creators, keywords, themes
    case languages = "language"
    case temporal, spatial, issued, modified, version, frequency
    case frequencyText = "frequency-text"
    case distributions
    case licenses = "license"
    case rights
    case accessRights = "access-rights"
    case sensitivity
    case hiddenSensitivity = "hidden-sensitivity"
    case sharing, forms, techniques, access, audience
    case dataDictionary = "data-dictionary"
    case provenance, relations, illustrative, unmapped
  }
}

extension Dataset {
  /// The dataset's licences and those of its distributions, each once; `notStated` if there are none.
  package var effectiveLicenses: [License] {
    var seen: Set<String> = []
    let stated = (licenses + distributions.flatMap(\.licenses)).filter { seen.insert($0.id).inserted }
    let telling = stated.filter { $0.openness != .none }
    return telling.isEmpty ? [stated.first ?? .notStated] : telling
  }

  /// The most restrictive class among `effectiveLicenses`.
  package var openness: Openness { effectiveLicenses.map(\.openness).max() ?? .none }

  /// Short names of the formats, each once, in the order of the distributions.
  package var formats: [String] {
    var seen: Set<String> = []
    return distributions.compactMap(\.format).filter { seen.insert($0).inserted }
  }

  /// The record without the variables that not everyone in `audience` may know of. Their sensitivity still
  /// counts: better to say that something is restricted than to call the whole less than it is.
  package var withoutNarrowerVariables: Dataset {
    guard var dictionary = dataDictionary else { return self }
    func isHidden(_ variable: Variable) -> Bool {
      guard let narrower = variable.audience, !narrower.isPublic else { return false }
      return !audience.labels.allSatisfy(narrower.labels.contains)
    }
    var copy = self
    for variable in dictionary.variables where isHidden(variable) {
      copy.hiddenSensitivity = .highest(
        copy.hiddenSensitivity ?? .unspecified, variable.sensitivity ?? .unspecified)
    }
    for index in dictionary.tables.indices { dictionary.tables[index].variables.removeAll(where: isHidden) }
    copy.dataDictionary = dictionary
    return copy
  }
}

/// What an id may look like.
package enum DatasetID {
  /// Fits Xapian's terms with room for a prefix, and file names.
  package static let maximumByteCount = 200

  /// Lower-case ASCII letters, digits, and inner `.`, `_`, `-`.
  package static func isWellFormed(_ text: String) -> Bool {
    let bytes = text.utf8
    guard (1...maximumByteCount).contains(bytes.count), bytes.first.map(isAlphanumeric) == true,
      bytes.last.map(isAlphanumeric) == true
    else { return false }
    return bytes.allSatisfy { isAlphanumeric($0) || $0 == 0x2E || $0 == 0x5F || $0 == 0x2D }
  }

  /// A well-formed id made of other text, the same for the same text; empty when nothing is usable.
  ///
  /// Too long a text keeps its beginning and ends in a hash of the whole.
  package static func slug(_ text: String) -> String {
    var slug = ""
    var isGap = false
    for byte in text.lowercased().utf8 {
      if isAlphanumeric(byte) || byte == 0x2E {
        if isGap, !slug.isEmpty { slug.append("-") }
        isGap = false
        slug.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        isGap = true
      }
    }
    var trimmed = Substring(slug)
    while trimmed.first == "." { trimmed = trimmed.dropFirst() }
    while let last = trimmed.last, last == "." || last == "-" { trimmed = trimmed.dropLast() }
    while trimmed.first == "-" || trimmed.first == "." { trimmed = trimmed.dropFirst() }
    guard trimmed.utf8.count > maximumByteCount else { return String(trimmed) }
    return trimmed.prefix(maximumByteCount - 17) + "-" + hash(text)
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte)
  }

  /// It only keeps long ids apart.
  private static func hash(_ text: String) -> String {
    let digits = String(FNV1a.hash(text), radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
