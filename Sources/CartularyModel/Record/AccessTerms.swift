public import CartularyBase

/// On what terms a dataset may be had and used.
///
/// What is absent is not stated; it is never permission.
public struct AccessTerms: Codable, Hashable, Sendable {
  /// The ways to the data; empty when none is stated.
  @OmitsWhenEmpty public var modes: [AccessMode]
  /// The address at which a request begins; `nil` when none is stated.
  public var url: String?
  /// Whom to ask; `nil` when nobody is named.
  public var contact: Agent?
  /// What is asked of whoever gets the data, in the order of the source; empty when nothing is.
  @OmitsWhenEmpty public var requirements: [AccessRequirement]
  /// The purposes that are permitted; empty when use is not limited to any.
  @OmitsWhenEmpty public var purposes: [Purpose]
  /// The purposes that are excluded; empty when none is.
  @OmitsWhenEmpty public var prohibitedPurposes: [Purpose]
  /// That the source calls the data open without naming a licence; `nil` when it does not.
  public var statedOpen: StatedOpenness?
  /// Who is eligible; empty when requests are not limited to any kind of requester.
  @OmitsWhenEmpty public var requesters: [RequesterKind]
  /// Where data may be processed: ISO 3166 codes, `EU` or `EEA`. Empty when it is not limited.
  @OmitsWhenEmpty public var jurisdictions: [String]
  /// Where data may be stored, as `jurisdictions`. Empty when it is not limited.
  @OmitsWhenEmpty public var storageJurisdictions: [String]
  /// Where requesters have to be, as `jurisdictions`. Empty when it is not limited.
  @OmitsWhenEmpty public var requesterJurisdictions: [String]
  /// No access before this day; `nil` when there is no embargo.
  public var embargoUntil: PartialDate?
  /// No publication of results before this day; `nil` when there is no moratorium.
  public var publicationMoratoriumUntil: PartialDate?
  /// The day by which the data has to be gone; `nil` when there is none.
  public var eraseBy: PartialDate?
  /// The longest use, in months; `nil` when it is not limited.
  public var maximumMonths: Int?
  /// On what basis people's data is shared, in words: consent, and how it is worded. `nil` when it is not
  /// stated.
  public var consent: String?
  /// What access costs, in words; `nil` when it is not stated.
  public var cost: String?
  /// What access costs, by kind and amount; `nil` when it is not stated.
  public var fee: FeeTerms?
  /// How long it usually takes from request to data, in words; `nil` when it is not stated.
  public var leadTime: String?
  /// How many days a review usually takes; `nil` when it is not stated.
  public var reviewDays: Int?
  /// The third party that holds the data or vets requests; `nil` when there is none.
  public var intermediary: Agent?
  /// Data Use Ontology codes as written, such as `GRU` or `DS:MONDO:0005070`. Empty when none is stated.
  @OmitsWhenEmpty public var dataUse: [String]
  /// How requests are met; `nil` when it is not stated.
  public var requests: RequestPolicy?
  /// An embargo that begins with an event; `nil` when there is none.
  public var embargo: RelativeEmbargo?
  /// How long after receipt the data has to be gone; `nil` when it is not limited.
  public var eraseAfter: TimeSpan?
  /// How long the data has to be kept, such as for checks of results; `nil` when it is not stated.
  public var keepFor: TimeSpan?
  /// The agreement that comes before access; `nil` when none is described.
  public var agreement: AgreementTerms?
  /// How requests are reviewed; `nil` when it is not described.
  public var review: ReviewTerms?
  /// Whether use is bound to the purpose stated in the request; `nil` when it is not stated.
  public var isPurposeBound: Bool?
  /// The law under which the data is held; `nil` when it is not stated.
  public var legal: LegalTerms?
  /// How much of a requester's time it takes to get access; `nil` when it is not stated.
  public var effort: TimeSpan?
  /// Whatever else is asked, in words; `nil` when nothing is.
  public var note: String?
  /// Lists whose items come on top of those of the record's programmes; all others take their place. Empty when none does.
  @OmitsWhenEmpty public var addedLists: [ListedTerm]

  /// Makes terms that state nothing.
  public init() {}

  /// Whether nothing at all is stated.
  public var isEmpty: Bool { self == AccessTerms() }

  enum CodingKeys: String, CodingKey {
    case modes = "mode"
    case url
    case contact
    case requirements = "requires"
    case purposes
    case prohibitedPurposes = "prohibited-purposes"
    case statedOpen = "stated-open"
    case requesters
    case jurisdictions
    case storageJurisdictions = "storage-jurisdictions"
    case requesterJurisdictions = "requester-jurisdictions"
    case embargoUntil = "embargo-until"
    case publicationMoratoriumUntil = "publication-moratorium-until"
    case eraseBy = "erase-by"
    case maximumMonths = "maximum-months"
    case consent
    case cost
    case fee
    case leadTime = "lead-time"
    case reviewDays = "review-days"
    case intermediary
    case dataUse = "data-use"
    case requests
    case embargo
    case eraseAfter = "erase-after"
    case keepFor = "keep-for"
    case agreement
    case review
    case isPurposeBound = "purpose-bound"
    case legal
    case effort
    case note
    case addedLists = "adds-to-programme"
  }
}

/// A permission in the source's own words, such as "freely available to researchers", where no licence is named.
public struct StatedOpenness: Codable, Hashable, Sendable {
  /// The words that permit use, as the source has them.
  public var quote: String
  /// The purposes that the words cover; empty when they cover every use.
  @OmitsWhenEmpty public var purposes: [Purpose]

  /// Makes a permission; without purposes it covers every use.
  public init(quote: String, purposes: [Purpose] = []) {
    self.quote = quote
    self.purposes = purposes
  }

  enum CodingKeys: String, CodingKey {
    case quote
    case purposes
  }
}

/// One thing asked of whoever gets the data, with what helps to meet it.
public struct AccessRequirement: Codable, Hashable, Sendable {
  /// What is asked.
  public var kind: Requirement
  /// What the document or body is called, such as "standard data sharing agreement"; `nil` when it is not
  /// stated.
  public var name: String?
  /// The address of the document or form; `nil` when none is stated.
  public var url: String?
  /// Who decides or reviews; `nil` when it is not stated.
  public var body: String?
  /// Whom to ask, as an address or a name; `nil` when it is not stated.
  public var contact: String?
  /// What it costs, in words; `nil` when it is not stated.
  public var cost: String?
  /// How long it takes or lasts, in words; `nil` when it is not stated.
  public var duration: String?
  /// Anything else about it, in words; `nil` when there is nothing.
  public var note: String?
  /// What a review goes by, in words; `nil` when it is not stated.
  public var criteria: String?
  /// Whether reviewers do not know who asks; `nil` when it is not stated.
  public var isBlinded: Bool?

  /// Makes a requirement of which only the kind is stated.
  public init(kind: Requirement) { self.kind = kind }

  enum CodingKeys: String, CodingKey {
    case kind
    case name
    case url
    case body
    case contact
    case cost
    case duration
    case note
    case criteria
    case isBlinded = "blinded"
  }
}

/// What the data costs.
public struct FeeTerms: Codable, Hashable, Sendable {
  /// Whether there is a price.
  public var kind: FeeKind
  /// The price as it is charged, such as `EUR 200`; `nil` when it is not stated.
  public var amount: String?
  /// Who pays how much less, such as `half for students`; `nil` when nobody does.
  public var reduced: String?
  /// The address of a price list; `nil` when none is stated.
  public var url: String?
  /// What the price pays for, such as "preparing the extract"; `nil` when it is not stated.
  public var covers: String?
  /// On what conditions a reduction is given, in words; `nil` when none is stated.
  public var conditions: String?

  /// Makes a fee; what is left out is not stated.
  public init(kind: FeeKind, amount: String? = nil, reduced: String? = nil, url: String? = nil) {
    (self.kind, self.amount, self.reduced, self.url) = (kind, amount, reduced, url)
  }
}
