package import CartularyCatalog
internal import CartularyModel

/// A catalog at a glance.
package struct WireOverview: WireObject {
  package struct Issued: WireObject {
    fileprivate let years: Overview.Years

    package static let name = "issued"
    package static let pluralName = "issued"
    package static let summary = "How many datasets were first published in each year."
    package static let fields: [WireField<Issued>] = [
      .init("years", "By year, at most 40 up to the newest.") {
        let first = $0.years.first ?? 0
        return Dictionary(
          uniqueKeysWithValues: $0.years.counts.enumerated().map { (String(first + $0.offset), $0.element) })
      },
      .init("earlier", "In earlier years.") { $0.years.earlier },
      .init("later", "In future years.") { $0.years.later },
      .init("undated", "Datasets without a date.") { $0.years.undated },
    ]
  }

  private let overview: Overview

  package init(_ overview: Overview) { self.overview = overview }

  /// The empty string is the key of datasets that do not state their sharing.
  private static func counts(_ row: Overview.TermsRow) -> [String: Int] {
    var cells = Dictionary(uniqueKeysWithValues: zip(SharingType.codes, row.counts))
    cells[""] = row.unstated
    return cells
  }

  package static let name = "overview"
  package static let summary = "A catalog at a glance. All counts are exact and from the same snapshot."
  package static let fields: [WireField<WireOverview>] = [
    .init("total", "How many datasets there are.") { $0.overview.total },
    .init("issued", "When they were first published.") { Issued(years: $0.overview.issued) },
    .init("terms", "By sensitivity, then by sharing; `\"\"` is for datasets that do not state their sharing.")
    {
      Dictionary(uniqueKeysWithValues: $0.overview.terms.map { ($0.sensitivity.rawValue, counts($0)) })
    },
    .init("facets", "The facets license, openness and format.") { WireFacet.byField($0.overview.facets) },
    .init("states", "How many records state each optional field.") {
      Dictionary(uniqueKeysWithValues: $0.overview.completeness.map { ($0.field, $0.count) })
    },
  ]
}
