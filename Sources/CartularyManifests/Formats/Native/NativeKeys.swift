internal import CartularyBase
internal import CartularyModel

/// The keys of the native manifest, format version 1, in the order of Docs/MANIFEST.md.
enum NativeKeys {
  static let formatVersion = "1"

  static let dataset: [ManifestKey<Dataset>] = [
    id,
    .text("title", \.title, isRequired: true),
    .text("description", \.description),
    .texts("identifiers", \.identifiers),
    .texts("aliases", \.aliases),
    .text("landing-page", \.landingPage),
    .map("publisher", \.publisher, keys: agent, shorthand: \.name, isCompact: true) { Agent(name: "") },
    .map("steward", \.steward, keys: agent, shorthand: \.name, isCompact: true) { Agent(name: "") },
    .maps("creators", \.creators, keys: agent, shorthand: \.name, isCompact: true) { Agent(name: "") },
    .texts("keywords", \.keywords),
    .texts("themes", \.themes),
    .texts("language", \.languages),
    temporal,
    .maps("spatial", \.spatial, keys: place, shorthand: \.shorthandName, isCompact: true) { Place() },
    .date("issued", \.issued),
    .date("modified", \.modified),
    .text("version", \.version),
    .code("frequency", \.frequency),
    .text("frequency-text", \.frequencyText),
    .maps("distributions", \.distributions, keys: distribution, shorthand: \.shorthandURL) { Distribution() },
    licenses(into: \.licenses),
    .text("rights", \.rights),
    .code("access-rights", \.accessRights),
    .code("sensitivity", \.sensitivity, absent: .unspecified),
    .codes("sharing", \.sharing),
    .codes("forms", \.forms),
    .codes("sub-forms", \.subForms),
    .codes("techniques", \.techniques),
    .labels("audience") { audience, dataset in
      dataset.audience = audience
    } write: { dataset in
      dataset.audience == .public ? nil : dataset.audience
    },
    access,
    dataDictionary,
    .maps("limits", \.limits, keys: limit) { DataLimit(kind: .representativeness, text: "") },
    .maps("not-shared", \.notShared, keys: withheldPart) { WithheldPart(what: "", reason: .other) },
    .texts("granularity", \.granularity),
    .text("unit-of-observation", \.unitOfObservation),
    .maps("uses", \.uses, keys: useCase, shorthand: \.title) { UseCase(title: "") },
    .map("utility", \.utility, keys: utility) { DataUtility() },
    .codedMap("refresh", \.refresh, keys: refreshPlan, code: \.kind, RefreshPlan.init),
    .map("provenance", \.provenance, keys: provenance) { Provenance() },
    .maps("relations", \.relations, keys: relation, isCompact: true) { Relation(kind: .related, target: "") },
    illustrative,
    inferred,
    .code("hidden-sensitivity", \.hiddenSensitivity),
    inherited,
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
    .text("media-type", \.mediaType),
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

  // MARK: - Keys with their own rules

  private static let id = ManifestKey<Dataset>(
    name: "id", isRequired: true, shape: .pattern(DatasetID.pattern)
  ) {
    node, dataset, report in
    guard let text = ScalarParser.text(node, of: "id", report: &report) else { return }
    dataset.id = text
    report.recordID = text
    guard DatasetID.isWellFormed(text) else {
      let slug = DatasetID.slug(text)
      report.say(
        .invalidID, "'\(text.prefix(80))' is not a valid id", at: node.mark,
        length: text.unicodeScalars.count,
        help:
          "lower-case letters, digits and inner '.', '_', '-', at most \(DatasetID.maximumByteCount) bytes"
          + (slug.isEmpty ? "" : "; '\(slug.prefix(80))' would do"))
      return
    }
  } write: {
    .text($0.id)
  }

  private static let version = ManifestKey<Dataset>(name: "cartulary", shape: .pattern("^\\s*1\\s*$")) {
    node, _, report in
    guard let text = ScalarParser.text(node, of: "cartulary", report: &report) else { return }
    if text != formatVersion {
      report.say(
        .formatVersion, "format version '\(text.prefix(20))' is not known", at: node.mark,
        length: text.unicodeScalars.count, help: "this program reads version \(formatVersion)")
    }
  } write: { _ in
    nil
  }

  private static let temporal = ManifestKey<Dataset>(
    name: "temporal",
    shape: .either([.pattern(TemporalCoverage.pattern), .map(period.outlines(), shorthand: nil)])
  ) {
    node, dataset, report in
    if node.text != nil {
      guard let text = ScalarParser.text(node, of: "temporal", report: &report) else { return }
      guard let coverage = TemporalCoverage(text) else {
        report.say(
          .invalidDate, "'\(text.prefix(80))' is not a valid period", at: node.mark,
          length: text.unicodeScalars.count,
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
  } write: { dataset in
    guard let coverage = dataset.temporal else { return nil }
    let sides = [coverage.start, coverage.end].map { $0?.description ?? ".." }
    let short = coverage.start == coverage.end ? sides[0] : sides.joined(separator: "/")
    if TemporalCoverage(short) == coverage { return .date(short) }
    return ManifestMap.write(coverage, keys: period, isFlow: true)
  }

  static let period: [ManifestKey<TemporalCoverage>] = [
    .date("start", \.start),
    ManifestKey(name: "end", shape: .either([.date, .pattern("^\\.\\.$")])) { node, coverage, report in
      if node.text != ".." { coverage.end = ScalarParser.date(node, of: "end", report: &report) }
    } write: {
      $0.end.map { .date($0.description) }
    },
    .text("text", \.text),
  ]

  private static let box = ManifestKey<Place>(
    name: "box", shape: .either([.numbers(count: 4), .map(sides, shorthand: nil)])
  ) { node, place, report in
    // A list, or the form in which records are shown: a map of the four sides.
    let sides = node.entries == nil ? node.items : ["west", "south", "east", "north"].compactMap { node[$0] }
    let numbers = sides.compactMap { $0.text.flatMap(Double.init) }
    guard numbers.count == 4, sides.count == 4,
      let box = BoundingBox(west: numbers[0], south: numbers[1], east: numbers[2], north: numbers[3])
    else {
      report.say(
        .invalidPlace, "'box' is not a valid box on the globe", at: node.mark,
        help: "write [west, south, east, north] in degrees: -180…180, -90…90, south not above north")
      return
    }
    place.box = box
  } write: { place in
    place.box.map { box in
      .list([box.west, box.south, box.east, box.north].map { .number(text(of: $0)) }, isFlow: true)
    }
  }

  private static let sides = ["west", "south", "east", "north"].map {
    KeyOutline(name: $0, aliases: [], isRequired: true, needsValue: true, shape: .numbers(count: 1))
  }

  private static func text(of number: Double) -> String {
    Int(exactly: number).map(String.init) ?? number.description
  }

  private static let format = ManifestKey<Distribution>(name: "format", shape: .text) {
    node, distribution, report in
    let text = ScalarParser.text(node, of: "format", report: &report)
    distribution.format = text.flatMap(FormatName.short)
  } write: {
    $0.format.flatMap(SourceNode.nonEmpty).map(ManifestValue.text)
  }

  /// A map of texts.
  private static let unmapped = ManifestKey<Dataset>(name: "unmapped", shape: .textMap) {
    node, dataset, report in
    guard let entries = node.entries else {
      report.say(.wrongType, "expected 'unmapped' as a map, found \(node.kindName)", at: node.mark)
      return
    }
    var texts: [String: String] = [:]
    for entry in entries {
      guard ScalarParser.text(entry.value, of: entry.key, report: &report) != nil else { continue }
      // Unchanged, including whitespace: it is kept for those who know the other format.
      texts[entry.key] = entry.value.text
    }
    dataset.unmapped = texts
  } write: { dataset in
    dataset.unmapped.map { texts in
      .map(texts.sorted { $0.key < $1.key }.map { ($0.key, .text($0.value)) })
    }
  }

  /// What a record is shown to take over: its programmes say it themselves.
  private static let inherited = ManifestKey<Dataset>(name: "inherited", shape: .anyMap) { node, _, report in
    guard node.entries == nil else { return }
    report.say(.wrongType, "expected 'inherited' as a map, found \(node.kindName)", at: node.mark)
  } write: { _ in
    nil
  }

  private static let illustrative = ManifestKey<Dataset>(name: "illustrative", shape: .texts) {
    node, dataset, report in
    let names = NativeKeys.dataset.map(\.name)
    for item in ManifestLists.items(node, of: "illustrative", report: &report) {
      guard let text = ScalarParser.text(item, of: "illustrative", report: &report) else { continue }
      if names.contains(text) {
        dataset.illustrative.append(text)
      } else {
        report.sayUnknown(.unknownValue, "key", text, among: names, at: item.mark)
      }
    }
  } write: { dataset in
    dataset.illustrative.isEmpty ? nil : .list(dataset.illustrative.map(ManifestValue.text), isFlow: true)
  }
}

extension Place {
  /// The name, if a place is written as a single value.
  fileprivate var shorthandName: String {
    get { name ?? "" }
    set { name = newValue }
  }
}

extension Distribution {
  /// The address, if a distribution is written as a single value.
  fileprivate var shorthandURL: String {
    get { accessURL ?? "" }
    set { accessURL = newValue }
  }
}
