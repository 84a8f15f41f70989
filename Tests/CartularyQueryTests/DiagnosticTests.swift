import CartularyBase
import CartularyQuery
import Testing

/// Faults are marked in the text itself: `⟦…⟧` stands around what the caret must be under.
@Suite("Diagnostics")
struct DiagnosticTests {
  static let faultsInStrictMode: [(String, QueryDiagnosticCode, String?)] = [
    (#"⟦"⟧water"#, .unclosedQuote, nil),
    (#"title:⟦"⟧water"#, .unclosedQuote, nil),
    ("a ⟦licenze⟧:MIT", .unknownField, "license"),
    ("⟦lisence⟧:MIT", .unknownField, "licence"),
    ("⟦sensitvity⟧:public", .unknownField, "sensitivity"),
    ("⟦lang⟧:en", .unknownField, "language"),
    ("a ⟦(⟧b", .unbalancedBracket, nil),
    ("a⟦)⟧ b", .unbalancedBracket, nil),
    ("license:⟦(⟧MIT", .unbalancedBracket, nil),
    ("⟦AND⟧ water", .strayOperator, nil),
    ("water ⟦OR⟧", .strayOperator, nil),
    ("a OR ⟦OR⟧ b", .strayOperator, nil),
    ("a AND ⟦AND⟧ b", .strayOperator, nil),
    ("a (b ⟦AND⟧)", .strayOperator, nil),
    ("⟦NOT⟧", .strayOperator, nil),
    ("⟦-⟧", .strayOperator, nil),
    ("a ⟦+⟧", .strayOperator, nil),
    ("a ⟦-⟧ license:MIT", .strayOperator, nil),
    ("a ⟦-⟧ (b c)", .strayOperator, nil),
    ("⟦NOT -⟧ a", .strayOperator, nil),
    ("a ⟦()⟧", .missingValue, nil),
    (#"a ⟦""⟧"#, .missingValue, nil),
    ("keyword:a⟦,⟧ b", .missingValue, nil),
    ("modified:⟦2024..2020⟧", .invalidRange, "2020..2024"),
    ("records:⟦9..5⟧", .invalidRange, "5..9"),
    ("sensitivity:⟦restricted..public⟧", .invalidRange, "public..restricted"),
    ("⟦in:title⟧ license:MIT", .misplacedModifier, nil),
    ("publisher:⟦a*⟧", .shortPrefix, nil),
  ]

  /// Filters are never relaxed, so these are errors in lenient mode as well.
  static let faultsInBothModes: [(String, QueryDiagnosticCode, String?)] = [
    ("license:⟦MTI⟧", .unknownValue, "MIT"),
    ("license:MIT,⟦cc-by-4.1⟧", .unknownValue, "CC-BY-4.0"),
    ("license:(MIT OR ⟦nope⟧)", .unknownValue, nil),
    ("license:⟦CC-BY-*⟧", .unknownValue, "CC-BY-4.0"),
    ("-sensitivity:⟦publik⟧", .unknownValue, "public"),
    ("is:⟦opn⟧", .unknownValue, "open"),
    ("has:⟦licens⟧", .unknownValue, "license"),
    ("sort:⟦-modfied⟧", .unknownValue, "-modified"),
    ("in:⟦titel⟧ a", .unknownField, "title"),
    (#"⟦license:""⟧"#, .missingValue, nil),
    ("⟦license:()⟧", .missingValue, nil),
    (#"keyword:(a OR ⟦""⟧)"#, .missingValue, nil),
    (#"modified:⟦""⟧..2020"#, .missingValue, nil),
    (#"modified:[⟦""⟧ TO 2020]"#, .missingValue, nil),
    (#"modified:>⟦""⟧"#, .missingValue, nil),
    ("modified:⟦>=⟧", .missingValue, nil),
    ("modified:⟦2020-13⟧", .invalidDate, nil),
    ("modified:⟦2023-02-29⟧", .invalidDate, nil),
    ("modified:2020..⟦soon⟧", .invalidDate, nil),
    ("modified:⟦2020-2024⟧", .invalidDate, "2020..2024"),
    ("modified:⟦2020/6/5⟧", .invalidDate, "2020-06-05"),
    ("modified:⟦tody⟧", .invalidDate, "today"),
    ("records:⟦many⟧", .invalidNumber, nil),
    ("records:>⟦1e999⟧", .invalidNumber, nil),
    ("bbox:⟦1,2,3⟧", .invalidBox, nil),
    ("bbox:⟦0,10,0,-10⟧", .invalidBox, nil),
    ("title:⟦>=5⟧", .rangeUnsupported, nil),
    ("license:⟦[⟧A TO B]", .rangeUnsupported, nil),
    ("sensitivity:>=⟦unspecified⟧", .rangeUnsupported, nil),
    ("modified:⟦[2020 2024⟧]", .invalidRange, nil),
    ("modified:⟦2020..2021,2024⟧", .invalidRange, nil),
    ("has:⟦id⟧", .presenceUnsupported, nil),
    ("⟦id:*⟧", .presenceUnsupported, nil),
    ("-⟦sort:title⟧", .misplacedModifier, nil),
    ("-⟦in:title⟧ a", .misplacedModifier, nil),
    ("in:title ⟦in:description⟧ a", .misplacedModifier, nil),
    ("keyword:(a ⟦NOT⟧ b)", .misplacedModifier, nil),
    ("keyword:(a ⟦-⟧b)", .misplacedModifier, nil),
    ("keyword:(a ⟦!⟧b)", .misplacedModifier, nil),
    ("publisher:⟦-⟧NASA", .misplacedModifier, nil),
    (#"publisher:⟦!⟧"a b""#, .misplacedModifier, nil),
    ("license:⟦!⟧MIT", .misplacedModifier, nil),
    ("title:a,⟦-⟧b", .misplacedModifier, nil),
    ("license:⟦MIT^2⟧", .unknownValue, "MIT"),
  ]

  static let notes: [(String, QueryDiagnosticCode, String)] = [
    ("⟦Census⟧:2020 water", .nameTakenAsText, "(and Census:2020 water)"),
    (#"⟦xyzzy⟧:"a b""#, .nameTakenAsText, #"(and xyzzy "a b")"#),
    ("a b ⟦OR⟧ c", .mixedOperators, "(or (and a b) c)"),
    ("⟦title:⟧ water", .nameBeforeSpace, "(and title: water)"),
    ("⟦license:⟧", .nameBeforeSpace, "license:"),
    ("wa⟦*⟧er", .starTakenAsText, "wa*er"),
    (#""a b"⟦*⟧"#, .starTakenAsText, #""a b""#),
    ("⟦w*⟧", .shortPrefix, "w"),
    ("a ⟦-⟧ b", .signTakenAsText, "(and a b)"),
    ("a ⟦--⟧ 2020:", .signTakenAsText, "(and a 2020:)"),
    ("a ⟦!⟧ b", .signTakenAsText, "(and a b)"),
    ("a ⟦!⟧b", .foreignSign, "(and a (not b))"),
    ("trees⟦^2⟧", .foreignSign, "trees"),
    (#""a b"⟦~5⟧"#, .foreignSign, #""a b""#),
    ("(a b)⟦^2⟧", .foreignSign, "(and a b)"),
    ("title:trees⟦^2⟧", .foreignSign, "(field title trees)"),
    (#"title:"a b"⟦~5⟧"#, .foreignSign, #"(field title "a b")"#),
    ("tr⟦?⟧es", .foreignSign, "tr?es"),
    ("title:⟦tr?es⟧", .foreignSign, #"(field title "tr?es")"#),
    ("⟦license=MIT⟧", .foreignSign, "license=MIT"),
    ("⟦modified>2020⟧", .foreignSign, "modified>2020"),
    ("⟦-160⟧", .negativeNumber, "-160"),
    ("a ⟦-160⟧", .negativeNumber, "(and a (not 160))"),
    ("a ⟦not⟧ b", .lowerCaseNot, "(and a not b)"),
    ("⟦Not⟧ b", .lowerCaseNot, "(and Not b)"),
  ]

  @Test("a fault stands under its caret with the right suggestion first", arguments: faultsInStrictMode)
  func strictFault(marked: String, code: QueryDiagnosticCode, suggestion: String?) throws {
    let (text, range) = unmark(marked)
    let error = #expect(throws: QueryError.self) { try QueryParser.sample.parse(text, mode: .strict) }
    let fault = try #require(error?.diagnostic)
    #expect(fault.code == code)
    #expect(fault.range == range)
    #expect(fault.suggestions.first == suggestion)

    let repaired = try QueryParser.sample.parse(text, mode: .lenient)
    #expect(repaired.notes.map(\.code).contains(code))
    #expect(repaired.notes.allSatisfy { $0.severity == .note })
  }

  @Test("a fault of a filter is an error in both modes", arguments: faultsInBothModes, ParseMode.allCases)
  func filterFault(fault: (String, QueryDiagnosticCode, String?), mode: ParseMode) throws {
    let (text, range) = unmark(fault.0)
    let error = #expect(throws: QueryError.self) { try QueryParser.sample.parse(text, mode: mode) }
    let diagnostic = try #require(error?.diagnostic)
    #expect(diagnostic.code == fault.1)
    #expect(diagnostic.range == range)
    #expect(diagnostic.suggestions.first == fault.2)
    #expect(diagnostic.severity == .error)
  }

  @Test("a reading that may surprise carries a note in both modes", arguments: notes, ParseMode.allCases)
  func note(note: (String, QueryDiagnosticCode, String), mode: ParseMode) throws {
    let (text, range) = unmark(note.0)
    let query = try QueryParser.sample.parse(text, mode: mode)
    #expect(query.printed == note.2)
    #expect(query.notes.map(\.code) == [note.1])
    #expect(query.notes.first?.range == range)
  }

  static let repairs: [(String, String)] = [
    (#""water license:MIT"#, "(and water (field license MIT))"),
    (#"-"draft a"#, "(and (not draft) a)"),
    (#"„"“a"#, "a"),
    ("a (b OR", "(and a b)"),
    ("a) b", "(and a b)"),
    ("AND water", "water"),
    ("water OR", "water"),
    ("AND", "and"),
    ("NOT", "not"),
    ("OR AND", "or"),
    ("-", "*"),
    ("water - quality", "(and water quality)"),
    ("NOT AND a", "a"),
    ("() a", "a"),
    ("licenze:MIT", "licenze:MIT"),
    ("licenze:(MIT OR x)", "(and licenze (or MIT x))"),
    ("license:(MIT", "(field license MIT)"),
    ("in:title license:MIT", "(field license MIT)"),
    ("a OR in:title", "a"),
    ("publisher:a*", #"(field publisher "a*")"#),
  ]

  @Test("lenient mode repairs what is not a filter's", arguments: repairs)
  func repair(text: String, expected: String) throws {
    #expect(try QueryParser.sample.parse(text, mode: .lenient).printed == expected)
  }

  @Test(
    "standard mode repairs the same, but for a nearly known name, which was meant as a filter",
    arguments: repairs)
  func standardRepair(text: String, expected: String) throws {
    if text.hasPrefix("licenze") {
      let error = #expect(throws: QueryError.self) { try QueryParser.sample.parse(text, mode: .standard) }
      #expect(error?.code == .unknownField)
    } else {
      #expect(try QueryParser.sample.parse(text, mode: .standard).printed == expected)
    }
  }

  @Test("every code has a title and an explanation of its own")
  func codes() {
    let codes = QueryDiagnosticCode.allCases
    #expect(Set(codes.map(\.title)).count == codes.count)
    #expect(codes.allSatisfy { $0.explanation.last == "." })
  }

  /// Takes the marks out of a text and returns what stood between them, in UTF-8 offsets.
  private func unmark(_ marked: String) -> (text: String, range: Range<Int>) {
    let parts = marked.split(omittingEmptySubsequences: false) { $0 == "⟦" || $0 == "⟧" }
    precondition(parts.count == 3, "one pair of marks in \(marked)")
    let lower = parts[0].utf8.count
    return (parts.joined(), lower..<lower + parts[1].utf8.count)
  }
}
