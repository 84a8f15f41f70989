/// A key of a request: its type and what it means, for reading addresses and for describing the HTTP interface.
package struct ProtocolKey: Sendable {
  package enum Kind: Sendable {
    case text
    case texts
    /// `true`, or a list of texts.
    case flagOrTexts
    case number
    /// The name of a profile that ships with the program, or an object.
    case profile
    /// The id of another request of a session.
    case id
  }

  package let name: String
  package let kind: Kind
  /// A sentence for people.
  package let help: String

  private init(_ name: String, _ kind: Kind, _ help: String) {
    (self.name, self.kind, self.help) = (name, kind, help)
  }

  /// Every key of every command.
  package static let all: [ProtocolKey] = [
    .init("q", .text, "A query; everything matches if it is left out."),
    .init("filters", .texts, "Additional filters, such as `license:CC-BY-4.0`."),
    .init("mode", .text, "`standard`, `strict` or `lenient`."),
    .init(
      "profile", .profile,
      "Who asks and what for: the name of a profile that ships with the program, or an object with its keys."),
    .init("limit", .number, "The maximum number of items."),
    .init("offset", .number, "The number of hits to leave out."),
    .init("cursor", .text, "Where an earlier answer ended: its `next`, or the `cursor` of its last line."),
    .init("sort", .text, "`relevance` or a sortable field, with `-` in front to reverse it."),
    .init("facets", .flagOrTexts, "`true` for all facets, or the names of fields."),
    .init("fields", .texts, "The names of the fields whose values are counted; all if they are left out."),
    .init("prefix", .text, "What the values begin with."),
    .init("record", .text, "A dataset's id."),
    .init("first", .text, "The first dataset's id."),
    .init("second", .text, "The second dataset's id."),
    .init(
      "at", .number, "Where the cursor stands, in UTF-8 bytes; at the end of the text if it is left out."),
    .init("field", .text, "A field's name."),
    .init("target", .id, "The id of the request to cancel."),
  ]

  package static func named(_ name: String) -> ProtocolKey? { all.first { $0.name == name } }
}
