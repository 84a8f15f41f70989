/// How a dataset can be had, as far as its record says; from the easiest way to none.
public enum Availability: String, Vocabulary, Comparable {
  /// Anyone downloads it.
  case openDownload = "open-download"
  /// Programs ask an open interface for it.
  case api
  /// After registering or accepting terms.
  case registration
  /// The holder decides on each request.
  case onRequest = "on-request"
  /// Only inside a secure environment, or by questions to one.
  case secureEnvironment = "secure-environment"
  /// Not to be had, now or at all.
  case notReleased = "not-released"
  /// The record does not say.
  case notStated = "not-stated"

  public static let noun = "availability"
  public static let aliases: [String: Availability] = [
    "download": .openDownload, "open": .openDownload, "registered": .registration,
    "request": .onRequest, "enclave": .secureEnvironment, "unavailable": .notReleased,
    "unknown": .notStated,
  ]

  public var definition: String {
    switch self {
    case .openDownload: "Anyone downloads it."
    case .api: "Programs ask an open interface for it."
    case .registration: "After registering or accepting terms."
    case .onRequest: "The holder decides on each request."
    case .secureEnvironment: "Only inside a secure environment, or by questions to one."
    case .notReleased: "Not to be had, now or at all."
    case .notStated: "The record does not say."
    }
  }

  /// The easiest way first; what is not stated comes last.
  public static func < (first: Availability, second: Availability) -> Bool { first.rank < second.rank }

  private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

extension AccessMode {
  /// How data with this mode can be had.
  var availability: Availability {
    switch self {
    case .openDownload: .openDownload
    case .api: .api
    case .registeredDownload: .registration
    case .onRequest, .secureDownload: .onRequest
    case .remoteEnclave, .onsiteEnclave, .queryOnly: .secureEnvironment
    case .notReleased: .notReleased
    }
  }
}

extension Requirement {
  /// The hardest way that asks for this at the least; `nil` for what binds only those who have the data.
  var availability: Availability? {
    switch self {
    case .registration: .registration
    case .application, .eligibility, .collaboration, .training, .review, .ethicsApproval,
      .institutionalApproval, .agreement, .nda, .fee:
      .onRequest
    case .secureEnvironment: .secureEnvironment
    case .noReidentification, .noLinkage, .noOnwardSharing, .noCommercialUse, .outputReview,
      .prePublicationReview, .publication, .depositCopy, .returnResults, .attribution, .erasure:
      nil
    }
  }
}
