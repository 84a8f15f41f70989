import CartularyBase
import CartularyQuery
import Testing

@Suite("Dates")
struct DateTests {
  static let today = CalendarDate(year: 2024, month: 3, day: 31)!  // a day of the calendar

  @Test(
    "a date covers its days",
    arguments: [
      ("2024", "2024-01-01", "2024-12-31"), ("2024-02", "2024-02-01", "2024-02-29"),
      ("1900-02", "1900-02-01", "1900-02-28"),
      ("2024-06-15", "2024-06-15", "2024-06-15"), ("today", "2024-03-31", "2024-03-31"),
      ("-30d", "2024-03-01", "2024-03-01"), ("-31d", "2024-02-29", "2024-02-29"),
      ("-4w", "2024-03-03", "2024-03-03"),
      ("-1m", "2024-02-29", "2024-02-29"), ("+1m", "2024-04-30", "2024-04-30"),
      ("-1Y", "2023-03-31", "2023-03-31"),
      ("-99999y", "0000-01-01", "0000-01-01"), ("+99999y", "9999-12-31", "9999-12-31"),
      ("-0d", "2024-03-31", "2024-03-31"),
      ("0000", "0000-01-01", "0000-12-31"),
    ])
  func days(text: String, first: String, last: String) throws {
    let days = try #require(ParsedDate(text)).days(today: Self.today)
    #expect(days.first.description == first)
    #expect(days.last.description == last)
  }

  @Test(
    "what is not a date is none",
    arguments: [
      "", "-", "-d", "30d", "-30", "-999999d", "-3x", "24", "20240", "2024-13", "2024-00", "2023-02-29",
      "2024-6-5", "2024-06-",
      "2024-06-15-", "٢٠٢٤", "yesterday",
    ])
  func noDate(text: String) { #expect(ParsedDate(text) == nil) }

  @Test("counting days agrees with the calendar over 800 years and at its ends")
  func counting() throws {
    var day = try #require(CalendarDate(year: 1600, month: 1, day: 1))
    let start = day
    var count = 0
    for year in 1600..<2400 {
      for month in 1...12 {
        for number in 1...CalendarDate.dayCount(ofMonth: month, year: year) {
          if day != CalendarDate(year: year, month: month, day: number) {
            Issue.record("\(day) is not \(year)-\(month)-\(number)")
          }
          day = day.adding(days: 1)
          count += 1
        }
      }
    }
    #expect(start.adding(days: count) == day)
    #expect(day.adding(days: -count) == start)
    #expect(CalendarDate.earliest.adding(days: -1) == .earliest)
    #expect(CalendarDate.earliest.adding(days: 60).description == "0000-03-01")
    #expect(CalendarDate.latest.adding(days: 1) == .latest)
    #expect(CalendarDate.latest.adding(days: -1).description == "9999-12-30")
  }

  @Test(
    "a match asks for spans of days",
    arguments: [
      ("2020..2021", "2020-01-01", "2021-12-31"), (">2020", "2021-01-01", nil), (">=2020", "2020-01-01", nil),
      ("<2020-06", nil, "2020-05-31"), ("<=2020-06", nil, "2020-06-30"),
      ("{2020 TO 2022}", "2021-01-01", "2021-12-31"),
      ("-30d", "2024-03-01", nil), ("2020-02", "2020-02-01", "2020-02-29"),
    ] as [(String, String?, String?)])
  func spans(text: String, first: String?, last: String?) throws {
    let query = try QueryParser.sample.parse("modified:\(text)", mode: .strict)
    guard case .field(let clause)? = query.root?.kind else { Issue.record("no clause"); return }
    let spans = try #require(ParsedDate.spans(of: clause.match, today: Self.today))
    #expect(spans.map { $0.first?.description } == [first])
    #expect(spans.map { $0.last?.description } == [last])
  }

  @Test("what asks for no dates has no spans")
  func noSpans() throws {
    #expect(ParsedDate.spans(of: .values([FieldValue(text: "water")]), today: Self.today) == nil)
    #expect(ParsedDate.spans(of: .range(lower: Bound(text: "x"), upper: nil), today: Self.today) == nil)
  }
}

@Suite("Identifiers")
struct IdentifierTests {
  @Test(
    "a DOI is one, however it is written",
    arguments: [
      ("10.5072/ABC", "10.5072/abc"), ("doi:10.5072/ABC", "10.5072/abc"),
      ("https://doi.org/10.5072/ABC", "10.5072/abc"),
      ("http://dx.doi.org/10.5072/ABC", "10.5072/abc"), ("https://x.org/10.5072/ABC", nil),
      ("AAA-001-ZZZ", nil),
    ] as [(String, String?)])
  func doi(text: String, expected: String?) throws {
    #expect(try #require(ParsedIdentifier(text)).doi == expected)
  }

  @Test(
    "what only resembles an identifier is none",
    arguments: ["10.50/abc", "10.5072/", "a-b-c", "1-2-3", "http://", "urn:x:", "a b-1-c"])
  func none(text: String) { #expect(ParsedIdentifier(text) == nil) }
}
