internal import CartularyBase

/// What the language needs to know of one field: how it is spelled and what may come after its colon.
///
/// Fields are data. The parser, its diagnostics and completion read them from a `QuerySchema`; nothing in
/// this module knows a field by name.
package struct QueryField: Sendable, Equatable {
  package enum Kind: Sendable {
    /// Running text, matched word by word. Repeats of the field narrow the result.
    case text
    /// Whole values, matched as they are. Repeats of the field widen the result.
    case keyword
    /// Whole identifiers, matched as they are.
    case identifier
    /// Decimal numbers, and ranges of them.
    case number
    /// Days, months and years, and ranges of them.
    case date
    /// Names of places.
    case place
    /// A bounding box: west, south, east, north in degrees.
    case box
  }

  /// The canonical name: the one that trees hold and that canonical text shows.
  package let name: String
  /// Other names that mean this field, such as `licence` for `license`.
  package let aliases: [String]
  package let kind: Kind
  /// The closed vocabulary in its own order; empty when any value may be asked for.
  package let values: [String]
  /// Other spellings of values. Spellings compare as `values` do, without case and with `-`, `_` and space
  /// alike.
  package let valueAliases: [String: String]
  /// Beginnings of values that a closed vocabulary takes as they are, such as `LicenseRef-`.
  package let openValuePrefixes: [String]
  /// Values of the closed vocabulary that share a name and differ in what follows it, such as a version: `CC-BY` for
  /// CC-BY-3.0 and CC-BY-4.0. Names compare as values do. Where there are any, a `*` may end a value.
  package let families: [String: [String]]
  /// Whether the closed vocabulary is a scale, so that `>=`, `<` and `..` work on its values.
  package let isOrdered: Bool
  /// Values of an ordered vocabulary that are outside its scale and so cannot bound a range.
  package let valuesOutsideOrder: [String]
  /// Whether `has:` and `no:` may ask for the field.
  package let allowsPresence: Bool
  /// Names that mean one side of a range, such as `after` for `>` and `before` for `<`.
  package let boundAliases: [String: Comparison]

  /// Canonical values by folded spelling, so that looking a value up does not walk the vocabulary.
  private let valueByFoldedSpelling: [String: String]

  package init(
    name: String, aliases: [String] = [], kind: Kind, values: [String] = [],
    valueAliases: [String: String] = [:], openValuePrefixes: [String] = [],
    families: [String: [String]] = [:], isOrdered: Bool = false,
    valuesOutsideOrder: [String] = [], allowsPresence: Bool = true,
    boundAliases: [String: Comparison] = [:]
  ) {
    self.name = name
    self.aliases = aliases
    self.kind = kind
    self.values = values
    self.valueAliases = valueAliases
    self.openValuePrefixes = openValuePrefixes
    self.families = Dictionary(
      families.map { (FoldedText.code($0.key), $0.value) }, uniquingKeysWith: { $0 + $1 })
    self.isOrdered = isOrdered
    self.valuesOutsideOrder = valuesOutsideOrder
    self.allowsPresence = allowsPresence
    self.boundAliases = boundAliases
    var spellings: [String: String] = [:]
    for (spelling, value) in valueAliases { spellings[FoldedText.code(spelling)] = value }
    // After the aliases, as a value's own spelling wins over an alias that happens to fold to it.
    for value in values { spellings[FoldedText.code(value)] = value }
    valueByFoldedSpelling = spellings
  }

  /// Whether only listed values may be asked for.
  package var isClosed: Bool { !values.isEmpty }

  /// Whether ranges may be asked for.
  package var allowsRanges: Bool { kind == .date || kind == .number || (isClosed && isOrdered) }

  /// Whether clauses of this field that are next to each other are alternatives: `format:CSV format:JSON`.
  ///
  /// A dataset rarely has all values that a reader would take, so within one field repeats mean OR, as in the
  /// facets next to the results. Words of running text, and ranges, narrow each other instead.
  package var mergesRepeats: Bool {
    switch kind {
    case .keyword, .identifier, .place: true
    case .text, .number, .date, .box: false
    }
  }

  /// Returns the values of the family that `text` names; nil where it names none.
  package func family(named text: String) -> [String]? { families[FoldedText.code(text)] }

  /// Whether a value of the closed vocabulary begins so, in any case.
  func hasValue(beginning text: String) -> Bool {
    let beginning = FoldedText.code(text)
    return values.contains { FoldedText.code($0).hasPrefix(beginning) }
      || openValuePrefixes.contains { FoldedText.code($0).hasPrefix(beginning) }
  }

  /// Returns the vocabulary's own spelling of `text`, or nil when the closed vocabulary has no such value.
  package func canonicalValue(for text: String) -> String? {
    if let value = valueByFoldedSpelling[FoldedText.code(text)] { return value }
    let lowered = text.lowercased()
    return openValuePrefixes.contains { lowered.hasPrefix($0.lowercased()) } ? text : nil
  }
}

/// A sign that bounds a range on one side.
package enum Comparison: String, Sendable, CaseIterable {
  case less = "<"
  case atMost = "<="
  case more = ">"
  case atLeast = ">="

  var isLower: Bool { self == .more || self == .atLeast }
  var isInclusive: Bool { self == .atMost || self == .atLeast }
}
