/// What people paste and type, from the issues that name it. In a search box none of it is an error.
enum AwkwardQueries {
  static let corpus: [(source: String, text: String, tree: String)] = [
    (
      "GSA/data.gov#2749", "Sea Levels Online: Sea Level Variations of the United States",
      "(and Sea Levels Online: Sea Level Variations of the United States)"
    ),
    ("IQSS/dataverse#1720", "doi:10.5072/FK2/ABC", "(identifier doi:10.5072/FK2/ABC)"),
    (
      "cernopendata/opendata.cern.ch#3488", "10.7483/OPENDATA.CMS.4J8S.QJ1F",
      "(identifier 10.7483/OPENDATA.CMS.4J8S.QJ1F)"
    ),
    ("GetDKAN/dkan#2755", "AAA-001-ZZZ", "(identifier AAA-001-ZZZ)"),
    ("ckan#5025", "and", "and"),
    ("ckan#5025", "AND", "and"),
    ("Xapian's parser throws", "AND water", "water"),
    ("Xapian's parser throws", "water OR", "water"),
    ("Xapian's parser throws", "modified:2020..2024", "(range modified >=2020 <=2024)"),
    ("Xapian's parser finds nothing", "*", "*"),
    ("Solr habit", "*:*", "*"),
    ("Xapian's parser drops the filter", "licence:CC-BY water", "(and (field license CC-BY-4.0) water)"),
    ("bare year", "modified:>=2020", "(range modified >=2020 *)"),
    ("title", "Percent of adults at 50% (crude)", "(and Percent of adults at 50% crude)"),
    ("title", "Deaths: Final Data for 2019", "(and Deaths: Final Data for 2019)"),
    ("title", #"Survey of 6" and 12" pipes"#, #"(and Survey of 6" and 12" pipes)"#),
    ("title", "Air/Water – Emissions & Releases", "(and Air/Water – Emissions & Releases)"),
    ("title", "COVID-19 - Vaccinations", "(and COVID-19 Vaccinations)"),
    ("title", "What's new? A/B, C++ & more!", "(and What's new? A/B, C++ & more!)"),
    ("column", "house_prices housePrices house-prices", "(and house_prices housePrices house-prices)"),
    ("emoji", "😀", "😀"),
    ("right to left", "שלום עולם", "(and שלום עולם)"),
    ("right to left", "\u{202E}abc", "\u{202E}abc"),
    ("CJK without spaces", "海洋温度データ", "海洋温度データ"),
    ("combining mark alone", "\u{301}", "\u{301}"),
    ("NUL", "a\u{0}b", "a\u{0}b"),
    ("replaced bytes", "a\u{FFFD}b", "a\u{FFFD}b"),
    ("smiley", ":-) water", "(and :- water)"),
    ("lone sign", "-", "*"),
    ("lone quote", "\"", "*"),
    ("code", "std::vector<int>", "std::vector<int>"),
    ("time", "12:30:45Z", "12:30:45Z"),
    ("mail", "mailto:data@x.org", "mailto:data@x.org"),
    ("path", #"\\server\share"#, #"\server\share"#),
    ("address", "<https://x.org/a>", "<https://x.org/a>"),
    ("ckan/ckan#7963", "organization:my-org", "organization:my-org"),
  ]
}
