/// A value as a manifest writes it: the step between a record and its YAML or JSON.
///
/// The tables of keys make such trees from records, and `ManifestLayout` from files to be reformatted; one
/// emitter for each syntax writes them.
struct ManifestValue: Sendable {
  indirect enum Content: Sendable {
    case null
    case scalar(String, Scalar)
    case list([ManifestItem])
    case map([ManifestItem])
  }

  /// The type of a scalar, so that no reader of YAML or JSON takes it for something else.
  enum Scalar: Sendable {
    case text
    /// A number, a boolean or a date of the format: never quoted in YAML if it reads as one.
    case number
    case date
  }

  var content: Content
  /// Whether it is on one line in brackets, if it fits and has no comments inside.
  var isFlow = false
  /// Comments after the last entry or item, one line each; an empty one is a blank line.
  var footer: [String] = []

  static let null = ManifestValue(content: .null)

  static func text(_ text: String) -> ManifestValue { ManifestValue(content: .scalar(text, .text)) }
  static func number(_ text: String) -> ManifestValue { ManifestValue(content: .scalar(text, .number)) }
  static func date(_ text: String) -> ManifestValue { ManifestValue(content: .scalar(text, .date)) }

  static func list(_ values: [ManifestValue], isFlow: Bool = false) -> ManifestValue {
    ManifestValue(content: .list(values.map { ManifestItem(value: $0) }), isFlow: isFlow)
  }

  static func map(_ entries: [(String, ManifestValue)], isFlow: Bool = false) -> ManifestValue {
    ManifestValue(content: .map(entries.map { ManifestItem(key: $0.0, value: $0.1) }), isFlow: isFlow)
  }

  var isScalar: Bool {
    switch content {
    case .null, .scalar: true
    case .list, .map: false
    }
  }

  /// The entries of a map or the items of a list; empty for a single value.
  var items: [ManifestItem] {
    switch content {
    case .null, .scalar: []
    case .list(let items), .map(let items): items
    }
  }

  /// Whether there is a comment anywhere in it.
  var hasComments: Bool {
    !footer.isEmpty
      || items.contains { !$0.leading.isEmpty || !$0.trailing.isEmpty || $0.value.hasComments }
  }
}

/// An entry of a map or an item of a list, with the comments that belong to it.
struct ManifestItem: Sendable {
  /// Empty for the items of a list.
  var key = ""
  var value: ManifestValue
  /// Comments above, one line each; an empty one is a blank line.
  var leading: [String] = []
  /// Comments at the end of its line; more than one if their lines were joined.
  var trailing: [String] = []
  /// Whether there is a blank line above.
  var followsBlank = false
}
