internal import CartularyBase
internal import CartularyCatalog
internal import CartularyManifests
internal import CartularyWire

extension Tool {
  static let overview = Tool(
    name: "overview", title: "What this catalog holds",
    description: """
      Says what the catalog holds: how many datasets, the most frequent values of each facet, and what changed last. \
      Examples: {} before anything else; {} to answer "what data do you have?". \
      Not for finding datasets on a subject: search_datasets does that.
      """,
    arguments: [],
    form: .structured([
      "total": OutputSchema.number,
      "facets": ["type": "object", "additionalProperties": facetSchema],
      "newest": OutputSchema.list(hitSchema(newestFields)), "generation": OutputSchema.text,
    ]) { catalog, _ in
      try catalog.fromOneState { _, state in
        let found = try catalog.ask("search", ["sort": "modified", "limit": 5])
        let facets = try catalog.ask("facets", ["limit": 10])["facets"]?.object ?? [:]
        return ToolAnswer([
          "total": found["total"] ?? 0, "facets": .object(facets.mapValues { facet($0, limit: 10) }),
          "newest": .array((found["items"]?.array ?? []).map { $0.picking(newestFields) }),
          "generation": .string(state),
        ])
      }
    })

  static let searchDatasets = Tool(
    name: "search_datasets", title: "Search for datasets",
    description: """
      Finds datasets by words and filters, best first, with an exact total. \
      Examples: {"query":"wildfire smoke children"}; \
      {"query":"asthma","filters":["sensitivity:public","license:CC-BY-4.0"],"usable_for":"eu-researcher"}. \
      A hit says that data exists, not that it may be used: call may_i_use before you recommend it. Take values of \
      filters from list_values. Not for the name of a column (search_variables) or a dataset whose id is known \
      (get_dataset).
      """,
    arguments: [
      ToolArgument(
        "query", .text,
        "Words, \"phrases\", -word to leave out, OR, field:value; all datasets if it is left out."),
      filters,
      ToolArgument(
        "usable_for", .profile,
        "Who would use the data: each hit then says 'usable', and the filter usable:allowed,allowed-with-conditions "
          + "keeps what is. "
          + profileHelp),
      ToolArgument(
        "sort", .text,
        "relevance, or one of " + FieldTable.sortKeys.dropFirst().joined(separator: ", ")
          + "; with - in front reversed."),
      ToolArgument("limit", .number(1...20, standard: 8), "How many hits to return."), cursor,
    ],
    form: .structured(
      paged(
        "hits", hitSchema(hitFields),
        [
          "total": OutputSchema.number, "facets": ["type": "object", "additionalProperties": facetSchema],
          "warnings": OutputSchema.type("list of [errors](#error)"),
          "advice": OutputSchema.type("[advice](#advice) or null"),
          "corrections": OutputSchema.type("list of [corrections](#correction)"),
        ])
    ) { catalog, arguments in
      try catalog.fromOneState(arguments.question) { cursors, _ in
        let limit = arguments.number("limit")
        let hasProfile = arguments["usable_for"] != .null
        let found = try catalog.ask(
          "search",
          [
            "q": arguments["query"], "filters": arguments["filters"], "profile": arguments["usable_for"],
            "sort": arguments["sort"], "limit": .int(limit), "cursor": arguments["cursor"],
            "facets": .texts(facetFields + (hasProfile ? [FieldTable.usable] : [])),
          ], cursors: cursors)
        let hits = (found["items"]?.array ?? []).map { $0.picking(hitFields) }
        let total = found["total"]?.int ?? 0
        let offset = found["page"]?["offset"]?.int ?? 0
        let isMore = total > limit
        let facets = isMore ? found["facets"]?.object ?? [:] : [:]
        return ToolAnswer(
          [
            "total": .int(total), "facets": .object(facets.mapValues { facet($0, limit: 5) }),
            "warnings": found["warnings"] ?? [], "advice": found["advice"] ?? .null,
            "corrections": found["matched"]?["corrections"] ?? [],
          ],
          list: .init(
            key: "hits", items: hits, beyond: max(0, total - offset - hits.count),
            cursor: { offset + $0 <= ResultPage.maximumOffset && $0 > 0 ? cursors.text(offset + $0) : nil },
            isLinked: true))
      }
    })

  static let listValues = Tool(
    name: "list_values", title: "List the values of a field",
    description: """
      Lists the values that a field has in this catalog, with counts, so that a filter is never guessed. \
      Examples: {"field":"license"}; {"field":"publisher","prefix":"uni"}. \
      Not for free text such as title or description: search_datasets does that.
      """,
    arguments: [
      ToolArgument(
        "field", .text, isRequired: true, "The field: " + valueFields.joined(separator: ", ") + "."),
      ToolArgument("prefix", .text, "What the values begin with."),
      ToolArgument("limit", .number(1...100, standard: 50), "How many values to return."),
    ],
    form: .structured(
      paged("values", OutputSchema.type("[field value](#field-value)"), ["field": OutputSchema.text])
    ) { catalog, arguments in
      try catalog.fromOneState { _, _ in
        let found = try catalog.ask(
          "values",
          [
            "field": arguments["field"], "prefix": arguments["prefix"],
            "limit": .int(arguments.number("limit")),
          ])
        return ToolAnswer(
          ["field": found["field"] ?? .null],
          list: .init(
            key: "values", items: found["values"]?.array ?? [], beyond: found["remaining"]?.int ?? 0))
      }
    })

  static let explainQuery = Tool(
    name: "explain_query", title: "Explain how a query is read",
    description: """
      Shows how a query is read: its tree, how many datasets each part finds by itself, and what was corrected. \
      Examples: {"query":"asthma OR wheezing license:CC-BY"}; {"query":"wildfire sensitivity:>=restricted"} when a \
      search finds nothing. Not for finding datasets: search_datasets does that.
      """,
    arguments: [ToolArgument("query", .text, isRequired: true, "The query."), filters],
    form: .structured([
      "query": OutputSchema.text, "tree": OutputSchema.text, "total": OutputSchema.number,
      "clauses": OutputSchema.type("list of [clauses](#clause)"),
      "corrections": OutputSchema.type("list of [corrections](#correction)"),
      "left_out": OutputSchema.type("list of strings"),
    ]) { catalog, arguments in
      try catalog.fromOneState { _, _ in
        let found = try catalog.ask("explain", ["q": arguments["query"], "filters": arguments["filters"]])
        return ToolAnswer([
          "query": found["query"] ?? "", "tree": found["tree"] ?? "", "total": found["total"] ?? 0,
          "clauses": found["clauses"] ?? [], "corrections": found["matched"]?["corrections"] ?? [],
          "left_out": found["matched"]?["left-out"] ?? [],
        ])
      }
    })

  // MARK: - Parts that tools share

  static let filters = ToolArgument(
    "filters", .texts(0...20), "Conditions that all hold, such as license:CC-BY-4.0 or issued:>=2020.")

  static let cursor = ToolArgument(
    "cursor", .text, "The next_cursor of an earlier answer to the same question.")

  static let profileHelp =
    "The name of a profile, or an object such as {\"requester\":{\"kind\":\"academic\"},\"purpose\":{\"kinds\":"
    + "[\"general-research\"],\"commercial\":false}}."

  /// What a hit says; the rest is for get_dataset.
  static let hitFields = [
    "id", "title", "publisher", "license", "sensitivity", "availability", "modified", "snippet", "usable",
  ]

  private static let newestFields = ["id", "title", "modified"]
  private static let facetFields = ["publisher", "license", "sensitivity", "sharing", "access", "format"]

  private static let valueFields = FieldTable.facets.map(\.name)

  /// The schema of a hit that has some of the fields.
  static func hitSchema(_ fields: [String]) -> JSONValue { shape("hit", fields) }

  static func shape(_ name: String, _ fields: [String]) -> JSONValue {
    guard let shape = WireShapes.named(name) else { preconditionFailure("no shape is called '\(name)'") }
    return shape.schema(of: fields)
  }

  private static let facetSchema = OutputSchema.object([
    "values": OutputSchema.list(
      OutputSchema.object(["value": OutputSchema.text, "count": OutputSchema.number])),
    "more": OutputSchema.number,
  ])

  /// The first values of a facet, and how many more there are.
  private static func facet(_ facet: JSONValue, limit: Int) -> JSONValue {
    let values = facet["values"]?.array ?? []
    let more = (facet["remaining"]?.int ?? 0) + max(0, values.count - limit)
    return [
      "values": .array(values.prefix(limit).map { $0.picking(["value", "count"]) }), "more": .int(more),
    ]
  }
}
