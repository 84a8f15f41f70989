import CartularyBase
import Testing

@testable import CartularyModel

/// A record that is published although its statements contradict each other.
@Suite("Statements that contradict each other")
struct ContradictionTests {
  private static let days = ["2026-06-01", "2027-06-01", "2030-01-01"].compactMap { CalendarDate($0) }

  private static let profiles: [UseProfile] = {
    var academic = UseProfile()
    academic.requester.kind = .academic
    academic.purpose.kinds = [.generalResearch]
    academic.purpose.isCommercial = false
    var company = UseProfile()
    company.requester.kind = .forProfit
    company.purpose.kinds = [.commercial]
    return [academic, company, UseProfile()]
  }()

  /// Records that permit much or little, by licence, code, rights, mode and files.
  private static let records: [Dataset] = {
    let licenses: [[License]] = [
      [], [License(id: "CC0-1.0", openness: .open)], [License(id: "CC-BY-NC-4.0", openness: .nonCommercial)],
    ]
    var records: [Dataset] = []
    for license in licenses {
      for codes in [[], ["NRES"], ["GRU", "NPU"]] {
        for rights in [nil, AccessRights.public, .restricted] {
          for modes in [[], [AccessMode.api], [.registeredDownload]] {
            for stance in [nil, RequestStance.declined, .welcome] {
              var record = Dataset(id: "x", title: "x", description: "x")
              (record.licenses, record.accessRights) = (license, rights)
              (record.access.dataUse, record.access.modes) = (codes, modes)
              record.access.requests = stance.map { RequestPolicy(stance: $0) }
              var form = Distribution()
              form.downloadURL = "https://example.org/a.csv"
              record.distributions = [form]
              records.append(record)
            }
          }
        }
      }
    }
    return records
  }()

  private static func decide(_ record: Dataset, _ profile: UseProfile, on day: CalendarDate) -> UseOutcome {
    UseDecision.decide(record.useTerms, for: profile, on: day).outcome
  }

  @Test(
    "make no answer more open than either statement alone, and leave a question",
    arguments: [DatasetContradiction.Kind.openDownloadOfRestricted, .openDataOfRestricted])
  func stricter(kind: DatasetContradiction.Kind) throws {
    var count = 0
    for plain in Self.records {
      var (open, closed) = (plain, plain)
      if kind == .openDownloadOfRestricted { open.access.modes.append(.openDownload) }
      if kind == .openDataOfRestricted { open.sharing = [.openData] }
      closed.sensitivity = .restricted
      var both = open
      both.sensitivity = .restricted
      #expect(
        both.contradictions.map(\.kind) == [kind] && open.contradictions.isEmpty
          && closed.contradictions.isEmpty)
      let stored = try #require(UseTerms(canonicalText: both.useTerms.canonicalText))
      for profile in Self.profiles {
        let day = Self.days[0]
        let outcome = Self.decide(both, profile, on: day)
        #expect(outcome >= Self.decide(open, profile, on: day), "\(both)\n\(profile)")
        #expect(outcome >= Self.decide(closed, profile, on: day), "\(both)\n\(profile)")
        #expect(outcome >= .unknown)
        #expect(UseDecision.decide(stored, for: profile, on: day).outcome == outcome)
        count += 1
      }
      let availability = DataAvailability(of: both, on: Self.days[0])
      #expect(availability.kind > .api, "\(both)")
      #expect(availability.reasons.contains { $0.code == "access-contradiction" })
      #expect(stored.availability(on: Self.days[0]) == availability.kind)
    }
    #expect(count > 500)
  }

  @Test("an embargo that ends after the data is gone denies use on every day")
  func embargo() {
    for plain in Self.records {
      var record = plain
      record.access.embargoUntil = PartialDate("2028-01-01")
      record.access.eraseBy = PartialDate("2027-01-01")
      #expect(record.contradictions.map(\.kind) == [.embargoAfterErasure])
      for day in Self.days {
        for profile in Self.profiles { #expect(Self.decide(record, profile, on: day) == .denied) }
        #expect(DataAvailability(of: record, on: day).kind == .notReleased)
      }
    }
  }
}
