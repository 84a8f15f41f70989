internal import CartularyBase
internal import CartularyModel

/// A `RequestPolicy` as it is stored.
struct StoredRequestPolicyV1: Codable {
  let stance: RequestStance
  let form: String?
  let contact: StoredAgentV1?
  let note: String?

  private enum CodingKeys: String, CodingKey {
    case stance
    case form
    case contact
    case note
  }

  init(_ model: RequestPolicy) {
    stance = model.stance
    form = model.form
    contact = model.contact.map(StoredAgentV1.init)
    note = model.note
  }

  func model() throws -> RequestPolicy {
    var stored = RequestPolicy(stance: stance)
    stored.form = form
    stored.contact = try contact?.model()
    stored.note = note
    return stored
  }
}

/// A `RelativeEmbargo` as it is stored.
struct StoredRelativeEmbargoV1: Codable {
  let after: TimeSpan
  let event: String
  let date: PartialDate?
  let isOfEachPart: Bool?

  private enum CodingKeys: String, CodingKey {
    case after
    case event = "from"
    case date = "on"
    case isOfEachPart = "each"
  }

  init(_ model: RelativeEmbargo) {
    after = model.after
    event = model.event
    date = model.date
    isOfEachPart = model.isOfEachPart
  }

  func model() throws -> RelativeEmbargo {
    var stored = RelativeEmbargo(after: after, event: event)
    stored.date = date
    stored.isOfEachPart = isOfEachPart
    return stored
  }
}

/// A `AgreementTerms` as it is stored.
struct StoredAgreementTermsV1: Codable {
  let kind: AgreementKind
  let name: String?
  let template: String?
  let offersSample: Bool?

  private enum CodingKeys: String, CodingKey {
    case kind
    case name
    case template
    case offersSample = "sample-first"
  }

  init(_ model: AgreementTerms) {
    kind = model.kind
    name = model.name
    template = model.template
    offersSample = model.offersSample
  }

  func model() throws -> AgreementTerms {
    var stored = AgreementTerms(kind: kind)
    stored.name = name
    stored.template = template
    stored.offersSample = offersSample
    return stored
  }
}

/// A `ReviewTerms` as it is stored.
struct StoredReviewTermsV1: Codable {
  let body: String?
  let criteria: String?
  let isBlinded: Bool?
  let checksFeasibility: Bool?
  let checksMission: Bool?

  private enum CodingKeys: String, CodingKey {
    case body
    case criteria
    case isBlinded = "blinded"
    case checksFeasibility = "feasibility"
    case checksMission = "mission-fit"
  }

  init(_ model: ReviewTerms) {
    body = model.body
    criteria = model.criteria
    isBlinded = model.isBlinded
    checksFeasibility = model.checksFeasibility
    checksMission = model.checksMission
  }

  func model() throws -> ReviewTerms {
    var stored = ReviewTerms()
    stored.body = body
    stored.criteria = criteria
    stored.isBlinded = isBlinded
    stored.checksFeasibility = checksFeasibility
    stored.checksMission = checksMission
    return stored
  }
}

/// A `LegalTerms` as it is stored.
struct StoredLegalTermsV1: Codable {
  let regimes: [LegalRegime]?
  let controller: StoredAgentV1?
  let consentKind: ConsentKind?
  let basis: String?

  private enum CodingKeys: String, CodingKey {
    case regimes
    case controller
    case consentKind = "consent-kind"
    case basis
  }

  init(_ model: LegalTerms) {
    regimes = model.regimes.isEmpty ? nil : model.regimes
    controller = model.controller.map(StoredAgentV1.init)
    consentKind = model.consentKind
    basis = model.basis
  }

  func model() throws -> LegalTerms {
    var stored = LegalTerms()
    stored.regimes = regimes ?? []
    stored.controller = try controller?.model()
    stored.consentKind = consentKind
    stored.basis = basis
    return stored
  }
}

/// A `DataLimit` as it is stored.
struct StoredDataLimitV1: Codable {
  let kind: LimitKind
  let text: String

  private enum CodingKeys: String, CodingKey {
    case kind
    case text
  }

  init(_ model: DataLimit) {
    kind = model.kind
    text = model.text
  }

  func model() throws -> DataLimit {
    let stored = DataLimit(kind: kind, text: text)
    return stored
  }
}

/// A `WithheldPart` as it is stored.
struct StoredWithheldPartV1: Codable {
  let what: String
  let reason: WithheldReason
  let text: String?
  let since: PartialDate?
  let until: PartialDate?

  private enum CodingKeys: String, CodingKey {
    case what
    case reason
    case text
    case since
    case until
  }

  init(_ model: WithheldPart) {
    what = model.what
    reason = model.reason
    text = model.text
    since = model.since
    until = model.until
  }

  func model() throws -> WithheldPart {
    var stored = WithheldPart(what: what, reason: reason)
    stored.text = text
    stored.since = since
    stored.until = until
    return stored
  }
}

/// A `UseCase` as it is stored.
struct StoredUseCaseV1: Codable {
  let title: String
  let outcome: UseCaseOutcome?
  let url: String?
  let lesson: String?

  private enum CodingKeys: String, CodingKey {
    case title
    case outcome
    case url
    case lesson
  }

  init(_ model: UseCase) {
    title = model.title
    outcome = model.outcome
    url = model.url
    lesson = model.lesson
  }

  func model() throws -> UseCase {
    var stored = UseCase(title: title)
    stored.outcome = outcome
    stored.url = url
    stored.lesson = lesson
    return stored
  }
}

/// A `DataUtility` as it is stored.
struct StoredDataUtilityV1: Codable {
  let grade: String?
  let scale: String?
  let epsilon: String?
  let k: Int?
  let note: String?

  private enum CodingKeys: String, CodingKey {
    case grade
    case scale
    case epsilon
    case k
    case note
  }

  init(_ model: DataUtility) {
    grade = model.grade
    scale = model.scale
    epsilon = model.epsilon
    k = model.k
    note = model.note
  }

  func model() throws -> DataUtility {
    var stored = DataUtility()
    stored.grade = grade
    stored.scale = scale
    stored.epsilon = epsilon
    stored.k = k
    stored.note = note
    return stored
  }
}

/// A `RefreshPlan` as it is stored.
struct StoredRefreshPlanV1: Codable {
  let kind: RefreshKind
  let schedule: String?

  private enum CodingKeys: String, CodingKey {
    case kind
    case schedule
  }

  init(_ model: RefreshPlan) {
    kind = model.kind
    schedule = model.schedule
  }

  func model() throws -> RefreshPlan {
    var stored = RefreshPlan(kind: kind)
    stored.schedule = schedule
    return stored
  }
}
