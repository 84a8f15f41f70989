/// A value of a parsed document that knows its place.
///
/// JSON and YAML are read into the same tree. Scalars keep the text that was typed: whether `no`, `1.10`
/// or `2024-05` is a word, a number or a date is up to the key.
struct SourceNode: Sendable {
  indirect enum Content: Sendable {
    case null
    case scalar(String)
    case list([SourceNode])
    case map([SourceEntry])
  }

  let content: Content
  let mark: SourceMark

  /// What kind of value it is, in plain words.
  var kindName: String {
    switch content {
    case .null: "nothing"
    case .scalar: "a single value"
    case .list: "a list"
    case .map: "a map"
    }
  }

  /// The text of a scalar; `nil` for anything else.
  var text: String? {
    if case .scalar(let text) = content { text } else { nil }
  }

  /// The entries of a map; `nil` for anything else.
  var entries: [SourceEntry]? {
    if case .map(let entries) = content { entries } else { nil }
  }

  /// The items of a list, or the node itself as a list of one; empty for null.
  var items: [SourceNode] {
    switch content {
    case .list(let items): items
    case .null: []
    case .scalar, .map: [self]
    }
  }

  var isNull: Bool {
    if case .null = content { true } else { false }
  }

  /// The value of a key of a map.
  subscript(_ key: String) -> SourceNode? {
    entries?.first { $0.key == key }?.value
  }
}

/// A key of a map and its value.
struct SourceEntry: Sendable {
  let key: String
  let keyMark: SourceMark
  let value: SourceNode
}

/// A place in a document, kept in whatever form its reader already had.
///
/// Counting columns costs time on long lines, so it is done by `SourceText` for the places that a
/// diagnostic names and for no others.
enum SourceMark: Sendable, Equatable {
  /// Bytes from the start.
  case offset(Int)
  /// Both from 1; the column in Unicode scalars.
  case place(line: Int, column: Int)
}
