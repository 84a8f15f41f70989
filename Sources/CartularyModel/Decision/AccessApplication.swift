internal import CartularyBase

/// What an application for access to a dataset needs, as far as its record and a profile say.
///
/// Nothing is sent, and nothing is said for the requester that the profile does not say.
public struct AccessApplication: Hashable, Sendable {
  /// Whether there is something to apply for.
  public enum Prospect: String, Vocabulary {
    /// The data can be had without asking.
    case notNeeded = "not-needed"
    /// Someone has to be asked, or a question is open.
    case open
    /// The terms exclude the use.
    case excluded

    public static let noun = "prospect of an application"

    public var definition: String {
      switch self {
      case .notNeeded: "The data can be had without asking anyone."
      case .open: "Someone has to be asked, or the record leaves a question open."
      case .excluded: "The stated terms exclude this use."
      }
    }
  }

  /// A paper that a step asks for.
  public struct Document: Hashable, Sendable {
    /// What it is, such as "the approval of an ethics committee".
    public let title: String
    /// Its name in the record; `nil` when it is not stated.
    public let name: String?
    /// The address of its form or text; `nil` when it is not stated.
    public let url: String?
  }

  /// Whether there is something to apply for.
  public let prospect: Prospect
  /// Who decides or reviews, each once, in the order of the steps. Empty when nobody is named.
  public let bodies: [String]
  /// Where requests begin: addresses of forms and pages, each once. Empty when none is stated.
  public let forms: [String]
  /// Whom to ask: addresses or names, each once. Empty when nobody is named.
  public let contacts: [String]
  /// Papers to have ready, in the order of the steps. Empty when the terms ask for none.
  public let documents: [Document]
  /// What binds whoever has the data: the steps while it is used, when results are published and at the end.
  public let undertakings: [UseStep]
  /// Questions that the requester answers. Empty when the profile answers all.
  public let ownQuestions: [UseReason]
  /// Questions that only the holder can answer. Empty when the record answers all.
  public let holderQuestions: [UseReason]

  /// Reads an application off the two answers about a dataset.
  public init(_ decision: UseDecision, _ availability: DataAvailability) {
    let before = decision.steps.filter { $0.stage < .use }
    let open = decision.reasons.filter { $0.kind == .unanswered }
    let isOpenToAll = availability.kind == .openDownload || availability.kind == .api
    prospect =
      if decision.outcome == .denied {
        .excluded
      } else if isOpenToAll && before.isEmpty && open.isEmpty {
        .notNeeded
      } else {
        .open
      }
    // Whom one pays decides nothing by that.
    bodies = Self.once(before.filter { $0.stage != .pay }.map(\.body))
    let ways = availability.ways
    // The page of a step may be a document to sign; where a request begins, the steps to apply say.
    forms = Self.once(
      before.filter { $0.stage == .apply }.map(\.url) + ways.filter { $0.kind == .request }.map(\.target))
    contacts = Self.once(before.map(\.contact) + ways.filter { $0.kind == .contact }.map(\.target))
    documents = before.compactMap(Document.init)
    undertakings = decision.steps.filter { $0.stage >= .use }
    ownQuestions = open.filter(\.isAboutTheRequester)
    let aboutTheWay = availability.reasons.filter { reason in
      reason.kind == .unanswered && !open.contains { $0.code == reason.code }
    }
    let way = UseReason(
      .unanswered, "availability", "", at: nil, "how the data can be had is not stated")
    holderQuestions =
      open.filter { !$0.isAboutTheRequester } + aboutTheWay + (availability.kind == .notStated ? [way] : [])
  }

  private static func once(_ texts: [String?]) -> [String] {
    var known: Set<String> = []
    return texts.compactMap { $0 }.filter { known.insert($0).inserted }
  }
}

extension AccessApplication.Document {
  /// `nil` for a step that takes no paper.
  fileprivate init?(_ step: UseStep) {
    guard let title = Requirement(rawValue: step.code)?.document else { return nil }
    self.init(title: title, name: step.note, url: step.url)
  }
}

extension Requirement {
  /// The paper that meets it; `nil` if none does.
  fileprivate var document: String? {
    switch self {
    case .application: "the application: a form or a research proposal"
    case .training: "proof that the training is completed"
    case .ethicsApproval: "the approval of an ethics committee"
    case .institutionalApproval: "the approval or signature of your institution"
    case .agreement: "the agreement, signed"
    case .nda: "the non-disclosure agreement, signed"
    case .registration, .eligibility, .collaboration, .review, .fee, .secureEnvironment, .noReidentification,
      .noLinkage, .noOnwardSharing, .noCommercialUse, .outputReview, .prePublicationReview, .publication,
      .depositCopy, .returnResults, .attribution, .erasure:
      nil
    }
  }
}

extension UseReason {
  /// Whether it asks for a fact of a profile.
  fileprivate var isAboutTheRequester: Bool {
    code.hasPrefix("requester.") || code.hasPrefix("purpose") && code != "purposes"
      || code == "contradictory-profile" || code == "requests"
  }
}
