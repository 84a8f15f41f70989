internal import CartularyManifests
internal import CartularyWire

/// What a person can begin a conversation with.
struct AssistantPrompt: Sendable {
  struct Argument: Sendable {
    let name: String
    let help: String
  }

  let name: String
  let title: String
  let help: String
  let arguments: [Argument]
  /// Our words, and what goes with them as JSON.
  let messages: @Sendable (AssistantCatalog, [String: String]) throws -> (words: String, data: ToolAnswer)

  var json: JSONValue {
    [
      "name": .string(name), "title": .string(title), "description": .string(help),
      "arguments": .array(
        arguments.map { ["name": .string($0.name), "description": .string($0.help), "required": true] }),
    ]
  }

  static let all = [findAndCheck, writeAccessLetter]

  private static let findAndCheck = AssistantPrompt(
    name: "find-and-check", title: "Find data and check that it may be used",
    help: "Finds datasets on a topic and decides for each whether it may be used for a purpose.",
    arguments: [
      Argument(name: "topic", help: "What the data should be about."),
      Argument(name: "purpose", help: "Who wants to use it, and what for."),
    ]
  ) { _, arguments in
    (
      """
      Find datasets on the topic, and say which of them may be used for the purpose; both are in the JSON object after \
      this message. Call overview and list_values if you need words or values of filters, then search_datasets, then \
      may_i_use with a profile that says no more than the purpose does. For each dataset report its id, title, outcome, \
      steps and open questions. Do not call a dataset usable unless its outcome is allowed or allowed-with-conditions.
      """,
      ToolAnswer(["topic": .string(arguments["topic"] ?? ""), "purpose": .string(arguments["purpose"] ?? "")])
    )
  }

  private static let writeAccessLetter = AssistantPrompt(
    name: "write-access-letter", title: "Write a request for access",
    help: "Writes a letter to whoever decides on access to a dataset, from what its record asks for.",
    arguments: [
      Argument(name: "id", help: "The dataset's id."),
      Argument(
        name: "profile",
        help: "The name of a profile: " + StandardProfiles.names.joined(separator: ", ") + "."),
    ]
  ) { catalog, arguments in
    let answer = try catalog.ask(
      "request",
      ["record": .string(arguments["id"] ?? ""), "profile": .string(arguments["profile"] ?? "")])
    return (
      """
      Write a letter that asks for access to the dataset, from the application in the JSON object after this message. \
      'letter' is a draft; what stands in square brackets has to be asked of me. If 'prospect' is not 'open', say why \
      instead. Add no facts. Send nothing.
      """,
      ToolAnswer(answer["application"]?.object ?? [:])
    )
  }

  /// The result of `prompts/get`.
  ///
  /// - Throws: `AssistantFault` for arguments that are missing, unknown or lead to nothing.
  func result(_ given: [String: JSONValue], _ catalog: AssistantCatalog) throws -> [String: JSONValue] {
    let names = arguments.map(\.name)
    if let unknown = given.keys.filter({ !names.contains($0) }).min() {
      throw AssistantFault(.invalidParams, "'\(name)' does not take '\(unknown.prefix(80))'")
    }
    var texts: [String: String] = [:]
    for argument in names {
      guard let text = given[argument]?.string else {
        throw AssistantFault(.invalidParams, "'\(name)' needs '\(argument)', a string")
      }
      texts[argument] = text
    }
    let (words, data): (String, ToolAnswer)
    do {
      (words, data) = try messages(catalog, texts)
    } catch {
      let fault = ProtocolFault(forAssistant: error)
      guard fault.canBeMended else { throw error }
      throw AssistantFault(.invalidParams, fault.message)
    }
    let (content, _) = data.finished { _ in 0 }
    return [
      "description": .string(help), "messages": .array([words, content.text].map(Self.message)),
    ]
  }

  private static func message(_ text: String) -> JSONValue {
    ["role": "user", "content": ["type": "text", "text": .string(text)]]
  }
}
