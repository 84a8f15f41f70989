internal import CartularyBase
internal import CartularyModel

/// One collection, and how its fields map to ours.
struct STACCollection {
  private let node: SourceNode
  private var fields: SourceFields
  private var unmapped = UnmappedValues()

  init(_ node: SourceNode) {
    self.node = node
    fields = SourceFields(node, ignoring: Self.leftOut)
  }

  /// What tells programs how to read the collection.
  static let leftOut: Set = ["stac_version", "stac_extensions"]

  /// - Returns: `nil` if no id can be derived, which is reported.
  mutating func dataset(_ report: inout SourceReport) -> DocumentRecords.Import? {
    let providers = fields.value("providers")?.items ?? []
    let publisher = Self.publisher(among: providers)
    let identifier = fields.text("id")
    let title = fields.text("title")
    guard let id = ImportedID.id(ofFirst: [identifier, title], of: publisher?.name) else {
      report.sayNameless(at: node.mark)
      return nil
    }
    report.recordID = id
    report.sayMissing(["id", "description", "license", "extent"], in: node)

    var dataset = Dataset(
      id: id, title: title ?? identifier ?? id, description: fields.text("description") ?? "")
    dataset.identifiers = [identifier].compactMap { $0 }
    if let doi = fields.text("sci:doi") { dataset.identifiers.append("doi:" + doi) }
    dataset.publisher = publisher
    dataset.keywords = fields.texts("keywords", separatedBy: ",")
    dataset.languages = language().map { [$0] } ?? []
    dataset.version = fields.text("version")
    dataset.issued = fields.date("published", report: &report)
    dataset.modified = fields.date("updated", report: &report)
    readProviders(providers, into: &dataset)
    readExtent(into: &dataset, &report)
    readLinks(into: &dataset)
    readLicense(into: &dataset, &report)
    readAssets(into: &dataset)
    readVariables(into: &dataset)
    unmapped.add(fields.unmapped)
    dataset.unmapped = unmapped.texts
    return .init(dataset: dataset, identifier: identifier ?? node.compactText)
  }

  // MARK: - Providers

  /// Who licenses the data, otherwise who produced it, otherwise who is named first.
  private static func publisher(among providers: [SourceNode]) -> Agent? {
    for role in ["licensor", "producer"] {
      if let found = providers.first(where: { roles(of: $0).contains(role) }) { return agent(found) }
    }
    return providers.lazy.compactMap(agent).first
  }

  private static func roles(of node: SourceNode) -> [String] {
    // Only looked at, so that the roles themselves stay among the unmapped values.
    (node["roles"]?.items ?? []).compactMap { $0.glance?.lowercased() }
  }

  private static func agent(_ node: SourceNode) -> Agent? {
    (node["name"]?.firstText ?? node.firstText).map { Agent(name: $0, url: node["url"]?.firstText) }
  }

  private mutating func readProviders(_ providers: [SourceNode], into dataset: inout Dataset) {
    for provider in providers {
      guard let agent = Self.agent(provider) else { continue }
      let roles = Self.roles(of: provider)
      if roles.contains("producer") { dataset.creators.append(agent) }
      if agent != dataset.publisher, !roles.contains("producer") {
        unmapped.add(agent.name, of: roles.joined(separator: " "), at: "providers")
        if let url = agent.url { unmapped.add(url, of: agent.name, at: "providers.url") }
      }
      if let text = provider["description"]?.firstText {
        unmapped.add(text, of: agent.name, at: "providers.description")
      }
    }
  }

  private mutating func language() -> String? {
    guard let language = fields.value("language") else { return nil }
    return language.firstText ?? language["code"]?.firstText
  }

  // MARK: - Extent

  /// The first box and the first interval cover the whole; any others are its parts.
  private mutating func readExtent(into dataset: inout Dataset, _ report: inout SourceReport) {
    guard let extent = fields.value("extent") else { return }
    if let boxes = extent["spatial"]?["bbox"], !boxes.isBlank {
      // Before version 1.0 there was a single box.
      let isNested = boxes.items.first.map { if case .list = $0.content { true } else { false } } ?? false
      let whole = isNested ? boxes.items[0] : boxes
      if let box = BoundingBox(whole) {
        dataset.spatial = [Place(box: box)]
      } else {
        report.say(
          .unreadableInSource, "not a valid box on the globe: '\(whole.compactText.prefix(80))'",
          at: whole.mark)
        unmapped.add(whole, at: "extent.spatial.bbox")
      }
      if isNested, boxes.items.count > 1 {
        let parts = boxes.items.dropFirst().map { "[\($0.compactText)]" }.joined(separator: ", ")
        unmapped.add(parts, of: "", at: "extent.spatial.bbox")
        // Where the first is not the whole, as of a country on both sides of the antimeridian, the others are places.
        if let whole = dataset.spatial.first?.box {
          for box in boxes.items.dropFirst().compactMap(BoundingBox.init) where !whole.encloses(box) {
            dataset.spatial.append(Place(box: box))
          }
        }
      }
    }
    if let intervals = extent["temporal"]?["interval"], !intervals.isBlank {
      let isNested = intervals.items.first.map { if case .list = $0.content { true } else { false } } ?? false
      let whole = isNested ? intervals.items[0] : intervals
      dataset.temporal = TemporalCoverage(
        writtenFrom: whole.items.first?.text, to: whole.items.dropFirst().first?.text)
      if dataset.temporal?.isOnlyText == true {
        report.say(
          .unreadableInSource, "not a valid period: '\(whole.compactText.prefix(80))'", at: whole.mark)
      }
      if isNested, intervals.items.count > 1 {
        let parts = intervals.items.dropFirst().map { "[\($0.compactText)]" }.joined(separator: ", ")
        unmapped.add(parts, of: "", at: "extent.temporal.interval")
      }
    }
  }

  // MARK: - Links, licence, assets

  private mutating func readLinks(into dataset: inout Dataset) {
    for link in fields.value("links")?.items ?? [] {
      guard let address = link["href"]?.firstText else { continue }
      let relation = link["rel"]?.firstText ?? "related"
      let isPage = link["type"]?.glance?.hasPrefix("text/html") ?? true
      switch relation {
      case "license": break
      case "about" where isPage && dataset.landingPage == nil: dataset.landingPage = address
      case "self": dataset.identifiers.append(address)
      case "cite-as":
        dataset.identifiers.append(DOI.bare(in: address).map { "doi:" + $0 } ?? address)
      case "derived_from":
        dataset.relations.append(
          Relation(kind: .derivedFrom, target: address, title: link["title"]?.firstText))
      case "items":
        var items = Distribution()
        items.title = link["title"]?.firstText ?? "Items"
        items.accessURL = address
        items.mediaType = link["type"]?.firstText
        items.format = items.mediaType.flatMap(FormatName.short)
        dataset.distributions.append(items)
      default: unmapped.add(address, of: link["title"]?.firstText ?? "", at: "links.\(relation)")
      }
    }
    let identifiers = dataset.identifiers
    dataset.identifiers = identifiers.indices.filter { !identifiers[..<$0].contains(identifiers[$0]) }
      .map { identifiers[$0] }
  }

  /// `proprietary`, `various` and `other` say that the text is behind a link: a known text is the
  /// licence, also next to the word for several; any other link is where the rights are stated.
  private mutating func readLicense(into dataset: inout Dataset, _ report: inout SourceReport) {
    let word = fields.text("license")
    dataset.licenses = word.map(LicenseTable.standard.licenses(from:)) ?? []
    if let word, dataset.licenses.first?.id == License.customID {
      report.sayCustomLicense(word, at: node["license"]?.mark ?? node.mark)
    }
    let links = (node["links"]?.items ?? []).filter { $0["rel"]?.firstText == "license" }
    guard !links.isEmpty else { return }
    let isOpenQuestion = dataset.licenses.allSatisfy { $0.openness == .custom || $0.openness == .none }
    var unknown: [String] = []
    var known: [License] = []
    for address in links.compactMap({ $0["href"]?.firstText }) {
      let licenses = LicenseTable.standard.licenses(from: address)
      if isOpenQuestion, licenses.first?.id != License.customID {
        known += licenses.filter { license in !known.contains { $0.id == license.id } }
      } else {
        unknown.append(address)
      }
    }
    if !known.isEmpty {
      dataset.licenses = (word == "various" ? dataset.licenses : []) + known
      if word != "various" { fields.keep("license") }
    }
    if isOpenQuestion, !unknown.isEmpty {
      dataset.rights = "Licence: " + unknown.joined(separator: " ")
    } else {
      for address in unknown { unmapped.add(address, of: "", at: "links.license") }
    }
  }

  /// Pictures and descriptions of the data are not distributions of it.
  private static let otherRoles: Set = ["thumbnail", "overview", "metadata", "iso-19115"]

  private mutating func readAssets(into dataset: inout Dataset) {
    for entry in fields.value("assets")?.entries ?? [] {
      let asset = entry.value
      guard let address = asset["href"]?.firstText,
        Self.otherRoles.isDisjoint(with: Self.roles(of: asset))
      else {
        unmapped.add(asset, at: "assets.\(entry.key)")
        continue
      }
      var form = Distribution()
      form.title = asset["title"]?.firstText ?? entry.key
      form.description = asset["description"]?.firstText
      form.downloadURL = address
      form.mediaType = asset["type"]?.firstText
      form.format = form.mediaType.flatMap(FormatName.short)
      form.byteCount = asset["file:size"]?.firstText.flatMap(Int.init).flatMap { $0 >= 0 ? $0 : nil }
      dataset.distributions.append(form)
      let held: Set = ["title", "description", "href", "type", "file:size"]
      for property in asset.entries ?? [] where !held.contains(property.key) && !property.value.isBlank {
        unmapped.add(property.value.compactText, of: entry.key, at: "assets.\(property.key)")
      }
    }
  }

  /// The columns of the table extension, and the variables of the datacube extension.
  private mutating func readVariables(into dataset: inout Dataset) {
    var tables: [DataTable] = []
    let columns = (fields.value("table:columns")?.items ?? []).compactMap { column in
      column["name"]?.firstText.map { Self.variable($0, column) }
    }
    if !columns.isEmpty { tables.append(DataTable(variables: columns)) }
    let cube = (fields.value("cube:variables")?.entries ?? []).map { Self.variable($0.key, $0.value) }
    if !cube.isEmpty { tables.append(DataTable(name: "cube", variables: cube)) }
    if !tables.isEmpty { dataset.dataDictionary = DataDictionary(tables: tables) }
  }

  private static func variable(_ name: String, _ node: SourceNode) -> Variable {
    var variable = Variable(name: name)
    variable.description = node["description"]?.firstText
    variable.unit = node["unit"]?.firstText
    variable.type = (node["data_type"] ?? node["type"])?.firstText.flatMap(VariableType.init(imported:))
    variable.values = (node["values"]?.items ?? []).compactMap {
      $0.firstText.map { AllowedValue(value: $0) }
    }
    return variable
  }
}
