/// How free the use of a licensed dataset is; ordered, and the most restrictive wins.
public enum Openness: String, Vocabulary, Comparable {
  /// Any use, at most with attribution.
  case open
  /// Any use; what is made from it carries the same licence.
  case shareAlike = "share-alike"
  /// No commercial use.
  case nonCommercial = "non-commercial"
  /// No derived works.
  case noDerivatives = "no-derivatives"
  /// Terms of its own: read them.
  case custom
  /// No licence is stated, which is not an open licence.
  case none

  public static let noun = "openness"

  public var definition: String {
    switch self {
    case .open: "Any use, at most with attribution."
    case .shareAlike: "Any use; what is made from it carries the same licence."
    case .nonCommercial: "No commercial use."
    case .noDerivatives: "No derived works."
    case .custom: "Terms of its own: read them."
    case .none: "No licence is stated, which is not an open licence."
    }
  }

  /// The freer class comes first.
  public static func < (first: Openness, second: Openness) -> Bool {
    first.restrictiveness < second.restrictiveness
  }

  private var restrictiveness: Int {
    switch self {
    case .open: 0
    case .shareAlike: 1
    case .nonCommercial: 2
    case .noDerivatives: 3
    case .custom: 4
    case .none: 5
    }
  }
}

/// A licence as the catalog knows it.
public struct License: Hashable, Sendable, Codable {
  /// An SPDX id, `LicenseRef-…` for a licence that SPDX does not list, `NONE` (explicitly no licence) or
  /// `NOASSERTION` (nothing usable is stated).
  public let id: String
  /// How free the use is.
  public let openness: Openness
  /// What the source wrote, when that is not the id itself; otherwise `nil`.
  public let text: String?

  /// Makes a licence. A `text` that equals `id` is dropped.
  public init(id: String, openness: Openness, text: String? = nil) {
    self.id = id
    self.openness = openness
    self.text = text == id ? nil : text
  }

  /// The licence of a record that states none: `NOASSERTION`, and not open.
  public static let notStated = License(id: "NOASSERTION", openness: .none)

  /// The id of free text that no rule recognises; the text is kept.
  package static let customID = "LicenseRef-custom"
}

extension [License] {
  /// The most restrictive of those that state something, the first of equals: what is told where there is room for
  /// one. `nil` if none states anything.
  package var strictest: License? {
    filter { $0.openness != .none }.reduce(nil) { strictest, license in
      strictest.map { $0.openness < license.openness ? license : $0 } ?? license
    }
  }
}
