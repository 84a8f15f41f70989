internal import CartularyModel

/// One of `dataModels` of version 1.1.7: flat, except for the data dictionary.
struct HDRUK1Record {
  private let node: SourceNode
  private var fields: SourceFields
  private var unmapped = UnmappedValues()

  init(_ node: SourceNode) {
    self.node = node
    fields = SourceFields(node, ignoring: Self.leftOut)
    fields.take("id", "label", "dataClasses")
  }

  /// What the gateway's software says about its own rows.
  static let leftOut: Set = [
    "domainType", "editable", "dataClassesCount", "dataElementsCount", "dataClasses.id", "dataElements.id",
    "dataType.id", "enumerationValues.id", "enumerationValues.index", "breadcrumbs.id", "referenceClass.id",
    "referenceClass.parentDataClass", "referenceClass.model", "semanticLinks.id", "source.id", "target.id",
  ]

  /// - Returns: `nil` if no id can be derived, which is reported.
  mutating func dataset(_ report: inout SourceReport) -> DocumentRecords.Import? {
    let key = node["id"]?.firstText
    let title = fields.text("title") ?? node["label"]?.firstText
    let publisher = fields.stated("publisher")
    // The id is a UUID, which is unique without an owner.
    guard
      let id = key.map(DatasetID.slug).flatMap(SourceNode.nonEmpty)
        ?? ImportedID.id(ofFirst: [title], of: publisher)
    else {
      report.sayNameless(at: node.mark)
      return nil
    }
    report.recordID = id
    report.sayMissing(["title", "abstract", "publisher", "contactPoint", "accessRights"], in: node)

    let description = HDRUKValues.description(fields.stated("abstract"), fields.stated("description"))
    var dataset = Dataset(id: id, title: title ?? id, description: description)
    dataset.identifiers = [key, fields.stated("identifier"), doi()].compactMap { $0 }
    if let publisher {
      let name = HDRUKValues.publisherName(publisher)
      dataset.publisher = Agent(name: name)
      if name != publisher { fields.keep("publisher") }
    }
    dataset.steward = HDRUKValues.steward(fields.stated("contactPoint"), of: dataset.publisher?.name)
    if let text = fields.stated("creator") {
      let creator = HDRUKValues.creator(text)
      dataset.creators = [creator].compactMap { $0 }
      if creator?.name != text { fields.keep("creator") }
    }
    dataset.keywords = (fields.stated("keywords") ?? "").split { $0 == "," || $0 == ";" }
      .compactMap { SourceNode.nonEmpty(String($0)) }
    dataset.languages = fields.languages("language")
    dataset.spatial = fields.stated("geographicCoverage").map(HDRUKValues.places) ?? []
    dataset.temporal = HDRUKValues.temporal(
      fields.stated("datasetStartDate"), fields.stated("datasetEndDate"),
      at: (node["datasetStartDate"] ?? node).mark, report: &report)
    for key in ["datasetStartDate", "datasetEndDate"] where fields.node[key]?.glance?.contains("/") == true {
      fields.keep(key)
    }
    // Its own `issued` and `modified` are dates of the metadata, which are not kept here.
    dataset.modified = fields.date("releaseDate", report: &report)
    if let frequency = fields.stated("periodicity") {
      dataset.frequency = UpdateFrequency(text: frequency)
      dataset.frequencyText = frequency
    }
    dataset.distributions = HDRUKValues.forms(fields.statedList("format", separatedBy: ","))
    readTerms(into: &dataset, &report)
    readClasses(into: &dataset)
    unmapped.add(fields.statedUnmapped)
    dataset.unmapped = unmapped.texts
    return .init(dataset: dataset, identifier: key ?? node.compactText)
  }

  /// From the DOI field, only an actual DOI.
  private mutating func doi() -> String? {
    guard let text = fields.stated("doi") else { return nil }
    let doi = HDRUKValues.doi(text)
    // Remarks about it ("for the research paper") are kept too.
    if doi == nil || text.contains(" ") { fields.keep("doi") }
    return doi
  }

  private mutating func readTerms(into dataset: inout Dataset, _ report: inout SourceReport) {
    if let license = fields.text("license"), Placeholder(license) != nil {
      dataset.licenses = [.notStated]
      fields.keep("license")
    } else {
      dataset.licenses = fields.licenses("license", report: &report)
    }
    HDRUKValues.readAccessRights([fields.stated("accessRights")].compactMap { $0 }, into: &dataset.access)
    HDRUKValues.readMode(into: &dataset.access)
    dataset.access.leadTime = fields.remark("accessRequestDuration")
    dataset.access.cost = fields.remark("accessRequestCost")
    if let law = fields.stated("jurisdiction") { unmapped.add(law, of: "", at: HDRUKValues.legalBasis) }
  }

  // MARK: - Data dictionary

  private mutating func readClasses(into dataset: inout Dataset) {
    let tables = (node["dataClasses"]?.items ?? []).compactMap { table($0) }
    if !tables.isEmpty { dataset.dataDictionary = DataDictionary(tables: tables) }
  }

  private mutating func table(_ node: SourceNode) -> DataTable? {
    guard let name = node["label"]?.firstText else { return nil }
    var fields = SourceFields(node, ignoring: Self.leftOut.union(["id"]))
    fields.take("label", "dataElements")
    var table = DataTable(name: name)
    table.description = fields.stated("description")
    table.variables = (node["dataElements"]?.items ?? []).compactMap { variable($0, of: name) }
    unmapped.add(fields.statedUnmapped, of: name, under: "dataClasses")
    return table
  }

  private mutating func variable(_ node: SourceNode, of table: String) -> Variable? {
    guard let name = node["label"]?.firstText else { return nil }
    var fields = SourceFields(node, ignoring: Self.leftOut.union(["id"]))
    fields.take("label", "dataType")
    let place = table + "/" + name
    var variable = Variable(name: name)
    variable.description = fields.stated("description")
    if let type = node["dataType"] {
      if let word = type["label"]?.firstText ?? type.firstText {
        variable.type = VariableType(imported: word)
        // Other words say how a value looks or what it may be.
        if variable.type == nil, Placeholder(word) == nil {
          unmapped.add(word, of: place, at: "dataClasses.dataElements.dataType")
        }
      }
      if let description = type["description"]?.firstText {
        unmapped.add(description, of: place, at: "dataClasses.dataElements.dataType.description")
      }
      variable.values = (type["enumerationValues"]?.items ?? []).compactMap { value in
        value["key"]?.firstText.map { AllowedValue(value: $0, label: value["value"]?.firstText) }
      }
    }
    unmapped.add(fields.statedUnmapped, of: place, under: "dataClasses.dataElements")
    return variable
  }
}
