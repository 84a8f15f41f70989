/// How often data is brought up to date.
public enum UpdateFrequency: String, Vocabulary {
  /// As it happens.
  case continuous
  /// Every hour.
  case hourly
  /// Every day, or several times a day.
  case daily
  /// Every week, or twice a week.
  case weekly
  /// Every two weeks.
  case biweekly
  /// Every month or two.
  case monthly
  /// Every three or four months.
  case quarterly
  /// Twice a year.
  case semiannual
  /// Every year.
  case annual
  /// Every two years.
  case biennial
  /// Every ten years.
  case decennial
  /// At no fixed interval.
  case irregular
  /// When there is a reason.
  case asNeeded = "as-needed"
  /// Not any more, or never meant to be.
  case `static`
  /// Not stated, or not in a way that this list has a word for.
  case unknown

  public static let noun = "update frequency"

  public var definition: String {
    switch self {
    case .continuous: "As it happens."
    case .hourly: "Every hour."
    case .daily: "Every day, or several times a day."
    case .weekly: "Every week, or twice a week."
    case .biweekly: "Every two weeks."
    case .monthly: "Every month or two."
    case .quarterly: "Every three or four months."
    case .semiannual: "Twice a year."
    case .annual: "Every year."
    case .biennial: "Every two years."
    case .decennial: "Every ten years."
    case .irregular: "At no fixed interval."
    case .asNeeded: "When there is a reason."
    case .static: "Not any more, or never meant to be."
    case .unknown: "Not stated, or not in a way that this list has a word for."
    }
  }

  /// ISO 8601 repeating intervals and words that publishers use; `R/PT1S` counts as continuous.
  public static let aliases: [String: UpdateFrequency] = [
    "r/pt1s": .continuous, "real-time": .continuous, "realtime": .continuous,
    "continuously-updated": .continuous, "continual": .continuous,
    "r/pt1h": .hourly,
    "r/p1d": .daily,
    "r/p1w": .weekly, "r/p7d": .weekly, "r/p3.5d": .weekly, "r/p0.5w": .weekly, "r/p0.33w": .weekly,
    "r/p2w": .biweekly, "r/p14d": .biweekly, "fortnightly": .biweekly,
    "r/p1m": .monthly, "r/p2m": .monthly, "r/p0.5m": .biweekly, "r/p0.33m": .biweekly,
    "r/p3m": .quarterly, "r/p4m": .quarterly,
    "r/p6m": .semiannual, "biannual": .semiannual, "twice-a-year": .semiannual,
    "r/p1y": .annual, "annually": .annual, "yearly": .annual,
    "r/p2y": .biennial,
    "r/p10y": .decennial,
    "ad-hoc": .irregular, "periodically": .irregular, "sporadic": .irregular,
    "not-updated": .static, "never": .static, "finalized": .static, "notplanned": .static,
    "not-planned": .static,
    "none": .static, "no-longer-updated-(dataset-archived)": .static, "archived": .static, "archive": .static,
    "as-required": .asNeeded, "asneeded": .asNeeded, "as-necessary": .asNeeded,
    // The EU's and ISO 19115's codes.
    "update-cont": .continuous, "cont": .continuous, "1min": .continuous, "5min": .continuous,
    "10min": .continuous, "15min": .continuous, "30min": .continuous, "12hrs": .daily,
    "daily-2": .daily, "weekly-2": .weekly, "weekly-3": .weekly, "weekly-5": .daily, "monthly-2": .biweekly,
    "monthly-3": .biweekly, "bimonthly": .monthly, "semimonthly": .biweekly, "annual-2": .semiannual,
    "annual-3": .quarterly, "biannually": .semiannual, "semi-annual": .semiannual,
    "biennially": .biennial, "irreg": .irregular,
    "periodic": .irregular, "never-updated": .static, "other": .unknown, "op-datpro": .unknown,
    "tbd": .unknown, "n/a": .unknown, "na": .unknown, "varies-by-dataset": .unknown,
  ]
}

/// What a variable can do to identify a person.
public enum IdentifierKind: String, Vocabulary {
  /// Identifies nobody.
  case none
  /// Identifies a person by itself: a name, a number, an address.
  case direct
  /// Identifies together with others: age, place, occupation.
  case quasi
  /// A code or pseudonym that someone can trace back.
  case key

  public static let noun = "identifier kind"
  public static let aliases: [String: IdentifierKind] = [
    "direct-identifier": .direct, "quasi-identifier": .quasi, "indirect": .quasi, "pseudonym": .key,
  ]

  public var definition: String {
    switch self {
    case .none: "Identifies nobody."
    case .direct: "Identifies a person by itself: a name, a number, an address."
    case .quasi: "Identifies together with others: age, place, occupation."
    case .key: "A code or pseudonym that someone can trace back."
    }
  }
}

/// The type of a variable's values, in Table Schema's words.
public enum VariableType: String, Vocabulary {
  /// Text, or a category written as text.
  case string
  /// Whole numbers.
  case integer
  /// Numbers with or without a fraction.
  case number
  /// True or false.
  case boolean
  /// A day.
  case date
  /// A time of day.
  case time
  /// A day and a time.
  case datetime
  /// A length of time.
  case duration
  /// A year.
  case year
  /// A pair of longitude and latitude.
  case geopoint
  /// A shape in GeoJSON.
  case geojson
  /// A structure with named parts.
  case object
  /// Several values.
  case list
  /// Anything.
  case any

  public static let noun = "variable type"
  public static let aliases: [String: VariableType] = [
    "text": .string, "int": .integer, "float": .number, "double": .number, "decimal": .number,
    "bool": .boolean, "timestamp": .datetime, "array": .list, "categorical": .string,
  ]

  public var definition: String {
    switch self {
    case .string: "Text, or a category written as text."
    case .integer: "Whole numbers."
    case .number: "Numbers with or without a fraction."
    case .boolean: "True or false."
    case .date: "A day."
    case .time: "A time of day."
    case .datetime: "A day and a time."
    case .duration: "A length of time."
    case .year: "A year."
    case .geopoint: "A pair of longitude and latitude."
    case .geojson: "A shape in GeoJSON."
    case .object: "A structure with named parts."
    case .list: "Several values."
    case .any: "Anything."
    }
  }
}

/// How one dataset relates to another.
public enum RelationKind: String, Vocabulary {
  /// This is a part of the other.
  case partOf = "part-of"
  /// The other is a part of this.
  case hasPart = "has-part"
  /// This was made from the other.
  case derivedFrom = "derived-from"
  /// The other was made from this.
  case sourceOf = "source-of"
  /// This is a version of the other.
  case versionOf = "version-of"
  /// This takes the other's place.
  case replaces
  /// The other takes this one's place.
  case replacedBy = "replaced-by"
  /// This is the version for public use of the other.
  case publicVersionOf = "public-version-of"
  /// This is the full, restricted version of the other.
  case restrictedVersionOf = "restricted-version-of"
  /// They belong together in some other way.
  case related

  public static let noun = "kind of relation"

  public var definition: String {
    switch self {
    case .partOf: "This is a part of the other."
    case .hasPart: "The other is a part of this."
    case .derivedFrom: "This was made from the other."
    case .sourceOf: "The other was made from this."
    case .versionOf: "This is a version of the other."
    case .replaces: "This takes the other's place."
    case .replacedBy: "The other takes this one's place."
    case .publicVersionOf: "This is the version for public use of the other."
    case .restrictedVersionOf: "This is the full, restricted version of the other."
    case .related: "They belong together in some other way."
    }
  }
}
