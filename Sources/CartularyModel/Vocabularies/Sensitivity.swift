/// How much harm a disclosure of the data could do.
///
/// It describes the *data*. Who may see the *record* is its audience: a catalog exists so that people
/// find restricted data and learn how to ask for it.
///
/// `unspecified` is its own value: it is never read as public and lies in no range. Hence there is no
/// `Comparable` here; compare `rank`, which it does not have.
public enum Sensitivity: String, Vocabulary {
  /// No harm if disclosed; meant for release.
  case `public`
  /// Not meant for release; disclosure causes at most minor harm; no identifiable people.
  case `internal`
  /// De-identified or aggregated, with residual re-identification or commercial risk.
  case controlled
  /// Identifiable or re-identifiable people, or confidential by contract; moderate harm.
  case restricted
  /// Special categories, vulnerable people, or severe harm.
  case highlyRestricted = "highly-restricted"
  /// Nothing is stated; not known, and never to be read as public.
  case unspecified

  public static let noun = "sensitivity level"

  /// 0 for public to 4 for highly restricted; `nil` if nothing is stated.
  public var rank: Int? {
    switch self {
    case .public: 0
    case .internal: 1
    case .controlled: 2
    case .restricted: 3
    case .highlyRestricted: 4
    case .unspecified: nil
    }
  }

  /// The five levels that have a rank, lowest first.
  public static let levels: [Sensitivity] = [
    .public, .internal, .controlled, .restricted, .highlyRestricted,
  ]

  public var definition: String {
    switch self {
    case .public: "No harm if disclosed; meant for release."
    case .internal:
      "Not meant for release; disclosure causes at most minor harm; no identifiable people."
    case .controlled: "De-identified or aggregated, with residual re-identification or commercial risk."
    case .restricted:
      "Identifiable or re-identifiable people, or confidential by contract; moderate harm."
    case .highlyRestricted: "Special categories, vulnerable people, or severe harm."
    case .unspecified: "Nothing is stated; not known, and never to be read as public."
    }
  }

  /// The higher of two levels. A stated level outranks `unspecified`.
  public static func highest(_ first: Sensitivity, _ second: Sensitivity) -> Sensitivity {
    (first.rank ?? -1) >= (second.rank ?? -1) ? first : second
  }
}

extension Sensitivity {
  /// Levels of other published schemes, as `scheme:level`; a monotone, many-to-one map.
  ///
  /// Sources: DataTags (Technology Science 2015101601), UC IS-3 P1–P4, FIPS 199 confidentiality,
  /// Harvard data risk levels, HL7 v3 Confidentiality, TLP as SPDX 3 `confidentialityLevel`.
  public static let aliases: [String: Sensitivity] = {
    let schemes: [(scheme: String, isBareAllowed: Bool, levels: [(String, Sensitivity)])] = [
      (
        "datatags", false,
        [
          ("blue", .public), ("green", .controlled), ("yellow", .controlled), ("orange", .restricted),
          ("red", .highlyRestricted), ("crimson", .highlyRestricted),
        ]
      ),
      ("uc", true, [("p1", .public), ("p2", .internal), ("p3", .restricted), ("p4", .highlyRestricted)]),
      (
        "fips199", false,
        [
          ("not-applicable", .public), ("low", .internal), ("moderate", .restricted),
          ("high", .highlyRestricted),
        ]
      ),
      (
        "harvard", true,
        [
          ("l1", .public), ("l2", .internal), ("l3", .restricted), ("l4", .highlyRestricted),
          ("l5", .highlyRestricted),
        ]
      ),
      (
        "hl7", false,
        [
          ("u", .public), ("l", .controlled), ("m", .controlled), ("n", .restricted),
          ("r", .highlyRestricted), ("v", .highlyRestricted),
        ]
      ),
      (
        "tlp", false,
        [
          ("clear", .public), ("white", .public), ("green", .internal), ("amber", .restricted),
          ("red", .highlyRestricted),
        ]
      ),
    ]
    var spellings: [String: Sensitivity] = [:]
    for (scheme, isBareAllowed, levels) in schemes {
      for (level, sensitivity) in levels {
        spellings["\(scheme):\(level)"] = sensitivity
        // A bare "red" or "green" would be ambiguous between schemes; P1…P4 and L1…L5 are not.
        if isBareAllowed { spellings[level] = sensitivity }
      }
    }
    return spellings
  }()
}

/// Who may get at the data at all, as catalogs state it (EU access-right; DCAT-US `accessLevel`).
public enum AccessRights: String, Vocabulary {
  /// Anyone may get the data, possibly after registering.
  case `public`
  /// Available under conditions, or to some.
  case restricted
  /// Not available outside the organisation.
  case nonPublic = "non-public"
  /// Withheld in part because it is sensitive.
  case sensitive
  /// Withheld because it is confidential.
  case confidential

  public static let noun = "access rights"
  public static let aliases: [String: AccessRights] = [
    "restricted-public": .restricted, "open": .public,
  ]

  public var definition: String {
    switch self {
    case .public: "Anyone may get the data, possibly after registering."
    case .restricted: "Available under conditions, or to some."
    case .nonPublic: "Not available outside the organisation."
    case .sensitive: "Withheld in part because it is sensitive."
    case .confidential: "Withheld because it is confidential."
    }
  }

  /// The lowest sensitivity that these rights allow for; `unspecified` where they say nothing of it.
  public var sensitivityFloor: Sensitivity {
    switch self {
    case .public: .unspecified
    case .restricted: .controlled
    case .nonPublic: .internal
    case .sensitive, .confidential: .restricted
    }
  }
}

extension [AccessRights] {
  /// The one that lets the fewest in, for a source that states several; `nil` if there are none.
  package var strictest: AccessRights? {
    AccessRights.allCases.last(where: contains)
  }
}
