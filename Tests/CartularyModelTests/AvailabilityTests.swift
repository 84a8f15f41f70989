import CartularyBase
import TestSupport
import Testing

@testable import CartularyModel

@Suite("Availability")
struct AvailabilityTests {
  private static let day = CalendarDate("2026-06-01")!  // a valid date

  private static func dataset(_ change: (inout Dataset) -> Void) -> Dataset {
    var dataset = Dataset(id: "x", title: "x", description: "x")
    change(&dataset)
    return dataset
  }

  private static func answer(_ change: (inout Dataset) -> Void) -> DataAvailability {
    DataAvailability(of: dataset(change), on: day)
  }

  private static func form(access: String? = nil, download: String? = nil) -> Distribution {
    var form = Distribution()
    (form.accessURL, form.downloadURL) = (access, download)
    return form
  }

  @Test("each mode has its availability; of several the easiest counts", arguments: AccessMode.allCases)
  func modes(mode: AccessMode) {
    #expect(Self.answer { $0.access.modes = [mode] }.kind == mode.availability)
    let both = Self.answer { $0.access.modes = [mode, .remoteEnclave] }
    #expect(both.kind == (mode == .notReleased ? .notReleased : min(mode.availability, .secureEnvironment)))
  }

  @Test("what is asked of everyone makes it harder, and never easier", arguments: Requirement.allCases)
  func requirements(kind: Requirement) {
    for mode in AccessMode.allCases {
      let answer = Self.answer {
        $0.access.modes = [mode]
        $0.access.requirements = [AccessRequirement(kind: kind)]
      }
      #expect(answer.kind == max(mode.availability, kind.availability ?? mode.availability))
    }
  }

  @Test("files are a download where nothing restricts access; an address alone says nothing")
  func files() {
    #expect(
      Self.answer { $0.distributions = [Self.form(download: "https://example.org/a.csv")] }.kind
        == .openDownload)
    #expect(
      Self.answer { $0.distributions = [Self.form(access: "https://example.org/a")] }.kind == .notStated)
    let withheld = Self.answer {
      $0.distributions = [Self.form(download: "https://example.org/a.csv")]
      $0.accessRights = .restricted
    }
    #expect(withheld.kind == .notStated)
    let asked = Self.answer {
      $0.accessRights = .restricted
      $0.access.url = "https://example.org/apply"
    }
    #expect(asked.kind == .onRequest && asked.ways.map(\.kind) == [.request])
  }

  @Test("a page is a page, though the data is public or the page is called a download")
  func pages() {
    func form(_ format: String?, download: String) -> Distribution {
      var form = Self.form(download: download)
      form.format = format
      return form
    }
    let page = Self.answer {
      $0.accessRights = .public
      $0.distributions = [Self.form(access: "https://example.org/a")]
    }
    #expect(page.kind == .notStated && page.ways.map(\.kind) == [.page])
    for (format, address, isFile) in [
      ("HTML", "https://example.org/a", false), (nil, "https://example.org/a.html", false),
      (nil, "https://example.org/a.aspx?x=a.csv", false), ("CSV", "https://example.org/a.php", true),
      (nil, "https://example.org/a", true), ("CSV", "https://example.org/a", true),
    ] as [(String?, String, Bool)] {
      let answer = Self.answer {
        $0.accessRights = .public
        $0.distributions = [form(format, download: address)]
      }
      #expect(answer.kind == (isFile ? .openDownload : .notStated), "\(address)")
      #expect(answer.ways.map(\.kind) == [isFile ? .download : .page])
    }
  }

  @Test("ways are listed once each, with what is known of them and their place")
  func ways() {
    let answer = Self.answer {
      $0.distributions = [
        Self.form(access: "https://example.org/a", download: "https://example.org/a.csv"),
        Self.form(access: "https://example.org/a"),
      ]
      $0.access.contact = Agent(name: "Desk", email: "desk@example.org")
    }
    #expect(answer.ways.map(\.kind) == [.download, .page, .contact])
    #expect(
      answer.ways.map(\.path) == [
        "distributions[0].download-url", "distributions[0].access-url", "access.contact",
      ])
  }

  @Test("an embargo withholds until its day, and ends by itself")
  func embargo() {
    let embargoed = Self.dataset {
      $0.access.modes = [.openDownload]
      $0.access.embargoUntil = PartialDate("2027-01-01")
    }
    let before = DataAvailability(of: embargoed, on: Self.day)
    #expect(before.kind == .notReleased && before.reasons.map(\.code) == ["embargo-until"])
    let after = DataAvailability(of: embargoed, on: CalendarDate("2027-01-01")!)  // a valid date
    #expect(after.kind == .openDownload && after.reasons.isEmpty)
  }

  @Test("data kept inside is not released, and contradictions go to the harder way with a question")
  func doubts() {
    let inside = Self.answer {
      $0.sharing = [.internal]
      $0.publisher = Agent(name: "Acme")
    }
    #expect(inside.kind == .notReleased && inside.reasons.map(\.message) == ["only Acme's own people use it"])
    let both = Self.answer { $0.access.modes = [.notReleased, .openDownload] }
    #expect(both.kind == .notReleased && both.reasons.map(\.kind) == [.unanswered])
    let withheld = Self.answer {
      $0.access.modes = [.openDownload]
      $0.accessRights = .nonPublic
    }
    #expect(withheld.kind == .onRequest && withheld.reasons.map(\.code) == ["access-contradiction"])
  }

  @Test("availability lowers no permission that a licence gives, and gives none")
  func apart() {
    let licensed = Self.dataset { $0.licenses = LicenseTable.standard.licenses(from: "CC0-1.0") }
    let profile = UseProfile()
    #expect(UseDecision.decide(licensed.useTerms, for: profile, on: Self.day).outcome == .allowed)
    #expect(DataAvailability(of: licensed, on: Self.day).kind == .notStated)
    let listed = Self.dataset { $0.distributions = [Self.form(download: "https://example.org/a.csv")] }
    #expect(UseDecision.decide(listed.useTerms, for: profile, on: Self.day).outcome == .unknown)
    #expect(DataAvailability(of: listed, on: Self.day).kind == .openDownload)
  }
}

@Suite("How data can be had, day by day")
struct AvailabilityScheduleTests {
  @Test("a schedule says on every day what its terms say, and reads its own text")
  func schedule() throws {
    var generator = SeededGenerator(seed: 16)
    let dates = [
      "2024", "2024-02", "2024-02-29", "2024-03-01", "2025", "2025-12-31", "9999-12-31", "0000-01-01",
    ]
    func date() -> PartialDate? {
      let date = dates.randomElement(using: &generator)
      return Bool.random(using: &generator) ? date.flatMap { PartialDate($0) } : nil
    }
    var changes = 0
    for _ in 0..<400 {
      var terms = UseTerms()
      if let mode = AccessMode.allCases.randomElement(using: &generator) { terms.access.modes = [mode] }
      terms.access.embargoUntil = date()
      terms.access.eraseBy = date()
      if Bool.random(using: &generator), let span = TimeSpan("2 months") {
        var embargo = RelativeEmbargo(after: span, event: "the end")
        embargo.date = date()
        terms.access.embargo = embargo
      }
      let schedule = AvailabilitySchedule(terms)
      changes += schedule.changes.count
      #expect(AvailabilitySchedule(schedule.description) == schedule)
      for day in Self.days {
        #expect(schedule.kind(on: day) == terms.availability(on: day), "\(schedule) on \(day)")
      }
      // And what an index keeps of terms says the same.
      let stored = try #require(UseTerms(canonicalText: terms.canonicalText))
      #expect(AvailabilitySchedule(stored) == schedule)
    }
    #expect(changes > 100)
  }

  /// Each day about the dates, and the ends of the calendar.
  private static let days: [CalendarDate] = {
    let start = CalendarDate("2023-12-30")!  // a day that exists
    return (0..<850).map { start.adding(days: $0) }
      + ["0000-01-01", "0000-01-02", "9999-12-30", "9999-12-31"].compactMap(CalendarDate.init)
  }()
}
