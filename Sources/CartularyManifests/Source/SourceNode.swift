internal import Synchronization

/// A value of a parsed document that knows its place, and whether a reader has looked at it.
///
/// JSON and YAML are read into the same tree. Scalars keep the text that was typed: whether `no`, `1.10`
/// or `2024-05` is a word, a number or a date is up to the key.
///
/// A scalar counts as read once its text was asked for (`text`, `firstText`, `compactText`). What no reader of a
/// record has asked for is found with `unread`, and so cannot be lost by a reader that does not know of it.
struct SourceNode: Sendable {
  indirect enum Content: Sendable {
    case null
    case scalar(String)
    case list([SourceNode])
    case map([SourceEntry])
  }

  let content: Content
  let mark: SourceMark
  /// Only of a scalar; shared by its copies.
  private let reading: ReadMark?

  init(content: Content, mark: SourceMark) {
    (self.content, self.mark) = (content, mark)
    reading = if case .scalar = content { ReadMark() } else { nil }
  }

  /// Whether its text was asked for; `false` for what is not a scalar.
  var isRead: Bool { reading?.isSet.load(ordering: .relaxed) ?? false }

  /// Counts a scalar as read whose text was taken from `content`; nothing for anything else.
  func markAsRead() { reading?.isSet.store(true, ordering: .relaxed) }

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
    guard case .scalar(let text) = content else { return nil }
    markAsRead()
    return text
  }

  /// The same without counting as read, for what only recognises or builds.
  var glance: String? {
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

/// Whether a scalar was read. Copies of a node share it, so it is an object; documents are read on one thread after
/// another, so any order of memory will do.
private final class ReadMark: Sendable {
  let isSet = Atomic(false)
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
