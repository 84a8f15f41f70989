package import CartularyBase

/// On what terms a dataset may be had and used.
///
/// What is absent is not stated; it is never permission.
package struct AccessTerms: Codable, Hashable, Sendable {
  @OmitsWhenEmpty package var modes: [AccessMode]
  /// Where asking begins.
  package var url: String?
  package var contact: Agent?
  @OmitsWhenEmpty package var requirements: [AccessRequirement]
  /// Empty: not limited to any.
  @OmitsWhenEmpty package var purposes: [Purpose]
  @OmitsWhenEmpty package var prohibitedPurposes: [Purpose]
  /// Who is eligible. Empty: not limited to any.
  @OmitsWhenEmpty package var requesters: [RequesterKind]
  /// Where data may be processed: ISO 3166 codes or `EU`.
  @OmitsWhenEmpty package var jurisdictions: [String]
  /// Where data may be stored.
  @OmitsWhenEmpty package var storageJurisdictions: [String]
  /// Where requesters have to be.
  @OmitsWhenEmpty package var requesterJurisdictions: [String]
  /// No access before this day.
  package var embargoUntil: PartialDate?
  /// No publication of results before this day.
  package var publicationMoratoriumUntil: PartialDate?
  /// The data has to be gone by this day.
  package var eraseBy: PartialDate?
  package var maximumMonths: Int?
  /// On what basis people's data is shared: consent, and in which words.
  package var consent: String?
  package var cost: String?
  package var fee: FeeTerms?
  /// How long it usually takes from request to data.
  package var leadTime: String?
  /// How many days a review usually takes.
  package var reviewDays: Int?
  /// The third party that holds the data or vets requests.
  package var intermediary: Agent?
  /// Data Use Ontology codes, as written.
  @OmitsWhenEmpty package var dataUse: [String]
  /// Whatever else is asked, in words.
  package var note: String?

  package init() {}

  /// Nothing at all is stated.
  package var isEmpty: Bool { self == AccessTerms() }

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
package struct AccessRequirement: Codable, Hashable, Sendable {
  package var kind: Requirement
  /// What the document or body is called: "standard data sharing agreement".
  package var name: String?
  package var url: String?
  /// Who decides or reviews.
  package var body: String?
  package var contact: String?
  package var cost: String?
  package var duration: String?
  package var note: String?
  /// What a review goes by.
  package var criteria: String?
  /// Whether reviewers do not know who asks.
  package var isBlinded: Bool?

  package init(kind: Requirement) { self.kind = kind }

  enum CodingKeys: String, CodingKey {
    case kind, name, url, body, contact, cost, duration, note, criteria
    case isBlinded = "blinded"
  }
}

/// What the data costs.
package struct FeeTerms: Codable, Hashable, Sendable {
  package var kind: FeeKind
  /// As it is charged: `EUR 200`.
  package var amount: String?
  /// For whom it is how much less: `half for students`.
  package var reduced: String?
  package var url: String?

  package init(kind: FeeKind, amount: String? = nil, reduced: String? = nil, url: String? = nil) {
    (self.kind, self.amount, self.reduced, self.url) = (kind, amount, reduced, url)
  }
}
