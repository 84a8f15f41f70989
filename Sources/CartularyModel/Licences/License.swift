/// How free the use of a licensed dataset is; ordered, and the most restrictive wins.
package enum Openness: String, Vocabulary, Comparable {
  case open
  case shareAlike = "share-alike"
  case nonCommercial = "non-commercial"
  case noDerivatives = "no-derivatives"
  case custom
  case none

  package static let noun = "openness"

  package var definition: String {
    switch self {
    case .open: "Any use, at most with attribution."
    case .shareAlike: "Any use; what is made from it carries the same licence."
    case .nonCommercial: "No commercial use."
    case .noDerivatives: "No derived works."
    case .custom: "Terms of its own: read them."
    case .none: "No licence is stated, which is not an open licence."
    }
  }

  package static func < (first: Openness, second: Openness) -> Bool {
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
package struct License: Hashable, Sendable, Codable {
  /// An SPDX id, `LicenseRef-…` for what SPDX does not list, `NONE` (explicitly no licence) or
  /// `NOASSERTION` (nothing usable is stated).
  package let id: String
  package let openness: Openness
  /// What the source wrote, where that is not the id itself.
  package let text: String?

  package init(id: String, openness: Openness, text: String? = nil) {
    self.id = id
    self.openness = openness
    self.text = text == id ? nil : text
  }

  /// Nothing is stated.
  package static let notStated = License(id: "NOASSERTION", openness: .none)

  /// The id of free text that no rule recognises; the text is kept.
  package static let customID = "LicenseRef-custom"
}
