public import CartularyBase

/// A dataset as the catalog knows it: the whole of one manifest, in the words of DCAT.
///
/// Its JSON has the keys of the native manifest, so that what is stored is also what can be read back.
public struct Dataset: Codable, Hashable, Sendable, Identifiable {
  /// The key of the record in its catalog: stable, unique, well formed by `DatasetID`.
  public var id: String
  /// The title as the source states it; never empty in a published record.
  public var title: String
  /// What the data is, in the source's words, as plain text of any number of paragraphs.
  public var description: String
  /// Other identifiers: a DOI, an ARK, an address in another catalog. In the order of the source; empty when
  /// none is stated.
  @OmitsWhenEmpty public var identifiers: [String]
  /// Other names and acronyms by which people know it. Empty when none is stated.
  @OmitsWhenEmpty public var aliases: [String]
  /// The address of a page about the dataset; `nil` when none is stated.
  public var landingPage: String?
  /// Who makes the data available; `nil` when it is not stated.
  public var publisher: Agent?
  /// Who answers for the data and for questions on it; `nil` when it is not stated.
  public var steward: Agent?
  /// Who made the data, in the order of the source; empty when it is not stated.
  @OmitsWhenEmpty public var creators: [Agent]
  /// Free keywords, as the source spells them and in its order. Empty when none is stated.
  @OmitsWhenEmpty public var keywords: [String]
  /// Subjects, by the names or codes that the source uses. Empty when none is stated.
  @OmitsWhenEmpty public var themes: [String]
  /// The languages of the data, as BCP 47 tags such as `en` or `pt-BR`. Empty when none is stated.
  @OmitsWhenEmpty public var languages: [String]
  /// The period that the data is about; `nil` when it is not stated.
  public var temporal: TemporalCoverage?
  /// The places that the data is about, in the order of the source; empty when none is stated.
  @OmitsWhenEmpty public var spatial: [Place]
  /// When the dataset was first published, as precisely as the source says; `nil` when it does not.
  public var issued: PartialDate?
  /// When the dataset last changed, as precisely as the source says; `nil` when it does not.
  public var modified: PartialDate?
  /// The version as its publisher writes it, such as `2.1`; `nil` when it is not stated.
  public var version: String?
  /// How often the data is brought up to date; `nil` when it is not stated.
  public var frequency: UpdateFrequency?
  /// What the source wrote about the frequency, when that says more than the code; otherwise `nil`.
  public var frequencyText: String?
  /// The forms in which the data can be had, in the order of the source; empty when none is described.
  @OmitsWhenEmpty public var distributions: [Distribution]
  /// The licences of the dataset as a whole; empty when none is stated. See `effectiveLicenses`.
  @OmitsWhenEmpty public var licenses: [License]
  /// A statement of rights in words; `nil` when there is none.
  public var rights: String?
  /// Who may get at the data, as the source states it; `nil` when it does not.
  public var accessRights: AccessRights?
  /// How sensitive the steward declares the data to be; `unspecified` when nothing is stated. See
  /// `effectiveSensitivity`.
  public var sensitivity: Sensitivity
  /// The highest level among variables that were taken out of this copy of the record; `nil` when none were.
  public var hiddenSensitivity: Sensitivity?
  /// How the data is shared with researchers; empty when it is not stated.
  @OmitsWhenEmpty public var sharing: [SharingType]
  /// The forms of collaboration in which the data is used; empty when none is stated.
  @OmitsWhenEmpty public var forms: [CollaborationForm]
  /// What was done to protect the people in the data; empty when nothing is stated.
  @OmitsWhenEmpty public var techniques: [PrivacyTechnique]
  /// What the data cannot tell, in the words of the source; empty when nothing is stated.
  @OmitsWhenEmpty public var limits: [DataLimit]
  /// Parts that cannot be had, and why; empty when nothing is stated.
  @OmitsWhenEmpty public var notShared: [WithheldPart]
  /// How fine the data is in space, time or subject, such as "county" or "hour". Empty when it is not stated.
  @OmitsWhenEmpty public var granularity: [String]
  /// What one row is about, such as "household"; `nil` when it is not stated.
  public var unitOfObservation: String?
  /// Uses that were made of the data; empty when none is stated.
  @OmitsWhenEmpty public var uses: [UseCase]
  /// How useful it still is after it was protected; `nil` when it is not stated.
  public var utility: DataUtility?
  /// How the data is renewed; `nil` when it is not stated.
  public var refresh: RefreshPlan?
  /// The kinds within `forms`; empty when none is stated.
  @OmitsWhenEmpty public var subForms: [CollaborationSubForm]
  /// On what terms the data may be had and used; `AccessTerms.isEmpty` when nothing is stated.
  public var access: AccessTerms
  /// Who may see this record. It is `public` unless something narrower is stated.
  public var audience: Audience
  /// What the columns of the data mean; `nil` when there is no dictionary.
  public var dataDictionary: DataDictionary?
  /// How the data and the statements in this record came to be; `nil` when it is not stated.
  public var provenance: Provenance?
  /// How this dataset relates to others, in the order of the source; empty when nothing is stated.
  @OmitsWhenEmpty public var relations: [Relation]
  /// The keys of this record whose content is made up for illustration and stated by no source. Empty for a
  /// real record.
  @OmitsWhenEmpty public var illustrative: [String]
  /// The keys of this record that follow from the source without standing in it, each with how; `nil` when there are none.
  public var inferred: [String: String]?
  /// What the source said and no field holds, by its path in the source; `nil` when nothing is left over.
  public var unmapped: [String: String]?

  /// Makes a record of which nothing else is stated: its sensitivity is unspecified and its audience is the
  /// public.
  public init(id: String, title: String, description: String) {
    (self.id, self.title, self.description) = (id, title, description)
    sensitivity = .unspecified
    access = AccessTerms()
    audience = .public
  }

  enum CodingKeys: String, CodingKey {
    case id
    case title
    case description
    case identifiers
    case aliases
    case landingPage = "landing-page"
    case publisher
    case steward
    case creators
    case keywords
    case themes
    case languages = "language"
    case temporal
    case spatial
    case issued
    case modified
    case version
    case frequency
    case frequencyText = "frequency-text"
    case distributions
    case licenses = "license"
    case rights
    case accessRights = "access-rights"
    case sensitivity
    case hiddenSensitivity = "hidden-sensitivity"
    case sharing
    case forms
    case techniques
    case limits
    case notShared = "not-shared"
    case granularity
    case unitOfObservation = "unit-of-observation"
    case uses
    case utility
    case refresh
    case subForms = "sub-forms"
    case access
    case audience
    case dataDictionary = "data-dictionary"
    case provenance
    case relations
    case illustrative
    case inferred
    case unmapped
  }
}

extension Dataset {
  /// The dataset's licences and those of its distributions, each once; `License.notStated` alone when there
  /// are none.
  public var effectiveLicenses: [License] {
    var seen: Set<String> = []
    let stated = (licenses + distributions.flatMap(\.licenses)).filter { seen.insert($0.id).inserted }
    let telling = stated.filter { $0.openness != .none }
    return telling.isEmpty ? [stated.first ?? .notStated] : telling
  }

  /// The most restrictive class among `effectiveLicenses`; `none` when no licence is stated.
  public var openness: Openness { effectiveLicenses.map(\.openness).max() ?? .none }

  /// Short names of the formats, such as `CSV`, each once, in the order of the distributions. Empty when none
  /// is stated.
  public var formats: [String] {
    var seen: Set<String> = []
    return distributions.compactMap(\.format).filter { seen.insert($0).inserted }
  }

  /// Whether not everyone in `audience` may know of all variables.
  package var hidesVariables: Bool { dataDictionary?.variables.contains(where: hides) ?? false }

  private func hides(_ variable: Variable) -> Bool {
    guard let narrower = variable.audience, !narrower.isPublic else { return false }
    return !audience.labels.allSatisfy(narrower.labels.contains)
  }

  /// The record without the variables that not everyone in `audience` may know of. Their sensitivity still
  /// counts: better to say that something is restricted than to call the whole less than it is.
  package var withoutNarrowerVariables: Dataset {
    guard var dictionary = dataDictionary else { return self }
    let hidden = dictionary.variables.filter(hides)
    guard !hidden.isEmpty else { return self }
    for index in dictionary.tables.indices { dictionary.tables[index].variables.removeAll(where: hides) }
    // A table of which nothing is left would tell by its name.
    let isEmptied = zip(dictionary.tables, dataDictionary?.tables ?? []).map { new, old in
      new.variables.isEmpty && !old.variables.isEmpty
    }
    dictionary.tables = zip(dictionary.tables, isEmptied).filter { !$1 }.map(\.0)
    var copy = self
    copy.dataDictionary = dictionary.tables.isEmpty && dictionary.url == nil ? nil : dictionary
    // Told only where it counts: otherwise it would say no more than that something is hidden.
    let level = hidden.reduce(hiddenSensitivity ?? .unspecified) {
      .highest($0, $1.sensitivity ?? .unspecified)
    }
    if let rank = level.rank, rank > copy.effectiveSensitivity.level.rank ?? -1 {
      copy.hiddenSensitivity = level
    }
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
    while let last = trimmed.last, last == "." || last == "-" { trimmed.removeLast() }
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
