/// The labels that may see a *record*. It says nothing of how sensitive the data is.
///
/// A viewer sees a record when they hold at least one of its labels. Written as a list; order and
/// repetition do not matter.
public struct Audience: Hashable, Sendable {
  /// The label `public`, which everyone holds.
  public static let publicLabel = "public"
  /// Everyone.
  public static let `public` = Audience(sortedLabels: [publicLabel])
  /// The most characters of a label: 64, so that it fits a directory name, a term and a table.
  public static let maximumLabelLength = 64

  /// At least one label, sorted, each once.
  public let labels: [String]

  /// Makes an audience from labels in any order.
  ///
  /// - Returns: `nil` for an empty list or a label that is not well formed.
  public init?(labels: some Sequence<String>) {
    let labels = Set(labels)
    guard !labels.isEmpty, labels.allSatisfy(Self.isLabel) else { return nil }
    self.init(sortedLabels: labels.sorted())
  }

  private init(sortedLabels: [String]) {
    labels = sortedLabels
  }

  /// Lower-case ASCII letters, digits and inner hyphens: nothing that a path, a shell or an eye could
  /// take for something else.
  public static func isLabel(_ text: String) -> Bool {
    let bytes = text.utf8
    guard (1...maximumLabelLength).contains(bytes.count), bytes.first != 0x2D, bytes.last != 0x2D else {
      return false
    }
    return bytes.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
  }

  /// Whether everyone may see the record.
  public var isPublic: Bool { labels.contains(Self.publicLabel) }

  /// Whether someone who holds `held` may see the record.
  package func isMet(by held: Set<String>) -> Bool { labels.contains(where: held.contains) }
}

extension Audience: Codable {
  /// - Throws: `DecodingError.dataCorrupted` for an empty list or a label that is not well formed.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let audience = Audience(labels: try container.decode([String].self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "no audience")
    }
    self = audience
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(labels)
  }
}
