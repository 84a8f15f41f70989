internal import CartularyModel

// Parts that the vocabularies describe in much the same way: the inverse of LinkedParts.

/// Names of the properties of agents in one vocabulary.
struct AgentNames: Sendable {
  let type, name, email, url: String
  /// Whether addresses are resources; otherwise they are texts.
  let linksAddresses: Bool

  static let foaf = AgentNames(
    type: "foaf:Agent", name: "foaf:name", email: "foaf:mbox", url: "foaf:homepage", linksAddresses: true)
  static let vcard = AgentNames(
    type: "vcard:Kind", name: "vcard:fn", email: "vcard:hasEmail", url: "vcard:hasURL", linksAddresses: true)
  static let organization = AgentNames(
    type: "schema:Organization", name: "schema:name", email: "schema:email", url: "schema:url",
    linksAddresses: false)
}

enum LinkedPartsWriter {
  /// What DCAT and schema.org both carry of what a dataset is, apart from its files and terms.
  static let carriedDescription = [
    "id", "title", "description", "identifiers", "aliases", "landing-page", "publisher", "steward",
    "creators",
    "keywords", "themes", "language", "temporal.start", "temporal.end", "spatial", "issued", "modified",
    "version",
  ]

  /// An agent, named by its identifier if that is an address.
  static func agent(_ agent: Agent, as names: AgentNames) -> RDFTerm {
    let id = agent.identifier.flatMap { $0.contains("://") && RDFTerm.isAddress($0) ? $0 : nil }
    var node = RDFNode(id: id, names.type)
    node.add(names.name, text: agent.name)
    if let email = agent.email {
      node.add(names.email, names.linksAddresses ? .link("mailto:" + email) : .text(email))
    }
    node.add(
      names.url, names.linksAddresses ? .link(agent.url) : agent.url.flatMap(RDFTerm.text(ifAny:)))
    return .node(node)
  }

  /// A licence as an address or a text from which it can be read again; empty if none is stated.
  ///
  /// - Parameter type: The type of a licence that has no address; `nil` for formats in which it is a text.
  static func licenses(_ licenses: [License], as type: String?) -> [RDFTerm] {
    licenses.compactMap { license in
      guard let text = license.exchangeText else { return nil }
      guard let type else { return .text(text) }
      if text.hasPrefix("http"), RDFTerm.isAddress(text) { return .listed(text, as: type) }
      var node = RDFNode(type)
      node.add("rdfs:label", text: text)
      return .node(node)
    }
  }

  /// A text with its own type, as DCAT-AP requires for statements of rights and provenance.
  static func labelled(_ text: String?, _ type: String, by name: String = "rdfs:label") -> RDFTerm? {
    guard let text, !text.isEmpty else { return nil }
    var node = RDFNode(type)
    node.add(name, text: text)
    return .node(node)
  }

  /// The target of a relation, with its name; a record of ours states that itself, perhaps in the same document.
  static func target(_ relation: Relation, label: String) -> RDFTerm {
    let address = OwnAddress.address(ofTarget: relation.target)
    guard RDFTerm.isAddress(address) else {
      var node = RDFNode()
      node.add(label, text: relation.target)
      return .node(node)
    }
    guard let title = relation.title, address == relation.target else { return .iri(address) }
    var node = RDFNode(id: address)
    node.add(label, text: title)
    return .node(node)
  }

  /// What made the record, and with what program.
  static func activity(of publication: PublishedDataset.Publication) -> RDFTerm {
    var agent = RDFNode("prov:SoftwareAgent")
    agent.add("rdfs:label", text: publication.tool)
    var activity = RDFNode("prov:Activity")
    activity.add("prov:wasAssociatedWith", .node(agent))
    return .node(activity)
  }
}
