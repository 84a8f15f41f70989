internal import DatasetModel

/// What the addresses of public code lists stand for: the EU's authority tables, IANA's media types, the
/// Library of Congress' languages.
enum AuthorityCodes {
  /// What follows the last `/` or `#` of an address; the text itself where it is none.
  static func code(of text: String) -> String {
    guard text.contains("://") else { return text }
    return text.split(whereSeparator: { "/#".contains($0) }).last.map(String.init) ?? text
  }

  /// A BCP 47 tag for an address, a code of three letters or a tag; other text stays as it is.
  static func language(_ text: String) -> String {
    let bare = code(of: text)
    let folded = bare.lowercased()
    return languages[folded] ?? (text.contains("://") ? folded : bare)
  }

  /// The label of a theme of the EU's data portal or of a category of high-value datasets.
  static func theme(_ address: String) -> String? {
    if address.contains("authority/data-theme/") { return themes[code(of: address)] }
    if address.contains("data.europa.eu/bna/") { return highValueCategories[code(of: address)] }
    if address.contains("resources.data.gov/authority/themes/") { return code(of: address) }
    return nil
  }

  /// ISO 3166 alpha-2 for the EU's country table.
  static func country(_ address: String) -> String? {
    address.contains("authority/country/") ? countries[code(of: address)] : nil
  }

  static func frequency(_ text: String) -> UpdateFrequency {
    let bare = code(of: text)
    return frequencies[bare.uppercased()] ?? UpdateFrequency(text: bare)
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

  /// Rights by the EU's table, COAR's or OpenAIRE's, or in plain words; `nil` for what says nothing.
  static func accessRights(_ text: String) -> AccessRights? {
    let bare = code(of: text)
    return rights[bare.lowercased()] ?? AccessRights(spelling: bare)
  }

  // MARK: - Tables

  private static let rights: [String: AccessRights] = [
    "c_abf2": .public, "c_16ec": .restricted, "c_f1cf": .restricted, "c_14cb": .nonPublic,
    "info:eu-repo/semantics/openaccess": .public, "info:eu-repo/semantics/restrictedaccess": .restricted,
    "openaccess": .public, "restrictedaccess": .restricted, "closedaccess": .nonPublic,
    "embargoedaccess": .restricted, "open access": .public, "restricted access": .restricted,
  ]

  private static let formats = [
    "RDF_TURTLE": "TTL", "RDF_XML": "RDF", "RDF_N_TRIPLES": "NT", "JSON_LD": "JSON-LD", "SPREADSHEET": "XLS",
  ]

  private static let frequencies: [String: UpdateFrequency] = [
    "CONT": .continuous, "UPDATE_CONT": .continuous, "1MIN": .continuous, "5MIN": .continuous,
    "10MIN": .continuous, "15MIN": .continuous, "30MIN": .continuous, "BIHOURLY": .daily, "TRIHOURLY": .daily,
    "12HRS": .daily, "DAILY_2": .daily, "WEEKLY_2": .weekly, "WEEKLY_3": .weekly, "WEEKLY_5": .daily,
    "MONTHLY_2": .biweekly, "MONTHLY_3": .biweekly, "BIMONTHLY": .monthly, "ANNUAL_2": .semiannual,
    "ANNUAL_3": .quarterly, "TRIENNIAL": .biennial, "QUADRENNIAL": .biennial, "IRREG": .irregular,
    "NOT_PLANNED": .static, "OTHER": .unknown, "OP_DATPRO": .unknown,
  ]

  private static let themes = [
    "AGRI": "Agriculture, fisheries, forestry and food", "ECON": "Economy and finance",
    "EDUC": "Education, culture and sport", "ENER": "Energy", "ENVI": "Environment",
    "GOVE": "Government and public sector", "HEAL": "Health", "INTR": "International issues",
    "JUST": "Justice, legal system and public safety", "OP_DATPRO": "Provisional data",
    "REGI": "Regions and cities", "SOCI": "Population and society", "TECH": "Science and technology",
    "TRAN": "Transport",
  ]

  private static let highValueCategories = [
    "c_ac64a52d": "Geospatial", "c_dd313021": "Earth observation and environment",
    "c_164e0bf5": "Meteorological", "c_e1da4e07": "Statistics",
    "c_a9135398": "Companies and company ownership", "c_b79e35eb": "Mobility",
  ]

  /// ISO 639-2 and -3 codes, bibliographic ones too, of the EU's languages and the world's largest.
  private static let languages: [String: String] = table(
    """
    bul bg ces cs cze cs dan da deu de ger de ell el gre el eng en est et fin fi fra fr fre fr gle ga hrv hr \
    hun hu ita it lav lv lit lt mlt mt nld nl dut nl pol pl por pt ron ro rum ro slk sk slo sk slv sl spa es \
    swe sv nor no nob nb nno nn isl is ice is ltz lb cat ca eus eu baq eu glg gl sqi sq alb sq srp sr bos bs \
    mkd mk mac mk tur tr ukr uk rus ru ara ar heb he hin hi zho zh chi zh jpn ja kor ko cym cy wel cy
    """)

  private static let countries: [String: String] = table(
    """
    AUT AT BEL BE BGR BG HRV HR CYP CY CZE CZ DNK DK EST EE FIN FI FRA FR DEU DE GRC GR HUN HU IRL IE ITA IT \
    LVA LV LTU LT LUX LU MLT MT NLD NL POL PL PRT PT ROU RO SVK SK SVN SI ESP ES SWE SE GBR GB NOR NO CHE CH \
    ISL IS LIE LI SRB RS MKD MK MNE ME ALB AL BIH BA TUR TR UKR UA MDA MD GEO GE USA US CAN CA
    """)

  private static func table(_ text: String) -> [String: String] {
    let words = text.split(separator: " ").map(String.init)
    return Dictionary(
      stride(from: 0, to: words.count - 1, by: 2).map { (words[$0], words[$0 + 1]) },
      uniquingKeysWith: { first, _ in first })
  }
}
