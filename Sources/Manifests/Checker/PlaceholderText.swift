internal import DatasetModel

/// Text that fills a field and says nothing.
enum PlaceholderText {
  static func isOne(_ text: String) -> Bool {
    guard text.utf8.count <= 200 else { return text.lowercased().hasPrefix("lorem ipsum") }
    let folded = VocabularySpelling.fold(text).filter { !".…-_[]()<>{}!?:".contains($0) }
    return words.contains(folded) || folded.hasPrefix("loremipsum")
      || text.lowercased().hasPrefix("lorem ipsum")
      || text.uppercased().hasPrefix("TODO") || text.uppercased().hasPrefix("FILL IN")
  }

  /// Folded, without signs. "none" and "unknown" are answers, and stay.
  private static let words: Set<String> = [
    "tbd", "tba", "tbc", "n/a", "na", "notapplicable", "notavailable", "inprogress", "xxx", "xxxx", "xx",
    "todo",
    "fixme", "placeholder", "null", "nil", "undefined", "asdf", "testtest", "foo", "foobar", "tobedetermined",
    "tobeconfirmed", "tobedecided", "descriptionhere", "titlehere", "yourtitle", "changeme", "comingsoon",
  ]
}

/// Whether text is something that people and programs can follow.
enum WebAddress {
  /// A scheme and what follows it, without blanks; on the web also a host.
  static func isOne(_ text: String) -> Bool {
    guard let colon = text.firstIndex(of: ":"), text.first?.isLetter == true, text.first?.isASCII == true,
      !text.contains(where: \.isWhitespace)
    else { return false }
    let scheme = text[..<colon].lowercased()
    guard
      scheme.utf8.allSatisfy({
        (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || "+.-".utf8.contains($0)
      })
    else { return false }
    let rest = text[text.index(after: colon)...]
    guard ["http", "https", "ftp"].contains(scheme) else { return !rest.isEmpty }
    guard rest.hasPrefix("//") else { return false }
    let host = rest.dropFirst(2).prefix { !"/?#".contains($0) }
    return host == "localhost" || host.hasPrefix("localhost:") || (host.contains(".") && host.first != ".")
  }

  /// One `@` between a name and a host with a point.
  static func isEmail(_ text: String) -> Bool {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    return parts.count == 2 && !parts[0].isEmpty && parts[1].contains(".") && parts[1].first != "."
      && parts[1].last != "." && !text.contains(where: { $0.isWhitespace || "<>,;\"".contains($0) })
  }
}

/// ISO 3166-1 in two letters, and the parts that begin with them.
enum CountryCodes {
  /// `EU` is reserved in the standard and common in terms; so is `EEA`, which the standard does not know.
  static func isKnown(_ code: String) -> Bool {
    let parts = code.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count <= 2, let country = parts.first, all.contains(String(country)) else { return false }
    guard parts.count == 2 else { return true }
    return (1...3).contains(parts[1].utf8.count)
      && parts[1].utf8.allSatisfy { (0x41...0x5A).contains($0) || (0x30...0x39).contains($0) }
  }

  /// What people write for some.
  static let meant = ["UK": "GB", "USA": "US", "GBR": "GB", "EN": "GB", "DEU": "DE", "FRA": "FR", "EL": "GR"]

  private static let all: Set<String> = Set(
    """
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ \
    CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EEA EG EH ER ES ET EU FI FJ FK FM \
    FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT \
    JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN \
    MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT \
    PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL \
    TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW
    """.split(separator: " ").map(String.init))
}
