internal import CartularyModel

/// One entry of the Registry of Open Data on AWS, and how its fields map to ours.
struct AWSRegistryEntry {
  private let node: SourceNode
  private let name: String
  private var fields: SourceFields
  /// What the resources say that has no field.
  private var rest = UnmappedValues()

  /// - Parameter name: The entry's name in the registry, which is that of its file.
  init(_ node: SourceNode, name: String) {
    (self.node, self.name) = (node, name)
    fields = SourceFields(node)
  }

  /// - Returns: `nil` only if the entry is not a map or does not yield an id, which is reported.
  mutating func dataset(_ report: inout SourceReport) -> Dataset? {
    guard node.entries != nil else {
      report.say(.wrongType, "an entry must be a map, found \(node.kindName)", at: node.mark)
      return nil
    }
    let title = fields.text("Name").flatMap(Placeholder.told)
    let named = DatasetID.slug(name).isEmpty ? title ?? "" : name
    let id = DatasetID.slug(named).isEmpty ? "" : ImportedID.id("registry.opendata.aws/" + named, of: nil)
    guard !id.isEmpty else {
      report.say(.missingInSource, "an entry without a name is left out", at: node.mark)
      return nil
    }
    report.recordID = id
    defer { report.recordID = nil }
    for required in Self.required where node[required]?.isBlank ?? true {
      report.say(.missingInSource, "'\(required)' is missing", at: node.mark)
    }
    var dataset = Dataset(
      id: id, title: title ?? name,
      description: fields.text("Description").flatMap(Placeholder.told) ?? "")
    dataset.identifiers = [name]
    readLandingPage(into: &dataset)
    dataset.publisher = fields.agent("ManagedBy")
    dataset.steward = fields.agent("Contact")
    dataset.keywords = fields.texts("Tags")
    dataset.themes = fields.texts("ADXCategories")
    if let frequency = fields.frequency("UpdateFrequency") {
      (dataset.frequency, dataset.frequencyText) = (frequency.code, frequency.text)
    }
    dataset.licenses = fields.licenses("License", report: &report, plain: HTMLText.plain)
    let resources = (fields.value("Resources")?.items ?? []).filter { $0.entries != nil }
    dataset.distributions = resources.map { distribution($0) }
    readAccess(of: resources, into: &dataset)
    rest.add(fields.unmapped)
    dataset.unmapped = rest.texts
    return dataset
  }

  // MARK: - Fields

  /// What the registry's schema requires.
  private static let required = [
    "Name", "Description", "Documentation", "Contact", "ManagedBy", "UpdateFrequency", "Tags", "License",
    "Resources",
  ]

  private mutating func readLandingPage(into dataset: inout Dataset) {
    guard let text = fields.text("Documentation").flatMap(Placeholder.told) else { return }
    dataset.landingPage = MarkdownLink.webAddress(in: text)
    // Prose around the address, or instead of one.
    if dataset.landingPage != text { fields.keep("Documentation") }
  }

  /// A bucket, a topic or a service. Its AWS name is kept unchanged, since programs use it.
  private mutating func distribution(_ node: SourceNode) -> Distribution {
    var part = SourceFields(node)
    part.take("RequesterPays", "AccountRequired")
    var distribution = Distribution()
    let told = part.text("Description")
    let short = told.flatMap(Self.title)
    distribution.title = short.map(MarkdownLink.plain)
    // What the title leaves out, and the address, which does not belong in a title.
    let more = told.flatMap { $0 == distribution.title ? nil : $0 }
    distribution.accessURL = part.text("ARN", "Host", "URL")
    // Topics and buckets are next to each other; the other names stay with the unmapped values.
    distribution.format = part.text("Type").flatMap(FormatName.short)
    var notes = [part.text("Region").map { "Region \($0)" }]
    if Self.isTrue(node["RequesterPays"]) { notes.append("requester pays") }
    if Self.isTrue(node["AccountRequired"]) { notes.append("AWS account required") }
    if let access = part.text("ControlledAccess") { notes.append("controlled access: \(access)") }
    notes += (part.value("Explore")?.items ?? []).map { $0.firstText.map { "explore: \($0)" } }
    rest.add(part.unmapped, of: distribution.title ?? distribution.accessURL ?? "", under: "Resources")
    let remarks = SourceNode.nonEmpty(notes.compactMap { $0 }.joined(separator: "; "))
    distribution.description = SourceNode.nonEmpty([more, remarks].compactMap { $0 }.joined(separator: "\n"))
    return distribution
  }

  /// A description that is one short line, or the short name at its beginning: `g3at v004 - Version 4 of …`.
  private static func title(of description: String) -> String? {
    func isShort(_ text: some StringProtocol) -> Bool {
      !text.isEmpty && text.utf8.count <= 120 && !text.contains(where: \.isNewline)
    }
    if isShort(description) { return description }
    guard let dash = description.firstRange(of: " - ") else { return nil }
    let start = description[..<dash.lowerBound]
    return isShort(start) ? String(start) : nil
  }

  private func readAccess(of resources: [SourceNode], into dataset: inout Dataset) {
    // Topics only announce changes; they are not the data.
    let data = resources.filter { $0["Type"]?.firstText?.lowercased() != "sns topic" }
    func part(_ count: Int) -> String? {
      count == data.count ? nil : "for \(count) of \(data.count) resources"
    }
    func require(_ kind: Requirement, _ name: String, at address: String? = nil, of count: Int) {
      var step = AccessRequirement(kind: kind)
      (step.name, step.url, step.note) = (name, address, part(count))
      dataset.access.requirements.append(step)
    }
    let controlled = data.compactMap { $0["ControlledAccess"]?.firstText }
    var seen: Set<String> = []
    for address in controlled where seen.insert(address).inserted {
      let count = controlled.count { $0 == address }
      // Whoever logs in is given keys; elsewhere someone decides.
      if Self.isLogin(address) {
        require(.registration, "controlled access", at: address, of: count)
      } else {
        require(.application, "controlled access", at: address, of: count)
      }
    }
    let accounts = data.count { Self.isTrue($0["AccountRequired"]) }
    if accounts > 0 { require(.registration, "AWS account", of: accounts) }
    dataset.access.url = controlled.first
    if controlled.contains(where: Self.isLogin) || accounts > 0 {
      dataset.access.modes.append(.registeredDownload)
    }
    if controlled.contains(where: { !Self.isLogin($0) }) {
      dataset.access.modes.append(.onRequest)
      // Of data that is open in part, a record cannot say which part is meant: that is left to be asked.
      dataset.accessRights = .restricted
    } else if !controlled.isEmpty, controlled.count == data.count {
      dataset.accessRights = .restricted
    }
    let paid = data.count { Self.isTrue($0["RequesterPays"]) }
    if paid > 0 {
      dataset.access.fee = FeeTerms(kind: .charged)
      dataset.access.fee?.covers = ["requests and transfer, paid to AWS", part(paid)].compactMap { $0 }
        .joined(separator: ", ")
    }
    let withheld = data.count(where: Self.isNamedAsWithheld)
    if withheld > 0 { dataset.accessRights = .restricted }
    let isOpen = data.contains { resource in
      resource["Type"]?.firstText?.lowercased() == "s3 bucket"
        && resource["ControlledAccess"]?.firstText == nil
        && !Self.isTrue(resource["AccountRequired"]) && !Self.isTrue(resource["RequesterPays"])
        && !Self.isNamedAsWithheld(resource)
    }
    // A description is read for no terms, but a bucket is open only if nothing around it says otherwise.
    var told = ProseTerms()
    for text in [dataset.description] + data.compactMap({ $0["Description"]?.firstText }) {
      told.read(text, about: .rights)
    }
    if isOpen, !told.keepsAnyoneOut { dataset.access.modes.insert(.openDownload, at: 0) }
  }

  /// The name of an access point says for whom it is: `…:accesspoint/bdsp-restricted-access-point`.
  private static func isNamedAsWithheld(_ resource: SourceNode) -> Bool {
    let words = (resource["ARN"]?.firstText ?? "").lowercased().split { !$0.isLetter }
    return words.contains("accesspoint") && words.contains { ["restricted", "credentialed"].contains($0) }
  }

  /// NASA's archives: `https://data.nsidc.earthdatacloud.nasa.gov/s3credentials`.
  private static func isLogin(_ address: String) -> Bool {
    let path = address.lowercased().prefix { $0 != "?" && $0 != "#" }
    return path.hasSuffix("/s3credentials") || path.hasSuffix("/s3credentials/")
  }

  /// YAML 1.1's booleans, which its authors use.
  private static func isTrue(_ node: SourceNode?) -> Bool {
    ["true", "yes", "on"].contains(node?.firstText?.lowercased())
  }
}
