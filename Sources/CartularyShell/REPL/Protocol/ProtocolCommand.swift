internal import CartularyCatalog
internal import CartularyModel

/// One thing that a program can ask: a row of the table that answering, `hello`, near misses and Docs/PROTOCOL.md
/// read.
struct ProtocolCommand: Sendable {
  let name: String
  /// Keys of a request beside `id` and `cmd`; those that it needs come first and end with `!`.
  let keys: [String]
  /// What the answer has beside `v`, `id` and `ok`.
  let result: String
  /// The answer's own keys as one JSON object.
  let answer: @Sendable (ProtocolAnswers, ProtocolRequest) throws -> String

  static let all: [ProtocolCommand] = [
    .init("hello", [], "`name`, `version`, `protocol`, `commands`, `max-line-bytes`, `max-limit`") {
      answers, _ in
      try JSONLine.text(HelloJSON())
    },
    .init(
      "search", query + ["limit", "offset", "cursor", "sort", "facets"],
      "`total`, `exact`, `items` as hits of `search --format json`, `facets`, `warnings`, `next` (the `cursor` of the "
        + "next page, or null), `way-on` where nothing was found"
    ) { try $0.search($1) },
    .init("count", query, "`total`, `exact`, `warnings`") { try $0.count($1) },
    .init("show", ["record!"], "`item`: the record with the keys of Docs/MANIFEST.md") { try $0.show($1) },
    .init(
      "facets", query + ["fields", "prefix", "limit"], "`facets`: for each field a list of `value`, `count`"
    ) { try $0.facets($1) },
    .init(
      "explain", query + ["record"],
      "`query`, `tree`, `clauses`, `total`, `engine`; with `record`, `weight` and `words` of that hit"
    ) { try $0.explain($1) },
    .init("suggest", query, "`total`, `corrections`, `relaxations`: what to try where nothing is found") {
      try $0.suggest($1)
    },
    .init(
      "complete", ["q!", "at", "limit"],
      "`range` that a suggestion replaces, in UTF-8 bytes of `q`, and `suggestions` of `text`, `kind`, `count`"
    ) { try $0.complete($1) },
    .init("similar", ["record!", "limit"], "`items` with `shared` words") { try $0.similar($1) },
    .init("decide", ["record!", "profile"], "the object of `decide --format json` as `decision`") {
      try $0.decide($1)
    },
    .init("fields", [], "`fields` of `name`, `aliases`, `kind`, `facet`, `sortable`, `help`") { _, _ in
      try JSONLine.text(FieldsJSON())
    },
    .init("values", ["field!", "prefix", "limit"], "`values` of `value`, `count`; `remaining`") {
      try $0.values($1)
    },
    // What follows is done by the session, before or after the answers.
    .init("cancel", ["target!"], "`cancelled`: whether the request was still open") { _, _ in "{}" },
    .init("quit", [], "nothing more; the session ends after it") { _, _ in "{}" },
  ]

  static func named(_ name: String) -> ProtocolCommand? { all.first { $0.name == name } }

  private init(
    _ name: String, _ keys: [String], _ result: String,
    answer: @escaping @Sendable (ProtocolAnswers, ProtocolRequest) throws -> String
  ) {
    (self.name, self.keys, self.result, self.answer) = (name, keys, result, answer)
  }

  /// The keys of every question about what a query finds.
  private static let query = ["q", "filters", "mode", "profile"]

  /// The table of Docs/PROTOCOL.md.
  static var markdown: String {
    let rows = all.map { command in
      let keys = command.keys.map { key in
        key.hasSuffix("!") ? "**`\(key.dropLast())`**" : "`\(key)`"
      }
      return "| `\(command.name)` | \(keys.joined(separator: ", ")) | \(command.result) |"
    }
    return (["| cmd | keys | answer |", "| --- | --- | --- |"] + rows).joined(separator: "\n")
  }
}

private struct HelloJSON: Encodable {
  let name = "cartulary"
  let version = CartularyCommand.version
  let `protocol` = MachineProtocol.version
  let commands = ProtocolCommand.all.map(\.name)
  let maximumLineByteCount = LinePipe.maximumByteCount
  let maximumLimit = ResultPage.maximumLimit

  enum CodingKeys: String, CodingKey {
    case name, version, `protocol`, commands
    case maximumLineByteCount = "max-line-bytes"
    case maximumLimit = "max-limit"
  }
}

/// The fields that a query can name; also what `schema query-fields` prints.
struct FieldsJSON: Encodable {
  struct Field: Encodable {
    let name: String
    let aliases: [String]
    let kind: String
    let facet: Bool
    let sortable: Bool
    let help: String
  }

  let fields = FieldTable.all.map {
    Field(
      name: $0.name, aliases: $0.aliases, kind: "\($0.kind)", facet: $0.isFacet, sortable: $0.isSortable,
      help: $0.help)
  }
}
