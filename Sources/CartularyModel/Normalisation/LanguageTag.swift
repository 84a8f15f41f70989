/// Languages as BCP 47 names them.
///
/// The table is `Resources/languages.csv`, read when it is first needed; a language, or another name for one, is added
/// there.
package enum LanguageTag {
  /// The tag for what a source wrote: a tag (`en`, `zh-hant-TW`), a code of ISO 639 in two or three letters
  /// (`eng`, `ger`), a name in English or in the language itself, or an authority's address
  /// (`…/authority/language/ENG`, `id.loc.gov/vocabulary/iso639-1/en`).
  ///
  /// - Returns: `nil` for what is not a language that is known; three letters that are not a code in the table
  ///   are taken for one of ISO 639-3's seven thousand only with `allowingRare`.
  package static func tag(for text: String, allowingRare: Bool = true) -> String? {
    var bare = text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    if bare.hasPrefix("http"), let slash = bare.lastIndex(where: { $0 == "/" || $0 == "#" }) {
      bare = String(bare[bare.index(after: slash)...])
    }
    if bare.isEmpty || noLanguage.contains(bare) { return nil }
    if let code = byName[bare] { return code }
    let parts = bare.split(omittingEmptySubsequences: false) { $0 == "-" || $0 == "_" }.map(String.init)
    guard let primary = parts.first, let code = primaryCode(primary, allowingRare: allowingRare) else {
      return nil
    }
    guard parts.count <= 4, parts.dropFirst().allSatisfy(isSubtag) else { return nil }
    return ([code] + parts.dropFirst().map(cased)).joined(separator: "-")
  }

  /// The English name of a two-letter code: `Norwegian` for `no`; `nil` for others.
  package static func name(of code: String) -> String? { names[code] }

  /// The code of ISO 639-2 for a tag of nothing but two letters: `eng` for `en`; `nil` for others.
  package static func threeLetterCode(of tag: String) -> String? { threeLetterCodes[tag] }

  // MARK: - Tags

  private static let noLanguage: Set = [
    "unknown", "und", "mul", "zxx", "mis", "other", "multilingual", "none", "null", "n/a", "na", "code",
    "all",
  ]

  private static func primaryCode(_ text: String, allowingRare: Bool) -> String? {
    if let code = byCode[text] { return code }
    let isCode = text.utf8.count == 3 && text.utf8.allSatisfy { (0x61...0x7A).contains($0) }
    return allowingRare && isCode ? text : nil
  }

  /// A script (`Hant`), a region (`TW`, `419`) or a variant (`valencia`).
  private static func isSubtag(_ text: String) -> Bool {
    guard text.utf8.allSatisfy({ (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) }) else {
      return false
    }
    return (2...8).contains(text.utf8.count)
  }

  private static func cased(_ subtag: String) -> String {
    switch subtag.utf8.count {
    case 2: subtag.uppercased()
    case 4 where subtag.first?.isLetter == true: subtag.prefix(1).uppercased() + subtag.dropFirst()
    default: subtag
    }
  }

  // MARK: - The table

  private static let byCode: [String: String] = {
    var codes: [String: String] = [:]
    for row in rows { for code in row.codes { codes[code] = row.codes[0] } }
    return codes
  }()

  private static let byName: [String: String] = {
    var names: [String: String] = [:]
    for row in rows {
      for name in row.names.map({ $0.lowercased() }) where names[name] == nil { names[name] = row.codes[0] }
    }
    return names
  }()

  private static let threeLetterCodes = Dictionary(
    uniqueKeysWithValues: rows.filter { $0.codes.count > 1 }.map { ($0.codes[0], $0.codes[1]) })

  private static let names = Dictionary(uniqueKeysWithValues: rows.map { ($0.codes[0], $0.names[0]) })

  private struct Row {
    /// The code of ISO 639-1, then those of ISO 639-2: for terminology, and the bibliographic one where it differs.
    let codes: [String]
    /// The name in English first, then others under which catalogs know it.
    let names: [String]
  }

  private static let rows: [Row] =
    PackagedTable(PackageResources.languages_csv, columnCount: 5, name: "languages.csv").rows.map { cells in
      Row(
        codes: cells[0...2].map(PackagedTable.text).filter { !$0.isEmpty },
        names: [PackagedTable.text(cells[3])] + PackagedTable.texts(cells[4]))
    }
}
