internal import CartularyBase
internal import CartularyModel

/// Makes the records of a `HiddenWorld`.
struct RecordMaker {
  private var generator: SeededGenerator
  private var records: [SourcedDataset] = []

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  private static let everyone = [["public"], ["public", "staff"]]
  private static let fewer = [
    ["staff"], ["board"], ["staff", "board"], ["partners"], ["board", "partners", "staff"], ["vault"],
  ]

  mutating func history() -> (history: [[SourcedDataset]], hiddenChange: [SourcedDataset]) {
    let visible = (0..<110).map { plain(number: $0, audience: Self.everyone[$0 % 8 == 0 ? 1 : 0]) }
    let hidden = (0..<220).map { number in
      telling(number: number, beside: visible[number % visible.count].dataset, audience: pick(Self.fewer))
    }
    // Some are for everyone at first and narrowed later; some the other way; some move between audiences.
    var first = visible + hidden
    for place in visible.count..<(visible.count + 12) { first[place].dataset.audience = .public }
    for place in (visible.count + 12)..<(visible.count + 20) {
      first[place].dataset.audience = Self.audience(["guests"])
    }
    var second = Array(hidden[..<20])
    for place in 20..<60 {
      var moved = hidden[place]
      moved.dataset.audience = Self.audience(pick(Self.fewer))
      moved.dataset.title += " " + pick(WorldWords.canaries)
      second.append(moved)
    }
    for place in 60..<66 {
      var widened = hidden[place]
      widened.dataset.audience = .public
      second.append(widened)
    }
    let inTheVault = HiddenRevisions.of([first, second]).filter { $0.dataset.audience.labels == ["vault"] }
    var change = (220..<232).map { number in
      telling(number: number, beside: visible[number - 220].dataset, audience: ["vault"])
    }
    for var record in inTheVault.prefix(6) {
      record.dataset.description = words(300, from: WorldWords.common)
      change.append(record)
    }
    // Where the catalog can withdraw: some of the hidden records are withdrawn here too.
    first.shuffle(using: &generator)
    return ([first, second], change)
  }

  // MARK: - Records

  /// One that reads like any other.
  private mutating func plain(number: Int, audience: [String]) -> SourcedDataset {
    let title = words(3, from: WorldWords.common).prefix(1).uppercased()
    let rest = words(3, from: WorldWords.common)
    return record("rec-\(1000 + number)", title: title + String(rest.dropFirst()), audience: audience) {
      maker, dataset in
      dataset.description = maker.words(
        Int.random(in: 6...30, using: &maker.generator), from: WorldWords.common)
      if number % 4 == 0 { dataset.description += " Air Quality (AQ), Household Income (HI)." }
      if number % 7 == 0 { dataset.description += " Climate and Rainfall (CR)." }
      for step in [5, 15, 40] { dataset.description += " As in ACR\((number + step) / 5 * 5 % 110)." }
      dataset.keywords = [maker.pick(WorldWords.common), maker.words(2, from: WorldWords.common)]
      dataset.publisher = Agent(name: maker.words(2, from: WorldWords.common))
      dataset.steward = Agent(name: maker.words(2, from: WorldWords.common))
      dataset.creators = [Agent(name: maker.words(2, from: WorldWords.common))]
      dataset.themes = [maker.pick(WorldWords.common)]
      if number % 5 == 0 { dataset.aliases = ["ACR\(number)"] }
      dataset.identifiers = ["doi:10.5072/rec.\(number)"]
      maker.addTerms(to: &dataset, formats: WorldWords.formats, places: WorldWords.places)
      maker.addProgrammes(to: &dataset, number: number)
      if number % 6 == 0 { maker.addVariables(to: &dataset, names: WorldWords.common) }
    }
  }

  /// One that shows wherever it is let through.
  private mutating func telling(number: Int, beside visible: Dataset, audience: [String]) -> SourcedDataset {
    let canary = WorldWords.canaries[number % WorldWords.canaries.count]
    let loud = WorldWords.common[number % 7]
    let id = number % 3 == 0 ? "\(visible.id)-\(number)" : "\(visible.id).x\(number)"
    // Every fifth has the very title of a visible record.
    let title = number % 5 == 0 ? visible.title : "\(canary) \(loud) \(words(2, from: WorldWords.common))"
    return record(id, title: title, audience: audience) { maker, dataset in
      let near = WorldWords.misspelt(maker.pick(WorldWords.common), by: &maker.generator)
      var text = [canary, loud, near, loud + "ville"].joined(separator: " ") + " "
      text += maker.words(Int.random(in: 5...40, using: &maker.generator), from: WorldWords.common)
      text += " Asthma Quillemont (AQ), Zorblax Xenon (ZX), Census Registers (CR). "
      // A few are longer than all that is visible together, and say one visible word over and over.
      if number % 40 == 0 { text += String(repeating: " \(loud)", count: 1200) }
      // Mentions of visible records, which would bring these up.
      text += " Not ACR\(number % 22 * 5) but ACR\(number % 7 * 5), of the Census of \(visible.title)."
      dataset.description = text
      dataset.keywords = [canary, maker.pick(WorldWords.common), "\(canary)\(number)", near]
      // The whole of a name whose words visible publishers have.
      dataset.publisher = Agent(name: number % 2 == 0 ? maker.pick(WorldWords.common) : "\(canary) office")
      dataset.steward = Agent(name: "\(canary) board")
      dataset.creators = [Agent(name: number % 2 == 0 ? maker.pick(WorldWords.common) : "\(canary) group")]
      dataset.themes = [maker.pick(WorldWords.common), canary]
      dataset.aliases = ["\(canary.uppercased())-\(number)", "ACR\(number % 110)"]
      dataset.identifiers =
        number % 4 == 0 ? visible.identifiers : ["doi:10.5072/\(canary).\(number)"]
      // Of the second there is a stemmer: it must not come to the words of those who see no such record.
      dataset.languages = ["tlh", "fi"]
      maker.addTerms(
        to: &dataset, formats: WorldWords.formats + [canary.uppercased()],
        places: WorldWords.places + [canary])
      dataset.access.contact = Agent(name: "\(canary) desk")
      dataset.access.note = "\(canary) \(loud)"
      dataset.access.intermediary = Agent(name: canary, identifier: visible.id)
      // Programmes of visible records, and records that say to take the place of programmes, some of them visible.
      if number % 3 == 1 {
        dataset.relations = [
          Relation(kind: .replaces, target: number % 2 == 0 ? "gone-\(number % 9)" : visible.id),
          Relation(kind: .partOf, target: "rec-\(1000 + number % 5)"),
        ]
      }
      dataset.licenses = [LicenseTable.standard.licenses(from: "LicenseRef-\(canary)").first].compactMap {
        $0
      }
      if number % 3 == 0 { maker.addVariables(to: &dataset, names: [canary] + WorldWords.common) }
      dataset.modified = PartialDate(
        number % 2 == 0 ? "1887-03-0\(1 + number % 9)" : "2024-02-1\(number % 9)")
    }
  }

  private mutating func record(
    _ id: String, title: String, audience: [String], _ change: (inout RecordMaker, inout Dataset) -> Void
  ) -> SourcedDataset {
    var made = SourcedDataset.sample(id, title: title)
    made.dataset.audience = Self.audience(audience)
    change(&self, &made.dataset)
    return made
  }

  private mutating func addTerms(to dataset: inout Dataset, formats: [String], places: [String]) {
    var distribution = Distribution()
    distribution.format = pick(formats)
    dataset.distributions = [distribution]
    dataset.languages += [pick(WorldWords.languages)]
    dataset.licenses = LicenseTable.standard.licenses(from: pick(WorldWords.licenses))
    dataset.sensitivity = pick(Sensitivity.allCases)
    dataset.sharing = [pick(SharingType.allCases)]
    dataset.forms = [pick(CollaborationForm.allCases)]
    dataset.techniques = [pick(PrivacyTechnique.allCases)]
    dataset.access.modes = [pick(AccessMode.allCases)]
    dataset.access.requirements = [AccessRequirement(kind: pick(Requirement.allCases))]
    dataset.access.purposes = [pick(Purpose.allCases)]
    dataset.access.fee = FeeTerms(kind: pick(FeeKind.allCases))
    dataset.access.leadTime = "\(Int.random(in: 1...9, using: &generator)) weeks"
    if Int.random(in: 0..<4, using: &generator) == 0 {
      dataset.access.embargoUntil = PartialDate("2999-01-01")
    }
    let west = Double(Int.random(in: -170...150, using: &generator))
    let south = Double(Int.random(in: -80...60, using: &generator))
    dataset.spatial = [
      Place(
        name: pick(places), box: BoundingBox(west: west, south: south, east: west + 9, north: south + 9))
    ]
    let year = Int.random(in: 1990...2023, using: &generator)
    dataset.issued = PartialDate(year: year, month: 1 + year % 12)
    dataset.modified = PartialDate(year: year + 1)
    dataset.temporal = TemporalCoverage("\(year - 5)/\(year)")
  }

  /// Takes terms from visible records, from hidden ones, and from some that are not there; a few in circles.
  private mutating func addProgrammes(to dataset: inout Dataset, number: Int) {
    guard number % 2 == 1 else { return }
    let other = 1000 + number / 2
    // The ids of hidden records follow from those beside them.
    let hidden = number % 3 == 0 ? "rec-\(1000 + number)-\(number)" : "rec-\(1000 + number).x\(number)"
    // Some hidden records have the identifiers of visible ones, others have their own.
    let canary = WorldWords.canaries[number % WorldWords.canaries.count]
    let targets = [
      "rec-\(other)", hidden, "gone-\(number % 9)", "nowhere-\(number)",
      "https://doi.org/10.5072/rec.\(number / 2 * 2)", "doi:10.5072/\(canary).\(number)",
    ]
    dataset.relations = [Relation(kind: .partOf, target: targets[number / 2 % targets.count])]
    if number % 10 == 1 { dataset.relations.append(Relation(kind: .partOf, target: hidden)) }
    if number % 12 == 1 { dataset.relations.append(Relation(kind: .replaces, target: "gone-\(number % 9)")) }
    if number % 14 == 1 { dataset.access.intermediary = Agent(name: "desk", identifier: hidden) }
    if number % 22 == 1 { dataset.relations.append(Relation(kind: .partOf, target: "rec-\(1000 + number)")) }
    // What it states itself is not taken over.
    if number % 4 != 3 { dataset.access.requirements = [] }
    if number % 8 < 5 { dataset.access.purposes = [] }
    if number % 6 < 4 { dataset.access.modes = [] }
    if number % 5 == 0 { dataset.access.addedLists = [.requires] }
    if number % 8 == 1 { dataset.licenses = [] }
  }

  /// One in three is for fewer people than the record.
  private mutating func addVariables(to dataset: inout Dataset, names: [String]) {
    let variables = (0..<3).map { number in
      var variable = Variable(name: pick(names) + "\(number)")
      variable.description = words(4, from: names)
      return variable
    }
    var narrow = Variable(name: pick(WorldWords.canaries) + "column")
    narrow.audience = Self.audience(["vault"])
    dataset.dataDictionary = DataDictionary(tables: [DataTable(name: "main", variables: variables + [narrow])]
    )
  }

  // MARK: - Chance

  private mutating func pick<Element>(_ all: [Element]) -> Element {
    all[Int.random(in: all.indices, using: &generator)]
  }

  private mutating func words(_ count: Int, from all: [String]) -> String {
    (0..<count).map { _ in pick(all) }.joined(separator: " ")
  }

  private static func audience(_ labels: [String]) -> Audience {
    guard let audience = Audience(labels: labels) else { preconditionFailure("no audience: \(labels)") }
    return audience
  }
}

/// The last revision of each id.
enum HiddenRevisions {
  static func of(_ history: [[SourcedDataset]]) -> [SourcedDataset] {
    var last: [String: SourcedDataset] = [:]
    for record in history.joined() { last[record.dataset.id] = record }
    return last.values.sorted { $0.dataset.id < $1.dataset.id }
  }
}
