internal import DatasetModel

/// The keys of the native manifest, format version 1, in the order of Docs/MANIFEST.md.
enum NativeKeys {
  static let formatVersion = "1"

  static let dataset: [ManifestKey<Dataset>] = [
    id,
    .text("title", \.title, isRequired: true),
    .text("description", \.description, isRequired: true),
    .texts("identifiers", \.identifiers),
    .texts("aliases", \.aliases),
    .text("landing-page", \.landingPage),
    .map("publisher", \.publisher, keys: agent, shorthand: \.name) { Agent(name: "") },
    .map("steward", \.steward, keys: agent, shorthand: \.name) { Agent(name: "") },
    .maps("creators", \.creators, keys: agent, shorthand: \.name) { Agent(name: "") },
    .texts("keywords", \.keywords),
    .texts("themes", \.themes),
    .texts("language", \.languages),
    temporal,
    .maps("spatial", \.spatial, keys: place, shorthand: \.shorthandName) { Place() },
    .date("issued", \.issued),
    .date("modified", \.modified),
    .text("version", \.version),
    .code("frequency", \.frequency),
    .text("frequency-text", \.frequencyText),
    .maps("distributions", \.distributions, keys: distribution, shorthand: \.shorthandURL) { Distribution() },
    licenses(into: \.licenses),
    .text("rights", \.rights),
    .code("access-rights", \.accessRights),
    .code("sensitivity", \.sensitivity),
    .codes("sharing", \.sharing),
    .codes("forms", \.forms),
    .codes("techniques", \.techniques),
    .labels("audience") { audience, dataset in dataset.audience = audience },
    access,
    dataDictionary,
    .map("provenance", \.provenance, keys: provenance) { Provenance() },
    .maps("relations", \.relations, keys: relation) { Relation(kind: .related, target: "") },
    illustrative,
    .code("hidden-sensitivity", \.hiddenSensitivity),
    unmapped,
    version,
  ]

  static let agent: [ManifestKey<Agent>] = [
    .text("name", \.name, isRequired: true),
    .text("email", \.email),
    .text("url", \.url),
    .text("identifier", \.identifier),
  ]

  static let place: [ManifestKey<Place>] = [
    .text("name", \.name),
    .text("code", \.code),
    box,
  ]

  static let distribution: [ManifestKey<Distribution>] = [
    .text("title", \.title),
    .text("description", \.description),
    .text("access-url", \.accessURL),
    .text("download-url", \.downloadURL),
    format,
    mediaType,
    .integer("bytes", \.byteCount),
    .text("checksum", \.checksum),
    licenses(into: \.licenses),
    .text("rights", \.rights),
  ]

  static let provenance: [ManifestKey<Provenance>] = [
    .text("statement", \.statement),
    .maps("sources", \.sources, keys: citation, shorthand: \.document) { SourceCitation(document: "") },
  ]

  static let citation: [ManifestKey<SourceCitation>] = [
    .text("document", \.document, isRequired: true),
    .text("section", \.section),
    .text("quote", \.quote),
  ]

  static let relation: [ManifestKey<Relation>] = [
    .code("kind", \.kind, isRequired: true),
    .text("target", \.target, isRequired: true),
    .text("title", \.title),
  ]

  // MARK: - Keys with rules of their own

  private static let id = ManifestKey<Dataset>(name: "id", isRequired: true, shape: .text) {
    node, dataset, report in
    guard let text = ScalarReading.text(node, of: "id", report: &report) else { return }
    dataset.id = text
    report.recordID = text
    guard DatasetID.isWellFormed(text) else {
      let slug = DatasetID.slug(text)
      report.say(
        .invalidID, "'\(text.prefix(80))' is no id", at: node.mark, length: text.unicodeScalars.count,
        help:
          "lower-case letters, digits and inner '.', '_', '-', at most \(DatasetID.maximumByteCount) bytes"
          + (slug.isEmpty ? "" : "; '\(slug.prefix(80))' would do"))
      return
    }
  }

  private static let version = ManifestKey<Dataset>(name: "cartulary", shape: .text) { node, _, report in
    guard let text = ScalarReading.text(node, of: "cartulary", report: &report) else { return }
    if text != formatVersion {
      report.say(
        .formatVersion, "format version '\(text.prefix(20))' is not known", at: node.mark,
        length: text.unicodeScalars.count, help: "this program reads version \(formatVersion)")
    }
  }

  private static let temporal = ManifestKey<Dataset>(name: "temporal", shape: .free) {
    node, dataset, report in
    if node.text != nil {
      guard let text = ScalarReading.text(node, of: "temporal", report: &report) else { return }
      guard let coverage = TemporalCoverage(text) else {
        report.say(
          .invalidDate, "'\(text.prefix(80))' is no period", at: node.mark, length: text.unicodeScalars.count,
          help: "write 2019/2021, 2019-05/.. or a map of start, end and text")
        return
      }
      dataset.temporal = coverage
      return
    }
    var coverage = TemporalCoverage()
    ManifestMap.read(node, keys: period, noun: "'temporal'", into: &coverage, report: &report)
    if let start = coverage.start, let end = coverage.end, start.firstDay > end.lastDay {
      report.say(.invalidDate, "the period ends before it starts", at: node.mark)
    }
    dataset.temporal = coverage
  }

  static let period: [ManifestKey<TemporalCoverage>] = [
    .date("start", \.start),
    ManifestKey(name: "end", shape: .date) { node, coverage, report in
      if node.text != ".." { coverage.end = ScalarReading.date(node, of: "end", report: &report) }
    },
    .text("text", \.text),
  ]

  private static let box = ManifestKey<Place>(name: "box", shape: .free) { node, place, report in
    // A list, or the form in which records are shown: a map of the four sides.
    let sides = node.entries == nil ? node.items : ["west", "south", "east", "north"].compactMap { node[$0] }
    let numbers = sides.compactMap { $0.text.flatMap(Double.init) }
    guard numbers.count == 4, sides.count == 4,
      let box = BoundingBox(west: numbers[0], south: numbers[1], east: numbers[2], north: numbers[3])
    else {
      report.say(
        .invalidPlace, "'box' is no box on the globe", at: node.mark,
        help: "write [west, south, east, north] in degrees: -180…180, -90…90, south not above north")
      return
    }
    place.box = box
  }

  private static let format = ManifestKey<Distribution>(name: "format", shape: .text) {
    node, distribution, report in
    let text = ScalarReading.text(node, of: "format", report: &report)
    distribution.format = text.flatMap(FormatName.short)
  }

  private static let mediaType = ManifestKey<Distribution>(name: "media-type", shape: .text) {
    node, distribution, report in
    distribution.mediaType = ScalarReading.text(node, of: "media-type", report: &report)
  }

  private static func licenses<Record>(into path: ManifestPath<Record, [License]>) -> ManifestKey<Record> {
    ManifestKey(name: "license", aliases: ["licence"], shape: .texts) { node, record, report in
      for item in node.items {
        // The form in which records are shown: a map of id, openness and text.
        if let id = item["id"]?.text, let openness = item["openness"]?.text.flatMap(Openness.init(spelling:))
        {
          record[keyPath: path].append(License(id: id, openness: openness, text: item["text"]?.text))
          continue
        }
        guard let text = ScalarReading.text(item, of: "license", report: &report) else { continue }
        let licenses = LicenseTable.standard.licenses(from: text)
        record[keyPath: path] += licenses
        if licenses.first?.id == License.customID {
          report.sayCustomLicense(text, at: item.mark)
        }
      }
    }
  }

  /// A map of texts.
  private static let unmapped = ManifestKey<Dataset>(name: "unmapped", shape: .free) {
    node, dataset, report in
    guard let entries = node.entries else {
      report.say(.wrongType, "expected 'unmapped' as a map, found \(node.kindName)", at: node.mark)
      return
    }
    var texts: [String: String] = [:]
    for entry in entries {
      texts[entry.key] = ScalarReading.text(entry.value, of: entry.key, report: &report)
    }
    dataset.unmapped = texts
  }

  private static let illustrative = ManifestKey<Dataset>(name: "illustrative", shape: .texts) {
    node, dataset, report in
    let names = NativeKeys.dataset.map(\.name)
    for item in node.items {
      guard let text = ScalarReading.text(item, of: "illustrative", report: &report) else { continue }
      if names.contains(text) {
        dataset.illustrative.append(text)
      } else {
        report.sayUnknown(.unknownValue, "key", text, among: names, at: item.mark)
      }
    }
  }
}

extension SourceReport {
  mutating func sayCustomLicense(_ text: String, at mark: SourceMark) {
    let near = NearLicense.id(for: text).map { "did you mean '\($0)'?" }
    say(
      .customLicense, "'\(text.prefix(60))' is no licence that is known; it counts as custom", at: mark,
      length: text.unicodeScalars.count, help: near ?? "use an SPDX id, or leave it if the terms are its own")
  }
}

extension Place {
  /// The name, for where a place is written as a single value.
  fileprivate var shorthandName: String {
    get { name ?? "" }
    set { name = newValue }
  }
}

extension Distribution {
  /// Where it is, for where a distribution is written as a single value.
  fileprivate var shorthandURL: String {
    get { accessURL ?? "" }
    set { accessURL = newValue }
  }
}
