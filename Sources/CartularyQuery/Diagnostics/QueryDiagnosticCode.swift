public import CartularyBase

/// What can be wrong with a query, or surprising about it. Codes are stable, as documents and programs
/// name them.
///
/// A `Q` code is an error, or a note on what was repaired; an `N` code is always a note.
public enum QueryDiagnosticCode: String, DiagnosticCode, CaseIterable {
  /// Unclosed quote. A quote opens a phrase and nothing closes it. In lenient mode the quote is dropped and
  /// the words are searched.
  case unclosedQuote = "Q101"
  /// Unknown field. The name before the colon is not a field, but nearly one. Correct it, or quote the text
  /// to search its words. In lenient mode the text is searched.
  case unknownField = "Q102"
  /// Unknown value. The field has a closed vocabulary without this value. A filter is never dropped, so the
  /// query is not run in either mode.
  case unknownValue = "Q103"
  /// Unbalanced bracket. A bracket has no partner. In lenient mode an opening one reaches to the end and a
  /// closing one is dropped.
  case unbalancedBracket = "Q104"
  /// Stray operator. AND, OR or NOT has nothing to act on, or + or - nothing right after it. In lenient mode
  /// it is dropped; alone, AND, OR and NOT are searched as words.
  case strayOperator = "Q105"
  /// Missing value. There is nothing in the quotes or brackets, beside a comma, or after a name or a
  /// comparison.
  case missingValue = "Q106"
  /// Invalid date. Dates are a year 2024, a month 2024-06, a day 2024-06-15, today, or so long ago as -30d,
  /// -4w, -6m, -1y.
  case invalidDate = "Q107"
  /// Invalid number. Numbers are decimal, with a point and without separators of thousands: 1500000, 0.5,
  /// 1e6.
  case invalidNumber = "Q108"
  /// Invalid bounding box. A box is west,south,east,north in degrees. West may be east of east, where the box
  /// crosses the antimeridian.
  case invalidBox = "Q109"
  /// Limit exceeded. The query is longer, deeper or has more clauses than the catalog runs. Split it, or
  /// search fewer words.
  case limitExceeded = "Q110"
  /// Range not supported. Only dates, numbers and ordered vocabularies have a before and an after.
  case rangeUnsupported = "Q111"
  /// Invalid range. The range is not complete, or runs backwards and so holds nothing.
  case invalidRange = "Q112"
  /// Presence not supported. The field cannot be asked for with has:, no: or *.
  case presenceUnsupported = "Q113"
  /// Misplaced modifier. sort: and in: are next to clauses and cannot be excluded or required, and a group
  /// has one in: only.
  case misplacedModifier = "Q114"
  /// Prefix too short. A * needs more letters before it, or it would expand to a large part of all words.
  case shortPrefix = "Q115"
  /// Name taken as text. The name before the colon is not a field and close to none, so all of it is searched
  /// as text.
  case nameTakenAsText = "N201"
  /// OR next to clauses without an operator. Clauses side by side bind tighter than OR. The note shows the
  /// query with brackets as it was read.
  case mixedOperators = "N202"
  /// Field name before a space. A field's value follows its colon at once. With a space between, both are
  /// text.
  case nameBeforeSpace = "N203"
  /// Star without effect. A * matches endings, at the end of a word only.
  case starTakenAsText = "N204"
  /// Sign without effect. A - or + with a space after it is punctuation between words, as in many titles.
  case signTakenAsText = "N205"
  /// Sign of another search language. What it means elsewhere it does not mean here, or it is read as what it means
  /// here; the note says which.
  case foreignSign = "N211"
  /// Lower-case not. Only NOT in capitals, - and ! exclude; in lower case it is a word.
  case lowerCaseNot = "N212"
  /// Negative number. Alone a number with - before it is negative; beside other words it is excluded.
  case negativeNumber = "N213"
  /// Family of values. The name without a version stands for all its versions.
  case valueFamily = "N214"
  /// Words instead of a demand. Text in quotes, or a word with a *, is in no dataset together with the rest of the query,
  /// so its words are searched as they are without the quotes or the *.
  case demandTakenAsWords = "N215"

  /// The code in a few words, for a table of codes.
  public var title: String { entry.title }

  /// What it means and what the reader can do, in a sentence or two.
  public var explanation: String { entry.explanation }

  private var entry: (title: String, explanation: String) {
    switch self {
    case .unclosedQuote:
      (
        "unclosed quote",
        "A quote opens a phrase and nothing closes it. In lenient mode the quote is dropped and the "
          + "words are searched."
      )
    case .unknownField:
      (
        "unknown field",
        "The name before the colon is not a field, but nearly one. Correct it, or quote the text to "
          + "search its words. In lenient mode the text is searched."
      )
    case .unknownValue:
      (
        "unknown value",
        "The field has a closed vocabulary without this value. A filter is never dropped, so the "
          + "query is not run in either mode."
      )
    case .unbalancedBracket:
      (
        "unbalanced bracket",
        "A bracket has no partner. In lenient mode an opening one reaches to the end and a closing "
          + "one is dropped."
      )
    case .strayOperator:
      (
        "stray operator",
        "AND, OR or NOT has nothing to act on, or + or - nothing right after it. In lenient mode it "
          + "is dropped; alone, AND, OR and NOT are searched as words."
      )
    case .missingValue:
      (
        "missing value",
        "There is nothing in the quotes or brackets, beside a comma, or after a name or a comparison."
      )
    case .invalidDate:
      (
        "invalid date",
        "Dates are a year 2024, a month 2024-06, a day 2024-06-15, today, or so long ago as -30d, "
          + "-4w, -6m, -1y."
      )
    case .invalidNumber:
      (
        "invalid number",
        "Numbers are decimal, with a point and without separators of thousands: 1500000, 0.5, 1e6."
      )
    case .invalidBox:
      (
        "invalid bounding box",
        "A box is west,south,east,north in degrees. West may be east of east, where the box crosses "
          + "the antimeridian."
      )
    case .limitExceeded:
      (
        "limit exceeded",
        "The query is longer, deeper or has more clauses than the catalog runs. Split it, or search "
          + "fewer words."
      )
    case .rangeUnsupported:
      ("range not supported", "Only dates, numbers and ordered vocabularies have a before and an after.")
    case .invalidRange:
      ("invalid range", "The range is not complete, or runs backwards and so holds nothing.")
    case .presenceUnsupported:
      ("presence not supported", "The field cannot be asked for with has:, no: or *.")
    case .misplacedModifier:
      (
        "misplaced modifier",
        "sort: and in: are next to clauses and cannot be excluded or required, and a group "
          + "has one in: only."
      )
    case .shortPrefix:
      (
        "prefix too short",
        "A * needs more letters before it, or it would expand to a large part of all words."
      )
    case .nameTakenAsText:
      (
        "name taken as text",
        "The name before the colon is not a field and close to none, so all of it is searched as text."
      )
    case .mixedOperators:
      (
        "OR next to clauses without an operator",
        "Clauses side by side bind tighter than OR. The note shows the query with brackets as it was read."
      )
    case .nameBeforeSpace:
      (
        "field name before a space",
        "A field's value follows its colon at once. With a space between, both are text."
      )
    case .starTakenAsText:
      ("star without effect", "A * matches endings, at the end of a word only.")
    case .signTakenAsText:
      (
        "sign without effect",
        "A - or + with a space after it is punctuation between words, as in many titles."
      )
    case .foreignSign:
      (
        "sign of another search language",
        "What it means elsewhere it does not mean here, or it is read as what it means here; the note "
          + "says which."
      )
    case .lowerCaseNot:
      (
        "lower-case not",
        "Only NOT in capitals, - and ! exclude; in lower case it is a word."
      )
    case .negativeNumber:
      (
        "negative number",
        "Alone a number with - before it is negative; beside other words it is excluded."
      )
    case .valueFamily:
      ("family of values", "The name without a version stands for all its versions.")
    case .demandTakenAsWords:
      (
        "words instead of a demand",
        "Text in quotes, or a word with a *, is in no dataset together with the rest of the query, so its "
          + "words are searched as they are without the quotes or the *."
      )
    }
  }
}
