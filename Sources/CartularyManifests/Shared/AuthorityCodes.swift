internal import CartularyBase
internal import CartularyModel

/// What the addresses of public code lists mean, if none of our vocabularies reads them: the EU's authority
/// tables of themes, file types and access rights, and IANA's media types.
enum AuthorityCodes {
  /// What follows the last `/` or `#` of an address; the text itself if it is not an address.
  static func code(of text: String) -> String {
    guard text.contains("://") else { return text }
    return text.split(whereSeparator: { "/#".contains($0) }).last.map(String.init) ?? text
  }

  /// The label of a theme of the EU's data portal or of a category of high-value datasets.
  static func theme(_ address: String) -> String? {
    if address.contains("authority/data-theme/") { return themes[code(of: address)] }
    if address.contains("data.europa.eu/bna/") { return highValueCategories[code(of: address)] }
    if address.contains("resources.data.gov/authority/themes/") { return code(of: address) }
    return nil
  }

  /// The code of a theme of the EU's data portal by its label; `nil` for other themes.
  static func themeCode(_ label: String) -> String? { themeCodes[label] }

  /// ISO 3166 alpha-2 for the EU's country table.
  static func country(_ address: String) -> String? {
    address.contains("authority/country/") ? Countries.code(for: address) : nil
  }

  /// `text/csv` for IANA's address of it; other text stays as it is.
  static func mediaType(_ text: String) -> String {
    guard let list = text.firstRange(of: "assignments/media-types/") else { return text }
    return String(text[list.upperBound...])
  }

  /// The short name of a format: a media type, a code of the EU's file types, or a publisher's own word.
  static func format(_ text: String) -> String? {
    let bare = text.contains("authority/file-type/") ? code(of: text) : mediaType(text)
    return formats[bare.uppercased()] ?? FormatName.short(bare)
  }

  /// Rights by the EU's, COAR's or OpenAIRE's table, or in plain words; `nil` if the text says nothing.
  static func accessRights(_ text: String) -> AccessRights? {
    let bare = code(of: text)
    let letters = FoldedText.letters(bare)
    let term = letters.hasPrefix(openAIRE) ? String(letters.dropFirst(openAIRE.count)) : letters
    let read = rights[term] ?? AccessRights(spelling: bare)
    // The end of any other address may mean something else; a doubt goes to the stricter side.
    let isKnown = !text.contains("://") || rightsTables.contains(where: text.contains)
    return read == .public && !isKnown ? nil : read
  }

  /// Parts of the addresses of lists of access rights.
  private static let rightsTables = ["authority/access-right/", "coar/access_right/", "eu-repo/semantics/"]

  // MARK: - Tables

  /// How OpenAIRE's terms begin, `info:eu-repo/semantics/`, in letters only.
  private static let openAIRE = "infoeureposemantics"

  /// COAR's numbers, OpenAIRE's terms and the words of repositories, in letters and digits only.
  private static let rights: [String: AccessRights] = [
    "cabf2": .public, "c16ec": .restricted, "cf1cf": .restricted, "c14cb": .nonPublic,
    "openaccess": .public, "restrictedaccess": .restricted, "embargoedaccess": .restricted,
    "closedaccess": .nonPublic, "metadataonlyaccess": .nonPublic, "closed": .nonPublic,
    "embargoed": .restricted,
  ]

  private static let formats = [
    "RDF_TURTLE": "TTL", "RDF_XML": "RDF", "RDF_N_TRIPLES": "NT", "JSON_LD": "JSON-LD", "SPREADSHEET": "XLS",
  ]

  private static let themes = [
    "AGRI": "Agriculture, fisheries, forestry and food", "ECON": "Economy and finance",
    "EDUC": "Education, culture and sport", "ENER": "Energy", "ENVI": "Environment",
    "GOVE": "Government and public sector", "HEAL": "Health", "INTR": "International issues",
    "JUST": "Justice, legal system and public safety", "OP_DATPRO": "Provisional data",
    "REGI": "Regions and cities", "SOCI": "Population and society", "TECH": "Science and technology",
    "TRAN": "Transport",
  ]

  private static let themeCodes = Dictionary(uniqueKeysWithValues: themes.map { ($0.value, $0.key) })

  private static let highValueCategories = [
    "c_ac64a52d": "Geospatial", "c_dd313021": "Earth observation and environment",
    "c_164e0bf5": "Meteorological", "c_e1da4e07": "Statistics",
    "c_a9135398": "Companies and company ownership", "c_b79e35eb": "Mobility",
  ]
}
