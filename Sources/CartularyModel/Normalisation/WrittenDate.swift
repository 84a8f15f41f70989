internal import CartularyBase

// Dates and periods as people write them, where there is one way to read them.

extension PartialDate {
  /// Reads ISO 8601 and the other ways in which sources write a day, a month or a year.
  ///
  /// `2020-1-31`, `2020/01/31`, `20200131`, `31 January 2020`, `Jan 2020`, `01/2020`, and `01/31/2020` or
  /// `31.01.2020` where only one of the two numbers can be the month. Quotes around it and a time after it are
  /// dropped.
  ///
  /// - Returns: `nil` for anything else: `03/04/2020` is a day in March in one country and in April in another.
  package init?(written text: String) {
    let bare = WrittenDate.bare(text)
    guard bare.utf8.count <= 64 else { return nil }
    if let date = PartialDate(bare) {
      self = date
      return
    }
    guard let date = WrittenDate.date(bare) else { return nil }
    self = date
  }
}

extension TemporalCoverage {
  /// Reads periods as `init(_:)` does, and those that sources write in words: `2019-2021`, `2004 - present`,
  /// `From 1998-01-01 to Ongoing`, `since May 2010`, `1-Dec-2019 to 30-Nov-2020`.
  ///
  /// `2001-02` is the month, as ISO 8601 has it. The text is kept where it is more than two ISO dates.
  ///
  /// - Returns: `nil` for what is not a period, or may be two.
  package init?(written text: String) {
    let bare = WrittenDate.bare(text)
    if let coverage = TemporalCoverage(bare) {
      self = coverage
      return
    }
    guard bare.utf8.count <= 120, let (start, end) = WrittenDate.period(bare) else { return nil }
    if let start, let end, start.firstDay > end.lastDay { return nil }
    self.init(start: start, end: end, text: bare)
  }
}

extension TemporalCoverage {
  /// A period from the texts of its two ends, each as `PartialDate(written:)` reads it; `ongoing` and the like are
  /// an open end.
  ///
  /// - Returns: `nil` if neither says anything. Ends that make no period are its text.
  package init?(writtenFrom start: String?, to end: String?) {
    let start = start.map(WrittenDate.bare) ?? ""
    var end = end.map(WrittenDate.bare) ?? ""
    if WrittenDate.openEnds.contains(end.lowercased()) { end = "" }
    guard !start.isEmpty || !end.isEmpty else { return nil }
    let (first, last) = (PartialDate(written: start), PartialDate(written: end))
    let isRead = (start.isEmpty || first != nil) && (end.isEmpty || last != nil)
    if isRead, (first?.firstDay ?? .earliest) <= (last?.lastDay ?? .latest) {
      self.init(start: first, end: last)
    } else {
      self.init(text: [start, end].map { $0.isEmpty ? ".." : $0 }.joined(separator: " to "))
    }
  }

  /// What a source wrote of a period: the text itself where it is none that can be read.
  package init(writtenOrText text: String) {
    self = TemporalCoverage(written: text) ?? TemporalCoverage(text: text)
  }
}

private enum WrittenDate {
  /// One line without outer blanks and quotes.
  static func bare(_ text: String) -> String {
    var rest = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")[...]
    while let first = rest.first, "'\"“”‘’".contains(first) { rest = rest.dropFirst() }
    while let last = rest.last, "'\"“”‘’.,;".contains(last) { rest.removeLast() }
    return String(rest)
  }

  // MARK: - One date

  private static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
  ]
  private static let weekdays: Set = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

  static func date(_ text: String) -> PartialDate? {
    var words = text.lowercased().split { " ,-/.".contains($0) }.map(String.init)
    if words.count == 1, let only = words.first { return compact(only) }
    if let first = words.first, weekdays.contains(String(first.prefix(3))), month(first) == nil {
      words.removeFirst()
    }
    // A time of day and its zone come last, where they come.
    if let time = words.firstIndex(where: { $0.contains(":") }), time >= 3 {
      // `2020/01/31t10:00` has no blank before it.
      guard words[time].first?.isNumber == true else { return nil }
      words = Array(words[..<time])
    }
    guard (2...3).contains(words.count) else { return nil }
    return words.contains { month($0) != nil } ? named(words) : numbered(words, in: text)
  }

  /// `20200131`; not `202001`, which may be a number of anything.
  private static func compact(_ digits: String) -> PartialDate? {
    guard digits.utf8.count == 8, let number = DateDigits.number(digits),
      (1000...2999).contains(number / 10_000)
    else {
      return nil
    }
    return PartialDate(year: number / 10_000, month: number / 100 % 100, day: number % 100)
  }

  /// A month in letters, and around it a year of four digits and perhaps a day.
  private static func named(_ words: [String]) -> PartialDate? {
    let found = words.compactMap(month)
    let numbers = words.filter { month($0) == nil }.map { $0.hasOrdinalEnding ? String($0.dropLast(2)) : $0 }
    guard found.count == 1, numbers.count == words.count - 1,
      let year = numbers.first(where: { $0.utf8.count == 4 }).flatMap(DateDigits.number)
    else { return nil }
    let days = numbers.filter { $0.utf8.count <= 2 }
    guard days.count == numbers.count - 1 else { return nil }
    guard let day = days.first else { return PartialDate(year: year, month: found[0]) }
    return DateDigits.number(day).flatMap { PartialDate(year: year, month: found[0], day: $0) }
  }

  private static func numbered(_ words: [String], in text: String) -> PartialDate? {
    let numbers = words.compactMap(DateDigits.number)
    guard numbers.count == words.count else { return nil }
    if words[0].utf8.count == 4 {
      // Year first is month second everywhere; a bare `2019-2021` is a period.
      guard words.dropFirst().allSatisfy({ $0.utf8.count <= 2 }) else { return nil }
      return PartialDate(year: numbers[0], month: numbers[1], day: numbers.count > 2 ? numbers[2] : nil)
    }
    guard words.last?.utf8.count == 4, words.dropLast().allSatisfy({ $0.utf8.count <= 2 }) else { return nil }
    if numbers.count == 2 { return PartialDate(year: numbers[1], month: numbers[0]) }
    let (first, second, year) = (numbers[0], numbers[1], numbers[2])
    if first == second || second > 12 { return PartialDate(year: year, month: first, day: second) }
    return first > 12 ? PartialDate(year: year, month: second, day: first) : nil
  }

  private static func month(_ word: String) -> Int? {
    guard word.utf8.count >= 3 else { return nil }
    let name = word == "sept" ? "sep" : word
    return months.firstIndex { $0 == name || (name.utf8.count == 3 && $0.hasPrefix(name)) }.map { $0 + 1 }
  }

  // MARK: - Periods

  static let openEnds: Set = [
    "present", "ongoing", "now", "today", "current", "to date", "onwards", "onward", "date", "continuing",
    "..", "the present", "today's date", "open", "n/a",
  ]

  static func period(_ text: String) -> (start: PartialDate?, end: PartialDate?)? {
    var line = text.lowercased().replacing(["–", "—", "−"], with: "-")
    for head in ["data from ", "from ", "between ", "since "] where line.hasPrefix(head) {
      let rest = String(line.dropFirst(head.count))
      if head == "since " { return PartialDate(written: rest).map { ($0, nil) } }
      line = head == "between " ? rest.replacing([" and "], with: " to ") : rest
    }
    for tail in [" onwards", " onward", "-", " -", " to", "+"] where line.hasSuffix(tail) {
      if let start = PartialDate(written: String(line.dropLast(tail.count))) { return (start, nil) }
    }
    if let date = PartialDate(written: line) { return (date, date) }
    for divider in [" to ", " - ", " until ", " through ", " thru ", "-", "/"] {
      // Only where it stands once: two of them may be two periods.
      let parts = line.parts(dividedBy: divider)
      guard parts.count == 2 else { continue }
      let (first, last) = (bare(parts[0]), bare(parts[1]))
      guard let start = PartialDate(written: first) else { continue }
      // "2019-21" may be a span, and is not a year.
      if openEnds.contains(last) { return (start, nil) }
      if let end = PartialDate(written: last) { return (start, end) }
    }
    return nil
  }
}

extension String {
  fileprivate var hasOrdinalEnding: Bool {
    utf8.count > 2 && ["st", "nd", "rd", "th"].contains { hasSuffix($0) } && first?.isNumber == true
  }

  fileprivate func replacing(_ texts: [String], with other: String) -> String {
    texts.reduce(self) { $1.isEmpty ? $0 : $0.parts(dividedBy: $1).joined(separator: other) }
  }

  fileprivate func parts(dividedBy divider: String) -> [String] {
    var parts: [String] = []
    var rest = self[...]
    while let found = rest.firstRange(of: divider) {
      parts.append(String(rest[..<found.lowerBound]))
      rest = rest[found.upperBound...]
    }
    return parts + [String(rest)]
  }
}
