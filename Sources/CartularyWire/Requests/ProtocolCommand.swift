internal import CartularyBase
internal import CartularyCatalog
internal import CartularyModel

/// One command of the protocol: a row of the table used for answering, in a session and over HTTP, for `hello`, near
/// misses, Docs/PROTOCOL.md and the description of the HTTP interface.
package struct ProtocolCommand: Sendable {
  package let name: String
  /// Keys of a request in addition to `id` and `cmd`; required keys come first and end with `!`.
  package let keys: [String]
  /// What the answer contains in addition to `v`, `id` and `ok`, with links to shapes by their anchors.
  package let result: String
  /// The shapes that the answer may have; none for an empty one.
  package let shapes: [WireShape]
  /// The answer's own keys as one JSON object.
  let answer: @Sendable (ProtocolAnswers, ProtocolRequest) throws -> String

  /// The version of the protocol. Keys are added without a new version, and never removed.
  package static let version = 1
  /// A query is limited to 4 KiB; with a mebibyte, a query that is too long gets its own message rather than this one.
  package static let maximumLineByteCount = 1 << 20

  package static let all: [ProtocolCommand] = [
    .init("hello", [], WireHello.self) { _, _ in try JSONLine.document(Self.hello) },
    .init(
      "search", query + ["limit", "offset", "cursor", "sort", "facets"], WireSearch.self
    ) { try $0.search($1) },
    .init("count", query, WireCount.self) { try $0.count($1) },
    .init("show", ["record!"], WireShow.self) { try $0.show($1) },
    .init("facets", query + ["fields", "prefix", "limit"], WireFacets.self) { try $0.facets($1) },
    .init(
      "explain", query + ["record"], WireExplanation.self,
      else: WireHitExplanation.self, "; with `record` a "
    ) { try $0.explain($1) },
    .init("suggest", query, WireSuggest.self) { try $0.suggest($1) },
    .init("complete", ["q!", "at", "limit"], WireCompletion.self) { try $0.complete($1) },
    .init("similar", ["record!", "limit"], WireSimilar.self) { try $0.similar($1) },
    .init("decide", ["record!", "profile"], WireDecide.self) { try $0.decide($1) },
    .init("request", ["record!", "profile"], WireRequest.self) { try $0.request($1) },
    .init("compare", ["first!", "second!", "profile"], WireComparison.self) { try $0.compare($1) },
    .init("reach", ["record!", "profile"], WireReached.self) { try $0.reach($1) },
    .init("columns", ["q!", "filters", "profile", "limit"], WireVariables.self) { try $0.columns($1) },
    .init("fields", [], WireFields.self) { _, _ in try JSONLine.document(WireFields()) },
    .init("values", ["field!", "prefix", "limit", "profile"], WireValues.self) { try $0.values($1) },
    // The following commands are handled by the session, before or after the answers.
    .init("cancel", ["target!"], WireCancel.self) { _, _ in "{}" },
    .init("quit", [], result: "nothing more; the session then ends") { _, _ in "{}" },
  ]

  package static func named(_ name: String) -> ProtocolCommand? { all.first { $0.name == name } }

  private init<Answer: WireObject>(
    _ name: String, _ keys: [String], _: Answer.Type,
    answer: @escaping @Sendable (ProtocolAnswers, ProtocolRequest) throws -> String
  ) {
    self.init(name, keys, result: Answer.typeName, [WireShape(Answer.self)], answer: answer)
  }

  /// - Parameter condition: When the other answer is given.
  private init<Answer: WireObject, Other: WireObject>(
    _ name: String, _ keys: [String], _: Answer.Type, else _: Other.Type, _ condition: String,
    answer: @escaping @Sendable (ProtocolAnswers, ProtocolRequest) throws -> String
  ) {
    self.init(
      name, keys, result: Answer.typeName + condition + Other.typeName,
      [WireShape(Answer.self), WireShape(Other.self)], answer: answer)
  }

  private init(
    _ name: String, _ keys: [String], result: String, _ shapes: [WireShape] = [],
    answer: @escaping @Sendable (ProtocolAnswers, ProtocolRequest) throws -> String
  ) {
    (self.name, self.keys, self.shapes, self.answer) = (name, keys, shapes, answer)
    self.result = result
  }

  private static var hello: WireHello {
    WireHello(
      program: WireVersion.program, protocol: version, commands: all.map(\.name),
      maximumLineByteCount: maximumLineByteCount, maximumLimit: ResultPage.maximumLimit)
  }

  /// Keys of a request in addition to `id`, `cmd` and `v`.
  package var keyNames: [String] { keys.map { $0.hasSuffix("!") ? String($0.dropLast()) : $0 } }

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
}
