package import CartularyModel

/// Records of several audiences, and the publications that brought them to where they are: what the tests of
/// non-interference publish once with everything, and once for each viewer with what that viewer may see.
///
/// What not everyone may see is made to be noticed wherever it could show: words that nothing else has, visible
/// words made common or very long, near-misses of visible words, ids beside visible ids, and titles, identifiers
/// and publishers that visible records have too.
package struct HiddenWorld: Sendable {
  package let seed: UInt64
  /// Publications in their order; a later revision of an id replaces the earlier one.
  package let history: [[SourcedDataset]]
  /// A further publication that changes only what holders of `vault` may see.
  package let hiddenChange: [SourcedDataset]

  /// Who looks, narrowest first: everyone; a label that no record has; labels that some records have which
  /// others have not; two of them; a label whose records have all moved away; all.
  package static let viewers: [[String]] = [
    [], ["nobody"], ["staff"], ["board"], ["staff", "partners"], ["guests"],
    ["staff", "board", "partners", "vault", "guests"],
  ]

  package init(seed: UInt64) {
    self.seed = seed
    var maker = RecordMaker(seed: seed)
    (history, hiddenChange) = maker.history()
  }

  /// The last revision of each id, in the order of ids.
  package var current: [SourcedDataset] { HiddenRevisions.of(history) }

  /// What a viewer may see at the end, as it may be seen: without variables for fewer people.
  package func visible(to labels: [String]) -> [SourcedDataset] {
    let held = Set(labels + [Audience.publicLabel])
    return current.filter { $0.dataset.audience.isMet(by: held) }.map { sourced in
      var copy = sourced
      copy.dataset = sourced.dataset.withoutNarrowerVariables
      return copy
    }
  }

  /// Ids of records for some people only that are withdrawn in the end: nobody else learns of that either.
  package var withdrawn: [String] { hidden(from: []).prefix(6).map(\.dataset.id) }

  package func hidden(from labels: [String]) -> [SourcedDataset] {
    let held = Set(labels + [Audience.publicLabel])
    return current.filter { !$0.dataset.audience.isMet(by: held) }
  }
}

/// The words that records and queries are made of.
enum WorldWords {
  static let common = [
    "asthma", "children", "hospital", "visits", "air", "quality", "stations", "hourly", "traffic", "mobility",
    "survey", "household", "income", "energy", "water", "river", "nitrate", "school", "health", "office",
    "climate", "rainfall", "forest", "wildfire", "census", "migration", "labour", "trade", "price", "housing",
    "satellite", "image", "genome", "cohort", "trial", "patient", "vaccine", "mortality", "birth",
    "nutrition",
  ]
  /// Explained by visible records, and otherwise by hidden ones.
  static let abbreviations = ["AQ", "HI", "CR", "ZX"]
  /// In no record that everyone may see.
  static let canaries = [
    "zorblax", "quillemont", "vexatrine", "mirabyte", "obscurion", "tarnfalk", "wyvernide", "plumbago",
    "krestovik", "yelloquist",
  ]
  static let formats = ["CSV", "JSON", "XLSX", "NETCDF"]
  static let languages = ["en", "fr", "de"]
  static let places = ["France", "Kenya", "Lima", "Oslo"]
  static let licenses = ["CC-BY-4.0", "CC0-1.0", "ODbL-1.0", "CC-BY-NC-4.0"]

  /// One letter wrong.
  static func misspelt(_ word: String, by generator: inout SeededGenerator) -> String {
    var letters = Array(word)
    let place = Int.random(in: 0..<letters.count, using: &generator)
    switch Int.random(in: 0..<4, using: &generator) {
    case 0 where letters.count > 3: letters.remove(at: place)
    case 1: letters.insert("x", at: place)
    case 2 where place + 1 < letters.count: letters.swapAt(place, place + 1)
    default: letters[place] = "q"
    }
    return String(letters)
  }
}
