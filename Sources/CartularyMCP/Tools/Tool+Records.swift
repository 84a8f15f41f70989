internal import CartularyBase
internal import CartularyCatalog
internal import CartularyManifests
internal import CartularyWire

extension Tool {
  static let getDataset = Tool(
    name: "get_dataset", title: "Read one dataset's record",
    description: """
      Reads the record of one dataset by sections: about, terms, variables, distributions, versions. \
      Examples: {"id":"lake-levels"}; {"id":"lake-levels","sections":["variables"]}. \
      Variables come 50 at a time. Its terms are the publisher's words: may_i_use says what follows from them. \
      Not for finding an id: search_datasets does that.
      """,
    arguments: [
      id,
      ToolArgument(
        "sections", .choices(RecordSection.names),
        "Which sections; about, terms and distributions if it is left out."),
      cursor,
    ],
    form: .structured(
      [
        "id": OutputSchema.text, "title": OutputSchema.text,
        "counts": OutputSchema.object([
          "variables": OutputSchema.number, "distributions": OutputSchema.number,
        ]),
        "sections": [
          "type": "object",
          "properties": .object(
            Dictionary(
              uniqueKeysWithValues: RecordSection.names.filter { $0 != "variables" }.map {
                ($0, OutputSchema.record)
              })),
        ],
        "variables": OutputSchema.list(OutputSchema.record),
        "returned": OutputSchema.number, "next_cursor": OutputSchema.nullable(OutputSchema.text),
      ]
    ) { catalog, arguments in
      try catalog.fromOneState(arguments.question) { cursors, _ in
        let record = try catalog.ask("show", ["record": arguments["id"]])["item"]?.object ?? [:]
        let wanted = arguments.texts("sections") ?? ["about", "terms", "distributions"]
        let offset = try arguments.text("cursor").map(cursors.offset) ?? 0
        let variables = RecordSection.variables(of: record)
        let sections = wanted.compactMap(RecordSection.init).filter { $0 != .variables }
        var list = ToolAnswer.List(key: "variables", items: [])
        if wanted.contains("variables") {
          list.items = Array(variables.dropFirst(offset).prefix(variablePage))
          list.beyond = max(0, variables.count - offset - list.items.count)
          list.cursor = { $0 > 0 ? cursors.text(offset + $0) : nil }
        }
        return ToolAnswer(
          [
            "id": record["id"] ?? .null, "title": record["title"] ?? "",
            "counts": [
              "variables": .int(variables.count),
              "distributions": .int(record["distributions"]?.array?.count ?? 0),
            ],
            "sections": .object(
              Dictionary(uniqueKeysWithValues: sections.map { ($0.rawValue, .object($0.keys(of: record))) })),
          ], list: list)
      }
    })

  static let mayIUse = Tool(
    name: "may_i_use", title: "May this requester use it?",
    description: """
      Decides from the stated terms whether a requester may use datasets for a purpose: the outcome (allowed, \
      allowed-with-conditions, unknown, denied), every reason with the term it rests on, the steps in order, and what \
      is still open. Examples: {"id":"lake-levels","profile":"eu-researcher"}; {"ids":["a","b"],"profile":{"requester":\
      {"kind":"for-profit"},"purpose":{"kinds":["commercial"]}}}. Call it before you recommend a dataset, and pass on \
      the steps. An outcome 'unknown' is not a permission: ask the questions. Not for how data can be had alone: hits \
      of search_datasets say that.
      """,
    arguments: [
      ToolArgument("id", .text, "A dataset's id."),
      ToolArgument("ids", .texts(1...20), "Several ids, in place of id."),
      ToolArgument("profile", .profile, "Who asks, and what for. " + profileHelp),
    ],
    form: .structured(
      paged(
        "decisions",
        OutputSchema.object(
          decisionKeys.merging(["id": OutputSchema.text, "questions": OutputSchema.type("list of strings")]) {
            $1
          }),
        [
          "notice": OutputSchema.text, "not_found": OutputSchema.type("list of strings"),
          "not_decided": OutputSchema.type("list of strings"),
        ])
    ) { catalog, arguments in
      let ids = (arguments.texts("ids") ?? []) + [arguments.text("id")].compactMap { $0 }
      guard !ids.isEmpty, arguments["id"] == .null || arguments["ids"] == .null else {
        throw ProtocolFault(.badRequest, "'may_i_use' needs 'id' or 'ids', and not both")
      }
      return try catalog.fromOneState { _, _ in
        var (decisions, missing, notice): ([JSONValue], [String], JSONValue) = ([], [], "")
        for id in ids {
          do {
            let answer = try catalog.ask("decide", ["record": .string(id), "profile": arguments["profile"]])
            let decision = answer["decision"]?.object ?? [:]
            notice = decision["notice"] ?? notice
            decisions.append(Self.decision(decision))
          } catch let fault as ProtocolFault
            where ids.count > 1 && fault.code == ProtocolFault.Code.notFound.rawValue
          {
            missing.append(id)
          }
        }
        let decided = decisions.compactMap { $0["id"]?.string }
        return ToolAnswer(
          ["notice": notice, "not_found": .texts(missing)],
          list: .init(
            key: "decisions", items: decisions, also: { ["not_decided": .texts(decided.dropFirst($0))] }))
      }
    })

  static let compareDatasets = Tool(
    name: "compare_datasets", title: "Compare datasets",
    description: """
      Compares two to five datasets: the terms in which they differ, and the columns that all of them have. \
      Examples: {"ids":["lake-levels","river-levels"]}; {"ids":["a","b","c"],"profile":"eu-researcher"}. \
      Not for the terms of one dataset: get_dataset has them.
      """,
    arguments: [
      ToolArgument("ids", .texts(2...5), isRequired: true, "The datasets' ids."),
      ToolArgument(
        "profile", .profile, "With it, the outcome for this requester is compared too. " + profileHelp),
    ],
    form: .structured([
      "ids": OutputSchema.type("list of strings"),
      "terms": OutputSchema.list(
        OutputSchema.object([
          "name": OutputSchema.text, "values": OutputSchema.type("list of strings or nulls"),
        ])),
      "same_terms": OutputSchema.list(
        OutputSchema.object(["name": OutputSchema.text, "value": OutputSchema.nullable(OutputSchema.text)])),
      "shared_columns": OutputSchema.type("list of strings"),
    ]) { catalog, arguments in
      let ids = arguments.texts("ids") ?? []
      guard ids.count > 1 else { throw ProtocolFault(.invalidArgument, "'ids' names at least two datasets") }
      return try catalog.fromOneState { _, _ in
        var (names, values): ([String], [String: [JSONValue]]) = ([], [:])
        for (index, other) in ids.enumerated().dropFirst() {
          let rows = try catalog.ask(
            "compare", ["first": .string(ids[0]), "second": .string(other), "profile": arguments["profile"]])[
              "terms"]
          for row in rows?.array ?? [] {
            guard let name = row["name"]?.string else { continue }
            if values[name] == nil {
              names.append(name)
              // What no pair before this one had, none of its datasets states.
              values[name] = Array(repeating: .null, count: ids.count)
            }
            values[name]?[0] = row["first"] ?? .null
            values[name]?[index] = row["second"] ?? .null
          }
        }
        let rows = names.map { (name: $0, values: values[$0] ?? []) }
        let differing = rows.filter { Set($0.values.map(\.text)).count > 1 }
        let columns = try ids.map { id in
          RecordSection.variables(of: try catalog.ask("show", ["record": .string(id)])["item"]?.object ?? [:])
            .compactMap { $0["name"]?.string }
        }
        let folded = columns.map { Set($0.map { $0.lowercased() }) }
        var seen: Set<String> = []
        let shared = columns[0].filter { name in
          let name = name.lowercased()
          return folded.allSatisfy { $0.contains(name) } && seen.insert(name).inserted
        }
        return ToolAnswer([
          "ids": .texts(ids),
          "terms": .array(differing.map { ["name": .string($0.name), "values": .array($0.values)] }),
          "same_terms": .array(
            rows.filter { Set($0.values.map(\.text)).count == 1 }.map {
              ["name": .string($0.name), "value": $0.values[0]]
            }),
          "shared_columns": .texts(shared),
        ])
      }
    })

  static let similarDatasets = Tool(
    name: "similar_datasets", title: "Find similar datasets",
    description: """
      Finds datasets like a given one, best first, with the words that both share. \
      Examples: {"id":"lake-levels"}; {"id":"lake-levels","limit":3} when its use is denied. \
      Not for a subject in words: search_datasets does that.
      """,
    arguments: [id, ToolArgument("limit", .number(1...20, standard: 8), "How many datasets to return.")],
    form: .structured(
      paged("datasets", shape("similar dataset", similarFields), ["id": OutputSchema.text])
    ) { catalog, arguments in
      try catalog.fromOneState { _, _ in
        let found = try catalog.ask(
          "similar", ["record": arguments["id"], "limit": .int(arguments.number("limit"))])
        return ToolAnswer(
          ["id": arguments["id"]],
          list: .init(
            key: "datasets", items: (found["items"]?.array ?? []).map { $0.picking(similarFields) },
            isLinked: true))
      }
    })

  static let searchVariables = Tool(
    name: "search_variables", title: "Search for columns",
    description: """
      Finds columns in the data dictionaries of all datasets, with dataset, table, unit and label. \
      Examples: {"query":"systolic blood pressure"}; {"query":"pm2.5","filters":["sensitivity:public"]}. \
      Not for the columns of one dataset (get_dataset, section variables), nor for subjects (search_datasets).
      """,
    arguments: [
      ToolArgument(
        "query", .text, isRequired: true,
        "A word or phrase in a column's name, label, unit, description or table."),
      filters, ToolArgument("limit", .number(1...50, standard: 20), "How many columns to return."), cursor,
    ],
    form: .structured(
      paged(
        "variables", OutputSchema.type("[variable](#variable)"),
        [
          "datasets": OutputSchema.number, "datasets_left": OutputSchema.number,
          "warnings": OutputSchema.type("list of [errors](#error)"),
        ])
    ) { catalog, arguments in
      try catalog.fromOneState(arguments.question) { cursors, _ in
        try VariablePages(catalog: catalog, arguments: arguments, cursors: cursors).answer()
      }
    })

  // MARK: - Parts

  private static let id = ToolArgument(
    "id", .text, isRequired: true, "A dataset's id, as search_datasets has it.")

  private static let variablePage = 50

  private static let similarFields = [
    "id", "title", "publisher", "license", "sensitivity", "modified", "shared", "replaced-by",
  ]

  private static let decisionFields = [
    "outcome", "codes", "reasons", "steps", "remarks", "availability", "gaps", "public-versions",
  ]

  private static let decisionKeys: [String: JSONValue] = {
    let shape = WireShape(WireDecision.self)
    return Dictionary(
      uniqueKeysWithValues: shape.keys.filter { decisionFields.contains($0.name) }.map {
        ($0.name, OutputSchema.type($0.type))
      })
  }()

  private static func decision(_ decision: [String: JSONValue]) -> JSONValue {
    let open = (decision["reasons"]?.array ?? []).filter { $0["kind"] == "unanswered" }
    var keys = decision.filter { decisionFields.contains($0.key) || $0.key == "id" }
    keys["questions"] = .array(open.compactMap { $0["message"] })
    return .object(keys)
  }
}
