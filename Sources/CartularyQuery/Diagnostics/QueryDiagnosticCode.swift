internal import CartularyBase

/// What can be wrong with a query, or surprising about it. Codes are stable, as documents and programs
/// name them.
///
/// A `Q` code is an error, or a note on what was repaired; an `N` code is always a note.
package enum QueryDiagnosticCode: String, DiagnosticCode, CaseIterable {
  case unclosedQuote = "Q101"
  case unknownField = "Q102"
  case unknownValue = "Q103"
  case unbalancedBracket = "Q104"
  case strayOperator = "Q105"
  case missingValue = "Q106"
  case invalidDate = "Q107"
  case invalidNumber = "Q108"
  case invalidBox = "Q109"
  case limitExceeded = "Q110"
  case rangeUnsupported = "Q111"
  case invalidRange = "Q112"
  case presenceUnsupported = "Q113"
  case misplacedModifier = "Q114"
  case shortPrefix = "Q115"
  case nameTakenAsText = "N201"
  case mixedOperators = "N202"
  case nameBeforeSpace = "N203"
  case starTakenAsText = "N204"
  case signTakenAsText = "N205"

  /// The code in a few words, for a table of codes.
  package var title: String { entry.title }

  /// What it means and what the reader can do, in a sentence or two.
  package var explanation: String { entry.explanation }

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
    }
  }
}
