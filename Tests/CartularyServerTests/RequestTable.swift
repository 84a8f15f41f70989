@testable import CartularyServer

/// Requests with the answers that they must get: asked in memory and over a socket.
enum RequestTable {
  struct Row: Sendable, CustomStringConvertible {
    let method: String
    let target: String
    let headers: [(name: String, value: String)]
    let status: Int
    /// The code of a problem, or a key of an answer; `nil` for an answer without a body.
    let holds: String?

    init(
      _ method: String, _ target: String, _ status: Int, _ holds: String?, _ headers: [(String, String)] = []
    ) {
      (self.method, self.target, self.status, self.holds) = (method, target, status, holds)
      self.headers = headers.map { ($0.0, $0.1) }
    }

    var description: String { "\(method) \(target.prefix(120)) \(headers.map(\.name))" }
  }

  /// One address that answers for each route.
  static let good: [(target: String, holds: String)] = [
    ("/api/v1/search?q=water", "total"), ("/api/v1/count?q=water", "total"), ("/api/v1/facets", "facets"),
    ("/api/v1/values?field=license", "values"), ("/api/v1/suggest?q=watr", "matched"),
    ("/api/v1/complete?q=lic", "suggestions"), ("/api/v1/explain?q=water", "clauses"),
    ("/api/v1/similar?record=lake-level", "items"), ("/api/v1/columns?q=level", "variables"),
    ("/api/v1/fields", "fields"), ("/api/v1/datasets/lake-level", "item"),
    ("/api/v1/datasets/lake-level/decide?profile=eu-researcher", "decision"),
    ("/api/v1/datasets/lake-level/request?profile=eu-researcher", "application"),
    ("/api/v1/datasets/lake-level/reach", "reach"),
    ("/api/v1/compare?first=lake-level&second=lake-fish", "terms"), ("/healthz", "status"),
    ("/readyz", "ready"), ("/openapi.json", "paths"), ("/.well-known/api-catalog", "linkset"),
    ("/dataset/lake-level.json", "id"), ("/dataset/lake-level.jsonld", "@context"),
  ]

  /// What holds of every route.
  private static let everywhere: [Row] = good.flatMap { target, holds -> [Row] in
    let (path, query) = (target.prefix { $0 != "?" }, target.drop { $0 != "?" })
    let sign = query.isEmpty ? "?" : "&"
    return [
      Row("GET", target, 200, holds), Row("HEAD", target, 200, nil),
      Row("GET", target, 200, holds, [("Accept", "*/*")]),
      Row("GET", target, 200, holds, [("X-Forwarded-User", "admin"), ("X-Remote-Groups", "partners")]),
      Row("GET", target, 200, holds, [("Cookie", "access_token=cart_abcdefgh_x")]),
      Row("OPTIONS", target, 204, nil), Row("POST", target, 405, "method-not-allowed"),
      Row("DELETE", target, 405, "method-not-allowed"), Row("AAAA1", target, 405, "method-not-allowed"),
      Row("GET", path + "/" + query, 404, "no-such-path"), Row("GET", "/" + target, 404, "no-such-path"),
      Row("GET", target + sign + "nonsense=1", 400, "unknown-key"),
      Row("GET", target + sign + "q=%zz", 400, "bad-address"),
      Row("GET", target, 401, "bad-credential", [("Authorization", "Bearer cart_abcdefgh_x")]),
    ]
  }

  private static let particular: [Row] = [
    // Query strings: forms write blanks as '+', and encode what they like.
    Row("GET", "/api/v1/search?q=level+water", 200, "items"),
    Row("GET", "/api/v1/search?q=level%20water", 200, "items"),
    Row("GET", "/api/v1/search?%71=water", 200, "items"),
    Row("GET", "/api/v1/search?", 200, "items"), Row("GET", "/api/v1/search?&&", 200, "items"),
    Row("GET", "/api/v1/search?q=", 200, "items"), Row("GET", "/api/v1/search?q", 400, "bad-request"),
    Row("GET", "/api/v1/search?q=a&q=b", 400, "bad-request"),
    Row("GET", "/api/v1/search?q=%", 400, "bad-address"),
    Row("GET", "/api/v1/search?q=%4", 400, "bad-address"),
    Row("GET", "/api/v1/search?q=%ff", 400, "bad-address"),
    Row("GET", "/api/v1/search?%C3%28=1", 400, "bad-address"),
    Row("GET", "/api/v1/search?Q=water", 400, "unknown-key"),
    Row("GET", "/api/v1/search?query=water", 400, "unknown-key"),
    Row("GET", "/api/v1/search?filter=license:CC0-1.0", 400, "unknown-key"),
    Row("GET", "/api/v1/search?q=water%00level", 200, "items"),
    Row("GET", "/api/v1/search?q=\(String(repeating: "%5B", count: 513))", 200, "items"),
    Row("GET", "/api/v1/search?q=" + String(repeating: "a", count: 5_000), 400, "Q"),
    Row("GET", "/api/v1/search?q=" + String(repeating: "a", count: 9_000), 414, "address-too-long"),
    Row("GET", "/" + String(repeating: "a", count: 9_000), 414, "address-too-long"),
    // Filters and facets.
    Row("GET", "/api/v1/search?filters=license:CC-BY-4.0", 200, "items"),
    Row("GET", "/api/v1/search?filters=license:CC-BY-4.0&filters=keyword:water", 200, "items"),
    Row("GET", "/api/v1/search?filters=licenze:CC-BY-4.0", 400, "Q102"),
    Row("GET", "/api/v1/search?q=licenze:CC-BY-4.0", 400, "Q102"),
    Row("GET", "/api/v1/search?facets=true", 200, "facets"),
    Row("GET", "/api/v1/search?facets=license&facets=keyword", 200, "facets"),
    Row("GET", "/api/v1/search?facets=nothing", 400, "invalid-argument"),
    Row("GET", "/api/v1/facets?fields=license&prefix=cc", 200, "facets"),
    Row("GET", "/api/v1/facets?limit=1001", 400, "invalid-argument"),
    Row("GET", "/api/v1/values", 400, "bad-request"),
    Row("GET", "/api/v1/values?field=nothing", 400, "invalid-argument"),
    Row("GET", "/api/v1/values?field=license&limit=1001", 400, "invalid-argument"),
    // Numbers are refused, and never clamped.
    Row("GET", "/api/v1/search?limit=0", 200, "items"), Row("GET", "/api/v1/search?limit=100", 200, "items"),
    Row("GET", "/api/v1/search?limit=101", 400, "invalid-argument"),
    Row("GET", "/api/v1/search?limit=-1", 400, "bad-request"),
    Row("GET", "/api/v1/search?limit=1.5", 400, "bad-request"),
    Row("GET", "/api/v1/search?limit=", 400, "bad-request"),
    Row("GET", "/api/v1/search?limit=%2B1", 400, "bad-request"),
    Row("GET", "/api/v1/search?limit=99999999999999999999", 400, "bad-request"),
    Row("GET", "/api/v1/search?offset=10001", 400, "invalid-argument"),
    Row("GET", "/api/v1/search?offset=5&limit=5", 200, "items"),
    Row("GET", "/api/v1/similar?record=lake-level&limit=0", 400, "invalid-argument"),
    Row("GET", "/api/v1/complete?q=lic&limit=101", 400, "invalid-argument"),
    Row("GET", "/api/v1/complete?q=lic&at=1", 200, "suggestions"),
    // Modes, orders, cursors.
    Row("GET", "/api/v1/search?q=water&mode=strict", 200, "items"),
    Row("GET", "/api/v1/search?q=water&mode=wild", 400, "bad-request"),
    Row("GET", "/api/v1/search?sort=-modified", 200, "items"),
    Row("GET", "/api/v1/search?sort=nothing", 400, "invalid-argument"),
    Row("GET", "/api/v1/search?cursor=soon", 400, "bad-request"),
    Row("GET", "/api/v1/search?cursor=10", 400, "bad-request"),
    Row("GET", "/api/v1/search?cursor=10-0123456789abcdef", 409, "stale-cursor"),
    Row("GET", "/api/v1/search?cursor=-1-0123456789abcdef", 400, "bad-request"),
    // Profiles.
    Row("GET", "/api/v1/search?profile=journalist", 200, "items"),
    Row("GET", "/api/v1/search?profile=journalst", 400, "invalid-argument"),
    Row("GET", "/api/v1/datasets/lake-level/decide", 400, "bad-request"),
    Row(
      "GET",
      "/api/v1/datasets/lake-level/decide?profile=%7B%22requester%22%3A%7B%22kind%22%3A%22academic%22%7D%7D",
      200, "decision"),
    Row(
      "GET",
      "/api/v1/datasets/lake-level/decide?profile=%7B%22requester%22%3A%7B%22kind%22%3A%22wizard%22%7D%7D",
      400, "bad-request"),
    Row("GET", "/api/v1/datasets/lake-level/decide?profile=%7B", 400, "bad-json"),
    Row(
      "GET", "/api/v1/datasets/lake-level/decide?profile=\(String(repeating: "%7B%22a%22:", count: 400))",
      400, "bad-json"),
    // Records.
    Row("GET", "/api/v1/datasets/nothing-here", 404, "not-found"),
    Row("HEAD", "/api/v1/datasets/nothing-here", 404, nil),
    Row("GET", "/api/v1/datasets/secret-survey", 404, "not-found"),
    Row("GET", "/api/v1/datasets/secret-survey/decide?profile=journalist", 404, "not-found"),
    Row("GET", "/api/v1/datasets/secret-survey/reach", 404, "not-found"),
    Row("GET", "/api/v1/similar?record=secret-survey", 404, "not-found"),
    Row("GET", "/api/v1/compare?first=lake-level&second=secret-survey", 404, "not-found"),
    Row("GET", "/api/v1/explain?q=lake&record=secret-survey", 404, "not-found"),
    Row("GET", "/api/v1/compare?first=lake-level", 400, "bad-request"),
    Row("GET", "/api/v1/datasets/lake-level?record=harbour", 400, "unknown-key"),
    Row("GET", "/api/v1/datasets/lake%2Dlevel", 404, "no-such-path"),
    Row("GET", "/api/v1/datasets/", 404, "no-such-path"),
    Row("GET", "/api/v1/datasets//reach", 404, "no-such-path"),
    Row("GET", "/api/v1/datasets/../datasets/lake-level", 404, "no-such-path"),
    Row("GET", "/api/v1/datasets/%00", 404, "no-such-path"),
    // Lists.
    Row("GET", "/search.csv?q=water", 200, nil), Row("GET", "/search.csv?q=licenze:x", 400, "Q102"),
    Row("GET", "/search.csv?limit=5", 400, "unknown-key"), Row("HEAD", "/search.csv", 200, nil),
    Row("GET", "/search.csv", 406, "not-acceptable", [("Accept", "application/json")]),
    Row("GET", "/catalog.jsonl.gz", 200, nil), Row("GET", "/catalog.jsonl.gz?q=x", 400, "unknown-key"),
    Row("GET", "/api/v1/changes", 200, nil), Row("HEAD", "/api/v1/changes?limit=3", 200, nil),
    Row("GET", "/api/v1/changes?limit=1000", 200, nil),
    Row("GET", "/api/v1/changes?limit=1001", 400, "invalid-argument"),
    Row("GET", "/api/v1/changes?limit=0", 400, "invalid-argument"),
    Row("GET", "/api/v1/changes?q=x", 400, "unknown-key"),
    Row("GET", "/api/v1/changes?cursor=soon", 400, "bad-request"),
    Row("GET", "/api/v1/changes?cursor=1-0-0123456789abcdef", 409, "stale-cursor"),
    Row("GET", "/api/v1/changes", 406, "not-acceptable", [("Accept", "application/json")]),
    Row("POST", "/api/v1/changes", 405, "method-not-allowed"), Row("OPTIONS", "/api/v1/changes", 204, nil),
    Row("GET", "/api/v1/changes", 401, "bad-credential", [("Authorization", "Bearer x")]),
    Row("GET", "/llms.txt", 200, nil), Row("POST", "/llms.txt", 405, "method-not-allowed"),
    // Feeds.
    Row("GET", "/feed.atom", 200, nil), Row("GET", "/feed.atom?q=water&filters=license:CC-BY-4.0", 200, nil),
    Row("HEAD", "/feed.atom?q=water", 200, nil), Row("GET", "/feed.atom?q=zorblax", 200, nil),
    Row("GET", "/feed.atom?q=licenze:x", 400, "Q102"),
    Row("GET", "/feed.atom?sort=title", 400, "unknown-key"),
    Row("GET", "/feed.atom?limit=5", 400, "unknown-key"), Row("GET", "/feed.atom?q=%zz", 400, "bad-address"),
    Row("GET", "/feed.atom", 406, "not-acceptable", [("Accept", "application/json")]),
    Row("POST", "/feed.atom", 405, "method-not-allowed"), Row("GET", "/feed.atom/", 404, "no-such-path"),
    // Records to take away.
    Row("GET", "/dataset/lake-level.ttl", 200, nil), Row("GET", "/dataset/lake-level.yaml", 200, nil),
    Row("HEAD", "/dataset/lake-level.yaml", 200, nil), Row("OPTIONS", "/dataset/lake-level.yaml", 204, nil),
    Row("POST", "/dataset/lake-level.ttl", 405, "method-not-allowed"),
    Row("GET", "/dataset/lake-level.ttl", 200, nil, [("Accept", "text/turtle, */*;q=0.1")]),
    Row("GET", "/dataset/lake-level.ttl", 406, "not-acceptable", [("Accept", "text/html")]),
    Row("GET", "/dataset/lake-level.json?requester=academic", 400, "unknown-key"),
    Row("GET", "/dataset/lake-level.csv", 404, "not-found"), Row("GET", "/dataset/.json", 404, "not-found"),
    Row("GET", "/dataset/lake-level.json.json", 404, "not-found"),
    Row("GET", "/dataset/lake-level.JSON", 404, "not-found"),
    Row("GET", "/dataset/lake%2Dlevel.json", 404, "no-such-path"),
    Row("GET", "/dataset/lake-level%2Ejson", 404, "no-such-path"),
    Row("GET", "/dataset/nothing-here.json", 404, "not-found"),
    Row("GET", "/dataset/nothing-here.json", 404, "not-found", [("Accept", "text/html,*/*;q=0.8")]),
    Row("GET", "/dataset/secret-survey.yaml", 404, "not-found"),
    Row("HEAD", "/dataset/secret-survey.ttl", 404, nil),
    Row("GET", "/dataset/lake-level.yaml", 401, "bad-credential", [("Authorization", "Bearer x")]),
    // Paths.
    Row("GET", "/api/v1/serch", 404, "no-such-path"),
    Row("GET", "/api/v2/search", 404, "no-such-path"), Row("GET", "/API/v1/search", 404, "no-such-path"),
    Row("GET", "/metrics", 404, "no-such-path"), Row("POST", "/nothing", 404, "no-such-path"),
    Row("OPTIONS", "/nothing", 404, "no-such-path"),
    // Pages.
    Row("GET", "/", 200, nil), Row("GET", "/search", 200, nil), Row("GET", "/search?q=water", 200, nil),
    Row("GET", "/search?q=level+water&license=CC-BY-4.0", 200, nil), Row("HEAD", "/search?q=water", 200, nil),
    Row("GET", "/search?q=", 308, nil), Row("GET", "/search?q=water&page=1", 308, nil),
    Row("GET", "/search?q=water&nonsense=1", 308, nil), Row("GET", "/search?license=B&license=A", 308, nil),
    Row("GET", "/search/", 308, nil), Row("GET", "//search?q=water", 308, nil),
    Row("GET", "/dataset/lake%2Dlevel", 308, nil), Row("GET", "/dataset/lake-level/", 308, nil),
    Row("GET", "/search?q=licenze:x", 400, nil), Row("GET", "/search?q=%zz", 400, "bad-address"),
    Row("GET", "/search?q=%zz", 400, nil, [("Accept", "text/html")]),
    Row("GET", "/dataset/lake-level", 200, nil),
    Row("GET", "/dataset/lake-level?requester=academic&use=education", 200, nil),
    Row("GET", "/dataset/lake-level?requester=&use=education", 308, nil),
    Row("GET", "/dataset/nothing-here", 404, "not-found"),
    Row("GET", "/dataset/secret-survey", 404, "not-found"),
    Row("GET", "/dataset/nothing-here", 404, nil, [("Accept", "text/html")]),
    Row("GET", "/dataset/lake-level", 406, "not-acceptable", [("Accept", "application/json")]),
    Row("GET", "/publisher", 404, "not-found"), Row("GET", "/publisher?name=Lake+office", 200, nil),
    Row("GET", "/theme?name=nothing", 404, "not-found"), Row("GET", "/theme?name=Water", 200, nil),
    Row("GET", "/variables", 200, nil), Row("GET", "/variables?q=level", 200, nil),
    Row("GET", "/about", 200, nil), Row("POST", "/about", 405, "method-not-allowed"),
    Row("POST", "/about", 405, nil, [("Accept", "text/html,*/*;q=0.8")]),
    Row("GET", "/nothing", 404, "no-such-path"), Row("GET", "/nothing", 404, nil, [("Accept", "text/html")]),
    Row("GET", "/about", 401, nil, [("Accept", "text/html"), ("Authorization", "Bearer x")]),
    Row("GET", "/about", 401, "bad-credential", [("Authorization", "Bearer x")]),
    Row("GET", "/embed", 200, nil), Row("GET", "/embed?q=water&facets=license&nonsense=1", 200, nil),
    Row("POST", "/embed", 405, "method-not-allowed"), Row("GET", "/embed/", 308, nil),
    Row("GET", "/embed.js", 200, nil), Row("GET", "/embed.css", 200, nil),
    Row("GET", "/embed.html", 404, "no-such-path"),
    Row("GET", "/sign-in", 200, nil), Row("GET", "/sign-in/", 308, nil),
    Row("GET", "/opensearch.xml", 200, nil), Row("GET", "/opensearch.xml?q=x", 400, "unknown-key"),
    Row("GET", "/assets/\(PageFiles.version)/page.css", 200, nil),
    Row("GET", "/assets/\(PageFiles.version)/nothing.css", 404, "no-such-path"),
    Row("GET", "/assets/0/page.css", 404, "no-such-path"),
    Row("GET", "/assets/\(PageFiles.version)/..%2Fpage.css", 404, "no-such-path"),
    // Types.
    Row("GET", "/api/v1/count", 406, "not-acceptable", [("Accept", "text/html")]),
    Row("GET", "/api/v1/count", 406, "not-acceptable", [("Accept", "application/json;q=0")]),
    Row("GET", "/api/v1/count", 200, "total", [("Accept", "text/html, application/*;q=0.1")]),
    Row("GET", "/api/v1/count", 200, "total", [("Accept", "application/json")]),
    Row("GET", "/api/v1/count", 406, "not-acceptable", [("Accept", "*/*, application/json;q=0")]),
    // Credentials.
    Row("GET", "/api/v1/count", 401, "bad-credential", [("Authorization", "")]),
    Row("GET", "/api/v1/count", 401, "bad-credential", [("Authorization", "Basic YTpi")]),
    Row("GET", "/api/v1/count", 401, "bad-credential", [("Authorization", "Bearer")]),
    Row("GET", "/api/v1/count", 401, "bad-credential", [("Authorization", "Bearer a b")]),
    Row("GET", "/nothing", 401, "bad-credential", [("Authorization", "Bearer x")]),
    Row("HEAD", "/api/v1/count", 401, nil, [("Authorization", "Bearer x")]),
    Row("GET", "/api/v1/count?access_token=x", 400, "bad-address"),
    Row("GET", "/api/v1/count?token=x", 400, "bad-address"),
    // Bodies.
    Row("GET", "/api/v1/count", 413, "content-too-large", [("Content-Length", "1048577")]),
  ]

  static let all = everywhere + particular
}
