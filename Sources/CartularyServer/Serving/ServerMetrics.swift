internal import CartularyCatalog
internal import CartularyIndex

/// Counts what was answered, for Prometheus. Names of routes are patterns, and methods come from a short list, so what
/// clients send does not make new series.
final class ServerMetrics: Sendable {
  private struct Key: Hashable {
    let method: String
    let route: String
    let status: Int
  }

  private struct State {
    var counts: [Key: Int] = [:]
    var byteCount = 0
    var buckets = Array(repeating: 0, count: ServerMetrics.bounds.count + 1)
    var seconds = 0.0
    var inFlight = 0
  }

  private static let bounds = [0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]
  private static let methods: Set<String> = ["GET", "HEAD", "OPTIONS", "POST"]

  private let state = Guarded(State())

  func begin() { state.withLock { $0.inFlight += 1 } }

  func end(_ method: String, _ route: String?, _ status: Int, bytes: Int, seconds: Double) {
    let key = Key(
      method: Self.methods.contains(method) ? method : "other", route: route ?? "none", status: status)
    state.withLock { state in
      state.inFlight -= 1
      state.counts[key, default: 0] += 1
      state.byteCount += bytes
      state.seconds += seconds
      state.buckets[Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count] += 1
    }
  }

  /// In the text format of Prometheus.
  ///
  /// - Parameter node: How far a node is; `nil` for a catalog that is not a node, or one that has not looked at its ledger.
  func text(waitingCount: Int, node: NodeLease?) -> String {
    let state = state.withLock { $0 }
    var lines = ["# TYPE cartulary_requests_total counter"]
    for (key, count) in state.counts.sorted(by: {
      ($0.key.route, $0.key.method, $0.key.status) < ($1.key.route, $1.key.method, $1.key.status)
    }) {
      lines.append(
        "cartulary_requests_total{method=\"\(key.method)\",route=\"\(key.route)\",status=\"\(key.status)\"} \(count)"
      )
    }
    lines.append("# TYPE cartulary_request_seconds histogram")
    var sum = 0
    for (index, count) in state.buckets.enumerated() {
      sum += count
      let bound = index < Self.bounds.count ? "\(Self.bounds[index])" : "+Inf"
      lines.append("cartulary_request_seconds_bucket{le=\"\(bound)\"} \(sum)")
    }
    lines += [
      "cartulary_request_seconds_sum \(state.seconds)", "cartulary_request_seconds_count \(sum)",
      "# TYPE cartulary_response_bytes_total counter", "cartulary_response_bytes_total \(state.byteCount)",
      "# TYPE cartulary_requests_in_flight gauge", "cartulary_requests_in_flight \(state.inFlight)",
      "# TYPE cartulary_searches_waiting gauge", "cartulary_searches_waiting \(waitingCount)",
    ]
    if let node {
      lines += [
        "# TYPE cartulary_node_publications_behind gauge",
        "cartulary_node_publications_behind \(max(0, node.last - node.applied))",
        "# TYPE cartulary_node_lease_seconds gauge", "cartulary_node_lease_seconds \(node.remainingSeconds)",
      ]
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
