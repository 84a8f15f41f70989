internal import CartularyBase
internal import CartularyWire

/// Pages that tell programs where things are.
enum InterfacePages {
  /// RFC 9727: where the interface is described.
  static func catalogs(_ baseURL: String) -> String {
    let document: DescriptionNode = [
      "linkset": [
        [
          "anchor": .text(baseURL + RouteTable.prefix),
          "service-desc": [
            ["href": .text(baseURL + "/openapi.json"), "type": "application/vnd.oai.openapi+json"]
          ],
          "status": [["href": .text(baseURL + "/readyz"), "type": "application/json"]],
          "item": [["href": .text(baseURL + "/catalog.jsonl.gz"), "type": "application/gzip"]],
        ]
      ]
    ]
    return document.json() + "\n"
  }

  /// OpenSearch 1.1: how a browser asks from its own address bar.
  static func openSearch(_ baseURL: String, name: String) -> String {
    """
    <?xml version="1.0" encoding="UTF-8"?>
    <OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
    <ShortName>\(Escape.xml(String(name.prefix(16))))</ShortName>
    <Description>\(Escape.xml("Datasets of " + name))</Description>
    <InputEncoding>UTF-8</InputEncoding>
    <Url type="text/html" template="\(Escape.xml(baseURL))/search?q={searchTerms}"/>
    </OpenSearchDescription>

    """
  }

  /// For assistants, in the form of llmstxt.org.
  static func llms(_ baseURL: String) -> String {
    let rows = RouteTable.all.compactMap { route -> String? in
      switch route.kind {
      case .command, .bulk, .record: "- `GET \(route.pattern)`: \(route.summary)"
      case .page, .view, .asset: nil
      }
    }
    return """
      # Cartulary

      > A catalog of datasets: what data there is, and on what terms it may be used. Two questions have two answers:
      > whether a use is permitted (decide), and how the data can be had (request, availability).

      Queries are words, "phrases in quotes", -word to exclude, and filters such as license:CC-BY-4.0 or
      sensitivity:public; \(baseURL)/api/v1/fields lists the fields, and \(baseURL)/api/v1/values?field=NAME their
      values. A fault in a query comes with its place and a suggestion. Whoever wants every record fetches
      \(baseURL)/catalog.jsonl.gz once rather than paging through searches.

      ## Addresses

      \(rows.joined(separator: "\n"))

      ## Description

      - [OpenAPI](\(baseURL)/openapi.json): every path, parameter and answer

      """
  }
}
