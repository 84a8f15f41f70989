internal import CartularyBase

/// How to take a mistake that leaves a filter readable.
///
/// Faults of a filter itself, such as an unknown value or a wrong date, end the reading in every mode, as a
/// dropped filter shows what the reader asked not to see; and so do limits.
public enum ParseMode: Sendable, CaseIterable {
  /// The first fault ends the reading: for tools that check queries. Notes stay notes.
  case strict
  /// Quotes, brackets and operators are repaired with a note, so that any pasted title can be searched; a
  /// nearly known name ends the reading, as it was meant as a filter: for commands, the shell and the API.
  case standard
  /// A nearly known name is searched as text, with a note: for the search box of a page.
  case lenient

  /// Whether a fault that can be repaired is.
  func repairs(_ code: QueryDiagnosticCode) -> Bool {
    switch self {
    case .strict: false
    case .standard: code != .unknownField
    case .lenient: true
    }
  }
}

/// Reads the text of a query into a tree.
///
///     query  = or ;  or = and { "OR" and } ;  and = unary { [ "AND" ] unary } ;
///     unary  = { "NOT" | "-" | "+" } primary ;
///     primary = "(" or ")" | field | phrase | identifier | word [ "*" ] | "*" ;
///     field  = NAME ":" ( value { "," value } | "(" values ")" | range | comparison | "*" ) ;
///     range  = [ value ] ".." [ value ] | ( "[" | "{" ) value "TO" value ( "]" | "}" ) ;
///     comparison = ( ">=" | "<=" | ">" | "<" ) value ;
///
/// Reading takes memory in proportion to the length of the text, and time too; where brackets stand inside
/// words, up to that for each clause. The worst text within the standard limits takes about 5 ms.
package struct QueryParser: Sendable {
  package let schema: QuerySchema
  package let limits: QueryLimits

  package init(schema: QuerySchema, limits: QueryLimits = .standard) {
    self.schema = schema
    self.limits = limits
  }

  /// Returns what `text` asks for. Empty text asks for every dataset.
  ///
  /// - Parameter isWithinName: Whether a text with a colon in it, which may be a misspelt field with its value, stands in
  ///   something that is searched: then it is text. Asked only where the reading would end otherwise.
  /// - Throws: The first fault that the mode does not repair.
  package func parse(
    _ text: String, mode: ParseMode = .standard, isWithinName: @escaping (String) -> Bool = { _ in false }
  ) throws(QueryError) -> Query {
    var reading = GrammarParser(text, schema: schema, limits: limits, mode: mode)
    reading.isWithinName = isWithinName
    return try reading.query()
  }

  /// Returns what `text` asks for as the name of something: its words and identifiers, in which no sign means anything
  /// but itself. Words beyond the limit are left out.
  package func parseName(_ text: String) -> Query {
    var reading = GrammarParser(text, schema: schema, limits: limits, mode: .lenient)
    return reading.name()
  }
}
