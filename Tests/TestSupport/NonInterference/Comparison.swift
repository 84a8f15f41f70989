/// Something that reaches a viewer, as a function from one asking to bytes. A new surface is a new row of a table.
package struct Surface<Asking>: Sendable {
  package let name: String
  /// Whether records show in it at all; a faulty guard has to be noticed on every surface on which they do.
  package let showsRecords: Bool
  package let answer: @Sendable (Asking) throws -> String

  package init(
    _ name: String, showsRecords: Bool = true, _ answer: @escaping @Sendable (Asking) throws -> String
  ) {
    (self.name, self.showsRecords, self.answer) = (name, showsRecords, answer)
  }
}

/// Compares the answers of two worlds, and counts.
package struct Comparison: Sendable {
  /// The first few differences on each surface.
  package private(set) var leaks: [String: [Leak]] = [:]
  package private(set) var leakCounts: [String: Int] = [:]
  /// Answers compared.
  package private(set) var pointCount = 0
  /// Bytes of one side.
  package private(set) var byteCount = 0
  package private(set) var queryCount = 0
  private var viewers: Set<String> = []
  private var surfaces: Set<String> = []

  package struct Leak: Sendable, CustomStringConvertible {
    package let viewer, query: String
    /// What the two worlds say, from where they part.
    package let one, other: String

    package var description: String { "as \(viewer), '\(query)': …\(one)… but …\(other)…" }
  }

  package init() {}

  /// - Parameter query: What was asked, for the report.
  package mutating func compare(
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

  package mutating func countQuery() { queryCount += 1 }

  private static func excerpt(_ text: String, _ place: Int) -> String {
    String(decoding: text.utf8.dropFirst(place).prefix(160), as: UTF8.self)
  }

  /// One line of what was compared.
  package var summary: String {
    "\(pointCount) points, \(queryCount) queries, \(byteCount) bytes, \(viewers.count) viewers, "
      + "\(surfaces.count) surfaces, \(leakCounts.values.reduce(0, +)) differences"
  }

  /// What was found, surface by surface.
  package var detected: String {
    leakCounts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
  }

  package var isEqual: Bool { leakCounts.isEmpty }

  /// The differences as text for a failing test.
  package var report: String {
    leaks.sorted { $0.key < $1.key }.map {
      "\($0.key): \($0.value.first.map(String.init(describing:)) ?? "")"
    }
    .joined(separator: "\n")
  }

  package func hasLeak(on surface: String) -> Bool { leakCounts[surface] != nil }
}
