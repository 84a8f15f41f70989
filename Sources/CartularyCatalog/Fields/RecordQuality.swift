internal import CartularyBase
internal import CartularyModel

/// What orders datasets that are equal in relevance, and never those that are not: the higher version, then the year in
/// which one last changed, then how much of it is said.
struct RecordQuality {
  /// Greater is better, bytewise.
  let sortValue: String

  init(_ dataset: Dataset) {
    let day = dataset.modified ?? dataset.issued
    let stated = [
      !dataset.description.isEmpty, !dataset.licenses.isEmpty, dataset.publisher != nil,
      !dataset.keywords.isEmpty,
      !dataset.distributions.isEmpty, dataset.temporal != nil, !dataset.spatial.isEmpty,
      dataset.dataDictionary != nil, dataset.landingPage != nil,
    ]
    sortValue =
      VersionNumber(of: dataset).sortValue + DateDigits.text(day?.year ?? 0, width: 4)
      + "\(stated.count(where: { $0 }))"
  }
}
