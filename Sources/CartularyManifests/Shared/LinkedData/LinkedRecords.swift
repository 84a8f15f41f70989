internal import CartularyBase
internal import CartularyModel

/// Visits the datasets of a JSON-LD document.
enum LinkedRecords {
  /// What a format reads from one dataset: everything but its id, identifiers and sources.
  typealias Mapping = (_ fields: inout LinkedFields, _ dataset: inout Dataset, inout SourceReport) -> Void

  static func read(
    _ document: SourceDocument, as kind: LinkedKind, report: inout SourceReport,
    record: (FoundRecord) -> Void, mapping: (LinkedCatalog) -> Mapping
  ) {
    guard let root = root(of: document, &report) else { return }
    var graph = LinkedGraph(root, kind: kind, report: &report)
    graph.takeUntypedRootAsDataset(&report)
    let catalog = LinkedCatalog(graph)
    guard !catalog.datasets.isEmpty else { return sayNothingFound(graph, at: root.mark, &report) }
    let map = mapping(catalog)
    var ids = ImportedIDs()
    var ranges: [String: Range<Int>] = [:]
    for index in catalog.datasets {
      let resource = graph.resources[index]
      let identity = LinkedIdentity(of: resource, in: graph)
      guard !identity.id.isEmpty else {
        report.say(
          .missingInSource, "a dataset without title, identifier and '@id' is left out", at: resource.mark)
        continue
      }
      let range = range(of: resource, isOnly: catalog.datasets.count == 1, root: root, in: document)
      guard range.count <= ManifestLimits.recordByteCount else {
        report.say(
          .skippedRecord, "a record of \(range.count >> 10) KiB is left out", at: resource.mark,
          help: "the limit is \(ManifestLimits.recordByteCount >> 10) KiB")
        continue
      }
      // The same dataset nested in several places adds nothing.
      if let first = ranges[identity.distinction], isSame(first, range, in: document.file.bytes) { continue }
      ranges[identity.distinction] = range
      report.recordID = identity.id
      defer { report.recordID = nil }
      var fields = LinkedFields(resource, in: graph)
      var dataset = Dataset(id: identity.id, title: "", description: "")
      dataset.identifiers = identity.identifiers
      map(&fields, &dataset, &report)
      if dataset.title.isEmpty { dataset.title = identity.basis }
      var unmapped = UnmappedValues()
      unmapped.add(fields.unmapped)
      if catalog.datasets.count == 1 {
        // What a catalog like ours says about its own record.
        for resource in graph.resources
        where resource.types.contains("dcat:CatalogRecord") && resource["prov:generatedAtTime"] != nil {
          _ = resource.readID
          for value in resource.properties.flatMap(\.values) { value.node.markAllAsRead() }
        }
        // The rest of the document is about nothing else: the catalog, and what no property leads to.
        for leaf in root.takeUnread(leavingOut: { LeftOut.covers($0, LinkedFields.leftOut) })
        where !leaf.text.hasPrefix("_:") {
          let path = leaf.path.filter { $0 != "@graph" }.joined(separator: ".")
          unmapped.add(leaf.text, of: leaf.owner, at: path)
        }
      }
      dataset.unmapped = unmapped.texts
      guard
        let distinct = ids.distinct(dataset, from: identity.distinction, at: resource.mark, report: &report)
      else { continue }
      record(FoundRecord(dataset: distinct, mark: resource.mark, sourceRange: range))
    }
  }

  private static func root(of document: SourceDocument, _ report: inout SourceReport) -> SourceNode? {
    switch document.syntax {
    case .markdown: return nil
    case .yaml(let roots): return roots.first
    case .json:
      var reader = document.reader
      do throws(JSONReader.Fault) {
        return try reader.value(within: ManifestLimits.graphNodeCount)
      } catch {
        report.say(error)
        return nil
      }
    }
  }

  /// The bytes of a dataset's own node; of the whole document if it is the only one, since parts of it
  /// may be anywhere.
  private static func range(
    of resource: LinkedGraph.Resource, isOnly: Bool, root: SourceNode, in document: SourceDocument
  ) -> Range<Int> {
    let bytes = document.file.bytes
    let mark = isOnly ? root.mark : resource.mark
    guard case .json = document.syntax, case .offset(let start) = mark else { return 0..<bytes.count }
    var reader = JSONReader(bytes, from: start)
    // Its syntax has been checked.
    _ = try? reader.skipValue()
    return start..<max(start, reader.offset)
  }

  /// Whether two parts of the document are the same apart from whitespace.
  private static func isSame(_ first: Range<Int>, _ second: Range<Int>, in bytes: [UInt8]) -> Bool {
    func ink(_ range: Range<Int>) -> some Sequence<UInt8> { bytes[range].lazy.filter { $0 > 0x20 } }
    return ink(first).elementsEqual(ink(second))
  }

  private static func sayNothingFound(_ graph: LinkedGraph, at mark: SourceMark, _ report: inout SourceReport)
  {
    let types = Set(graph.resources.flatMap(\.types)).sorted().prefix(5).joined(separator: ", ")
    report.say(
      .nothingFound,
      graph.resources.contains(where: \.isDataset)
        ? "the dataset has no properties"
        : "no dataset is described here" + (types.isEmpty ? "" : ", but \(types.prefix(200))"),
      at: mark, help: "a record is a resource of the type dcat:Dataset or schema.org's Dataset")
  }
}

/// The datasets of a graph, and what else in it is about them.
final class LinkedCatalog {
  let graph: LinkedGraph
  /// Where in the graph's resources the records are.
  let datasets: [Int]
  /// The services that serve a dataset, by the dataset's place among the resources.
  private let services: [String: [LinkedGraph.Resource]]
  /// Distributions that point to their dataset, and that no dataset points to.
  private let distributions: [Int: [LinkedGraph.Resource]]
  private let ids: [String: String]
  private var claimed: Set<Int> = []

  init(_ graph: LinkedGraph) {
    self.graph = graph
    datasets = graph.resources.indices.filter { index in
      let resource = graph.resources[index]
      return resource.isDataset && !resource.isMention && !resource.properties.isEmpty
    }
    var services: [String: [LinkedGraph.Resource]] = [:]
    for resource in graph.resources where resource.types.contains("dcat:DataService") {
      for value in resource["dcat:servesDataset"]?.values ?? [] {
        guard let served = graph.resource(of: value) else { continue }
        services[LinkedIdentity(of: served, in: graph).basis, default: []].append(resource)
      }
    }
    self.services = services
    var named: Set<Int> = []
    for index in datasets {
      for value in graph.resources[index]["dcat:distribution"]?.values ?? [] {
        if let distribution = graph.index(of: value) { named.insert(distribution) }
      }
    }
    var distributions: [Int: [LinkedGraph.Resource]] = [:]
    for resource in graph.resources
    where resource.types.contains("dcat:Distribution") && !named.contains(resource.index) {
      for value in resource["dcat:isDistributionOf"]?.values ?? [] {
        if let dataset = graph.index(of: value) { distributions[dataset, default: []].append(resource) }
      }
    }
    self.distributions = distributions
    ids = Dictionary(
      datasets.compactMap { index in
        let resource = graph.resources[index]
        return resource.id.map { ($0, LinkedIdentity(of: resource, in: graph).id) }
      }, uniquingKeysWith: { first, _ in first })
  }

  func distributions(pointingTo resource: LinkedGraph.Resource) -> [LinkedGraph.Resource] {
    distributions[resource.index] ?? []
  }

  func services(of resource: LinkedGraph.Resource) -> [LinkedGraph.Resource] {
    services.isEmpty ? [] : services[LinkedIdentity(of: resource, in: graph).basis] ?? []
  }

  /// Whether this resource is claimed for the first time: what it leaves unread is kept once, not with every
  /// dataset that refers to it.
  func claim(_ resource: LinkedGraph.Resource) -> Bool { claimed.insert(resource.index).inserted }

  /// The id of the record that a value refers to; `nil` if this document has no such record.
  func recordID(of value: LinkedGraph.Value) -> String? {
    guard let resource = graph.resource(of: value), resource.isDataset, let id = resource.id,
      let record = ids[id]
    else { return nil }
    _ = graph.address(of: value)
    return record
  }
}

extension LinkedGraph.Resource {
  /// `dcat:Dataset`, schema.org's, or the same name in another spelling.
  var isDataset: Bool {
    types.contains { type in
      let local = type.split(whereSeparator: { ":/#".contains($0) }).last ?? ""
      return local.lowercased() == "dataset"
    }
  }
}

/// The names by which a dataset is known.
struct LinkedIdentity {
  /// Each once: its address, then what it is called elsewhere.
  let identifiers: [String]
  /// What its id is derived from; empty if there is nothing.
  let basis: String
  /// What two records of one file must not share.
  let distinction: String
  let id: String
  /// Whether the record states an identifier in addition to its address.
  let isStated: Bool

  init(of resource: LinkedGraph.Resource, in graph: LinkedGraph) {
    func texts(_ names: String...) -> [String] {
      names.flatMap { resource[$0]?.values ?? [] }.compactMap { Self.identifier($0, in: graph) }
    }
    let address = resource.id.flatMap { Self.isLasting($0) ? $0 : nil }
    if address != nil { _ = resource.readID }
    let stated = texts("dct:identifier", "schema:identifier", "dc:identifier")
    isStated = !stated.isEmpty
    let others = texts("adms:identifier", "schema:sameAs", "owl:sameAs")
    let own = address.flatMap(OwnAddress.id)
    identifiers = ((own == nil ? [address].compactMap(\.self) : []) + stated + others).distinct()
    let page = texts("dcat:landingPage", "schema:url").first(where: Self.isPage)
    let label = LinkedFields.label(of: resource, in: graph)
    let local = resource.id.flatMap { $0.hasPrefix("_:") || $0.contains(":/") ? nil : $0 }
    basis = address ?? stated.first ?? page ?? label ?? local ?? ""
    // Several datasets may share a page; then their titles distinguish them.
    distinction = address ?? stated.first ?? [page, label].compactMap { $0 }.joined(separator: " ")
    let owner = (resource["dct:publisher"] ?? resource["schema:publisher"] ?? resource["schema:creator"])?
      .values
      .first.flatMap { graph.resource(of: $0) }.flatMap { LinkedFields.label(of: $0, in: graph) }
    id = own ?? (basis.isEmpty ? "" : ImportedID.id(basis, of: owner))
  }

  /// A web address with more than a host: a home page does not belong to one dataset.
  private static func isPage(_ text: String) -> Bool {
    text.lowercased().hasPrefix("http") && text.split(separator: "/").count > 2
  }

  /// An address that names the dataset globally, not a path on someone's machine.
  private static func isLasting(_ id: String) -> Bool {
    let folded = id.lowercased()
    return ["http://", "https://", "urn:", "doi:", "info:", "ark:", "hdl:"].contains(where: folded.hasPrefix)
  }

  /// An identifier may be a text, an address, or a resource with a notation or value.
  private static func identifier(_ value: LinkedGraph.Value, in graph: LinkedGraph) -> String? {
    if let resource = graph.resource(of: value) {
      for name in ["skos:notation", "schema:value", "dct:identifier", "schema:url"] {
        if let text = resource[name]?.values.first?.readText { return text }
      }
      return resource.readID.flatMap { $0.hasPrefix("_:") ? nil : $0 }
    }
    switch value.content {
    case .text, .reference: return graph.address(of: value)
    case .resource, .raw: return nil
    }
  }
}
