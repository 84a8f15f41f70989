internal import CartularyBase

/// Countries as ISO 3166 names them, and the four nations of the United Kingdom.
///
/// The table is `Resources/countries.csv`, read when it is first needed; a country, another name for one or a member
/// of a union is added there.
package enum Countries {
  /// The code for a name in English (`Germany`, `United States of America`), a code in capitals or digits
  /// (`FR`, `DEU`, `826`) or an authority's address (`…/authority/country/DEU`).
  ///
  /// - Returns: `nil` if it is not certain which is meant: `in` is a word, Georgia is also a state, and `CA`
  ///   is California to some.
  package static func code(for text: String) -> String? {
    var bare = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    if bare.hasPrefix("http"), let slash = bare.lastIndex(where: { $0 == "/" || $0 == "#" }) {
      bare = String(bare[bare.index(after: slash)...])
      guard bare.utf8.count == 2 || bare.utf8.count == 3 else { return nil }
      return byCode[bare.uppercased()]
    }
    guard !ambiguous.contains(bare) else { return nil }
    return byCode[bare] ?? byName[FoldedText.words(bare)]
  }

  /// The code of a region where a source is asked for one: a country in any of its codes or by its name, a part
  /// of a country (`GB-SCT`), `EU` or `EEA`.
  ///
  /// Unlike in running text, two letters are a country here, whatever else they mean.
  ///
  /// - Returns: `nil` for what is not a region that is known.
  package static func region(for text: String) -> String? {
    let region = Region.canonical(text.split(whereSeparator: \.isWhitespace).joined(separator: " "))
    if let code = byCode[region] ?? code(for: text) { return code }
    if region == "EU" || region == "EEA" { return region }
    guard Region.isCode(region), region.contains("-"), names[String(region.prefix(2))] != nil else {
      return nil
    }
    return region
  }

  /// The English short name of an alpha-2 code; `nil` for others.
  package static func name(of code: String) -> String? { names[code] }

  /// Whether a country, by its alpha-2 code, is in the European Union (`EU`) or the European Economic Area (`EEA`);
  /// `false` for any other union.
  static func isMember(_ code: String, of union: String) -> Bool {
    // Members of the EU are in the EEA too.
    switch union {
    case "EU": unions[code] == "EU"
    case "EEA": unions[code] != nil
    default: false
    }
  }

  // MARK: - The table

  private struct Row {
    /// Alpha-2, alpha-3 and numeric code; for a part of a country, its code alone.
    let codes: [String]
    /// The short name in English first.
    let names: [String]
    /// `EU`, `EEA`, or empty.
    let union: String
    /// Those of its codes and names that mean something else to some.
    let ambiguous: [String]
  }

  private static let rows: [Row] =
    PackagedTable(PackageResources.countries_csv, columnCount: 7, name: "countries.csv").rows.map { cells in
      Row(
        codes: cells[0...2].map(PackagedTable.text).filter { !$0.isEmpty },
        names: [PackagedTable.text(cells[3])] + PackagedTable.texts(cells[4]),
        union: PackagedTable.text(cells[5]), ambiguous: PackagedTable.texts(cells[6]))
    }

  private static let byCode: [String: String] = {
    var codes = ["UK": "GB"]
    for row in rows { for code in row.codes { codes[code] = row.codes[0] } }
    return codes
  }()

  private static let byName: [String: String] = {
    var names: [String: String] = [:]
    for row in rows {
      for name in row.names where !row.ambiguous.contains(name) {
        names[FoldedText.words(name)] = row.codes[0]
      }
    }
    return names
  }()

  private static let names = Dictionary(uniqueKeysWithValues: rows.map { ($0.codes[0], $0.names[0]) })

  private static let unions = Dictionary(
    uniqueKeysWithValues: rows.filter { !$0.union.isEmpty }.map { ($0.codes[0], $0.union) })

  private static let ambiguous = Set(rows.flatMap(\.ambiguous))
}
