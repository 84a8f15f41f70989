internal import ArgumentParser
internal import CartularyBase
internal import CartularyCatalog
internal import CartularyLedger
internal import CartularyManifests
internal import CartularyModel
internal import Foundation

/// A file that a command needs has faults, which have already been reported.
struct InputFailure: Error {
  let exit: ShellExit
}

/// Who is asking, and for what purpose.
struct ProfileOptions: ParsableArguments {
  @Option(
    name: .named(.profile),
    help: ArgumentHelp(
      "Who is asking and for what purpose: a YAML or JSON file, or one of \(StandardProfiles.names.line(", ")). "
        + "By default, the value of \(Self.variable).",
      valueName: "file"), completion: .shellCommand(Self.profileListing))
  var profile: String?

  /// Files beside the profiles that the program has.
  private static let profileListing =
    "printf '%s\\n' \(StandardProfiles.names.line(" ")); ls -1 -- *.yaml *.yml *.json 2>/dev/null"

  @Option(
    name: .named(.diseases), help: ArgumentHelp("An ontology of diseases, as OBO or JSON.", valueName: "file")
  )
  var diseases: String?

  @Option(name: .named(.on), help: ArgumentHelp("The day of use; today by default.", valueName: "date"))
  var on: String?

  @Option(
    name: .named(.requester),
    help: ArgumentHelp(
      "The kind of requester: \(RequesterKind.codes.line(", ")).", valueName: "kind"))
  var requester: String?

  @Option(
    name: .named(.purpose), parsing: .singleValue,
    help: ArgumentHelp("The purpose: general-research, commercial, …; repeatable.", valueName: "kind"))
  var purpose: [String] = []

  @Option(
    name: .named(.disease), parsing: .singleValue,
    help: ArgumentHelp("A disease under study; repeatable.", valueName: "id"))
  var disease: [String] = []

  @Option(
    name: .named(.country), parsing: .singleValue,
    help: ArgumentHelp("Where the requester is, as an ISO 3166 code; repeatable.", valueName: "code"))
  var country: [String] = []

  @Option(name: .named(.institution), help: ArgumentHelp("The requester's institution.", valueName: "name"))
  var institution: String?

  @Option(
    name: .named(.commercial), help: ArgumentHelp("Whether the use is commercial.", valueName: "yes|no"))
  var commercial: String?

  @Option(
    name: .named(.forProfit),
    help: ArgumentHelp("Whether the requester is a for-profit organisation.", valueName: "yes|no"))
  var forProfit: String?

  @Option(
    name: .named(.ethicsApproval),
    help: ArgumentHelp("Whether an ethics committee has approved.", valueName: "yes|no"))
  var ethicsApproval: String?

  @Option(
    name: .named(.fact), parsing: .singleValue,
    help: ArgumentHelp(
      "Any other fact of a profile, such as purpose.months=12; repeatable.", valueName: "key=value"))
  var fact: [String] = []

  func validate() throws {
    if let on, PartialDate(on)?.exactDay == nil {
      throw ValidationError("--on takes a day, such as 2026-01-31")
    }
    for fact in fact where !fact.contains("=") {
      throw ValidationError("--fact takes KEY=VALUE, such as purpose.months=12")
    }
  }

  /// Names the profile of whoever works here, where the command line names none.
  static let variable = "CARTULARY_PROFILE"

  /// The profile from the file, with what the flags add or replace; `nil` if neither is given.
  ///
  /// - Parameter withStanding: Whether the profile that the environment names stands in for one that is not given.
  func profile(_ console: Console, withStanding: Bool = true) throws -> UseProfile? {
    let start =
      if let profile { try Self.load(profile, console) } else if withStanding {
        try Self.standing(console)
      } else {
        UseProfile?.none
      }
    guard !facts.isEmpty else { return start }
    return try Self.checked(
      ProfileReader.read(facts, addingTo: start ?? UseProfile(), name: "command line"), console)
  }

  /// Whether the command line says anything of who asks.
  var isGiven: Bool { profile != nil || !facts.isEmpty }

  /// The profile, for a command that says nothing without one.
  func requiredProfile(_ console: Console) throws -> UseProfile {
    if let profile = try profile(console) { return profile }
    throw CatalogError(
      .invalidArgument, "who asks, and what for?",
      help: "give --profile FILE, or --requester and --purpose; standard ones are "
        + StandardProfiles.names.line(", ") + "; \(Self.variable) names one for every command")
  }

  /// The profile that the environment names; `nil` if it names none.
  private static func standing(_ console: Console) throws -> UseProfile? {
    guard let name = getenv(variable).map({ String(cString: $0) }), !name.isEmpty else { return nil }
    do {
      return try load(name, console)
    } catch {
      console.complain("note: \(variable) names this profile; set it to nothing to go without")
      throw error
    }
  }

  /// - Parameter catalog: The catalog that caches what was read for the next command.
  func tree(_ console: Console, for catalog: CatalogOptions) throws -> DiseaseTree? {
    guard let diseases else { return nil }
    let cache = DiseaseCache(at: catalog.catalog)
    let (tree, diagnostics) = DiseaseTreeReader.read(path: diseases, known: cache.tree, keep: cache.keep)
    try Self.say(diagnostics, console)
    return tree
  }

  /// The day of use; `nil` if none is given, which means today.
  var date: CalendarDate? { on.flatMap { PartialDate($0)?.exactDay } }

  /// The requester, purpose and day in the form that searches take; `nil` without a profile.
  func intendedUse(_ console: Console, for catalog: CatalogOptions) throws -> IntendedUse? {
    guard let profile = try profile(console) else { return nil }
    return IntendedUse(profile, on: date, diseases: try tree(console, for: catalog))
  }

  /// A file, or, if no such file exists, a profile that ships with the program.
  static func load(_ name: String, _ console: Console) throws -> UseProfile {
    if !FileManager.default.fileExists(atPath: name) {
      if let standard = StandardProfiles.named(name) { return standard }
      if !name.contains("/"), !name.contains(".") {
        let names = StandardProfiles.names
        let near = NearMiss.closest(to: name, among: names).first
        throw CatalogError(
          .invalidArgument, "no profile '\(name.prefix(80))', neither as a file nor shipped",
          help: near.map { "did you mean '\($0)'?" }
            ?? "name a file, or one of " + names.joined(separator: ", "))
      }
    }
    return try checked(ProfileReader.read(path: name), console)
  }

  private static func checked(_ reading: ParsedProfile, _ console: Console) throws -> UseProfile {
    try say(reading.diagnostics, console)
    guard let profile = reading.profile else { throw InputFailure(exit: .badInput) }
    return profile
  }

  static func say(_ diagnostics: [ManifestDiagnostic], _ console: Console) throws {
    let printer = ManifestDiagnosticPrinter(console: console)
    for diagnostic in diagnostics { printer.print(diagnostic) }
    let errors = diagnostics.filter { $0.severity == .error }
    guard !errors.isEmpty else { return }
    let isMissing = errors.allSatisfy { $0.code == .unreadable }
    throw InputFailure(exit: isMissing ? .noSuchFile : .badInput)
  }

  private var facts: [ProfileReader.Fact] {
    func facts(_ key: String, _ values: [String]) -> [ProfileReader.Fact] {
      values.map { .init(key: key, value: $0) }
    }
    return facts("requester.kind", [requester].compactMap { $0 })
      + facts("requester.for-profit", [forProfit].compactMap { $0 })
      + facts("requester.institution", [institution].compactMap { $0 })
      + facts("requester.regions", country)
      + facts("requester.ethics-approval", [ethicsApproval].compactMap { $0 })
      + facts("purpose.kinds", purpose) + facts("purpose.diseases", disease)
      + facts("purpose.commercial", [commercial].compactMap { $0 })
      + fact.map { text in
        let key = text.prefix { $0 != "=" }
        return .init(key: String(key), value: String(text.dropFirst(key.count + 1)))
      }
  }
}

extension ProfileOptions: PlainOptions {
  mutating func read(_ given: PlainArguments) {
    profile = given.text(.profile)
    diseases = given.text(.diseases)
    on = given.text(.on)
    requester = given.text(.requester)
    purpose = given.texts(.purpose)
    disease = given.texts(.disease)
    country = given.texts(.country)
    institution = given.text(.institution)
    commercial = given.text(.commercial)
    forProfit = given.text(.forProfit)
    ethicsApproval = given.text(.ethicsApproval)
    fact = given.texts(.fact)
  }
}
