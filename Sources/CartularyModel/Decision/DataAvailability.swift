public import CartularyBase

/// An answer to "how do I get it?", from what a record states and lists.
///
/// It says how the data can be had, and nothing about whether it may be used: that is `UseDecision`.
public struct DataAvailability: Hashable, Sendable {
  /// How it can be had: the easiest stated way, and no easier than what is asked of everyone.
  public let kind: Availability
  /// Where to go, in the order of the record; empty when no address and nobody to ask is named.
  public let ways: [AccessWay]
  /// What stands in the way or is open, such as an embargo or terms that contradict each other. Empty when
  /// nothing does.
  public let reasons: [UseReason]
}

/// One address, or person to ask, that leads to the data.
public struct AccessWay: Hashable, Sendable {
  /// What is known of an address.
  public enum Kind: String, Vocabulary {
    /// It gives the bytes themselves.
    case download
    /// It leads to the data in a way that the record does not describe.
    case page
    /// A request begins there.
    case request
    /// Someone to ask.
    case contact

    public static let noun = "kind of way"

    public var definition: String {
      switch self {
      case .download: "It gives the bytes themselves."
      case .page: "It leads to the data in a way that the record does not describe."
      case .request: "A request begins there."
      case .contact: "Someone to ask."
      }
    }
  }

  /// What is known of it.
  public let kind: Kind
  /// The address of a web page, file or mailbox, or a name where there is only that.
  public let target: String
  /// What it is called; `nil` when it is not stated.
  public let title: String?
  /// The format of what is downloaded, such as `CSV`; `nil` when it is not stated.
  public let format: String?
  /// Its place in the manifest: `distributions[0]`.
  public internal(set) var path: String
  /// The id of the programme that states it; `nil` if it is the dataset's own.
  public internal(set) var from: String?
}

extension DataAvailability {
  /// Answers from a record alone, and from what it takes over.
  ///
  /// - Parameters:
  ///   - inheritance: What it takes over from programmes; nothing by default.
  ///   - day: The day on which the data is wanted, on which embargoes depend.
  public init(of dataset: Dataset, inheriting inheritance: TermsInheritance = .none, on day: CalendarDate) {
    let effective = EffectiveTerms(dataset.useTerms(inheriting: inheritance))
    var answer = AvailabilityRules(terms: effective.terms, day: day)
    answer.apply()
    var ways = AccessWay.ways(of: dataset.taking(inheritance))
    for index in ways.indices {
      (ways[index].from, ways[index].path) = effective.origin(of: ways[index].path)
    }
    var reasons = answer.reasons
    for (index, reason) in reasons.enumerated() {
      if let path = reason.path { (reasons[index].from, reasons[index].path) = effective.origin(of: path) }
    }
    self.init(kind: answer.kind, ways: ways, reasons: reasons)
  }
}

extension UseTerms {
  /// How data with these terms can be had on a day.
  package func availability(on day: CalendarDate) -> Availability {
    var answer = AvailabilityRules(terms: EffectiveTerms(self).terms, day: day)
    answer.apply()
    return answer.kind
  }
}

/// How a set of terms says that data can be had. What is not stated stays so; a doubt goes to the harder way.
private struct AvailabilityRules {
  let terms: UseTerms
  let day: CalendarDate
  private(set) var kind = Availability.notStated
  private(set) var reasons: [UseReason] = []

  init(terms: UseTerms, day: CalendarDate) { (self.terms, self.day) = (terms, day) }

  mutating func apply() {
    if let reason = terms.levelContradiction { reasons.append(reason) }
    kind = stated
    for asked in terms.access.requirements {
      if let atLeast = asked.kind.availability { makeHarder(atLeast) }
    }
    let access = terms.access
    if access.fee.map({ $0.kind != .free }) == true || access.agreement != nil || access.review != nil {
      makeHarder(.onRequest)
    }
    applyRequests()
    applySharing()
    applyDates()
  }

  /// What modes, rights and files say, before anything that is asked.
  private var stated: Availability {
    mutating get {
      let modes = AccessMode.allCases.filter(terms.access.modes.contains)
      guard !modes.isEmpty else { return unstatedMode }
      if modes.contains(.notReleased) {
        if modes.count > 1 {
          ask(
            "access-contradiction", modes.map(\.rawValue).joined(separator: ", "), at: "access.mode",
            "it is called not released, and a way to it is named")
        }
        return .notReleased
      }
      let kinds = modes.map(\.availability)
      let isOpen = { (kind: Availability) in kind <= .api }
      guard terms.isWithheld, kinds.contains(where: isOpen) else { return kinds.min() ?? .notStated }
      if terms.hasRestrictedRights {
        ask(
          "access-contradiction", modes.map(\.rawValue).joined(separator: ", "), at: "access.mode",
          "the access rights are \(terms.accessRights?.rawValue ?? ""), and the way to the data is open to all"
        )
      }
      return kinds.filter { !isOpen($0) }.min() ?? .onRequest
    }
  }

  private var unstatedMode: Availability {
    let access = terms.access
    let namesAWay = access.url != nil || access.contact != nil || access.intermediary != nil
    if terms.isWithheld { return namesAWay ? .onRequest : .notStated }
    // That data is public does not make a page the data.
    return terms.hasDownload ? .openDownload : .notStated
  }

  private mutating func makeHarder(_ atLeast: Availability) {
    if kind == .notStated { kind = atLeast } else { kind = max(kind, atLeast) }
  }

  private mutating func applyRequests() {
    guard let requests = terms.access.requests else { return }
    switch requests.stance {
    case .welcome, .unlistedWelcome, .longTermOnly: if kind == .notStated { kind = .onRequest }
    case .declined:
      // Whoever downloads does not ask.
      guard kind > .registration else { return }
      kind = .notReleased
      fail(
        "requests", requests.stance.rawValue, at: "access.requests",
        "requests from outside are generally declined")
    }
  }

  private mutating func applySharing() {
    guard terms.isKeptInside else { return }
    kind = .notReleased
    fail(
      "internal", SharingType.internal.rawValue, at: "sharing",
      "only \(terms.holder ?? "the holder")'s own people use it")
  }

  private mutating func applyDates() {
    if let date = terms.access.embargoUntil, day <= date.lastDay {
      if day < date.firstDay {
        kind = .notReleased
        fail(
          "embargo-until", date.description, at: "access.embargo-until", "there is no access before \(date)")
      } else if date.day == nil {
        kind = .notReleased
        ask(
          "embargo-until", date.description, at: "access.embargo-until",
          "on which day of \(date) access begins is not stated")
      }
    }
    if let embargo = terms.access.embargo, embargo.isOfEachPart != true {
      let (term, path) = ("\(embargo.after) after \(embargo.event)", "access.embargo")
      if let end = embargo.end {
        if day < end.last {
          kind = .notReleased
          fail("embargo", term, at: path, "there is no access before \(end.last), which is \(term)")
        }
      } else {
        kind = .notReleased
        ask("embargo", term, at: path, "there is no access before \(term): when was that?")
      }
    }
    if let date = terms.access.eraseBy, day > date.lastDay {
      kind = .notReleased
      fail("erase-by", date.description, at: "access.erase-by", "the data had to be gone by \(date)")
    }
  }

  private mutating func fail(_ code: String, _ term: String, at path: String, _ message: String) {
    reasons.append(UseReason(.failing, code, term, at: path, message))
  }

  private mutating func ask(_ code: String, _ term: String, at path: String, _ message: String) {
    reasons.append(UseReason(.unanswered, code, term, at: path, message))
  }
}

extension AccessWay {
  /// Every address and person of a record that leads to its data, each once.
  fileprivate static func ways(of dataset: Dataset) -> [AccessWay] {
    var ways: [AccessWay] = []
    func add(_ kind: Kind, _ target: String?, title: String? = nil, format: String? = nil, at path: String) {
      guard let target, !ways.contains(where: { $0.target == target }) else { return }
      ways.append(AccessWay(kind: kind, target: target, title: title, format: format, path: path))
    }
    for (index, form) in dataset.distributions.enumerated() {
      let path = "distributions[\(index)]"
      add(
        form.isDownload ? .download : .page, form.downloadURL, title: form.title, format: form.format,
        at: path + ".download-url")
      add(.page, form.accessURL, title: form.title, format: form.format, at: path + ".access-url")
    }
    add(.request, dataset.access.url, at: "access.url")
    add(.request, dataset.access.requests?.form, at: "access.requests.form")
    for (agent, path) in [
      (dataset.access.contact, "access.contact"),
      (dataset.access.requests?.contact, "access.requests.contact"),
      (dataset.access.intermediary, "access.intermediary"),
    ] {
      guard let agent else { continue }
      add(.contact, agent.email ?? agent.url ?? agent.name, title: agent.name, at: path)
    }
    return ways
  }
}
