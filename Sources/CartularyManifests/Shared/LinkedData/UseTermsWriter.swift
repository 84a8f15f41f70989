internal import CartularyModel

/// Terms of access as terms of the Data Use Ontology and an ODRL offer: the inverse of `UseTerms`.
enum UseTermsWriter {
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
    let duties = rules(access, duties, "odrl:Duty")
    let prohibitions = rules(access, prohibitions, "odrl:Prohibition") + prohibitedPurposes(access)
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
    return constraints
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
