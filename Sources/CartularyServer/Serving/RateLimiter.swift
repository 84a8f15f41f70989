internal import CartularyIndex
internal import Foundation

/// A token bucket for each key and for each neighbourhood of addresses: a /24 of IPv4, a /64 of IPv6.
final class RateLimiter: Sendable {
  private struct Bucket {
    var tokens: Double
    var filled: Double
  }

  private let rate: Double
  private let burst: Double
  private let buckets = Guarded<[String: Bucket]>([:])
  private static let maximumBucketCount = 20_000

  /// - Parameters:
  ///   - rate: Requests a second that go on for ever.
  ///   - burst: Requests at once.
  init(rate: Double, burst: Double) { (self.rate, self.burst) = (rate, burst) }

  /// Takes one request.
  ///
  /// - Parameter now: Seconds of a clock that does not jump.
  /// - Returns: Seconds until the next request is allowed; `nil` if this one is.
  func delay(for name: String, at now: Double) -> Int? {
    buckets.withLock { buckets in
      if buckets[name] == nil, buckets.count >= Self.maximumBucketCount {
        // Those that are full again say nothing.
        buckets = buckets.filter { $0.value.tokens + (now - $0.value.filled) * rate < burst }
        // Should all of them be in use, a new one begins again with the others.
        if buckets.count >= Self.maximumBucketCount { buckets = [:] }
      }
      var bucket = buckets[name] ?? Bucket(tokens: burst, filled: now)
      bucket.tokens = min(burst, bucket.tokens + max(0, now - bucket.filled) * rate)
      bucket.filled = now
      defer { buckets[name] = bucket }
      guard bucket.tokens >= 1 else { return max(1, Int(((1 - bucket.tokens) / rate).rounded(.up))) }
      bucket.tokens -= 1
      return nil
    }
  }

  /// The neighbourhood of an address; `nil` for this machine's own, where a proxy asks for everyone.
  static func neighbourhood(of address: String) -> String? {
    if address.hasPrefix("127.") || address == "::1" || address.hasPrefix("::ffff:127.") { return nil }
    let plain = address.hasPrefix("::ffff:") ? String(address.dropFirst(7)) : address
    if plain.contains(".") { return plain.split(separator: ".").prefix(3).joined(separator: ".") }
    var bytes = in6_addr()
    guard inet_pton(AF_INET6, plain, &bytes) == 1 else { return plain }
    return withUnsafeBytes(of: bytes) { $0.prefix(8).map { String($0, radix: 16) }.joined(separator: ":") }
  }
}
