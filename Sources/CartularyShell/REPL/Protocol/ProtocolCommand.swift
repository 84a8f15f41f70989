internal import CartularyBase
internal import CartularyCatalog
internal import CartularyModel
internal import CartularyWire

/// One thing that a program can ask: a row of the table that answering, `hello`, near misses and Docs/PROTOCOL.md
/// read.
struct ProtocolCommand: Sendable {
  let name: String
  /// Keys of a request beside `id` and `cmd`; those that it needs come first and end with `!`.
  let keys: [String]
  /// What the answer has beside `v`, `id` and `ok`, for Docs/PROTOCOL.md.
  let result: String
  /// The answer's own keys as one JSON object.
  let answer: @Sendable (ProtocolAnswers, ProtocolRequest) throws -> String

  static let all: [ProtocolCommand] = [
    .init("hello", [], WireHello.self) { _, _ in try JSONLine.document(Self.hello) },
    .init(
      "search", query + ["limit", "offset", "cursor", "sort", "facets"], WireSearch.self
    ) { try $0.search($1) },
    .init("count", query, WireCount.self) { try $0.count($1) },
    .init("show", ["record!"], WireShow.self) { try $0.show($1) },
    .init("facets", query + ["fields", "prefix", "limit"], WireFacets.self) { try $0.facets($1) },
    .init(
      "explain", query + ["record"], WireExplanation.self,
      else: "; with `record` a " + WireHitExplanation.typeName
    ) { try $0.explain($1) },
    .init("suggest", query, WireSuggest.self) { try $0.suggest($1) },
    .init("complete", ["q!", "at", "limit"], WireCompletion.self) { try $0.complete($1) },
    .init("similar", ["record!", "limit"], WireSimilar.self) { try $0.similar($1) },
    .init("decide", ["record!", "profile"], WireDecide.self) { try $0.decide($1) },
    .init("fields", [], WireFields.self) { _, _ in try JSONLine.document(WireFields()) },
    .init("values", ["field!", "prefix", "limit", "profile"], WireValues.self) { try $0.values($1) },
    // What follows is done by the session, before or after the answers.
    .init("cancel", ["target!"], WireCancel.self) { _, _ in "{}" },
    .init("quit", [], result: "nothing more; the session ends after it") { _, _ in "{}" },
  ]

  static func named(_ name: String) -> ProtocolCommand? { all.first { $0.name == name } }

  /// - Parameter addition: What the answer can be instead.
  private init<Answer: WireObject>(
    _ name: String, _ keys: [String], _: Answer.Type, else addition: String = "",
    answer: @escaping @Sendable (ProtocolAnswers, ProtocolRequest) throws -> String
  ) {
    let result = (Answer.typeName + addition).replacing("](#", with: "](JSON.md#")
    self.init(name, keys, result: result, answer: answer)
  }

  private init(
    _ name: String, _ keys: [String], result: String,
    answer: @escaping @Sendable (ProtocolAnswers, ProtocolRequest) throws -> String
  ) {
    (self.name, self.keys, self.result, self.answer) = (name, keys, result, answer)
  }

  private static var hello: WireHello {
    WireHello(
      program: CartularyCommand.version, protocol: MachineProtocol.version, commands: all.map(\.name),
      maximumLineByteCount: LinePipe.maximumByteCount, maximumLimit: ResultPage.maximumLimit)
  }

  /// Keys of a request beside `id`, `cmd` and `v`.
  var keyNames: [String] { keys.map { $0.hasSuffix("!") ? String($0.dropLast()) : $0 } }

  /// What other programs call a key; no misspelling leads from one to the other.
  private static let keysOfOthers = [
    "query": "q", "text": "q", "search": "q", "filter": "filters", "fq": "filters", "size": "limit",
    "rows": "limit", "count": "limit", "start": "offset", "from": "offset", "order": "sort",
    "dataset": "record", "facet": "facets", "next": "cursor",
  ]

  /// The keys that a key could have been meant to be, nearest first.
  func nearKeys(to key: String) -> [String] {
    if let known = Self.keysOfOthers[key.lowercased()], keyNames.contains(known) { return [known] }
    return NearMiss.closest(to: key, among: keyNames)
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
