internal import Catalog
internal import DatasetModel

/// The fields of a hit in every tabular format, in their order: one table for all of them.
enum HitFields {
  static let names = [
    "id", "title", "publisher", "license", "sensitivity", "sharing", "audience", "modified", "snippet",
    "usable",
  ]

  static func values(_ hit: Hit) -> [String] {
    let dataset = hit.dataset
    return [
      dataset.id, dataset.title, dataset.publisher ?? "", dataset.license, dataset.sensitivity.rawValue,
      dataset.sharing.map(\.rawValue).joined(separator: ";"), dataset.audience.labels.joined(separator: ";"),
      dataset.modified?.description ?? "", MarkedText.plain(hit.snippet),
      hit.use?.outcome.rawValue ?? "",
    ]
  }
}
