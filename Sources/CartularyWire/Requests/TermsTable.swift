internal import CartularyBase
package import CartularyModel

/// The terms of two datasets: one row for each term that at least one of them states.
package enum TermsTable {
  package typealias Row = WireComparison.Row

  package static func rows(_ first: Dataset, _ second: Dataset) -> [Row] {
    let stated = columns.map { Row(term: $0.name, first: $0.text(first), second: $0.text(second)) }
    let asked = Requirement.allCases.map { kind in
      Row(
        term: "requires \(kind.rawValue)", first: requirement(kind, first), second: requirement(kind, second))
    }
    return (stated + asked).filter { $0.first != nil || $0.second != nil }
  }

  private static let columns: [(name: String, text: @Sendable (Dataset) -> String?)] = [
    ("licence", { list($0.effectiveLicenses.filter { $0.openness != .none }.map(\.id)) }),
    ("openness", { $0.openness.rawValue }),
    ("access rights", { $0.accessRights?.rawValue }),
    ("sensitivity", { $0.effectiveSensitivity.level.rawValue }),
    ("access modes", { list($0.access.modes.map(\.rawValue)) }),
    ("start at", { $0.access.url }),
    ("intermediary", { $0.access.intermediary?.name }),
    ("for", { list($0.access.purposes.map(\.rawValue)) }),
    ("not for", { list($0.access.prohibitedPurposes.map(\.rawValue)) }),
    ("open to", { list($0.access.requesters.map(\.rawValue)) }),
    ("processed in", { list($0.access.jurisdictions) }),
    ("stored in", { list($0.access.storageJurisdictions) }),
    ("requested from", { list($0.access.requesterJurisdictions) }),
    ("data use", { list(canonicalDataUse($0)) }),
    ("embargo until", { $0.access.embargoUntil?.description }),
    ("publish after", { $0.access.publicationMoratoriumUntil?.description }),
    ("erase by", { $0.access.eraseBy?.description }),
    ("months", { $0.access.maximumMonths.map(String.init) }),
    (
      "fee",
      { dataset in
        dataset.access.fee.map {
          ([$0.kind.rawValue] + [$0.amount].compactMap { $0 }).joined(separator: "; ")
        }
      }
    ),
    ("cost", { $0.access.cost }),
    ("takes", { $0.access.leadTime }),
  ]

  private static func canonicalDataUse(_ dataset: Dataset) -> [String] {
    dataset.access.dataUse.flatMap { text in
      let terms = ParsedDataUse(text).terms
      return terms.isEmpty ? [text] : terms.map(\.canonical)
    }
  }

  private static func requirement(_ kind: Requirement, _ dataset: Dataset) -> String? {
    let found = dataset.access.requirements.filter { $0.kind == kind }
    return found.isEmpty ? nil : found.map { $0.name ?? $0.body ?? "yes" }.joined(separator: "; ")
  }

  private static func list(_ values: [String]) -> String? {
    values.isEmpty ? nil : values.sorted().joined(separator: ", ")
  }
}
