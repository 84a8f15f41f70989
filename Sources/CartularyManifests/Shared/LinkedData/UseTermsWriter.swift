internal import CartularyBase
internal import CartularyModel

/// Terms of access as terms of the Data Use Ontology and an ODRL offer: the inverse of `UseTerms`.
enum UseTermsWriter {
  /// Keys whose values an offer has as measures of its rules.
  static let carriedMeasures = [
    "access.fee.amount", "access.embargo.after", "access.embargo.from", "access.erase-after",
    "access.erase-by",
    "access.publication-moratorium-until",
  ]

  /// One resource for each code of the ontology that has no parameters.
  static func dataUse(_ access: AccessTerms) -> [RDFTerm] {
    terms(access).compactMap { term in
      guard term.value == .none else { return nil }
      var node = RDFNode("schema:DefinedTerm")
      node.add("schema:name", text: term.code.definition)
      node.add("schema:termCode", text: term.code.id)
      node.add("schema:inDefinedTermSet", text: "http://purl.obolibrary.org/obo/duo.owl")
      return .node(node)
    }
  }

  /// The offer that says the rest; `nil` if there is nothing to say.
  ///
  /// - Parameter namesCodes: Whether codes of the ontology are also written as constraints of the purpose.
  static func offer(_ access: AccessTerms, namesCodes: Bool) -> RDFTerm? {
    var permission = RDFNode("odrl:Permission")
    permission.add("odrl:action", .iri(odrl + "use"))
    var constraints = constraints(access)
    for term in terms(access) {
      if case .disease(let disease) = term.value, let address = DiseaseID.address(of: disease) {
        constraints.append(constraint("purpose", "isA", [.iri(address)]))
      } else if namesCodes, term.value == .none {
        constraints.append(constraint("purpose", "eq", [.iri(term.code.address)]))
      }
    }
    permission.add("odrl:constraint", constraints.map(RDFTerm.node))
    let duties = rules(access, duties, "odrl:Duty") + measuredDuties(access)
    let prohibitions =
      rules(access, prohibitions, "odrl:Prohibition") + prohibitedPurposes(access) + moratorium(access)
    guard !constraints.isEmpty || !duties.isEmpty || !prohibitions.isEmpty else { return nil }
    var offer = RDFNode("odrl:Offer")
    if !constraints.isEmpty { offer.add("odrl:permission", .node(permission)) }
    offer.add("odrl:prohibition", prohibitions)
    offer.add("odrl:obligation", duties)
    return .node(offer)
  }

  // MARK: - Parts

  private static func terms(_ access: AccessTerms) -> [DataUseTerm] {
    access.dataUse.flatMap { ParsedDataUse($0).terms }
  }

  private static func constraints(_ access: AccessTerms) -> [RDFNode] {
    var constraints: [RDFNode] = []
    func add(_ left: String, _ relation: String, _ right: [RDFTerm]) {
      if !right.isEmpty { constraints.append(constraint(left, relation, right)) }
    }
    add("purpose", "isAnyOf", access.purposes.map { .iri(OwnAddress.address(of: $0, in: "purpose")) })
    add("recipient", "isAnyOf", access.requesters.map { .iri(OwnAddress.address(of: $0, in: "requester")) })
    add("spatial", "isAnyOf", access.jurisdictions.map(RDFTerm.text))
    add("dateTime", "gteq", access.embargoUntil.map { [.date($0)] } ?? [])
    add("elapsedTime", "lteq", access.maximumMonths.map { [.typed("P\($0)M", "xsd:duration")] } ?? [])
    // The delay counts from the event.
    if let embargo = access.embargo, embargo.isOfEachPart != true, let delay = duration(embargo.after),
      !embargo.event.isEmpty
    {
      add("delayPeriod", "gteq", [delay])
      add("event", "gt", [.text(embargo.event)])
    }
    return constraints
  }

  /// `nil` for less than a day, which the duration could not say.
  private static func duration(_ span: TimeSpan) -> RDFTerm? {
    span.months > 0 || span.days > 0 ? .typed(span.isoDuration, "xsd:duration") : nil
  }

  /// Duties with a measure: how much is paid, and when the data is deleted.
  private static func measuredDuties(_ access: AccessTerms) -> [RDFTerm] {
    var found: [RDFTerm] = []
    func add(_ action: String, _ constraint: RDFNode?) {
      guard let constraint else { return }
      var rule = RDFNode("odrl:Duty")
      rule.add("odrl:action", .iri(odrl + action))
      rule.add("odrl:constraint", .node(constraint))
      found.append(.node(rule))
    }
    if let fee = access.fee, fee.kind != .free {
      if let amount = fee.amount {
        add("compensate", price(amount))
      } else if !access.requirements.contains(where: { $0.kind == .fee }) {
        var rule = RDFNode("odrl:Duty")
        rule.add("odrl:action", .iri(odrl + "compensate"))
        found.append(.node(rule))
      }
    }
    let span = access.eraseAfter.flatMap(duration)
    add("delete", span.map { constraint("elapsedTime", "lteq", [$0]) })
    add("delete", access.eraseBy.map { constraint("dateTime", "lteq", [.date($0)]) })
    return found
  }

  /// `EUR 200` as a number with a unit, other prices in their own words.
  private static func price(_ amount: String) -> RDFNode {
    let parts = amount.split(separator: " ", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].utf8.count == 3,
      parts[0].utf8.allSatisfy({ (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }),
      parts[1].split(separator: ".", omittingEmptySubsequences: false).count <= 2, parts[1].first != ".",
      parts[1].last != ".",
      parts[1].utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") }), !parts[1].isEmpty
    else { return constraint("payAmount", "eq", [.text(amount)]) }
    var node = constraint("payAmount", "eq", [.typed(String(parts[1]), "xsd:decimal")])
    node.add("odrl:unit", .iri(UseTerms.currencies + parts[0]))
    return node
  }

  private static func moratorium(_ access: AccessTerms) -> [RDFTerm] {
    guard let date = access.publicationMoratoriumUntil else { return [] }
    var rule = RDFNode("odrl:Prohibition")
    rule.add("odrl:action", .iri(own + "publish"))
    rule.add("odrl:constraint", .node(constraint("dateTime", "lt", [.date(date)])))
    return [.node(rule)]
  }

  private static func prohibitedPurposes(_ access: AccessTerms) -> [RDFTerm] {
    guard !access.prohibitedPurposes.isEmpty else { return [] }
    var rule = RDFNode("odrl:Prohibition")
    rule.add("odrl:action", .iri(odrl + "use"))
    let purposes = access.prohibitedPurposes.map { RDFTerm.iri(OwnAddress.address(of: $0, in: "purpose")) }
    rule.add("odrl:constraint", .node(constraint("purpose", "isAnyOf", purposes)))
    return [.node(rule)]
  }

  private static func constraint(_ left: String, _ relation: String, _ right: [RDFTerm]) -> RDFNode {
    var node = RDFNode("odrl:Constraint")
    node.add("odrl:leftOperand", .iri(odrl + left))
    node.add("odrl:operator", .iri(odrl + relation))
    node.add("odrl:rightOperand", right)
    return node
  }

  private static func rules(
    _ access: AccessTerms, _ table: [(kind: Requirement, action: String)], _ type: String
  ) -> [RDFTerm] {
    table.filter { row in access.requirements.contains { $0.kind == row.kind } }.map { row in
      var rule = RDFNode(type)
      rule.add("odrl:action", .iri(row.action))
      return .node(rule)
    }
  }

  // MARK: - Tables

  private static let odrl = "http://www.w3.org/ns/odrl/2/"
  private static let own = "urn:x-cartulary:action:"

  private static let duties: [(kind: Requirement, action: String)] = [
    (.attribution, odrl + "attribute"), (.fee, odrl + "compensate"), (.erasure, odrl + "delete"),
    (.agreement, odrl + "reviewPolicy"), (.registration, odrl + "acceptTracking"),
    (.ethicsApproval, own + "ProvideEthicalApproval"),
    (.returnResults, own + "ReturnDerivedOrEnrichedData"),
    (.collaboration, own + "CollaborateWithStudyPI"), (.publication, own + "publish"),
  ]

  private static let prohibitions: [(kind: Requirement, action: String)] = [
    (.noOnwardSharing, odrl + "distribute"),
    (.noCommercialUse, "http://creativecommons.org/ns#CommercialUse"),
    (.noLinkage, own + "link"), (.noReidentification, own + "identify"),
  ]
}
