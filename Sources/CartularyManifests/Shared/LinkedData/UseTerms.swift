internal import CartularyBase
internal import CartularyModel

/// Reads what a record says about the use of its data: terms of the Data Use Ontology and ODRL policies.
///
/// No requirement is lost: a rule for which we have no term becomes a line of the note.
struct UseTerms {
  private let graph: LinkedGraph
  private var notes: [String] = []
  /// Policies may nest and repeat; no genuine one has this many rules and constraints.
  private var steps = 0
  private static let mostSteps = 1_000

  init(_ graph: LinkedGraph) { self.graph = graph }

  /// Reads the values of `usageInfo` or `odrl:hasPolicy`.
  ///
  /// - Returns: Values that are neither a data use term nor a policy: addresses and texts of terms.
  static func read(
    _ values: [LinkedGraph.Value], in graph: LinkedGraph, into access: inout AccessTerms,
    report: inout SourceReport
  ) -> [LinkedGraph.Value] {
    var terms = UseTerms(graph)
    var rest: [LinkedGraph.Value] = []
    for value in values where !terms.read(value, into: &access, &report) { rest.append(value) }
    if !terms.notes.isEmpty {
      access.note = ([access.note].compactMap { $0 } + terms.notes).joined(separator: "; ")
    }
    return rest
  }

  // MARK: - Policies

  private mutating func read(
    _ value: LinkedGraph.Value, into access: inout AccessTerms, _ report: inout SourceReport
  ) -> Bool {
    guard let resource = graph.resource(of: value) else {
      guard let text = graph.address(of: value), let code = DataUseOntology.id(endingIn: text) else {
        return false
      }
      add(code, to: &access, at: value.mark, &report)
      return true
    }
    let isPolicy =
      resource.types.contains { ["odrl:Offer", "odrl:Policy", "odrl:Set", "odrl:Agreement"].contains($0) }
      || ["odrl:permission", "odrl:prohibition", "odrl:obligation", "odrl:duty"].contains {
        resource[$0] != nil
      }
    if isPolicy {
      readPolicy(resource, into: &access, &report)
      return true
    }
    for name in ["schema:termCode", "schema:url", "schema:identifier", "skos:notation"] {
      for term in resource[name]?.values ?? [] {
        if let code = graph.address(of: term).flatMap(DataUseOntology.id(endingIn:)) {
          add(code, to: &access, at: term.mark, &report)
          return true
        }
      }
    }
    guard let code = resource.readID.flatMap(DataUseOntology.id(endingIn:)) else { return false }
    add(code, to: &access, at: value.mark, &report)
    return true
  }

  private mutating func add(
    _ code: String, to access: inout AccessTerms, at mark: SourceMark, _ report: inout SourceReport
  ) {
    if !access.dataUse.contains(code) { access.dataUse.append(code) }
    if !DataUseOntology.hasTerm(code) {
      report.say(
        .unreadableInSource, "'\(code)' is not a term of the Data Use Ontology of 2021-02-23; it is kept",
        at: mark)
    }
  }

  private mutating func readPolicy(
    _ policy: LinkedGraph.Resource, into access: inout AccessTerms, _ report: inout SourceReport
  ) {
    for rule in rules(policy, "odrl:permission") { readPermission(rule, into: &access, &report) }
    for rule in rules(policy, "odrl:prohibition") { readProhibition(rule, into: &access, &report) }
    for name in ["odrl:obligation", "odrl:duty"] {
      for rule in rules(policy, name) { readDuty(rule, into: &access) }
    }
  }

  private mutating func rules(_ resource: LinkedGraph.Resource, _ name: String) -> [LinkedGraph.Resource] {
    var found: [LinkedGraph.Resource] = []
    for value in resource[name]?.values ?? [] {
      steps += 1
      guard steps <= Self.mostSteps else { break }
      if let rule = graph.resource(of: value) {
        found.append(rule)
      } else {
        notes.append("\(LinkedFields.localName(name)): \(value.node.compactText.prefix(200))")
      }
    }
    return found
  }

  private mutating func readPermission(
    _ rule: LinkedGraph.Resource, into access: inout AccessTerms, _ report: inout SourceReport
  ) {
    var disease: String?
    let (embargo, constraints) = Self.embargo(among: constraints(rule, depth: 0))
    if let embargo { access.embargo = embargo }
    for constraint in constraints {
      if let code = DiseaseID.id(endingIn: constraint.right) {
        disease = code
        checkOperand(constraint, &report)
      } else if let code = DataUseOntology.id(endingIn: constraint.right) {
        add(code, to: &access, at: constraint.mark, &report)
      } else {
        readConstraint(constraint, into: &access)
      }
    }
    for action in words(rule, "odrl:action") {
      guard let code = DataUseOntology.id(endingIn: action.text) else {
        if !["use", "read", "display", "play", "present"].contains(action.word) {
          notes.append("permission: \(action.word)")
        }
        continue
      }
      // A disease narrows the term for disease-specific research, and is written after it.
      let whole = code == "DUO:0000007" ? disease.map { "\(code) \($0)" } ?? code : code
      if whole != code { disease = nil }
      add(whole, to: &access, at: action.mark, &report)
    }
    if let disease { add("DUO:0000007 \(disease)", to: &access, at: rule.mark, &report) }
    for name in ["odrl:duty", "odrl:obligation"] {
      for duty in rules(rule, name) { readDuty(duty, into: &access) }
    }
  }

  /// A delay that counts from an event, and the constraints that say something else.
  private static func embargo(among all: [Constraint]) -> (RelativeEmbargo?, others: [Constraint]) {
    func one(_ name: String) -> Constraint? {
      let found = all.filter { LinkedFields.localName($0.left) == name && !$0.right.isEmpty }
      return found.count == 1 ? found[0] : nil
    }
    guard let delay = one("delayPeriod"), let event = one("event"), ["gt", "gteq"].contains(event.relation),
      let span = TimeSpan(delay.right)
    else { return (nil, all) }
    let others = all.filter { !["delayPeriod", "event"].contains(LinkedFields.localName($0.left)) }
    return (RelativeEmbargo(after: span, event: event.right), others)
  }

  /// Croissant's own example writes a term that the ontology does not have before a disease.
  private func checkOperand(_ constraint: Constraint, _ report: inout SourceReport) {
    guard let code = DataUseOntology.id(endingIn: constraint.left), !DataUseOntology.hasTerm(code)
    else {
      return
    }
    report.say(
      .unreadableInSource, "'\(code)' is not a term of the Data Use Ontology; read as DUO:0000007",
      at: constraint.mark, help: "a disease belongs to DUO:0000007, disease-specific research")
  }

  private mutating func readProhibition(
    _ rule: LinkedGraph.Resource, into access: inout AccessTerms, _ report: inout SourceReport
  ) {
    var constraints = constraints(rule, depth: 0)
    if words(rule, "odrl:action").map(\.word) == ["publish"], constraints.count == 1,
      let date = constraints[0].date(["lt", "lteq"])
    {
      access.publicationMoratoriumUntil = date
      return
    }
    // Measures of an action stand with it.
    constraints += actionRefinements(rule)
    for constraint in constraints {
      if let purpose = Purpose(spelling: LinkedFields.localName(constraint.right)) {
        if !access.prohibitedPurposes.contains(purpose) { access.prohibitedPurposes.append(purpose) }
      } else {
        notes.append("prohibition: \(constraint.text)")
      }
    }
    for action in words(rule, "odrl:action") {
      if let kind = Self.prohibitions[action.word] {
        require(kind, in: &access)
      } else if action.word.contains("identif") {
        require(.noReidentification, in: &access)
      } else if constraints.isEmpty || action.word != "use" {
        notes.append("prohibition: \(action.word)")
      }
    }
  }

  private mutating func readDuty(_ rule: LinkedGraph.Resource, into access: inout AccessTerms) {
    let constraints = constraints(rule, depth: 0) + actionRefinements(rule)
    let actions = words(rule, "odrl:action")
    if actions.count == 1, constraints.count == 1, read(constraints[0], of: actions[0].word, into: &access) {
      return
    }
    for action in actions {
      if let kind = Self.duties[action.word] {
        require(kind, in: &access)
      } else {
        notes.append("duty: \(action.word)")
      }
    }
    for constraint in constraints { notes.append("duty: \(constraint.text)") }
  }

  /// Reads the measure of a duty: how much is paid, or when the data is deleted.
  ///
  /// - Returns: Whether it is one that our terms have.
  private func read(_ constraint: Constraint, of action: String, into access: inout AccessTerms) -> Bool {
    switch (action, LinkedFields.localName(constraint.left)) {
    case ("compensate", "payAmount"):
      guard constraint.relation == "eq", !constraint.right.isEmpty else { return false }
      access.fee = FeeTerms(kind: .charged, amount: constraint.amount)
    case ("delete", "elapsedTime"):
      guard ["eq", "lteq", "lt"].contains(constraint.relation), let span = TimeSpan(constraint.right) else {
        return false
      }
      access.eraseAfter = span
    case ("delete", "dateTime"):
      guard let date = constraint.date(["eq", "lteq", "lt"]) else { return false }
      access.eraseBy = date
    default: return false
    }
    return true
  }

  private func require(_ kind: Requirement, in access: inout AccessTerms) {
    if !access.requirements.contains(where: { $0.kind == kind }) {
      access.requirements.append(AccessRequirement(kind: kind))
    }
  }

  // MARK: - Constraints

  private struct Constraint {
    let left, relation, right: String
    /// The address of a currency or other unit; `nil` when none is stated.
    let unit: String?
    let mark: SourceMark

    /// A price with its unit before it: `EUR 200`.
    var amount: String {
      guard let unit else { return right }
      let name =
        unit.hasPrefix(UseTerms.currencies)
        ? String(unit.dropFirst(UseTerms.currencies.count)) : LinkedFields.localName(unit)
      return "\(name) \(right)"
    }

    /// The day of a date with one of some relations; `nil` for other constraints.
    func date(_ relations: [String]) -> PartialDate? {
      LinkedFields.localName(left) == "dateTime" && relations.contains(relation)
        ? PartialDate(written: right) : nil
    }

    var text: String {
      [LinkedFields.localName(left), relation, unit == nil ? right : amount].filter { !$0.isEmpty }.joined(
        separator: " ")
    }
  }

  private mutating func constraints(_ rule: LinkedGraph.Resource, depth: Int) -> [Constraint] {
    var found: [Constraint] = []
    for resource in rules(rule, "odrl:constraint") + rules(rule, "odrl:refinement") {
      let logical = ["odrl:and", "odrl:or", "odrl:xone", "odrl:andSequence"].filter { resource[$0] != nil }
      guard logical.isEmpty else {
        // Our terms cannot express which of several must hold.
        if depth < 8, logical == ["odrl:and"] || logical == ["odrl:andSequence"] {
          for part in rules(resource, logical[0]) { found += self.constraints(of: part) }
        } else {
          notes.append("constraint: one of several, see the source")
        }
        continue
      }
      found += self.constraints(of: resource)
    }
    return found
  }

  /// One for each right operand: `isAnyOf` has several.
  private func constraints(of resource: LinkedGraph.Resource) -> [Constraint] {
    var fields = LinkedFields(resource, in: graph)
    let rights = fields.values("odrl:rightOperand", "odrl:rightOperandReference")
      .compactMap { graph.address(of: $0) }.prefix(Self.mostSteps)
    let left = fields.address("odrl:leftOperand") ?? ""
    let relation = fields.address("odrl:operator").map(LinkedFields.localName) ?? ""
    guard !rights.isEmpty || !left.isEmpty else { return [] }
    let unit = fields.address("odrl:unit")
    return (rights.isEmpty ? [""] : rights).map {
      Constraint(left: left, relation: relation, right: $0, unit: unit, mark: resource.mark)
    }
  }

  /// What an action that is a resource of its own is refined by.
  private mutating func actionRefinements(_ rule: LinkedGraph.Resource) -> [Constraint] {
    let actions = (rule["odrl:action"]?.values ?? []).compactMap { graph.resource(of: $0) }
    return actions.prefix(Self.mostSteps).flatMap { constraints($0, depth: 0) }
  }

  private mutating func readConstraint(_ constraint: Constraint, into access: inout AccessTerms) {
    let word = LinkedFields.localName(constraint.right)
    switch (LinkedFields.localName(constraint.left), constraint.relation) {
    case ("purpose", _):
      if let purpose = Purpose(spelling: word) {
        if !access.purposes.contains(purpose) { access.purposes.append(purpose) }
        return
      }
    case ("recipient", _):
      if let kind = RequesterKind(spelling: word) {
        if !access.requesters.contains(kind) { access.requesters.append(kind) }
        return
      }
    case ("spatial", "eq"), ("spatial", "isA"), ("spatial", "isPartOf"), ("spatial", "isAnyOf"):
      let place = AuthorityCodes.country(constraint.right) ?? word
      if !access.jurisdictions.contains(place) { access.jurisdictions.append(place) }
      return
    case ("dateTime", "gteq"), ("dateTime", "gt"):
      if let date = PartialDate(written: constraint.right) {
        access.embargoUntil = date
        return
      }
    case ("elapsedTime", "eq"), ("elapsedTime", "lteq"), ("elapsedTime", "lt"):
      if let months = Self.months(constraint.right) {
        access.maximumMonths = months
        return
      }
    default: break
    }
    notes.append("constraint: \(constraint.text)")
  }

  /// The months of `P12M` or `P1Y`; `nil` for other durations.
  private static func months(_ text: String) -> Int? {
    guard text.hasPrefix("P"), let unit = text.last, let count = Int(text.dropFirst().dropLast()),
      (1...1_200).contains(count)
    else { return nil }
    return unit == "M" ? count : unit == "Y" ? count * 12 : nil
  }

  private func words(_ rule: LinkedGraph.Resource, _ name: String) -> [(
    text: String, word: String, mark: SourceMark
  )] {
    (rule[name]?.values ?? []).compactMap { value in
      let inner = graph.resource(of: value)
      let text =
        inner?.readID ?? graph.address(of: value)
        ?? inner?["rdf:value"]?.values.first.flatMap { graph.address(of: $0) }
      return text.map { ($0, LinkedFields.localName($0), value.mark) }
    }
  }

  // MARK: - Tables

  /// The EU's table of currencies, by the codes of ISO 4217.
  static let currencies = "http://publications.europa.eu/resource/authority/currency/"

  private static let prohibitions: [String: Requirement] = [
    "distribute": .noOnwardSharing, "transfer": .noOnwardSharing, "share": .noOnwardSharing,
    "grantUse": .noOnwardSharing, "sell": .noOnwardSharing, "give": .noOnwardSharing,
    "lease": .noOnwardSharing,
    "Distribution": .noOnwardSharing, "Sharing": .noOnwardSharing, "commercialize": .noCommercialUse,
    "CommercialUse": .noCommercialUse, "link": .noLinkage, "linkage": .noLinkage,
  ]

  private static let duties: [String: Requirement] = [
    "attribute": .attribution, "Attribution": .attribution, "attribution": .attribution, "compensate": .fee,
    "delete": .erasure, "reviewPolicy": .agreement, "acceptTracking": .registration,
    "ProvideEthicalApproval": .ethicsApproval, "ReturnDerivedOrEnrichedData": .returnResults,
    "CollaborateWithStudyPI": .collaboration, "publish": .publication,
  ]
}
