internal import DatasetModel

/// One entry of `dataset` in a `data.json`, and how its fields become ours.
struct DCATUSRecord {
  private let node: SourceNode

  init(_ node: SourceNode) { self.node = node }

  /// - Returns: `nil` only where the entry is no object or has nothing to make an id of, which is reported.
  func dataset(_ report: inout SourceReport) -> Dataset? {
    guard node.entries != nil else {
      report.say(.wrongType, "a dataset is a map, found \(node.kindName)", at: node.mark)
      return nil
    }
    let identifier = text("identifier")
    let id = Self.id(identifier ?? text("landingPage") ?? text("title") ?? "", publisher: publisher)
    guard !id.isEmpty else {
      report.say(
        .missingInSource, "a dataset without identifier, landing page and title is left out", at: node.mark)
      return nil
    }
    report.recordID = id
    defer { report.recordID = nil }
    for required in Self.required
    where (node[required] ?? SourceNode(content: .null, mark: node.mark)).isBlank {
      report.say(.missingInSource, "'\(required)' is missing", at: node.mark)
    }

    var dataset = Dataset(
      id: id, title: text("title") ?? identifier ?? id, description: text("description") ?? "")
    dataset.identifiers = [identifier].compactMap { $0 }
    dataset.landingPage = text("landingPage")
    dataset.publisher = publisher.map { Agent(name: $0) }
    dataset.steward = steward
    dataset.keywords = texts("keyword", isCommaSeparated: true)
    dataset.themes = texts("theme")
    dataset.languages = texts("language").map { Self.languageTags[$0.lowercased()] ?? $0 }
    dataset.temporal = text("temporal").map { TemporalCoverage($0) ?? TemporalCoverage(text: $0) }
    dataset.spatial = text("spatial").map { [Self.place($0)] } ?? []
    var unread: Set<String> = []
    dataset.issued = date("issued", &unread, &report)
    dataset.modified = date("modified", &unread, &report)
    if let frequency = text("accrualPeriodicity") {
      dataset.frequency = UpdateFrequency(text: frequency)
      dataset.frequencyText = frequency
    }
    dataset.licenses = text("license").map(LicenseTable.standard.licenses(from:)) ?? []
    dataset.rights = text("rights")
    dataset.distributions = (node["distribution"]?.items ?? []).map(Self.distribution)
    readAccessLevel(into: &dataset, &unread, &report)
    dataset.dataDictionary = text("describedBy").map { DataDictionary(url: $0) }
    if let whole = text("isPartOf") {
      dataset.relations = [Relation(kind: .partOf, target: DatasetID.slug(Self.withoutScheme(whole)))]
    }
    dataset.unmapped = unmapped(unread: unread)
    return dataset
  }

  private var publisher: String? {
    (node["publisher"]?["name"]?.text ?? text("publisher")).flatMap(Self.nonEmpty)
  }

  /// An address names a record in all the world; a bare number only with its publisher.
  private static func id(_ identifier: String, publisher: String?) -> String {
    let isLocal = !identifier.contains("/") && !identifier.contains(":")
    return DatasetID.slug((isLocal ? (publisher ?? "") + " " : "") + withoutScheme(identifier))
  }

  // MARK: - Fields

  /// What Project Open Data requires of every record, but for two codes of the US budget.
  private static let required = [
    "title", "description", "keyword", "modified", "publisher", "contactPoint", "identifier", "accessLevel",
  ]

  private static let mapped: Set<String> = [
    "@type", "title", "description", "keyword", "modified", "publisher", "contactPoint", "identifier",
    "accessLevel", "license", "rights", "spatial", "temporal", "issued", "accrualPeriodicity", "language",
    "theme", "distribution", "describedBy", "landingPage", "isPartOf",
  ]

  private static let languageTags = ["english": "en", "spanish": "es", "french": "fr", "german": "de"]

  private var steward: Agent? {
    guard let contact = node["contactPoint"], let name = contact["fn"]?.text.flatMap(Self.nonEmpty) else {
      return nil
    }
    let email = contact["hasEmail"]?.text.flatMap(Self.nonEmpty)
    return Agent(name: name, email: email.map { $0.hasPrefix("mailto:") ? String($0.dropFirst(7)) : $0 })
  }

  private func readAccessLevel(
    into dataset: inout Dataset, _ unread: inout Set<String>, _ report: inout SourceReport
  ) {
    guard let level = text("accessLevel") else { return }
    guard let rights = AccessRights(spelling: level) else {
      unread.insert("accessLevel")
      report.say(
        .unreadableInSource, "access level '\(level.prefix(80))' is not known", at: node["accessLevel"]?.mark)
      return
    }
    dataset.accessRights = rights
    if rights == .public, dataset.distributions.contains(where: { $0.downloadURL != nil }) {
      dataset.access.modes = [.openDownload]
    }
  }

  private static func distribution(_ node: SourceNode) -> Distribution {
    var distribution = Distribution()
    distribution.title = node["title"]?.text.flatMap(nonEmpty)
    distribution.description = node["description"]?.text.flatMap(nonEmpty)
    distribution.accessURL = node["accessURL"]?.text.flatMap(nonEmpty)
    distribution.downloadURL = node["downloadURL"]?.text.flatMap(nonEmpty)
    distribution.mediaType = node["mediaType"]?.text.flatMap(nonEmpty)
    distribution.format = (node["format"]?.text.flatMap(nonEmpty) ?? distribution.mediaType).flatMap(
      FormatName.short)
    return distribution
  }

  private static func place(_ text: String) -> Place {
    let numbers = text.split(separator: ",").map { Double(ScalarReading.trim(String($0))) }
    if numbers.count == 4, let west = numbers[0], let south = numbers[1], let east = numbers[2],
      let north = numbers[3],
      let box = BoundingBox(west: west, south: south, east: east, north: north)
    {
      return Place(box: box)
    }
    return Place(name: text)
  }

  private func date(_ key: String, _ unread: inout Set<String>, _ report: inout SourceReport) -> PartialDate?
  {
    guard let text = text(key) else { return nil }
    if let date = PartialDate(text) { return date }
    unread.insert(key)
    report.say(.unreadableInSource, "'\(key)' is no date: '\(text.prefix(80))'", at: node[key]?.mark)
    return nil
  }

  // MARK: - Values

  private func text(_ key: String) -> String? { node[key]?.text.flatMap(Self.nonEmpty) }

  /// Lists are lists, but some publishers write one text with commas.
  private func texts(_ key: String, isCommaSeparated: Bool = false) -> [String] {
    guard let value = node[key] else { return [] }
    if isCommaSeparated, let text = value.text {
      return text.split(separator: ",").map(String.init).compactMap(Self.nonEmpty)
    }
    return value.items.compactMap { $0.text.flatMap(Self.nonEmpty) }
  }

  /// What no field holds, and what a field should hold but could not be read.
  private func unmapped(unread: Set<String>) -> [String: String]? {
    var rest: [String: String] = [:]
    for entry in node.entries ?? [] where !entry.value.isBlank {
      guard !Self.mapped.contains(entry.key) || unread.contains(entry.key) else { continue }
      rest[entry.key] = entry.value.compactText
    }
    return rest.isEmpty ? nil : rest
  }

  private static func nonEmpty(_ text: String) -> String? {
    let trimmed = ScalarReading.trim(text)
    return trimmed.isEmpty ? nil : trimmed
  }

  private static func withoutScheme(_ text: String) -> String {
    for scheme in ["https://", "http://"] where text.lowercased().hasPrefix(scheme) {
      return String(text.dropFirst(scheme.count))
    }
    return text
  }
}

extension SourceNode {
  /// Nothing, empty text, or a list or map of nothing.
  fileprivate var isBlank: Bool {
    switch content {
    case .null: true
    case .scalar(let text): text.allSatisfy(\.isWhitespace)
    case .list(let items): items.allSatisfy(\.isBlank)
    case .map(let entries): entries.isEmpty
    }
  }

  /// The value on one line, for keeping what no field holds.
  fileprivate var compactText: String {
    switch content {
    case .null: ""
    case .scalar(let text): text
    case .list(let items): items.map(\.compactText).joined(separator: ", ")
    case .map(let entries): entries.map { "\($0.key): \($0.value.compactText)" }.joined(separator: ", ")
    }
  }
}
