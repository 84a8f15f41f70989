import CartularyBase
import Testing

@testable import CartularyModel

@Suite("What sources write, normalised")
struct NormalisationTests {
  @Test(
    "languages become tags",
    arguments: [
      ("en", "en"), ("EN", "en"), ("eng", "en"), ("ger", "de"), ("deu", "de"), ("English", "en"),
      ("norsk", "no"),
      ("http://publications.europa.eu/resource/authority/language/FRA", "fr"),
      ("http://id.loc.gov/vocabulary/iso639-1/cy", "cy"), ("zh-hant-tw", "zh-Hant-TW"), ("en_US", "en-US"),
      ("es-419", "es-419"), ("nds", "nds"), ("العربية", "ar"),
    ])
  func language(text: String, tag: String) {
    #expect(LanguageTag.tag(for: text) == tag)
  }

  @Test(
    "what is not a language has no tag",
    arguments: ["", "unknown", "multilingual", "code", "Klingonish", "e", "en-!"])
  func noLanguage(text: String) {
    #expect(LanguageTag.tag(for: text) == nil)
  }

  @Test(
    "countries have their codes where it is certain",
    arguments: [
      ("Germany", "DE"), ("united states", "US"), ("DEU", "DE"), ("FR", "FR"), ("Scotland", "GB-SCT"),
      ("http://publications.europa.eu/resource/authority/country/DEU", "DE"), ("UK", "GB"),
    ])
  func country(text: String, code: String) {
    #expect(Countries.code(for: text) == code)
  }

  @Test(
    "what may be another place has none", arguments: ["CA", "in", "NA", "Georgia", "Springfield", "", "de"])
  func noCountry(text: String) {
    #expect(Countries.code(for: text) == nil)
  }

  @Test(
    "places are boxes where they are written as such",
    arguments: [
      ("-8.7, 54.6, -0.7, 60.9", [-8.7, 54.6, -0.7, 60.9]), ("[1,2,3,4]", [1, 2, 3, 4]),
      ("ENVELOPE(-10, 5, 60, 40)", [-10, 40, 5, 60]), ("POINT(7.1 50.7)", [7.1, 50.7, 7.1, 50.7]),
      ("POLYGON((6 50, 7 50, 7 51, 6 51, 6 50))", [6, 50, 7, 51]),
      ("200,0,210,1", [-160, 0, -150, 1]), ("0,-90,360,90", [-180, -90, 180, 90]),
      ("<http://www.opengis.net/def/crs/EPSG/0/4326> POINT(50.7 7.1)", [7.1, 50.7, 7.1, 50.7]),
      ("SRID=4326;MULTIPOINT((1 2),(3 4))", [1, 2, 3, 4]),
    ] as [(String, [Double])])
  func box(text: String, sides: [Double]) throws {
    let box = try #require(Place(written: text)?.box)
    #expect([box.west, box.south, box.east, box.north] == sides)
  }

  @Test(
    "other text is a name",
    arguments: [
      "1,2,3", "400,0,410,1", "POLYGON((a b))", "SRID=27700;POINT(1 2)", "POINT EMPTY", "Leith, Edinburgh",
    ])
  func name(text: String) {
    #expect(Place(written: text) == Place(name: text))
  }

  @Test(
    "dates are read where there is one way to read them",
    arguments: [
      ("2020-01-31", "2020-01-31"), ("'2020-01-31'", "2020-01-31"), ("2020/1/31", "2020-01-31"),
      ("20200131", "2020-01-31"), ("01/31/2020", "2020-01-31"), ("31.01.2020", "2020-01-31"),
      ("31 January 2020", "2020-01-31"), ("January 31st, 2020", "2020-01-31"), ("1-Dec-2019", "2019-12-01"),
      ("Jan 2020", "2020-01"), ("05/2020", "2020-05"), ("2020-05", "2020-05"), ("2020", "2020"),
      ("Fri, 31 Jan 2020 10:00:00 GMT", "2020-01-31"), ("2020-01-31T10:00:00.123Z", "2020-01-31"),
      ("03/03/2020", "2020-03-03"), ("2020-01-31 10:00:00", "2020-01-31"),
    ])
  func date(text: String, iso: String) {
    #expect(PartialDate(written: text)?.description == iso)
  }

  @Test(
    "a date that two countries read differently is none",
    arguments: [
      "03/04/2020", "1/2/20", "13/13/2020", "soon", "", "30 Feb 2020", "2020-2021", "R/P1D", "202001",
    ])
  func noDate(text: String) {
    #expect(PartialDate(written: text) == nil)
  }

  @Test(
    "periods are read from words",
    arguments: [
      ("2019-2021", "2019", "2021"), ("2019 – 2021", "2019", "2021"), ("2004 - present", "2004", nil),
      ("From 1998-01-01 to Ongoing", "1998-01-01", nil), ("since May 2010", "2010-05", nil),
      ("1-Dec-2019 to 30-Nov-2020", "2019-12-01", "2020-11-30"), ("between 2001 and 2003", "2001", "2003"),
      ("2001-02", "2001-02", "2001-02"), ("2019/2021", "2019", "2021"), ("2016 onwards", "2016", nil),
    ] as [(String, String, String?)])
  func period(text: String, start: String, end: String?) throws {
    let coverage = try #require(TemporalCoverage(written: text))
    #expect(coverage.start?.description == start)
    #expect(coverage.end?.description == end)
  }

  @Test(
    "what may be two periods is none",
    arguments: ["2019-2020, 2021-2022", "2021-2019", "2019-21", "a to b", ""])
  func noPeriod(text: String) {
    #expect(TemporalCoverage(written: text) == nil)
  }

  @Test(
    "frequencies are read from words, where they say one thing",
    arguments: [
      ("Every 6 hours", UpdateFrequency.daily),
      ("4 times a day, every 6 hours starting at midnight.", .daily),
      ("Two times per day, 0600 and 1200 UTC", .daily), ("Every 3 months", .quarterly),
      ("Every 2 years", .biennial),
      ("Data is updated on 10 year cycles or when corrections are implemented.", .decennial),
      ("6 Monthly (Approx)", .semiannual), ("New data is added once a week.", .weekly),
      ("New data is added as soon as it is available.", .asNeeded), ("This dataset is complete.", .static),
      ("Not currently being updated", .static),
      ("Irregular, updated when new data is available.", .irregular),
      ("Archived data files are updated nightly when new files come", .unknown),
      ("Hourly to monthly", .hourly), ("From daily to monthly", .unknown), ("Varies by dataset", .unknown),
      ("From 1998-01-01 to Ongoing", .unknown), ("P6M", .semiannual), ("R/P5Y", .unknown), ("R/PT6H", .daily),
      ("http://publications.europa.eu/resource/authority/frequency/ANNUAL_2", .semiannual),
      ("http://purl.org/cld/freq/quarterly", .quarterly), ("None specified.", .unknown), ("R/P4Y", .unknown),
      ("Finalized", .static), ("Ad hoc", .irregular), ("TBD", .unknown), ("R/P2Y", .biennial),
      ("Every four years after a US Presidential Election", .unknown), ("4-year cycle", .unknown),
      ("Triennial", .unknown), ("Bi-annual", .semiannual), ("semi-annually", .semiannual),
      ("Bi-weekly", .biweekly), ("yearly or biannually is reasonable R/P1Y or R/P2Y", .unknown),
      ("Annual (R/P1Y)", .annual), ("R/P1Y; R/P1Y", .annual),
      ("Dataset will no longer be updated.", .static),
      ("Annually. Dataset will no longer be updated after the 2022 release", .static),
      ("None - this dataset is archived as of May 2023", .static), ("Archive", .static),
      ("NA (single release)", .static), ("This is a static dataset; nothing is added.", .static),
      (
        "The mission has completed. At least one update to this dataset is planned, adding new images",
        .unknown
      ),
      ("This dataset is complete. No updates are planned.", .static),
      ("The dataset is complete, but updates are planned", .unknown),
    ])
  func frequency(text: String, expected: UpdateFrequency) {
    #expect(UpdateFrequency(text: text) == expected)
  }

  @Test(
    "countries are known by each of their codes, and regions where a source is asked for one",
    arguments: [
      ("826", "GB"), ("840", "US"), ("004", "AF"), ("uk", "GB"), ("GBR", "GB"), ("DE", "DE"), ("CA", "CA"),
      ("GB-SCT", "GB-SCT"), ("gb_eng", "GB-ENG"), ("GB-GBN", "GB-GBN"), ("GB-EAW", "GB-EAW"), ("EU", "EU"),
      ("Pakistan", "PK"), ("999", nil), ("ZZ", nil), ("ZZ-TOP", nil), ("worldwide", nil), ("", nil),
    ] as [(String, String?)])
  func regions(text: String, code: String?) { #expect(Countries.region(for: text) == code) }

  @Test(
    "a list of countries is places of its own, and a part with its country one",
    arguments: [
      ("United States, Puerto Rico", ["US", "PR"]), ("England, UK", ["GB-ENG"]), ("U.S.", ["US"]),
      ("Great Britain", ["GB-GBN"]), ("Paris, France", [nil]), ("Georgia, United States", [nil]), ("", []),
    ] as [(String, [String?])])
  func places(text: String, codes: [String?]) {
    #expect(Place.list(written: text).map(\.code) == codes)
  }

  @Test(
    "languages of ISO 639-1 that few catalogs have",
    arguments: [("tw", "tw"), ("twi", "tw"), ("bh", "bh"), ("sh", "sh"), ("aka", "ak")])
  func rareLanguages(text: String, tag: String) { #expect(LanguageTag.tag(for: text) == tag) }

  @Test(
    "licences named within prose are found, and doubt leaves the text custom",
    arguments: [
      ("All CaeNDR data is available under the MIT License. Please cite it.", ["MIT"]),
      ("All imagery is publicly licensed CC-BY 4.0, with attribution of contributors.", ["CC-BY-4.0"]),
      (
        "Creative Commons Attribution 4.0 International (CC-BY 4.0) and Open Data Commons Open Database License (ODbL)",
        ["CC-BY-4.0", "ODbL-1.0"]
      ),
      ("Available under the Creative Commons CC BY-SA 3.0 IGO license.", ["CC-BY-SA-3.0-IGO"]),
      ("CC-BY-4.0 unless otherwise specified", [License.customID]),
      ("Provided by creative commons by NASA", [License.customID]),
      ("Most are CC BY 4.0", [License.customID]), ("CC BY 5.0 for all", [License.customID]),
      ("Please contact the data controller", ["LicenseRef-on-request"]),
      ("Varies by dataset", ["LicenseRef-various"]),
    ])
  func license(text: String, ids: [String]) {
    #expect(LicenseTable.standard.licenses(from: text).map(\.id) == ids)
  }
}
