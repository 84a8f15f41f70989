/// Which types a client takes. Source: RFC 9110, section 12.5.1.
struct Negotiation {
  private let ranges: [(type: String, subtype: String, quality: Double)]

  /// - Parameter accept: The values of `Accept`; empty for a client that takes everything.
  init(_ accept: [String]) {
    ranges = accept.joined(separator: ",").split(separator: ",").compactMap { item in
      let parts = item.split(separator: ";").map { $0.filter { !$0.isWhitespace }.lowercased() }
      guard let types = parts.first?.split(separator: "/", omittingEmptySubsequences: false), types.count == 2
      else { return nil }
      let quality = parts.dropFirst().first { $0.hasPrefix("q=") }.map { Double($0.dropFirst(2)) ?? 0 } ?? 1
      return (String(types[0]), String(types[1]), quality)
    }
  }

  /// Whether a type may be sent. The most specific range decides.
  func takes(_ type: String) -> Bool {
    guard !ranges.isEmpty else { return true }
    let parts = type.prefix { $0 != ";" }.split(separator: "/")
    let fitting = ranges.filter { range in
      (range.type == "*" || range.type == parts[0]) && (range.subtype == "*" || range.subtype == parts[1])
    }
    let specific = fitting.max { rank($0) < rank($1) }
    return (specific?.quality ?? 0) > 0
  }

  private func rank(_ range: (type: String, subtype: String, quality: Double)) -> Int {
    (range.type == "*" ? 0 : 1) + (range.subtype == "*" ? 0 : 1)
  }
}
