/// Something that reaches a viewer, as a function from one asking to bytes. A new surface is a new row of a table.
public struct Surface<Asking>: Sendable {
  public let name: String
  /// Whether records show in it at all; a faulty guard has to be noticed on every surface on which they do.
  public let showsRecords: Bool
  public let answer: @Sendable (Asking) throws -> String

  public init(
    _ name: String, showsRecords: Bool = true, _ answer: @escaping @Sendable (Asking) throws -> String
  ) {
    (self.name, self.showsRecords, self.answer) = (name, showsRecords, answer)
  }
}

/// Compares the answers of two worlds, and counts.
public struct Comparison: Sendable {
  /// The first few differences on each surface.
  public private(set) var leaks: [String: [Leak]] = [:]
  public private(set) var leakCounts: [String: Int] = [:]
  /// Answers compared.
  public private(set) var pointCount = 0
  /// Bytes of one side.
  public private(set) var byteCount = 0
  public private(set) var queryCount = 0
  private var viewers: Set<String> = []
  private var surfaces: Set<String> = []

  public struct Leak: Sendable, CustomStringConvertible {
    public let viewer, query: String
    /// What the two worlds say, from where they part.
    public let one, other: String

    public var description: String { "as \(viewer), '\(query)': …\(one)… but …\(other)…" }
  }

  public init() {}

  /// - Parameter query: What was asked, for the report.
  public mutating func compare(
    _ surface: String, _ one: String, _ other: String, query: String, viewer: String
  ) {
    pointCount += 1
    byteCount += one.utf8.count
    viewers.insert(viewer)
    surfaces.insert(surface)
    // By bytes: `==` takes é for e with an accent.
    guard !one.utf8.elementsEqual(other.utf8) else { return }
    leakCounts[surface, default: 0] += 1
    guard leaks[surface, default: []].count < 3 else { return }
    let place = max(0, zip(one.utf8, other.utf8).prefix { $0 == $1 }.count - 40)
    leaks[surface, default: []].append(
      Leak(viewer: viewer, query: query, one: Self.excerpt(one, place), other: Self.excerpt(other, place)))
  }

  public mutating func countQuery() { queryCount += 1 }

  private static func excerpt(_ text: String, _ place: Int) -> String {
    String(decoding: text.utf8.dropFirst(place).prefix(160), as: UTF8.self)
  }

  /// One line of what was compared.
  public var summary: String {
    "\(pointCount) points, \(queryCount) queries, \(byteCount) bytes, \(viewers.count) viewers, "
      + "\(surfaces.count) surfaces, \(leakCounts.values.reduce(0, +)) differences"
  }

  /// What was found, surface by surface.
  public var detected: String {
    leakCounts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
  }

  public var isEqual: Bool { leakCounts.isEmpty }

  /// The differences as text for a failing test.
  public var report: String {
    leaks.sorted { $0.key < $1.key }.map {
      "\($0.key): \($0.value.first.map(String.init(describing:)) ?? "")"
    }
    .joined(separator: "\n")
  }

  public func hasLeak(on surface: String) -> Bool { leakCounts[surface] != nil }
}
