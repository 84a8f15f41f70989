/// Draws records, whose facets have few values or, as publishers, many.
struct RecordSource {
  let words: CorpusWords
  private let publishers: Weighted<String>

  init(_ random: inout SeededRandom) {
    let words = CorpusWords(&random)
    self.words = words
    let names = (0..<300).map { _ in words.text(of: 2, &random).capitalizedWords }
    publishers = Weighted(zipf: names, exponent: 1)
  }

  private static let sensitivities = Weighted(
    ["public", "internal", "controlled", "restricted", "highly-restricted"], [50, 20, 15, 10, 5])
  private static let licenses = Weighted<String?>(
    [
      "CC-BY-4.0", "CC0-1.0", "ODbL-1.0", "CDLA-Permissive-2.0", "CC-BY-NC-4.0", "OGL-UK-3.0",
      "LicenseRef-DUA", nil,
    ], [30, 15, 8, 6, 10, 12, 14, 5])
  private static let sharings = Weighted(
    ["open-data", "intermediated-data-sharing", "closed-trusted-partnership", "internal"], [55, 15, 20, 10])
  private static let formats = ["csv", "json", "parquet", "xlsx", "geojson", "netcdf", "shapefile", "pdf"]
  private static let themes = [
    "health", "education", "mobility", "environment", "economy", "agriculture", "energy", "justice",
    "population",
    "science",
  ]

  mutating func record(at index: Int, _ random: inout SeededRandom) -> CorpusRecord {
    let year = random.integer(1990...2025)
    let modified = [
      "\(random.integer(2010...2025))", padded(random.integer(1...12), to: 2),
      padded(random.integer(1...28), to: 2),
    ]
    var names: Set<String> = []
    let variables = (0..<random.integer(0...20)).compactMap { _ in
      let name = words.word(&random) + "_" + words.word(&random)
      let description = words.text(of: random.integer(3...10), &random)
      return names.insert(name).inserted ? (name: name, description: description) : nil
    }
    return CorpusRecord(
      id: "d" + padded(index, to: 7),
      title: words.text(of: random.integer(4...12), &random),
      description: words.text(of: random.integer(30...160), &random),
      publisher: publishers.pick(&random),
      keywords: (0..<random.integer(2...8)).map { _ in words.word(&random) },
      theme: Self.themes[random.integer(0...Self.themes.count - 1)],
      sensitivity: Self.sensitivities.pick(&random),
      license: Self.licenses.pick(&random),
      sharing: Self.sharings.pick(&random),
      format: Self.formats[random.integer(0...Self.formats.count - 1)],
      modified: modified.joined(separator: "-"),
      years: year...(year + random.integer(0...10)),
      variables: variables)
  }
}

extension String {
  fileprivate var capitalizedWords: String {
    split(separator: " ").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined(separator: " ")
  }
}
