internal import CartularyBase
internal import CartularyCatalog
internal import CartularyModel
internal import CartularyWire

/// One command of the protocol: a row of the table used for answering, `hello`, near misses and Docs/PROTOCOL.md.
struct ProtocolCommand: Sendable {
  let name: String
  /// Keys of a request in addition to `id` and `cmd`; required keys come first and end with `!`.
  let keys: [String]
  /// What the answer contains in addition to `v`, `id` and `ok`, for Docs/PROTOCOL.md.
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
    .init("request", ["record!", "profile"], WireRequest.self) { try $0.request($1) },
    .init("fields", [], WireFields.self) { _, _ in try JSONLine.document(WireFields()) },
    .init("values", ["field!", "prefix", "limit", "profile"], WireValues.self) { try $0.values($1) },
    // The following commands are handled by the session, before or after the answers.
    .init("cancel", ["target!"], WireCancel.self) { _, _ in "{}" },
    .init("quit", [], result: "nothing more; the session then ends") { _, _ in "{}" },
  ]

  static func named(_ name: String) -> ProtocolCommand? { all.first { $0.name == name } }

  /// - Parameter addition: Another possible answer.
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

  /// Keys of a request in addition to `id`, `cmd` and `v`.
  var keyNames: [String] { keys.map { $0.hasSuffix("!") ? String($0.dropLast()) : $0 } }

  /// Names that other programs use for a key, which are too different to count as misspellings.
  private static let keysOfOthers = [
    "query": "q", "text": "q", "search": "q", "filter": "filters", "fq": "filters", "size": "limit",
    "rows": "limit", "count": "limit", "start": "offset", "from": "offset", "order": "sort",
    "dataset": "record", "facet": "facets", "next": "cursor",
  ]

  /// The keys that an unknown key may have been meant to be, nearest first.
  func nearKeys(to key: String) -> [String] {
    if let known = Self.keysOfOthers[key.lowercased()], keyNames.contains(known) { return [known] }
    return NearMiss.closest(to: key, among: keyNames)
  }

  /// The keys of every request about what a query finds.
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
