internal import CartularyManifests
internal import CartularyWire

/// Two tools for hosts that know only these names: `search` and `fetch`, whose answers are text alone.
extension Tool {
  static let connectorSearch = Tool(
    name: "search", title: "Search (for connectors)",
    description: """
      For hosts that know only 'search' and 'fetch': ids, titles and addresses of the datasets that a query finds. \
      Examples: {"query":"asthma"}; {"query":"license:CC0-1.0 health"}. Where search_datasets can be called, it says more.
      """,
    arguments: [ToolArgument("query", .text, isRequired: true, "Words and filters.")],
    form: .connector { catalog, arguments in
      try catalog.fromOneState { _, _ in
        let found = try catalog.ask("search", ["q": arguments["query"], "limit": 10])
        let items = found["items"]?.array ?? []
        return ToolAnswer(
          ["total": found["total"] ?? 0],
          list: .init(
            key: "results",
            items: items.map { hit in
              [
                "id": hit["id"] ?? "", "title": hit["title"] ?? "", "text": hit["snippet"] ?? "",
                "url": .string(address(of: hit)),
              ]
            }, beyond: max(0, (found["total"]?.int ?? 0) - items.count)))
      }
    })

  static let connectorFetch = Tool(
    name: "fetch", title: "Fetch (for connectors)",
    description: """
      For hosts that know only 'search' and 'fetch': the record of one dataset. \
      Examples: {"id":"lake-levels"}; {"id":"an id that search returned"}. Where get_dataset and may_i_use can be \
      called, they say more.
      """,
    arguments: [ToolArgument("id", .text, isRequired: true, "A dataset's id, as search has it.")],
    form: .connector { catalog, arguments in
      try catalog.fromOneState { _, _ in
        var record = try catalog.ask("show", ["record": arguments["id"]])["item"]?.object ?? [:]
        let text = record["description"] ?? ""
        let url = address(of: .object(record))
        record["description"] = nil
        return ToolAnswer([
          "id": record["id"] ?? "", "title": record["title"] ?? "", "text": text, "url": .string(url),
          "metadata": .object(record),
        ])
      }
    })

  /// Its web page, or else the address of the record here.
  private static func address(of record: JSONValue) -> String {
    let page = record["landing-page"]?.string ?? ""
    return PublishedText.isWebAddress(page) ? page : RecordAddresses.address(of: record["id"]?.string ?? "")
  }
}
