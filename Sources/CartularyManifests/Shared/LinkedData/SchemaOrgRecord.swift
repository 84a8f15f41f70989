internal import CartularyBase
internal import CartularyModel

/// Maps the properties of a schema.org Dataset to ours; Croissant's records have the same.
struct SchemaOrgRecord {
  let catalog: LinkedCatalog

  func read(_ fields: inout LinkedFields, into dataset: inout Dataset, _ report: inout SourceReport) {
    readNames(&fields, into: &dataset)
    dataset.landingPage = fields.page("schema:url", report: &report)
    dataset.publisher = fields.firstAgent([
      "schema:publisher", "schema:provider", "schema:sourceOrganization",
    ])
    dataset.steward = steward(&fields)
    dataset.creators = fields.values("schema:creator", "schema:author").compactMap { fields.agent($0) }
    dataset.keywords = keywords(&fields)
    dataset.themes = fields.texts("schema:about")
    dataset.languages = fields.languages("schema:inLanguage")
    dataset.temporal = fields.period("schema:temporalCoverage", report: &report)
    dataset.spatial = fields.places("schema:spatialCoverage", report: &report)
    dataset.issued = fields.date("schema:datePublished", report: &report)
    dataset.modified = fields.date("schema:dateModified", report: &report)
    dataset.version = fields.text("schema:version")
    dataset.licenses = fields.licenses("schema:license", report: &report)
    readAccess(&fields, into: &dataset, &report)
    dataset.relations = fields.relations(Self.relations, in: catalog)
    readVariables(&fields, into: &dataset)
    fields.readEditorialNotes(into: &dataset)
    fields.take("schema:identifier", "schema:sameAs")
    // When this record was made is about the record, not about the data.
    let about = fields.resource["schema:subjectOf"]?.values ?? []
    if !about.isEmpty, about.allSatisfy({ fields.graph.resource(of: $0)?["prov:generatedAtTime"] != nil }) {
      fields.leaveOut("schema:subjectOf")
    }
  }

  private static let relations: [(name: String, kind: RelationKind)] = [
    ("schema:isPartOf", .partOf), ("schema:hasPart", .hasPart), ("schema:isBasedOn", .derivedFrom),
    ("schema:isBasedOnUrl", .derivedFrom), ("prov:wasDerivedFrom", .derivedFrom),
  ]

  // MARK: - Fields

  private func readNames(_ fields: inout LinkedFields, into dataset: inout Dataset) {
    let names = fields.languageTexts("schema:name", "schema:headline", "dct:title")
    if let title = LinkedFields.preferred(names)?.text {
      dataset.title = title
      for other in names where other.text != title && !dataset.aliases.contains(other.text) {
        dataset.aliases.append(other.text)
      }
    }
    for name in fields.texts("schema:alternateName") where !dataset.aliases.contains(name) {
      dataset.aliases.append(name)
    }
    dataset.description = fields.textInAllLanguages(
      "schema:description", "schema:abstract", "dct:description")
  }

  private func steward(_ fields: inout LinkedFields) -> Agent? {
    if let agent = fields.firstAgent(["schema:maintainer", "schema:contactPoint"]) { return agent }
    guard let publisher = fields.resource["schema:publisher"]?.values.first,
      let resource = fields.graph.resource(of: publisher),
      let contact = resource["schema:contactPoint"]?.values.first
    else { return nil }
    if let agent = fields.agent(contact) { return agent }
    // A contact point often has a kind and an address, but no name.
    return nil
  }

  private func keywords(_ fields: inout LinkedFields) -> [String] {
    let texts = fields.texts("schema:keywords")
    // Many pages write the list as one text with commas.
    guard texts.count == 1, let text = texts.first else { return texts }
    return text.split(separator: ",").compactMap { SourceNode.nonEmpty(String($0)) }.distinct()
  }

  private func readAccess(
    _ fields: inout LinkedFields, into dataset: inout Dataset, _ report: inout SourceReport
  ) {
    let terms = UseTerms.read(
      fields.values("schema:usageInfo"), in: fields.graph, into: &dataset.access, report: &report)
    let texts = terms.compactMap { fields.label(of: $0) }
    if texts.count < terms.count { fields.keep("schema:usageInfo") }
    if !texts.isEmpty { dataset.rights = texts.joined(separator: "; ") }
    let policies = UseTerms.read(
      fields.values("odrl:hasPolicy"), in: fields.graph, into: &dataset.access, report: &report)
    for value in policies { fields.keep(value, of: fields.key(of: ["odrl:hasPolicy"])) }
    for text in fields.texts("schema:conditionsOfAccess") {
      if let rights = AuthorityCodes.accessRights(text) {
        dataset.accessRights = [dataset.accessRights, rights].compactMap(\.self).strictest
      } else {
        dataset.access.note = [dataset.access.note, text].compactMap { $0 }.joined(separator: "; ")
      }
    }
    switch fields.text("schema:isAccessibleForFree")?.lowercased() {
    case "true", "http://schema.org/true", "https://schema.org/true":
      // A price that is stated elsewhere in the record counts for more.
      dataset.access.fee = dataset.access.fee ?? FeeTerms(kind: .free)
    case "false", "http://schema.org/false", "https://schema.org/false":
      dataset.access.fee = dataset.access.fee ?? FeeTerms(kind: .charged)
    case nil: break
    default: fields.keep("schema:isAccessibleForFree")
    }
  }

  private func readVariables(_ fields: inout LinkedFields, into dataset: inout Dataset) {
    let variables = fields.values("schema:variableMeasured").compactMap { variable($0, in: fields.graph) }
    guard !variables.isEmpty else { return }
    dataset.dataDictionary = DataDictionary(tables: [DataTable(variables: variables)])
  }

  private func variable(_ value: LinkedGraph.Value, in graph: LinkedGraph) -> Variable? {
    guard let resource = graph.resource(of: value) else { return graph.address(of: value).map(Variable.init) }
    guard let name = LinkedFields.label(of: resource, in: graph) ?? resource.readID else { return nil }
    var part = LinkedFields(resource, in: graph)
    var variable = Variable(name: name)
    variable.description = part.text("schema:description")
    variable.unit = part.text("schema:unitText") ?? part.text("schema:unitCode")
    variable.minimum = part.text("schema:minValue")
    variable.maximum = part.text("schema:maxValue")
    return variable
  }

  // MARK: - Distributions

  /// - Parameter path: How the key is written, for what is left unread.
  func distributions(_ fields: inout LinkedFields, _ report: inout SourceReport) -> [Distribution] {
    var distributions: [Distribution] = []
    for (index, value) in fields.values("schema:distribution").enumerated() {
      let path = fields.key(of: ["schema:distribution"]) + "[\(index + 1)]"
      guard let resource = fields.graph.resource(of: value) else {
        guard let address = fields.address(of: value) else { continue }
        var distribution = Distribution()
        distribution.accessURL = address
        distributions.append(distribution)
        continue
      }
      var part = LinkedFields(resource, in: fields.graph)
      distributions.append(distribution(&part, &report))
      if catalog.claim(resource) { fields.absorb(part, as: path) }
    }
    return distributions
  }

  private func distribution(_ fields: inout LinkedFields, _ report: inout SourceReport) -> Distribution {
    var distribution = Distribution()
    distribution.title = fields.text("schema:name")
    distribution.description = fields.text("schema:description")
    let encoding = fields.address("schema:encodingFormat", "schema:fileFormat").map(AuthorityCodes.mediaType)
    if let content = fields.address("schema:contentUrl") {
      if !content.contains("://") {
        // A path within an archive, or relative to this file: not an address.
        fields.keep("schema:contentUrl")
      } else if encoding?.hasPrefix("git") == true {
        distribution.accessURL = content
      } else {
        distribution.downloadURL = content
      }
    }
    if let url = fields.address("schema:url") { distribution.accessURL = url }
    distribution.mediaType = encoding.flatMap(FormatName.mediaType)
    // Any bytes: what is written where a standard wants a type and the source has none.
    if encoding != "application/octet-stream" {
      distribution.format = encoding.flatMap(AuthorityCodes.format)
    }
    readSize(&fields, into: &distribution, &report)
    readChecksum(&fields, into: &distribution, &report)
    distribution.licenses = fields.licenses("schema:license", report: &report)
    return distribution
  }

  private func readSize(
    _ fields: inout LinkedFields, into distribution: inout Distribution, _ report: inout SourceReport
  ) {
    guard let text = fields.text("schema:contentSize") else { return }
    distribution.byteCount = ContentSize.byteCount(text)
    guard distribution.byteCount == nil else { return }
    fields.keep("schema:contentSize")
    report.say(
      .unreadableInSource, "'\(text.prefix(80))' is not a size", at: fields.mark(of: "schema:contentSize"),
      help: "write a number and B, kB, MB, GB or KiB, MiB, GiB")
  }

  private func readChecksum(
    _ fields: inout LinkedFields, into distribution: inout Distribution, _ report: inout SourceReport
  ) {
    for (name, algorithm) in [("schema:sha256", "sha256"), ("cr:sha256", "sha256"), ("cr:md5", "md5")] {
      guard let digits = fields.text(name) else { continue }
      if Checksum.isHexadecimal(digits) {
        if distribution.checksum == nil { distribution.checksum = algorithm + ":" + digits.lowercased() }
      } else {
        fields.keep(name)
        report.say(
          .unreadableInSource, "'\(digits.prefix(80))' is not a valid \(algorithm) digest",
          at: fields.mark(of: name))
      }
    }
  }
}

/// Sizes as `contentSize` has them: `25585843 B`, `97.73 TiB`, `1.5MB`; bytes if there is no unit.
enum ContentSize {
  static func byteCount(_ text: String) -> Int? {
    let bare = text.filter { !$0.isWhitespace && $0 != "," }
    let digits = bare.prefix { $0.isNumber || $0 == "." }
    guard let number = Double(digits), let factor = factors[bare.dropFirst(digits.count).lowercased()] else {
      return nil
    }
    let bytes = (number * factor).rounded()
    return bytes < 1e18 ? Int(bytes) : nil
  }

  private static let factors: [String: Double] = {
    var factors = ["": 1.0, "b": 1, "byte": 1, "bytes": 1]
    for (power, letter) in ["k", "m", "g", "t", "p"].enumerated() {
      let exponent = Double(power + 1)
      factors[letter + "b"] = pow(1_000, exponent)
      factors[letter] = pow(1_000, exponent)
      factors[letter + "ib"] = pow(1_024, exponent)
    }
    return factors
  }()

  private static func pow(_ base: Double, _ exponent: Double) -> Double {
    (0..<Int(exponent)).reduce(1) { product, _ in product * base }
  }
}
