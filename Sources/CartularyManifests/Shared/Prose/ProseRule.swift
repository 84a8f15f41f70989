internal import CartularyModel

/// What a phrase in a statement on rights or access means as terms.
struct ProseRule {
  /// One meaning of a phrase.
  enum Meaning {
    /// It is asked of whoever gets the data.
    case requires(Requirement)
    /// Not everyone gets the data.
    case restricted
    /// The data is asked for.
    case onRequest
    /// Nobody outside gets the data.
    case notReleased
    /// Use is limited to these purposes.
    case purposes([Purpose])
    /// Requests are limited to these.
    case requesters([RequesterKind])
  }

  /// What the text is about, as its field says.
  enum Topic {
    /// Rights of any kind.
    case rights
    /// Only how the data is had.
    case access
    /// Anything: only a sentence that speaks of the whole data counts, and only of its use.
    case remarks
  }

  let meanings: [Meaning]
  let phrases: [ProsePhrase]
  /// Whether it counts in a text on access only, as it is common elsewhere with another meaning.
  let isOnAccess: Bool
  /// Whether it is about use, rather than how the data is had.
  let isOnUse: Bool

  private init(_ meanings: Meaning..., onAccess: Bool = false, onUse: Bool = false, phrases: [String]) {
    self.meanings = meanings
    self.phrases = phrases.map(ProsePhrase.init)
    (isOnAccess, isOnUse) = (onAccess, onUse)
  }

  private func counts(in topic: Topic) -> Bool {
    switch topic {
    case .rights: !isOnAccess
    case .access: true
    case .remarks: isOnUse
    }
  }

  /// The rules with a phrase that a sentence says, in the table's order.
  static func said(in words: [String], about topic: Topic) -> [ProseRule] {
    var said = Set<Int>()
    for start in words.indices {
      for (index, phrase) in phrasesByFirstWord[words[start]] ?? [] where !said.contains(index) {
        if all[index].counts(in: topic), phrase.isSaid(in: words, at: start) { said.insert(index) }
      }
    }
    return said.sorted().map { all[$0] }
  }

  /// Few of a text's words begin a phrase.
  private static let phrasesByFirstWord = Dictionary(
    grouping: all.indices.flatMap { index in all[index].phrases.map { (rule: index, phrase: $0) } },
    by: \.phrase.firstWord)

  // MARK: - The table

  static let all: [ProseRule] = [
    ProseRule(
      .requires(.registration),
      phrases: [
        "must register", "must * be registered", "need to register", "needs to register", "have to register",
        "required to register", "register yourself", "register for access", "registration required",
        "registration is required", "registration is mandatory", "requires registration",
        "require registration", "requires * registration", "registration process", "requires * account",
        "require * account", "account is required", "account required", "need an account",
        "need * account to",
        "using an account", "create an account", "login required", "login is required", "requires * login",
        "earthdata login", "requires authentication", "requires * access token", "have an access token",
        "requires an api key", "requires * api key", "api key is required", "access requires * accept",
      ]),
    ProseRule(
      .requires(.application), .onRequest,
      phrases: [
        "must apply", "need to apply", "needs to apply", "have to apply", "required to apply",
        "apply for * access", "apply for * data", "applying for access", "applications for access",
        "application for access", "application form", "application process", "iras application",
        "submit an application", "submit * application", "submit a proposal", "submit * proposal",
        "submitting a proposal", "proposal process", "data request form", "complete * request form",
        "data access request", "access request", "access requests", "request access", "requesting access",
        "requests to access", "requests for access", "requests for data access", "data access process",
        "order access", "can be requested", "may be requested", "must be requested", "data request process",
      ]),
    ProseRule(
      .requires(.review), .onRequest,
      phrases: [
        "subject to * approval", "dependent on * approval", "depends on * approval", "requires approval",
        "requires * approval", "require approval", "approval is required", "protocol approval",
        "following * approval from", "approval by * committee", "approved by * committee",
        "approval of * protocol", "prior approval", "internal scientific review", "review process for",
      ]),
    ProseRule(
      .requires(.agreement),
      phrases: [
        "data use agreement", "data usage agreement", "dataset usage agreement", "data user agreement",
        "data sharing agreement", "data access agreement", "data transfer agreement",
        "data licence agreement", "data license agreement", "full licence agreement",
        "full license agreement", "material transfer agreement", "sign * agreement",
      ]),
    ProseRule(
      .requires(.training),
      phrases: [
        "confidentiality training", "take * training", "complete * training course", "required training",
        "citi training", "training is required", "requires training",
      ]),
    ProseRule(
      .requires(.secureEnvironment),
      phrases: [
        "statistical research data center", "only be accessed through the research data center",
        "access would occur at", "accessed through * safe haven", "through a * safe haven",
        "within * data safe haven", "through * trusted research environment",
        "within * trusted research environment", "in a secure environment", "within a secure environment",
        "secure research environment", "secure data center",
      ]),
    ProseRule(
      .requires(.fee), onAccess: true,
      phrases: [
        "paid plan", "paid subscription", "subscription plans", "fee applies", "fees apply",
        "a fee is charged",
      ]),
    ProseRule(
      .restricted,
      phrases: [
        "restricted to authorized", "restricted to approved", "restricted to qualified",
        "restricted to members", "restricted to staff", "restricted to partners", "restricted to registered",
        "authorized researchers", "authorized users", "authorized personnel", "approved researchers",
        "accredited researchers", "access is restricted", "access restricted", "restricted access",
        "restricted data", "restricted files", "restricted use data", "controlled access",
        "credentialed access", "credentialed users", "not publicly available", "not publicly accessible",
        "not all data is publicly available", "not all data are publicly available",
        "not available to the public", "only accessible to", "accessible only to", "only available to",
        "available only to", "accessible for * only", "partners only", "members only",
      ]),
    ProseRule(
      .onRequest,
      phrases: [
        "available on request", "available upon request", "available by request", "accessible on request",
        "shared on request", "on request only", "upon request only", "provided on request",
        "provided upon request", "only available after request",
      ]),
    ProseRule(
      .onRequest, onAccess: true,
      phrases: [
        "please contact", "contact the publisher", "contact the data", "contact via email", "on request",
        "upon request", "project by project basis", "case by case basis",
      ]),
    ProseRule(
      .notReleased, onAccess: true, phrases: ["staff only", "will not be released", "is not released"]),
    ProseRule(
      .restricted, onAccess: true,
      phrases: ["exclusively for", "limited to * members", "intended for * sector"]),
    ProseRule(
      .requires(.noCommercialUse), onUse: true,
      phrases: [
        "no commercial use", "no commercial usage", "not for commercial", "not be used for * commercial",
        "not use * for commercial", "not * for commercial purposes", "not be sold", "not commercial use",
        "commercial use is prohibited", "commercial use is forbidden", "commercial use prohibited",
        "commercial use is not", "commercial use not allowed", "commercial use not permitted",
        "commercial purposes is prohibited", "commercial purposes is not",
      ]),
    ProseRule(
      .requires(.noOnwardSharing), onUse: true,
      phrases: [
        "not redistribute", "not re distribute", "not be redistributed", "not be re distributed",
        "not further distribute", "no redistribution", "redistribution is prohibited",
        "redistribution is not", "not share * with third parties", "not be shared with third parties",
        "not be passed on to third parties", "not transfer * to third parties",
      ]),
    ProseRule(
      .requires(.noReidentification), onUse: true,
      phrases: [
        "not attempt to identify", "not attempt to re identify", "not attempt to reidentify",
        "not try to identify", "no attempt to identify", "not re identify", "not be re identified",
      ]),
    ProseRule(
      .purposes([.generalResearch]), onUse: true,
      phrases: [
        "research only", "research use only", "research purpose only", "research purposes only",
        "research and educational purposes only", "research and educational use only",
        "research or educational purposes only", "only for * research", "only be used for * research",
        "only used for * research", "used only for * research", "use only for * research",
        "intended only for * research", "solely for * research", "exclusively for * research",
        "strictly for * research",
      ]),
    ProseRule(
      .purposes([.academicResearch, .education]), onUse: true,
      phrases: [
        "academic use only", "academic purpose only", "academic purposes only", "academic usage only",
        "academic research only", "only for academic", "only be used for academic", "solely for academic",
        "used only for academic", "educational use only", "educational purposes only",
      ]),
    ProseRule(
      .requesters([.academic]),
      phrases: [
        "academic users only", "academic researchers only", "academic institutions only", "academics only",
        "only to academic", "only available to academic",
      ]),
  ]
}
