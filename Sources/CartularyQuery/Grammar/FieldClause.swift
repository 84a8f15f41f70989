package import CartularyBase

/// What is asked of one field: `license:CC0-1.0,MIT` or `modified:2020..2024`.
///
/// Equality looks at what is asked and not at places, here and in the types below.
package struct FieldClause: Sendable, Equatable {
  /// The canonical name of the field, whichever alias was typed.
  package let field: String
  /// The place of the name, as typed, without its colon.
  package let fieldRange: Range<Int>
  package let match: Match

  package enum Match: Sendable, Equatable {
    /// Any of these, no value twice. The parser makes no clause without one; such a clause finds nothing.
    case values([FieldValue])
    /// Whatever lies between; a missing bound leaves that side open.
    case range(lower: Bound?, upper: Bound?)
    /// Whatever touches the box.
    case box(BoundingBox)
  }

  /// Makes a clause in normal form: a value that occurs twice stays once, and a range from a value to the
  /// same value, both included, is that value. Without either bound a range becomes `presence` in its `Node`.
  package init(field: String, fieldRange: Range<Int> = 0..<0, match: Match) {
    self.field = field
    self.fieldRange = fieldRange
    self.match = Self.normalized(match)
  }

  private static func normalized(_ match: Match) -> Match {
    switch match {
    case .values(let values):
      var distinct: [FieldValue] = []
      for value in values where !distinct.contains(value) { distinct.append(value) }
      return .values(distinct)
    case .range(let lower?, let upper?) where lower == upper && lower.isInclusive:
      let range = lower.range.lowerBound..<max(lower.range.lowerBound, upper.range.upperBound)
      return .values([FieldValue(text: lower.text, range: range)])
    case .range, .box:
      return match
    }
  }

  package static func == (first: FieldClause, second: FieldClause) -> Bool {
    first.field == second.field && first.match == second.match
  }
}

/// One value that is asked of a field.
package struct FieldValue: Sendable, Equatable {
  package enum Form: Sendable {
    /// As it stands, without quotes.
    case bare
    /// In quotes. A closed vocabulary's values have this form only when they cannot be written without
    /// quotes.
    case phrase
    /// All values, or words in a text field, that begin so.
    case prefix
  }

  /// The value without quotes, escapes and `*`; in a closed vocabulary the vocabulary's own spelling. The parser makes
  /// none that is empty; one that data makes finds nothing.
  package let text: String
  package let form: Form
  package let range: Range<Int>
  /// Whether it was not typed itself but belongs to a family that was. It does not count for equality.
  package let isOfFamily: Bool

  /// - Parameter form: A bare value that needs quotes to be read back becomes a phrase.
  package init(text: String, form: Form = .bare, range: Range<Int> = 0..<0, isOfFamily: Bool = false) {
    self.text = text
    self.form = form == .bare && !Lexicon.isBareValue(text) ? .phrase : form
    self.range = range
    self.isOfFamily = isOfFamily
  }

  package static func == (first: FieldValue, second: FieldValue) -> Bool {
    first.text == second.text && first.form == second.form
  }
}

/// One end of a range.
package struct Bound: Sendable, Equatable {
  /// A number, a date in the spelling of `ParsedDate`, or a value of an ordered vocabulary. A relative date
  /// stays relative, so that a stored query means the same days ago whenever it runs.
  package let text: String
  package let isInclusive: Bool
  package let range: Range<Int>

  package init(text: String, isInclusive: Bool = true, range: Range<Int> = 0..<0) {
    self.text = text
    self.isInclusive = isInclusive
    self.range = range
  }

  package static func == (first: Bound, second: Bound) -> Bool {
    first.text == second.text && first.isInclusive == second.isInclusive
  }
}
