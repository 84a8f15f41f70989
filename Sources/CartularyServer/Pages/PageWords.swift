internal import CartularyModel

/// Codes in words for people.
enum PageWords {
  /// The facets of the search page in their order, with their headings.
  static let facets: [(name: String, title: String)] = [
    ("usable", "May I use it?"), ("availability", "How do I get it?"), ("sensitivity", "Sensitivity"),
    ("sharing", "How it is shared"), ("openness", "Licence, how open"), ("license", "Licence"),
    ("requires", "What is asked"), ("purpose", "Purpose"), ("fee", "Fee"), ("technique", "Protection"),
    ("theme", "Theme"), ("publisher", "Publisher"), ("format", "Format"), ("place", "Place"),
    ("keyword", "Keyword"), ("frequency", "Updated"), ("language", "Language"),
    ("granularity", "Granularity"), ("intermediary", "Intermediary"), ("agreement", "Agreement"),
    ("form", "Form"), ("access", "Access mode"), ("limits", "Limits"), ("creator", "Creator"),
  ]

  static func title(ofFacet name: String) -> String { facets.first { $0.name == name }?.title ?? name }

  /// Facets that are shown only where they divide what is found.
  static let lesserFacets: Set = [
    "access", "form", "limits", "creator", "agreement", "intermediary", "granularity",
  ]

  static let sorts: [(key: String, title: String)] = [
    ("", "Best match"), ("modified", "Newest change"), ("-modified", "Oldest change"),
    ("issued", "Newest first published"), ("title", "Title, A to Z"), ("lead-time", "Shortest wait"),
    ("effort", "Least effort"),
  ]

  static let sortByUse = (key: "usable", title: "What I may use first")

  static func outcome(_ outcome: UseOutcome) -> (text: String, meaning: String) {
    switch outcome {
    case .allowed: ("Yes", "Every stated term is met, and nothing is left to do.")
    case .allowedWithConditions:
      ("Yes, with conditions", "No stated term excludes this use; the steps have to be taken.")
    case .unknown: ("Not settled", "A question is open, or a person has to decide.")
    case .denied: ("No", "At least one stated term excludes this use.")
    }
  }

  /// Where nobody has said who asks, and the answer depends on it.
  static let unasked = (text: "It depends", meaning: "On who asks, and what for. At best:")

  static func reach(_ outcome: UseOutcome) -> String {
    switch outcome {
    case .allowed: "Yes, for"
    case .allowedWithConditions: "Yes, with conditions, for"
    case .unknown: "Not settled for"
    case .denied: "No, for"
    }
  }

  static func availability(_ kind: Availability) -> (text: String, meaning: String) {
    switch kind {
    case .openDownload: ("Open download", "Anyone downloads it.")
    case .api: ("Through an interface", "Programs ask an interface for it.")
    case .registration: ("After registering", "Register, or accept terms, then download.")
    case .onRequest: ("On request", "Someone has to agree first.")
    case .secureEnvironment:
      (
        "In a secure environment", "It is worked on where the holder keeps it; the data does not leave."
      )
    case .notReleased: ("Not released", "It is not available at present.")
    case .notStated: ("Not stated", "The record does not say how the data can be had.")
    }
  }

  static func sensitivity(_ level: Sensitivity) -> String {
    switch level {
    case .public: "Public"
    case .internal: "Internal"
    case .controlled: "Controlled"
    case .restricted: "Restricted"
    case .highlyRestricted: "Highly restricted"
    case .unspecified: "Not stated"
    }
  }

  static func sharing(_ type: SharingType) -> String {
    switch type {
    case .internal: "Internal"
    case .closedTrustedPartnership: "Trusted partners"
    case .intermediatedDataSharing: "Through an intermediary"
    case .openData: "Open data"
    }
  }

  static func openness(_ openness: Openness) -> String {
    switch openness {
    case .none: "No licence stated"
    case .custom: "Terms of its own"
    case .open: "Open"
    case .shareAlike: "Open, share alike"
    case .nonCommercial: "Non-commercial"
    case .noDerivatives: "No derivatives"
    }
  }

  static func stage(_ stage: AccessStage) -> String {
    switch stage {
    case .apply: "Apply"
    case .approve: "Approval"
    case .sign: "Sign"
    case .pay: "Pay"
    case .setUp: "Set up"
    case .use: "In use"
    case .publish: "Publish"
    case .erase: "Erase"
    }
  }

  static func relation(_ kind: RelationKind) -> String {
    switch kind {
    case .derivedFrom: "Made from"
    case .publicVersionOf: "Public version of"
    case .restrictedVersionOf: "Full version of"
    default: sentence(kind.rawValue)
    }
  }

  static func identifier(_ kind: IdentifierKind?) -> String? {
    switch kind {
    case .direct: "identifies a person"
    case .quasi: "identifies together with others"
    case .key: "a code someone can trace"
    case .none?, nil: nil
    }
  }

  static func license(_ id: String) -> String {
    switch id {
    case "NOASSERTION": "Not stated"
    case "NONE": "No licence"
    default: id
    }
  }

  /// A code in words: `no-reidentification` is `no reidentification`.
  static func plain(_ code: String) -> String {
    code.split(separator: "-").map { acronyms.contains($0) ? $0.uppercased() : String($0) }.joined(
      separator: " ")
  }

  static func sentence(_ code: String) -> String { PageText.capital(plain(code)) }

  private static let acronyms: Set<Substring> = ["api", "nda", "gdpr", "hipaa", "ferpa"]

  /// How a facet shows a value.
  static func value(_ value: String, of field: String) -> String {
    switch field {
    case "usable": UseOutcome(rawValue: value).map { outcome($0).text } ?? value
    case "availability": Availability(rawValue: value).map { availability($0).text } ?? value
    case "sensitivity": Sensitivity(rawValue: value).map(sensitivity) ?? value
    case "sharing": SharingType(rawValue: value).map(sharing) ?? value
    case "openness": Openness(rawValue: value).map(openness) ?? value
    case "license": license(value)
    case "language": LanguageTag.name(of: value) ?? value
    case "requires", "purpose", "fee", "technique", "frequency", "agreement", "form", "access", "limits":
      sentence(value)
    default: value
    }
  }
}
