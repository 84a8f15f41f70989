internal import CartularyBase

extension UpdateFrequency {
  /// Reads what a publisher wrote; text that says nothing usable, or several things, is `unknown`, never a
  /// guess.
  ///
  /// In this order: the whole text as a code or an authority's address; that updates are over, whatever they
  /// were before; a repeating interval anywhere in it ("Annual (R/P1Y)"); its first word ("Annually, March");
  /// what its words say, where they say one thing.
  package init(text: String) {
    // A frequency is a remark; nobody states one in pages.
    guard text.utf8.count <= 2_000 else {
      self = FrequencyText.end(in: text) ?? FrequencyText.statement(in: text) ?? .unknown
      return
    }
    let bare = FrequencyText.bare(text)
    guard !FrequencyText.isSuspended(bare) else {
      self = .unknown
      return
    }
    let folded = FoldedText.code(bare)
    self =
      UpdateFrequency(spelling: folded)
      ?? FrequencyText.authorityCodes[bare.uppercased()]
      ?? FrequencyText.end(in: bare)
      ?? FrequencyText.interval(in: folded)
      ?? FrequencyText.firstWord(of: bare)
      ?? FrequencyText.statement(in: bare)
      ?? .unknown
  }

  /// The code for something that comes again after some days; `nil` where none is near.
  package init?(everyDays days: Double) {
    let tolerance = 1.02
    switch days {
    case ..<0: return nil
    case ..<(0.98 / 24): self = .continuous
    case ...(tolerance / 24): self = .hourly
    case ...tolerance: self = .daily
    case ...(7 * tolerance): self = .weekly
    case ...(15.5 * tolerance): self = .biweekly
    case ...(62 * tolerance): self = .monthly
    case ...(124 * tolerance): self = .quarterly
    case (175...190): self = .semiannual
    case (360...372): self = .annual
    case (720...740): self = .biennial
    case (3640...3670): self = .decennial
    default: return nil
    }
  }
}

/// How publishers write how often they update.
private enum FrequencyText {
  /// Without outer blanks, closing stops and quotes; the last part of an authority's address.
  static func bare(_ text: String) -> String {
    var rest = Substring(text)
    while let last = rest.last, last.isWhitespace || ".;\"'".contains(last) { rest.removeLast() }
    while let first = rest.first, first.isWhitespace || "\"'".contains(first) { rest = rest.dropFirst() }
    // `…/authority/frequency/ANNUAL`, `…/cld/freq/annual`.
    guard rest.hasPrefix("http"), let slash = rest.lastIndex(where: { $0 == "/" || $0 == "#" }) else {
      return String(rest)
    }
    return String(rest[rest.index(after: slash)...])
  }

  /// The EU's frequency table, where its codes are not our own.
  static let authorityCodes: [String: UpdateFrequency] = [
    "CONT": .continuous, "UPDATE_CONT": .continuous, "1MIN": .continuous, "5MIN": .continuous,
    "10MIN": .continuous, "15MIN": .continuous, "30MIN": .continuous, "BIHOURLY": .daily, "TRIHOURLY": .daily,
    "12HRS": .daily, "DAILY_2": .daily, "WEEKLY_2": .weekly, "WEEKLY_3": .weekly, "WEEKLY_5": .daily,
    "MONTHLY_2": .biweekly, "MONTHLY_3": .biweekly, "BIMONTHLY": .monthly, "ANNUAL_2": .semiannual,
    "ANNUAL_3": .quarterly, "TRIENNIAL": .unknown, "QUADRENNIAL": .unknown, "IRREG": .irregular,
    "NOT_PLANNED": .static, "OTHER": .unknown, "OP_DATPRO": .unknown,
  ]

  // MARK: - Intervals

  /// `r/p1y`, also within other text, and a bare `p6m`.
  ///
  /// - Returns: `nil` without an interval; `unknown` for several that differ, and for one between our codes.
  static func interval(in folded: String) -> UpdateFrequency? {
    var found: Set<UpdateFrequency> = []
    for piece in folded.split(whereSeparator: { " ()[],;".contains($0) || $0 == "-" }) {
      if let known = UpdateFrequency(spelling: String(piece)), piece.hasPrefix("r/p") {
        found.insert(known)
        continue
      }
      let duration = piece.hasPrefix("r/") ? piece.dropFirst(2) : piece
      if let days = days(ofDuration: duration) {
        found.insert(UpdateFrequency(everyDays: days) ?? .unknown)
      }
    }
    return found.count > 1 ? .unknown : found.first
  }

  /// The days of an ISO 8601 duration in lower case, with months of 30.5 and years of 365.25 of them.
  private static func days(ofDuration text: Substring) -> Double? {
    guard text.first == "p", text.count > 2 else { return nil }
    var days = 0.0
    var number = ""
    var isTime = false
    for character in text.dropFirst() {
      if character == "t", number.isEmpty, !isTime {
        isTime = true
      } else if character.isASCII, character.isNumber || character == "." {
        number.append(character)
      } else {
        let units: [Character: Double] =
          isTime
          ? ["h": 1.0 / 24, "m": 1.0 / 1440, "s": 1.0 / 86400]
          : ["y": 365.25, "m": 30.5, "w": 7, "d": 1]
        guard let unit = units[character], let count = Double(number) else { return nil }
        days += count * unit
        number = ""
      }
    }
    return number.isEmpty && days > 0 ? days : nil
  }

  // MARK: - Words

  private static let adverbs: [String: UpdateFrequency] = [
    "hourly": .hourly, "daily": .daily, "nightly": .daily, "weekly": .weekly, "fortnightly": .biweekly,
    "biweekly": .biweekly, "monthly": .monthly, "bimonthly": .monthly, "quarterly": .quarterly,
    "semiannual": .semiannual, "semiannually": .semiannual, "biannual": .semiannual,
    "biannually": .semiannual, "annual": .annual, "annually": .annual, "yearly": .annual,
    "biennial": .biennial, "biennially": .biennial, "decennial": .decennial, "semimonthly": .biweekly,
    "semiweekly": .weekly,
    "continuous": .continuous, "continuously": .continuous, "continual": .continuous,
    "continually": .continuous, "realtime": .continuous, "static": .static, "irregular": .irregular,
    "irregularly": .irregular, "periodically": .irregular, "sporadically": .irregular,
    "occasionally": .irregular, "infrequent": .irregular, "infrequently": .irregular, "rarely": .irregular,
  ]

  /// "Monthly (weekly updates in progress)" says what it is at once; "Monthly, quarterly and annually" is several.
  static func firstWord(of text: String) -> UpdateFrequency? {
    let words = words(of: text)
    guard let first = words.first.flatMap({ adverbs[$0] }) else { return nil }
    let next = words.dropFirst().first { !["and", "or"].contains($0) }
    let another = next.flatMap { adverbs[$0] }
    let isListed = text.dropFirst(words[0].count).drop(while: \.isWhitespace).first != "("
    return isListed && another != nil && another != first ? nil : first
  }

  /// "Daily; currently paused" says what it was.
  static func isSuspended(_ text: String) -> Bool {
    let words = words(of: text)
    return words.contains { ["paused", "suspended", "interrupted"].contains($0) }
      || zip(words, words.dropFirst()).contains { $0 == "on" && $1 == "hold" }
  }

  /// Lower-case words and numbers. "Bi-annual" is one word, not something annual.
  private static func words(of text: String) -> [String] {
    text.lowercased().replacing("bi-", with: "bi").replacing("semi-", with: "semi")
      .split { !($0.isLetter || $0.isNumber || $0 == ".") }
      .map { $0.hasSuffix(".") ? String($0.dropLast()) : String($0) }.filter { !$0.isEmpty }
  }

  private static let numbers: [String: Double] = [
    "one": 1, "once": 1, "a": 1, "two": 2, "twice": 2, "three": 3, "thrice": 3, "four": 4, "five": 5,
    "six": 6, "eight": 8, "ten": 10, "twelve": 12, "half": 0.5,
  ]

  private static let unitDays: [String: Double] = [
    "minute": 1.0 / 1440, "hour": 1.0 / 24, "day": 1, "night": 1, "week": 7, "fortnight": 14, "month": 30.5,
    "quarter": 91.5, "year": 365.25, "decade": 3652.5, "daily": 1, "weekly": 7, "monthly": 30.5,
    "yearly": 365.25, "annually": 365.25, "hourly": 1.0 / 24,
  ]

  private static func number(_ word: String) -> Double? { numbers[word] ?? Double(word) }

  private static func days(_ word: String) -> Double? {
    unitDays[word] ?? (word.hasSuffix("s") ? unitDays[String(word.dropLast())] : nil)
  }

  /// What all of the text's words say: `nil` where that is nothing or several things.
  static func statement(in text: String) -> UpdateFrequency? {
    let words = words(of: String(text.prefix(2_000)))
    var found = regular(in: words)
    found.formUnion(phrases.values(in: words))
    if found == [.irregular, .asNeeded] { return .irregular }
    if found.contains(.static), announcesUpdate(words) { return nil }
    return found.count == 1 ? found.first : nil
  }

  /// That there will be no more, as in "Annually. Dataset will no longer be updated after 2022."
  static func end(in text: String) -> UpdateFrequency? {
    endings.first(in: words(of: String(text.prefix(2_000))))
  }

  private static let endings = PhraseTable<UpdateFrequency>([
    ("no longer updated", .static), ("no longer be updated", .static), ("no longer being updated", .static),
  ])

  /// "At least one update to this dataset is planned", but not "no updates are planned".
  private static func announcesUpdate(_ words: [String]) -> Bool {
    guard let update = words.firstIndex(where: { $0 == "update" || $0 == "updates" }) else { return false }
    let isDenied = words[..<update].suffix(3).contains { ["no", "not", "never", "without"].contains($0) }
    let next = words[(update + 1)...].prefix(8)
    return !isDenied && next.contains("planned") && !next.contains { ["not", "no", "never"].contains($0) }
  }

  private static func regular(in words: [String]) -> Set<UpdateFrequency> {
    var found: Set<UpdateFrequency> = []
    var index = 0
    func word(_ offset: Int) -> String { index + offset < words.count ? words[index + offset] : "" }
    func insert(_ days: Double) {
      if let frequency = UpdateFrequency(everyDays: days) { found.insert(frequency) }
    }
    while index < words.count {
      var length = 1
      if ["every", "each"].contains(word(0)) {
        // "every day", "every 6 hours", "every 10 to 15 minutes" only by its second number.
        if let unit = days(word(1)) {
          length = 2
          insert(unit)
        } else if let count = number(word(1)), let unit = days(word(2)) {
          length = 3
          insert(count * unit)
        }
      } else if let count = number(word(0)), word(0) != "a" {
        let isCounted = ["once", "twice", "thrice"].contains(word(0))
        let start = isCounted ? 1 : ["time", "times"].contains(word(1)) ? 2 : 0
        let article = ["a", "per", "each", "every", "in"].contains(word(start)) ? 1 : 0
        if start > 0, let unit = days(word(start + article)) {
          length = start + article + 1
          insert(unit / count)
        } else if start == 0, let unit = days(word(1)),
          word(1).hasSuffix("ly") || ["cycle", "cycles", "interval", "intervals"].contains(word(2))
        {
          // "6 monthly", "10 year cycles".
          length = 2
          insert(count * unit)
        }
      } else if let frequency = adverbs[word(0)] {
        found.insert(frequency)
      }
      index += length
    }
    return found
  }

  /// Said without a number.
  private static let phrases: PhraseTable<UpdateFrequency> = {
    let asNeeded = [
      "as needed", "as required", "as necessary", "as appropriate", "when needed", "on demand",
      "upon request", "on request", "need to update basis", "as soon as", "as available", "becomes available",
      "become available", "when available", "is available", "are available", "whenever new",
      "upon availability",
      "availability of new", "when new", "as new", "as additional", "as more", "as they are", "as it is",
      "as we receive", "as developed", "event driven", "in response to",
    ]
    let irregular = [
      "periodic", "sporadic", "occasional", "rare", "ad hoc", "no regular", "no fixed", "no set",
      "not on a set schedule", "from time to time", "intermittent", "intermittently", "no regular schedule",
      "rolling basis",
    ]
    let fixed = [
      "not updated", "not be updated", "never updated", "not currently updated",
      "not currently being updated",
      "not being updated", "not expected to be updated", "no updates", "no further updates",
      "no planned updates", "no future updates", "no update", "not updating", "final version", "is complete",
      "finalized", "finalised", "one time release", "single release", "single extract", "static dataset",
      "is archived", "frozen", "discontinued", "none planned", "no longer maintained", "not maintained",
      "has not been updated", "will not be updated", "unlikely to be updated", "has not updated",
    ]
    let real = ["real time", "near real time", "on a continuous basis"]
    return PhraseTable(
      asNeeded.map { ($0, .asNeeded) } + irregular.map { ($0, .irregular) } + fixed.map { ($0, .static) }
        + real.map { ($0, .continuous) })
  }()
}
