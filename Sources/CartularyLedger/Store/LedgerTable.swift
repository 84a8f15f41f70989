/// A table of a ledger as every store has it. By these a ledger is copied from one store to another.
///
/// In the order in which they can be filled: a publication before what names it.
package enum LedgerTable: String, CaseIterable, Sendable {
  case publication, revision, head, likeness, setting, reference, follower

  package struct Column: Sendable {
    package let name: String
    let isInteger: Bool

    private init(_ name: String, isInteger: Bool = false) { (self.name, self.isInteger) = (name, isInteger) }

    static func text(_ name: String) -> Column { Column(name) }
    static func integer(_ name: String) -> Column { Column(name, isInteger: true) }
  }

  /// The columns, in the order in which rows are handed on.
  package var columns: [Column] {
    switch self {
    case .publication: [.integer("sequence"), .text("at"), .text("author"), .text("tool")]
    case .revision:
      [
        .text("id"), .integer("number"), .integer("sequence"), .text("kind"), .text("audience"),
        .text("previous_audience"), .text("hash"), .text("record"), .text("reason"), .text("file"),
        .integer("line"), .text("format"), .text("file_hash"), .text("source"), .text("location"),
        .text("source_commit"),
      ]
    case .head:
      [
        .text("id"), .integer("number"), .text("audience"), .text("hash"), .integer("withdrawn"),
        .text("sensitivity"), .text("location"),
      ]
    case .likeness: [.text("key"), .text("id")]
    case .setting:
      [.integer("number"), .text("at"), .text("author"), .text("name"), .text("value")]
    case .reference: [.text("target"), .text("kind"), .text("id")]
    case .follower: [.text("audience"), .integer("sequence"), .text("id")]
    }
  }

  /// The columns that name a row, and by which rows are ordered.
  var key: [String] {
    switch self {
    case .publication: ["sequence"]
    case .revision: ["id", "number"]
    case .head: ["id"]
    case .likeness: ["key", "id"]
    case .setting: ["number"]
    case .reference: ["target", "kind", "id"]
    case .follower: ["audience", "sequence", "id"]
    }
  }

  /// The names of the columns as a statement lists them.
  var columnList: String { columns.map(\.name).joined(separator: ", ") }

  /// The columns of the key as a statement lists them.
  var keyList: String { key.joined(separator: ", ") }
}

/// A value of a row.
package enum LedgerValue: Sendable, Equatable {
  case absent
  case integer(Int)
  case text(String)
}
