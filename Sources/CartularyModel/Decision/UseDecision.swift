public import CartularyBase

/// Whether someone may use a dataset for something.
public enum UseOutcome: String, Vocabulary, Comparable {
  /// Every term is met, nothing is owed.
  case allowed
  /// No term fails; there are steps to take.
  case allowedWithConditions = "allowed-with-conditions"
  /// A question is open, or a person has to judge.
  case unknown
  /// At least one term excludes it.
  case denied

  public static let noun = "outcome"
  public static let aliases: [String: UseOutcome] = [
    "conditions": .allowedWithConditions, "with-conditions": .allowedWithConditions, "yes": .allowed,
    "no": .denied,
  ]

  public var definition: String {
    switch self {
    case .allowed: "Every term is met, nothing is owed."
    case .allowedWithConditions: "No term fails; there are steps to take."
    case .unknown: "A question is open, or a person has to judge."
    case .denied: "At least one term excludes it."
    }
  }

  /// Nearest to use first.
  public static func < (first: UseOutcome, second: UseOutcome) -> Bool { first.rank < second.rank }

  private var rank: Int {
    switch self {
    case .allowed: 0
    case .allowedWithConditions: 1
    case .unknown: 2
    case .denied: 3
    }
  }
}

/// One term that fails, asks or binds.
public struct UseReason: Hashable, Sendable {
  /// What a reason does to the outcome, the gravest first.
  public enum Kind: String, Vocabulary {
    /// The term excludes this use.
    case failing
    /// The term depends on something that is not said, or that a person has to judge.
    case unanswered
    /// The term asks for something to be done.
    case owed

    public static let noun = "kind of reason"

    public var definition: String {
      switch self {
      case .failing: "The term excludes this use."
      case .unanswered: "The term depends on something that is not said, or that a person has to judge."
      case .owed: "The term asks for something to be done."
      }
    }
  }

  /// Whether the term fails, asks something or has to be met.
  public let kind: Kind
  /// Stable: a code of the Data Use Ontology, a code of a vocabulary, or the key of a fact that is asked for.
  public let code: String
  /// The term as the manifest states it.
  public let term: String
  /// Its place in the manifest: `access.requires[2]`; `nil` if it is what the manifest does not say.
  public internal(set) var path: String?
  /// Why, in words: one line, lower case, no full stop.
  public let message: String
  /// The id of the programme that states the term; `nil` if it is the dataset's own.
  public internal(set) var from: String?

  init(_ kind: Kind, _ code: String, _ term: String, at path: String?, _ message: String) {
    (self.kind, self.code, self.term, self.path, self.message) = (kind, code, term, path, message)
  }
}

/// Something to do, with what helps to do it.
public struct UseStep: Hashable, Sendable {
  /// When a person meets it.
  public let stage: AccessStage
  /// What to do, as a sentence.
  public let title: String
  /// The code of the reason that it belongs to.
  public let code: String
  /// Where its term stands in the manifest, such as `access.requires[2]`; `nil` when no single term asks for
  /// it.
  public internal(set) var path: String?
  /// The id of the programme that states the term; `nil` if it is the dataset's own.
  public internal(set) var from: String?
  /// The address of the form or document; `nil` when none is stated.
  public var url: String?
  /// Who decides or reviews; `nil` when it is not stated.
  public var body: String?
  /// Whom to ask; `nil` when it is not stated.
  public var contact: String?
  /// How long it takes, in words; `nil` when it is not stated.
  public var duration: String?
  /// What it costs, in words; `nil` when it is not stated.
  public var cost: String?
  /// Anything else, in words; `nil` when there is nothing.
  public var note: String?

  init(_ stage: AccessStage, _ title: String, code: String, at path: String?) {
    (self.stage, self.title, self.code, self.path) = (stage, title, code, path)
  }
}

/// An answer to "may I use it?", with every reason and the steps in the order in which a person meets them.
public struct UseDecision: Hashable, Sendable {
  /// The answer in one word.
  public let outcome: UseOutcome
  /// Everything that fails, is unanswered or is owed, the gravest first. Empty when use is simply allowed.
  public internal(set) var reasons: [UseReason]
  /// Apply, approve, sign, pay, set up, use, publish, erase. Empty where use is denied.
  public internal(set) var steps: [UseStep]
  /// What limits the answer, such as that no tree of diseases was at hand. Empty when nothing does.
  public let remarks: [String]

  /// The sentence to show beside every answer: it gives neither legal advice nor permission.
  public static let notice =
    "This compares stated terms with a stated profile. It is neither legal advice nor permission: the holder decides."

  /// The codes that decide the outcome, each once, sorted: failing ones where it is denied, open questions
  /// where it is unknown, else what is owed.
  public var codes: [String] {
    let telling: UseReason.Kind? =
      switch outcome {
      case .denied: .failing
      case .unknown: .unanswered
      case .allowedWithConditions: .owed
      case .allowed: nil
      }
    return Set(reasons.filter { $0.kind == telling }.map(\.code)).sorted()
  }

  /// Decides by the rules of Docs/ACCESS.md. The same answer for the same inputs.
  ///
  /// Terms of programmes count where the dataset states none. Together they never permit more than the wider of what the
  /// dataset's terms and a programme's permit alone.
  ///
  /// - Parameters:
  ///   - date: The day of use.
  ///   - diseases: What belongs to which disease; without it only equal ids match.
  public static func decide(
    _ terms: UseTerms, for profile: UseProfile, on date: CalendarDate, diseases: DiseaseTree? = nil
  ) -> UseDecision {
    var answer = assess(EffectiveTerms(terms, programmes: 0).terms, for: profile, on: date, diseases)
    for (index, programme) in terms.programmes.enumerated() {
      var theirs = decide(programme.terms, for: profile, on: date, diseases: diseases)
      theirs.tell { ($0.id ?? programme.id, $0.path) }
      let effective = EffectiveTerms(terms, programmes: index + 1)
      var together = assess(effective.terms, for: profile, on: date, diseases)
      together.tell { place in
        guard let path = place.path else { return place }
        let origin = effective.origin(of: path)
        return (origin.id, origin.path)
      }
      answer = together.narrowed(to: answer, theirs, of: programme.id)
    }
    return answer
  }

  private static func assess(
    _ terms: UseTerms, for profile: UseProfile, on date: CalendarDate, _ diseases: DiseaseTree?
  ) -> UseDecision {
    var assessment = Assessment(terms: terms, profile: profile, day: date, diseases: diseases)
    assessment.checkProfile()
    assessment.readDataUse()
    assessment.checkPermissions()
    assessment.checkModifiers()
    assessment.checkLicenses()
    assessment.checkAccess()
    assessment.checkPurposes()
    assessment.checkRequirements()
    assessment.checkHolder()
    assessment.checkDates()
    assessment.checkRelativeEmbargo()
    return assessment.decision
  }
}

/// What is found while terms are gone through: every rule adds to it and none takes anything away, so that
/// a further restriction can only make an outcome worse.
struct Assessment {
  let terms: UseTerms
  let profile: UseProfile
  /// The day of use.
  let day: CalendarDate
  let diseases: DiseaseTree?
  /// Data-use terms that could be read, each with its path.
  var dataUse: [(term: DataUseTerm, path: String)] = []
  var hasUnreadableDataUse = false
  private(set) var reasons: [UseReason] = []
  private(set) var steps: [UseStep] = []
  private(set) var remarks: [String] = []
  /// A foreign record may ask for thousands of things: none is compared with all the others.
  private var knownReasons: Set<ReasonKey> = []
  private var knownSteps: Set<UseStep.Content> = []

  private struct ReasonKey: Hashable {
    let kind: UseReason.Kind
    let texts: [String]

    init(_ reason: UseReason) { (kind, texts) = (reason.kind, [reason.code, reason.term, reason.message]) }
  }

  init(terms: UseTerms, profile: UseProfile, day: CalendarDate, diseases: DiseaseTree?) {
    (self.terms, self.profile, self.day, self.diseases) = (terms, profile, day, diseases)
  }

  var access: AccessTerms { terms.access }
  var asked: [Purpose] { profile.askedPurposes }

  mutating func fail(_ code: String, _ term: String, at path: String?, _ message: String) {
    add(UseReason(.failing, code, term, at: path, message))
  }

  mutating func ask(_ code: String, _ term: String, at path: String?, _ message: String) {
    add(UseReason(.unanswered, code, term, at: path, message))
  }

  mutating func owe(_ step: UseStep, _ term: String, _ message: String) {
    add(UseReason(.owed, step.code, term, at: step.path, message))
    // The same thing asked for twice is done once.
    if knownSteps.insert(step.content).inserted { steps.append(step) }
  }

  mutating func remark(_ text: String) {
    if !remarks.contains(text) { remarks.append(text) }
  }

  /// Of reasons that differ in their place alone, the first is told.
  mutating func add(_ reason: UseReason) {
    if knownReasons.insert(ReasonKey(reason)).inserted { reasons.append(reason) }
  }

  /// Facts that contradict each other answer nothing.
  mutating func checkProfile() {
    for contradiction in profile.contradictions {
      ask("contradictory-profile", contradiction.key, at: nil, contradiction.message)
    }
  }

  var decision: UseDecision {
    let outcome: UseOutcome =
      if reasons.contains(where: { $0.kind == .failing }) {
        .denied
      } else if reasons.contains(where: { $0.kind == .unanswered }) {
        .unknown
      } else if !reasons.isEmpty {
        .allowedWithConditions
      } else {
        .allowed
      }
    return UseDecision(
      outcome: outcome, reasons: reasons.sorted(by: UseReason.precedes),
      steps: outcome == .denied ? [] : steps.sorted(by: UseStep.precedes), remarks: remarks.sorted())
  }
}

// The order of reasons and steps depends on what they say and on the place of a term only where all else is
// equal: equal terms in another order get the same answer.

extension UseReason {
  static func precedes(_ first: UseReason, _ second: UseReason) -> Bool {
    func rank(_ kind: Kind) -> Int { Kind.allCases.firstIndex(of: kind) ?? 0 }
    let (one, other) = (
      (rank(first.kind), first.code, first.term, first.message, first.path ?? ""),
      (rank(second.kind), second.code, second.term, second.message, second.path ?? "")
    )
    return one != other ? one < other : (first.from ?? "") < (second.from ?? "")
  }
}

extension UseStep {
  /// What it says, wherever it is stated.
  struct Content: Hashable {
    let stage: AccessStage
    let texts: [String?]
  }

  var content: Content { Content(stage: stage, texts: [title] + details) }

  private var details: [String?] { [url, body, contact, duration, cost, note] }

  static func precedes(_ first: UseStep, _ second: UseStep) -> Bool {
    if first.stage != second.stage { return first.stage < second.stage }
    let (one, other) = (first.order, second.order)
    if one != other { return one < other }
    return ([first.title] + first.details.map { $0 ?? "" }).lexicographicallyPrecedes(
      [second.title] + second.details.map { $0 ?? "" })
  }

  /// Within a stage: what the vocabulary of requirements has first, then all else.
  private var order: Int {
    Requirement(rawValue: code).flatMap(Requirement.allCases.firstIndex(of:)) ?? Requirement.allCases.count
  }
}
