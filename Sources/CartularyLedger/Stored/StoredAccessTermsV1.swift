internal import CartularyBase
internal import CartularyModel

/// A `AccessTerms` as it is stored.
struct StoredAccessTermsV1: Codable {
  let modes: [AccessMode]?
  let url: String?
  let contact: StoredAgentV1?
  let requirements: [StoredAccessRequirementV1]?
  let purposes: [Purpose]?
  let prohibitedPurposes: [Purpose]?
  let statedOpen: StoredOpennessV1?
  let requesters: [RequesterKind]?
  let jurisdictions: [String]?
  let storageJurisdictions: [String]?
  let requesterJurisdictions: [String]?
  let embargoUntil: PartialDate?
  let publicationMoratoriumUntil: PartialDate?
  let eraseBy: PartialDate?
  let maximumMonths: Int?
  let consent: String?
  let cost: String?
  let fee: StoredFeeTermsV1?
  let leadTime: String?
  let reviewDays: Int?
  let intermediary: StoredAgentV1?
  let dataUse: [String]?
  let requests: StoredRequestPolicyV1?
  let embargo: StoredRelativeEmbargoV1?
  let eraseAfter: TimeSpan?
  let keepFor: TimeSpan?
  let agreement: StoredAgreementTermsV1?
  let review: StoredReviewTermsV1?
  let isPurposeBound: Bool?
  let legal: StoredLegalTermsV1?
  let effort: TimeSpan?
  let note: String?
  let addedLists: [ListedTerm]?

  private enum CodingKeys: String, CodingKey {
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

  init(_ model: AccessTerms) {
    modes = model.modes.isEmpty ? nil : model.modes
    url = model.url
    contact = model.contact.map(StoredAgentV1.init)
    requirements =
      model.requirements.isEmpty ? nil : model.requirements.map(StoredAccessRequirementV1.init)
    purposes = model.purposes.isEmpty ? nil : model.purposes
    prohibitedPurposes = model.prohibitedPurposes.isEmpty ? nil : model.prohibitedPurposes
    statedOpen = model.statedOpen.map(StoredOpennessV1.init)
    requesters = model.requesters.isEmpty ? nil : model.requesters
    jurisdictions = model.jurisdictions.isEmpty ? nil : model.jurisdictions
    storageJurisdictions = model.storageJurisdictions.isEmpty ? nil : model.storageJurisdictions
    requesterJurisdictions =
      model.requesterJurisdictions.isEmpty ? nil : model.requesterJurisdictions
    embargoUntil = model.embargoUntil
    publicationMoratoriumUntil = model.publicationMoratoriumUntil
    eraseBy = model.eraseBy
    maximumMonths = model.maximumMonths
    consent = model.consent
    cost = model.cost
    fee = model.fee.map(StoredFeeTermsV1.init)
    leadTime = model.leadTime
    reviewDays = model.reviewDays
    intermediary = model.intermediary.map(StoredAgentV1.init)
    dataUse = model.dataUse.isEmpty ? nil : model.dataUse
    requests = model.requests.map(StoredRequestPolicyV1.init)
    embargo = model.embargo.map(StoredRelativeEmbargoV1.init)
    eraseAfter = model.eraseAfter
    keepFor = model.keepFor
    agreement = model.agreement.map(StoredAgreementTermsV1.init)
    review = model.review.map(StoredReviewTermsV1.init)
    isPurposeBound = model.isPurposeBound
    legal = model.legal.map(StoredLegalTermsV1.init)
    effort = model.effort
    note = model.note
    addedLists = model.addedLists.isEmpty ? nil : model.addedLists
  }

  func model() throws -> AccessTerms {
    var stored = AccessTerms()
    stored.modes = modes ?? []
    stored.url = url
    stored.contact = try contact?.model()
    stored.requirements = try requirements?.map { try $0.model() } ?? []
    stored.purposes = purposes ?? []
    stored.prohibitedPurposes = prohibitedPurposes ?? []
    stored.statedOpen = statedOpen?.model
    stored.requesters = requesters ?? []
    stored.jurisdictions = jurisdictions ?? []
    stored.storageJurisdictions = storageJurisdictions ?? []
    stored.requesterJurisdictions = requesterJurisdictions ?? []
    stored.embargoUntil = embargoUntil
    stored.publicationMoratoriumUntil = publicationMoratoriumUntil
    stored.eraseBy = eraseBy
    stored.maximumMonths = maximumMonths
    stored.consent = consent
    stored.cost = cost
    stored.fee = try fee?.model()
    stored.leadTime = leadTime
    stored.reviewDays = reviewDays
    stored.intermediary = try intermediary?.model()
    stored.dataUse = dataUse ?? []
    stored.requests = try requests?.model()
    stored.embargo = try embargo?.model()
    stored.eraseAfter = eraseAfter
    stored.keepFor = keepFor
    stored.agreement = try agreement?.model()
    stored.review = try review?.model()
    stored.isPurposeBound = isPurposeBound
    stored.legal = try legal?.model()
    stored.effort = effort
    stored.note = note
    stored.addedLists = addedLists ?? []
    return stored
  }
}

/// A `StatedOpenness` as it is stored.
struct StoredOpennessV1: Codable {
  let quote: String
  let purposes: [Purpose]?

  init(_ model: StatedOpenness) {
    quote = model.quote
    purposes = model.purposes.isEmpty ? nil : model.purposes
  }

  var model: StatedOpenness { StatedOpenness(quote: quote, purposes: purposes ?? []) }
}

/// A `AccessRequirement` as it is stored.
struct StoredAccessRequirementV1: Codable {
  let kind: Requirement
  let name: String?
  let url: String?
  let body: String?
  let contact: String?
  let cost: String?
  let duration: String?
  let note: String?
  let criteria: String?
  let isBlinded: Bool?

  private enum CodingKeys: String, CodingKey {
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

  init(_ model: AccessRequirement) {
    kind = model.kind
    name = model.name
    url = model.url
    body = model.body
    contact = model.contact
    cost = model.cost
    duration = model.duration
    note = model.note
    criteria = model.criteria
    isBlinded = model.isBlinded
  }

  func model() throws -> AccessRequirement {
    var stored = AccessRequirement(kind: kind)
    stored.name = name
    stored.url = url
    stored.body = body
    stored.contact = contact
    stored.cost = cost
    stored.duration = duration
    stored.note = note
    stored.criteria = criteria
    stored.isBlinded = isBlinded
    return stored
  }
}

/// A `FeeTerms` as it is stored.
struct StoredFeeTermsV1: Codable {
  let kind: FeeKind
  let amount: String?
  let reduced: String?
  let url: String?
  let covers: String?
  let conditions: String?

  private enum CodingKeys: String, CodingKey {
    case kind
    case amount
    case reduced
    case url
    case covers
    case conditions
  }

  init(_ model: FeeTerms) {
    kind = model.kind
    amount = model.amount
    reduced = model.reduced
    url = model.url
    covers = model.covers
    conditions = model.conditions
  }

  func model() throws -> FeeTerms {
    var stored = FeeTerms(kind: kind)
    stored.amount = amount
    stored.reduced = reduced
    stored.url = url
    stored.covers = covers
    stored.conditions = conditions
    return stored
  }
}
