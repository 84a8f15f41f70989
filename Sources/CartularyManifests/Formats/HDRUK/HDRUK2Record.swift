internal import CartularyBase
internal import CartularyModel

/// One record of version 2: sections, each with its own fields.
struct HDRUK2Record {
  private let node: SourceNode
  private var root: SourceFields
  private var unmapped = UnmappedValues()

  init(_ node: SourceNode) {
    self.node = node
    root = SourceFields(node)
    root.take(
      "summary", "documentation", "coverage", "provenance", "accessibility", "enrichmentAndLinkage",
      "structuralMetadata")
  }

  /// - Returns: `nil` if no id can be derived, which is reported.
  mutating func dataset(_ report: inout SourceReport) -> DocumentRecords.Import? {
    var summary = section("summary")
    let identifier = root.text("identifier") ?? root.text("id")
    let title = summary.text("title")
    let publisher = summary.value("publisher")
    let publisherName = publisher?["name"]?.firstText ?? publisher?.firstText
    // An address or a UUID is unique without an owner.
    let owner = identifier == nil ? publisherName : nil
    guard let id = ImportedID.id(ofFirst: [identifier, title], of: owner) else {
      report.sayNameless(at: node.mark)
      return nil
    }
    report.recordID = id
    report.sayMissing(["title", "abstract", "publisher", "contactPoint"], in: node["summary"] ?? node)

    var documentation = section("documentation")
    let description = HDRUKValues.description(
      summary.stated("abstract"), documentation.stated("description"))
    var dataset = Dataset(id: id, title: title ?? id, description: description)
    dataset.identifiers = [identifier].compactMap { $0 } + summary.statedList("alternateIdentifiers")
    if let text = summary.stated("doiName") {
      if let doi = HDRUKValues.doi(text) { dataset.identifiers.append(doi) }
      if HDRUKValues.doi(text) == nil || text.contains(" ") { summary.keep("doiName") }
    }
    readPublisher(publisher, into: &dataset)
    dataset.steward = HDRUKValues.steward(summary.stated("contactPoint"), of: publisherName)
    dataset.keywords = summary.statedList("keywords", separatedBy: ",")
    unmapped.add(summary.statedUnmapped, under: "summary")
    unmapped.add(documentation.statedUnmapped, under: "documentation")
    readCoverage(into: &dataset, &report)
    readAccess(into: &dataset, &report)
    readUsage(into: &dataset)
    readFormats(into: &dataset)
    readStructure(into: &dataset)
    let linkage = section("enrichmentAndLinkage")
    unmapped.add(linkage.statedUnmapped, under: "enrichmentAndLinkage")
    unmapped.add(root.statedUnmapped)
    dataset.unmapped = unmapped.texts
    return .init(dataset: dataset, identifier: identifier ?? node.compactText)
  }

  /// The fields of a section, or of one within it; empty if it is missing.
  private func section(_ path: String...) -> SourceFields {
    let empty = SourceNode(content: .map([]), mark: node.mark)
    return SourceFields(path.reduce(node) { $0[$1] ?? empty })
  }

  private mutating func readPublisher(_ node: SourceNode?, into dataset: inout Dataset) {
    guard let node else { return }
    guard node.entries != nil else {
      dataset.publisher = node.firstText.map { Agent(name: HDRUKValues.publisherName($0)) }
      return
    }
    var fields = SourceFields(node)
    dataset.publisher = fields.stated("name").map { Agent(name: $0) }
    dataset.publisher?.identifier = fields.stated("identifier")
    // The publisher's usual terms apply if the dataset has none of its own.
    HDRUKValues.readAccessRights(fields.statedList("accessRights"), into: &dataset.access)
    dataset.access.leadTime = fields.remark("deliveryLeadTime")
    dataset.access.cost = fields.remark("accessRequestCost")
    unmapped.add(fields.statedUnmapped, under: "summary.publisher")
  }

  // MARK: - Coverage and provenance

  private mutating func readCoverage(into dataset: inout Dataset, _ report: inout SourceReport) {
    var coverage = section("coverage")
    dataset.spatial = coverage.statedList("spatial").flatMap(HDRUKValues.places)
    unmapped.add(coverage.statedUnmapped, under: "coverage")

    var temporal = section("provenance", "temporal")
    dataset.temporal = HDRUKValues.temporal(
      temporal.stated("startDate"), temporal.stated("endDate"), at: temporal.node.mark, report: &report)
    for key in ["startDate", "endDate"] where temporal.node[key]?.glance?.contains("/") == true {
      temporal.keep(key)
    }
    // The record's `issued` and `modified` are dates of the metadata, which are not kept here.
    dataset.modified = temporal.date("distributionReleaseDate", report: &report)
    if let frequency = temporal.stated("accrualPeriodicity") {
      dataset.frequency = UpdateFrequency(text: frequency)
      dataset.frequencyText = frequency
    }
    unmapped.add(temporal.statedUnmapped, under: "provenance.temporal")

    var origin = section("provenance", "origin")
    let words = [
      ("Purpose", origin.statedList("purpose")), ("Source", origin.statedList("source")),
      ("Collected in", origin.statedList("collectionSituation")),
    ]
    let statement = words.filter { !$0.1.isEmpty }.map { "\($0.0): \($0.1.joined(separator: ", "))" }
    if !statement.isEmpty { dataset.provenance = Provenance(statement: statement.joined(separator: "; ")) }
    unmapped.add(origin.statedUnmapped, under: "provenance.origin")
  }

  // MARK: - Accessibility

  private mutating func readAccess(into dataset: inout Dataset, _ report: inout SourceReport) {
    var access = section("accessibility", "access")
    let rights = access.statedList("accessRights")
    if !rights.isEmpty {
      (dataset.access.url, dataset.access.note) = (nil, nil)
      HDRUKValues.readAccessRights(rights, into: &dataset.access)
    }
    HDRUKValues.readMode(into: &dataset.access)
    if let service = access.stated("accessService") {
      dataset.access.note = [dataset.access.note, service].compactMap { $0 }.joined(separator: "\n")
    }
    dataset.access.leadTime = access.remark("deliveryLeadTime") ?? dataset.access.leadTime
    dataset.access.cost = access.remark("accessRequestCost") ?? dataset.access.cost
    for law in access.statedList("jurisdiction", separatedBy: ",") {
      unmapped.add(law, of: "", at: HDRUKValues.legalBasis)
    }
    unmapped.add(access.statedUnmapped, under: "accessibility.access")
  }

  /// The two lists of use are codes of the Data Use Ontology in words; a few are our own terms.
  private mutating func readUsage(into dataset: inout Dataset) {
    var usage = section("accessibility", "usage")
    for key in ["dataUseLimitation", "dataUseRequirements"] {
      for text in usage.statedList(key) {
        let folded = FoldedText.code(text)
        // The words that were read; any that are not are kept with the whole list.
        if let code = Self.dataUse[folded] {
          dataset.access.dataUse.append(code)
        } else if let kind = Self.requirements[folded] {
          dataset.access.requirements.append(AccessRequirement(kind: kind))
        } else {
          usage.keep(key)
        }
      }
    }
    dataset.access.consent = usage.stated("consent")
    let creators = usage.statedList("resourceCreator")
    dataset.creators = creators.compactMap(HDRUKValues.creator)
    if dataset.creators.map(\.name) != creators { usage.keep("resourceCreator") }
    if creators.isEmpty, dataset.creators.isEmpty,
      let name = usage.node["resourceCreator"]?["name"]?.firstText
    {
      dataset.creators = [Agent(name: name)]
    }
    unmapped.add(usage.statedUnmapped, under: "accessibility.usage")
  }

  static let dataUse: [String: String] = [
    "general-research-use": "GRU", "no-restriction": "NRES", "genetic-studies-only": "GSO",
    "no-general-methods-research": "NMDS", "research-specific-restrictions": "RS",
    "not-for-profit-use": "NPU", "geographical-restrictions": "GS",
    "institution-specific-restrictions": "IS", "project-specific-restrictions": "PS",
    "user-specific-restriction": "US", "publication-moratorium": "MOR", "time-limit-on-use": "TS",
  ]

  static let requirements: [String: Requirement] = [
    "collaboration-required": .collaboration, "ethics-approval-required": .ethicsApproval,
    "publication-required": .publication, "return-to-database-or-resource": .returnResults,
    "disclosure-control": .outputReview, "no-linkage": .noLinkage,
  ]

  private mutating func readFormats(into dataset: inout Dataset) {
    var standards = section("accessibility", "formatAndStandards")
    dataset.languages = standards.languages("language")
    dataset.distributions = HDRUKValues.forms(standards.statedList("format"))
    unmapped.add(standards.statedUnmapped, under: "accessibility.formatAndStandards")
  }

  // MARK: - Data dictionary

  /// A list of tables, or a map with the list: the versions since 2.0 differ in that and in a key or two.
  private mutating func readStructure(into dataset: inout Dataset) {
    guard let structure = node["structuralMetadata"], !structure.isBlank else { return }
    let lists = ["tables", "dataClasses", "structuralMetadata"]
    let list = lists.lazy.compactMap { structure[$0] }.first ?? structure
    let tables = list.items.compactMap { node -> DataTable? in
      guard let name = (node["name"] ?? node["label"])?.firstText else { return nil }
      var table = DataTable(name: name)
      table.description = node["description"]?.firstText.flatMap { Placeholder($0) == nil ? $0 : nil }
      let columns = node["elements"] ?? node["columns"] ?? node["dataElements"]
      table.variables = (columns?.items ?? []).compactMap { variable($0, of: name) }
      return table
    }
    if !tables.isEmpty { dataset.dataDictionary = DataDictionary(tables: tables) }
  }

  private mutating func variable(_ node: SourceNode, of table: String) -> Variable? {
    var fields = SourceFields(node)
    guard let name = fields.text("name", "label") else { return nil }
    let place = table + "/" + name
    var variable = Variable(name: name)
    variable.description = fields.stated("description")
    if let word = fields.text("dataType") {
      variable.type = VariableType(imported: word)
      if variable.type == nil, Placeholder(word) == nil { fields.keep("dataType") }
    }
    for item in fields.value("values")?.items ?? [] {
      guard let value = item["name"]?.firstText ?? item.firstText else { continue }
      variable.values.append(AllowedValue(value: value, label: item["description"]?.firstText))
    }
    // `sensitive` is yes or no, but there are five levels here: which one is meant is not stated.
    unmapped.add(fields.statedUnmapped, of: place, under: "structuralMetadata.elements")
    return variable
  }
}
