import Foundation
import Testing

@testable import CartularyBase

@Suite("Days and moments")
struct DateTests {
  @Test(
    "a day is read and written in one spelling",
    arguments: ["2024-02-29", "0000-01-01", "9999-12-31", "0987-06-05"])
  func day(text: String) {
    #expect(CalendarDate(text)?.description == text)
  }

  @Test(
    "what is not a day of the calendar is not read",
    arguments: [
      "", "2024", "2024-02", "2023-02-29", "2024-13-01", "2024-00-10", "2024-2-29", "+024-02-29",
      "2024-02-29Z",
      "2024-02-29 ", "２０２４-02-29", "-2024-02-29", "2024-02-29-01",
    ])
  func notADay(text: String) {
    #expect(CalendarDate(text) == nil)
  }

  @Test(
    "a moment is read and written in one spelling",
    arguments: ["2026-11-21T08:00:00Z", "0000-01-01T00:00:00Z", "9999-12-31T23:59:59Z"])
  func moment(text: String) {
    #expect(Timestamp(text)?.description == text)
  }

  @Test(
    "what is not such a moment is not read",
    arguments: [
      "", "2026-11-21", "2026-11-21T08:00Z", "2026-11-21T08:00:00", "2026-11-21T08:00:00+01:00",
      "2026-11-21T24:00:00Z", "2026-11-21T08:60:00Z", "2026-11-21T08:00:60Z", "2026-11-21T08:00:00.5Z",
      "2026-11-21 08:00:00Z", "2026-11-21t08:00:00z", "2026-02-30T08:00:00Z", "2026-11-21T8:00:00Z",
      "2026-11-21T08:00:00ZZ", "2026-11-21TT08:00:00Z", "2026-11-21T+8:00:00Z",
    ])
  func notAMoment(text: String) {
    #expect(Timestamp(text) == nil)
  }

  @Test("moments of the ledger are written as Foundation writes them, and their order is the order of time")
  func sameAsFoundation() throws {
    var last: Timestamp?
    // From 1970 to 2100, by steps that meet every hour, month and kind of year.
    for seconds in stride(from: 0, to: 4_102_444_800, by: 7_654_321) {
      let text = Date(timeIntervalSince1970: TimeInterval(seconds)).formatted(.iso8601)
      let moment = try #require(Timestamp(text))
      #expect(moment.description == text)
      if let last { #expect(last < moment) }
      last = moment
    }
  }

  @Test("now is the moment of the clock, and today its day")
  func now() throws {
    let before = Date().timeIntervalSince1970.rounded(.down)
    let (now, today) = (Timestamp.now, CalendarDate.today)
    let after = Date().timeIntervalSince1970
    let seconds = try Date(now.description, strategy: .iso8601).timeIntervalSince1970
    #expect((before...after).contains(seconds))
    #expect(today == now.date || today == Timestamp.now.date)
  }

  @Test("each kind of date is one JSON text, and a text that is not a date is refused")
  func json() throws {
    struct Dates: Codable, Equatable {
      var day: CalendarDate
      var moment: Timestamp
      var partial: PartialDate
    }
    let text = #"{"day":"2024-02-29","moment":"2026-11-21T08:00:00Z","partial":"2024-05"}"#
    let dates = try JSONDecoder().decode(Dates.self, from: Data(text.utf8))
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    #expect(String(decoding: try encoder.encode(dates), as: UTF8.self) == text)
    for wrong in ["2023-02-29", "T08:00:00Z", "2024-5"] {
      for right in ["2024-02-29", "2026-11-21T08:00:00Z", "2024-05"] {
        let broken = text.replacingOccurrences(of: "\"\(right)\"", with: "\"\(wrong)\"")
        #expect(throws: DecodingError.self) {
          try JSONDecoder().decode(Dates.self, from: Data(broken.utf8))
        }
      }
    }
  }

  @Test("a partial date covers its days, and only a whole one is a day")
  func partial() {
    #expect(PartialDate("2024")?.firstDay == CalendarDate("2024-01-01"))
    #expect(PartialDate("2024-02")?.lastDay == CalendarDate("2024-02-29"))
    #expect(PartialDate("2024-02")?.exactDay == nil)
    #expect(PartialDate("2024-02-29T10:00:00Z")?.exactDay == CalendarDate("2024-02-29"))
  }
}
