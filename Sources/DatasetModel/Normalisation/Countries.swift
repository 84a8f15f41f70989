/// Countries as ISO 3166 names them, and the four nations of the United Kingdom.
public enum Countries {
  /// The code for a name in English (`Germany`, `United States of America`), a code in capitals
  /// (`FR`, `DEU`) or an authority's address (`…/authority/country/DEU`).
  ///
  /// - Returns: `nil` where it is not certain which is meant: `in` is a word, Georgia is also a state, and `CA`
  ///   is California to some.
  public static func code(for text: String) -> String? {
    var bare = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    if bare.hasPrefix("http"), let slash = bare.lastIndex(where: { $0 == "/" || $0 == "#" }) {
      bare = String(bare[bare.index(after: slash)...])
      guard bare.utf8.count == 2 || bare.utf8.count == 3 else { return nil }
      return byCode[bare.uppercased()]
    }
    guard !otherAbbreviations.contains(bare) else { return nil }
    return byCode[bare] ?? byName[bare.lowercased()]
  }

  /// The English short name of an alpha-2 code; `nil` for others.
  public static func name(of code: String) -> String? { names[code] }

  private static let rows: [(codes: [String], names: [String])] = table.split(separator: "\n").map { line in
    let sides = line.split(separator: "|", maxSplits: 1)
    return (
      sides[0].split(separator: " ").map(String.init), sides[1].split(separator: "|").map(String.init)
    )
  }

  private static let byCode: [String: String] = {
    var codes = ["UK": "GB"]
    for row in rows { for code in row.codes { codes[code] = row.codes[0] } }
    return codes
  }()

  private static let byName: [String: String] = {
    var names: [String: String] = [:]
    for row in rows {
      for name in row.names where !ambiguous.contains(name) { names[name.lowercased()] = row.codes[0] }
    }
    return names
  }()

  private static let names = Dictionary(uniqueKeysWithValues: rows.map { ($0.codes[0], $0.names[0]) })

  /// Codes of countries that are states of the United States to others, or stand for "not available".
  private static let otherAbbreviations = Set(
    "AL AR AZ CA CO DE GA ID IL IN KY LA MA MD ME MN MO MS MT NA NC NE PA SC SD TN VA".split(separator: " ")
      .map(String.init))

  /// Also a state, a river or a region.
  private static let ambiguous: Set = ["Georgia", "Congo", "Guinea", "Jersey", "Micronesia", "Samoa"]

  /// ISO 3166-1 alpha-2 and alpha-3, short name, and other names in use.
  private static let table = """
    AD AND|Andorra
    AE ARE|United Arab Emirates
    AF AFG|Afghanistan
    AG ATG|Antigua and Barbuda
    AI AIA|Anguilla
    AL ALB|Albania
    AM ARM|Armenia
    AO AGO|Angola
    AQ ATA|Antarctica
    AR ARG|Argentina
    AS ASM|American Samoa
    AT AUT|Austria
    AU AUS|Australia
    AW ABW|Aruba
    AX ALA|Åland Islands
    AZ AZE|Azerbaijan
    BA BIH|Bosnia and Herzegovina
    BB BRB|Barbados
    BD BGD|Bangladesh
    BE BEL|Belgium
    BF BFA|Burkina Faso
    BG BGR|Bulgaria
    BH BHR|Bahrain
    BI BDI|Burundi
    BJ BEN|Benin
    BL BLM|Saint Barthélemy
    BM BMU|Bermuda
    BN BRN|Brunei Darussalam|Brunei
    BO BOL|Bolivia
    BQ BES|Bonaire, Sint Eustatius and Saba
    BR BRA|Brazil
    BS BHS|Bahamas|The Bahamas
    BT BTN|Bhutan
    BV BVT|Bouvet Island
    BW BWA|Botswana
    BY BLR|Belarus
    BZ BLZ|Belize
    CA CAN|Canada
    CC CCK|Cocos (Keeling) Islands
    CD COD|Democratic Republic of the Congo|DR Congo
    CF CAF|Central African Republic
    CG COG|Republic of the Congo|Congo
    CH CHE|Switzerland
    CI CIV|Côte d'Ivoire|Ivory Coast
    CK COK|Cook Islands
    CL CHL|Chile
    CM CMR|Cameroon
    CN CHN|China|People's Republic of China
    CO COL|Colombia
    CR CRI|Costa Rica
    CU CUB|Cuba
    CV CPV|Cabo Verde|Cape Verde
    CW CUW|Curaçao
    CX CXR|Christmas Island
    CY CYP|Cyprus
    CZ CZE|Czechia|Czech Republic
    DE DEU|Germany|Deutschland
    DJ DJI|Djibouti
    DK DNK|Denmark
    DM DMA|Dominica
    DO DOM|Dominican Republic
    DZ DZA|Algeria
    EC ECU|Ecuador
    EE EST|Estonia
    EG EGY|Egypt
    EH ESH|Western Sahara
    ER ERI|Eritrea
    ES ESP|Spain|España
    ET ETH|Ethiopia
    FI FIN|Finland
    FJ FJI|Fiji
    FK FLK|Falkland Islands
    FM FSM|Federated States of Micronesia|Micronesia
    FO FRO|Faroe Islands
    FR FRA|France
    GA GAB|Gabon
    GB GBR|United Kingdom|Great Britain|United Kingdom of Great Britain and Northern Ireland
    GB-ENG|England
    GB-NIR|Northern Ireland
    GB-SCT|Scotland
    GB-WLS|Wales|Cymru
    GD GRD|Grenada
    GE GEO|Georgia
    GF GUF|French Guiana
    GG GGY|Guernsey
    GH GHA|Ghana
    GI GIB|Gibraltar
    GL GRL|Greenland
    GM GMB|Gambia|The Gambia
    GN GIN|Guinea
    GP GLP|Guadeloupe
    GQ GNQ|Equatorial Guinea
    GR GRC|Greece
    GS SGS|South Georgia and the South Sandwich Islands
    GT GTM|Guatemala
    GU GUM|Guam
    GW GNB|Guinea-Bissau
    GY GUY|Guyana
    HK HKG|Hong Kong
    HM HMD|Heard Island and McDonald Islands
    HN HND|Honduras
    HR HRV|Croatia
    HT HTI|Haiti
    HU HUN|Hungary
    ID IDN|Indonesia
    IE IRL|Ireland|Republic of Ireland
    IL ISR|Israel
    IM IMN|Isle of Man
    IN IND|India
    IO IOT|British Indian Ocean Territory
    IQ IRQ|Iraq
    IR IRN|Iran
    IS ISL|Iceland
    IT ITA|Italy|Italia
    JE JEY|Jersey
    JM JAM|Jamaica
    JO JOR|Jordan
    JP JPN|Japan
    KE KEN|Kenya
    KG KGZ|Kyrgyzstan
    KH KHM|Cambodia
    KI KIR|Kiribati
    KM COM|Comoros
    KN KNA|Saint Kitts and Nevis
    KP PRK|North Korea|Democratic People's Republic of Korea
    KR KOR|South Korea|Republic of Korea
    KW KWT|Kuwait
    KY CYM|Cayman Islands
    KZ KAZ|Kazakhstan
    LA LAO|Laos|Lao People's Democratic Republic
    LB LBN|Lebanon
    LC LCA|Saint Lucia
    LI LIE|Liechtenstein
    LK LKA|Sri Lanka
    LR LBR|Liberia
    LS LSO|Lesotho
    LT LTU|Lithuania
    LU LUX|Luxembourg
    LV LVA|Latvia
    LY LBY|Libya
    MA MAR|Morocco
    MC MCO|Monaco
    MD MDA|Moldova|Republic of Moldova
    ME MNE|Montenegro
    MF MAF|Saint Martin
    MG MDG|Madagascar
    MH MHL|Marshall Islands
    MK MKD|North Macedonia
    ML MLI|Mali
    MM MMR|Myanmar|Burma
    MN MNG|Mongolia
    MO MAC|Macao|Macau
    MP MNP|Northern Mariana Islands
    MQ MTQ|Martinique
    MR MRT|Mauritania
    MS MSR|Montserrat
    MT MLT|Malta
    MU MUS|Mauritius
    MV MDV|Maldives
    MW MWI|Malawi
    MX MEX|Mexico|México
    MY MYS|Malaysia
    MZ MOZ|Mozambique
    NA NAM|Namibia
    NC NCL|New Caledonia
    NE NER|Niger
    NF NFK|Norfolk Island
    NG NGA|Nigeria
    NI NIC|Nicaragua
    NL NLD|Netherlands|The Netherlands
    NO NOR|Norway|Norge
    NP NPL|Nepal
    NR NRU|Nauru
    NU NIU|Niue
    NZ NZL|New Zealand|Aotearoa New Zealand
    OM OMN|Oman
    PA PAN|Panama
    PE PER|Peru
    PF PYF|French Polynesia
    PG PNG|Papua New Guinea
    PH PHL|Philippines|The Philippines
    PK PAK|Pakistan
    PL POL|Poland
    PM SPM|Saint Pierre and Miquelon
    PN PCN|Pitcairn
    PR PRI|Puerto Rico
    PS PSE|Palestine|State of Palestine
    PT PRT|Portugal
    PW PLW|Palau
    PY PRY|Paraguay
    QA QAT|Qatar
    RE REU|Réunion
    RO ROU|Romania
    RS SRB|Serbia
    RU RUS|Russian Federation|Russia
    RW RWA|Rwanda
    SA SAU|Saudi Arabia
    SB SLB|Solomon Islands
    SC SYC|Seychelles
    SD SDN|Sudan
    SE SWE|Sweden
    SG SGP|Singapore
    SH SHN|Saint Helena, Ascension and Tristan da Cunha
    SI SVN|Slovenia
    SJ SJM|Svalbard and Jan Mayen
    SK SVK|Slovakia
    SL SLE|Sierra Leone
    SM SMR|San Marino
    SN SEN|Senegal
    SO SOM|Somalia
    SR SUR|Suriname
    SS SSD|South Sudan
    ST STP|Sao Tome and Principe
    SV SLV|El Salvador
    SX SXM|Sint Maarten
    SY SYR|Syrian Arab Republic|Syria
    SZ SWZ|Eswatini|Swaziland
    TC TCA|Turks and Caicos Islands
    TD TCD|Chad
    TF ATF|French Southern Territories
    TG TGO|Togo
    TH THA|Thailand
    TJ TJK|Tajikistan
    TK TKL|Tokelau
    TL TLS|Timor-Leste|East Timor
    TM TKM|Turkmenistan
    TN TUN|Tunisia
    TO TON|Tonga
    TR TUR|Türkiye|Turkey
    TT TTO|Trinidad and Tobago
    TV TUV|Tuvalu
    TW TWN|Taiwan
    TZ TZA|Tanzania|United Republic of Tanzania
    UA UKR|Ukraine
    UG UGA|Uganda
    UM UMI|United States Minor Outlying Islands
    US USA|United States|United States of America|The United States
    UY URY|Uruguay
    UZ UZB|Uzbekistan
    VA VAT|Holy See|Vatican City
    VC VCT|Saint Vincent and the Grenadines
    VE VEN|Venezuela
    VG VGB|British Virgin Islands
    VI VIR|U.S. Virgin Islands|US Virgin Islands
    VN VNM|Viet Nam|Vietnam
    VU VUT|Vanuatu
    WF WLF|Wallis and Futuna
    WS WSM|Samoa
    YE YEM|Yemen
    YT MYT|Mayotte
    ZA ZAF|South Africa
    ZM ZMB|Zambia
    ZW ZWE|Zimbabwe
    """
}
