/// On what terms a dataset may be had and used.
///
/// What is absent is not stated; it is never permission.
public struct AccessTerms: Codable, Hashable, Sendable {
  @Several public var modes: [AccessMode]
  /// Where asking begins.
  public var url: String?
  public var contact: Agent?
  @Several public var requirements: [AccessRequirement]
  /// Empty: not limited to any.
  @Several public var purposes: [Purpose]
  @Several public var prohibitedPurposes: [Purpose]
  /// Who is eligible. Empty: not limited to any.
  @Several public var requesters: [RequesterKind]
  /// Where data may be processed: ISO 3166 codes or `EU`.
  @Several public var jurisdictions: [String]
  /// Where data may be stored.
  @Several public var storageJurisdictions: [String]
  /// Where requesters have to be.
  @Several public var requesterJurisdictions: [String]
  /// No access before this day.
  public var embargoUntil: PartialDate?
  /// No publication of results before this day.
  public var publicationMoratoriumUntil: PartialDate?
  /// The data has to be gone by this day.
  public var eraseBy: PartialDate?
  public var maximumMonths: Int?
  /// On what basis people's data is shared: consent, and in which words.
  public var consent: String?
  public var cost: String?
  public var fee: FeeTerms?
  /// How long it usually takes from request to data.
  public var leadTime: String?
  /// How many days a review usually takes.
  public var reviewDays: Int?
  /// The third party that holds the data or vets requests.
  public var intermediary: Agent?
  /// Data Use Ontology codes, as written.
  @Several public var dataUse: [String]
  /// Whatever else is asked, in words.
  public var note: String?

  public init() {}

  /// Nothing at all is stated.
  public var isEmpty: Bool { self == AccessTerms() }

  enum CodingKeys: String, CodingKey {
    case modes = "mode"
    case url, contact
    case requirements = "requires"
    case purposes
    case prohibitedPurposes = "prohibited-purposes"
    case requesters, jurisdictions
    case storageJurisdictions = "storage-jurisdictions"
    case requesterJurisdictions = "requester-jurisdictions"
    case embargoUntil = "embargo-until"
    case publicationMoratoriumUntil = "publication-moratorium-until"
    case eraseBy = "erase-by"
    case maximumMonths = "maximum-months"
    case consent, cost, fee
    case leadTime = "lead-time"
    case reviewDays = "review-days"
    case intermediary
    case dataUse = "data-use"
    case note
  }
}

/// One thing asked of whoever gets the data, with what helps to meet it.
public struct AccessRequirement: Codable, Hashable, Sendable {
  public var kind: Requirement
  /// What the document or body is called: "standard data sharing agreement".
  public var name: String?
  public var url: String?
  /// Who decides or reviews.
  public var body: String?
  public var contact: String?
  public var cost: String?
  public var duration: String?
  public var note: String?
  /// What a review goes by.
  public var criteria: String?
  /// Whether reviewers do not know who asks.
  public var isBlinded: Bool?

  public init(kind: Requirement) { self.kind = kind }

  enum CodingKeys: String, CodingKey {
    case kind, name, url, body, contact, cost, duration, note, criteria
    case isBlinded = "blinded"
  }
}

/// What the data costs.
public struct FeeTerms: Codable, Hashable, Sendable {
  public var kind: FeeKind
  /// As it is charged: `EUR 200`.
  public var amount: String?
  /// For whom it is how much less: `half for students`.
  public var reduced: String?
  public var url: String?

  public init(kind: FeeKind, amount: String? = nil, reduced: String? = nil, url: String? = nil) {
    (self.kind, self.amount, self.reduced, self.url) = (kind, amount, reduced, url)
  }
}
