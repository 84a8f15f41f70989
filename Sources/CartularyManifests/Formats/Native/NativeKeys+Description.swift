internal import CartularyModel

// What tells how fine, how complete and how useful the data is.

extension NativeKeys {
  static let limit: [ManifestKey<DataLimit>] = [
    .code("kind", \.kind, isRequired: true),
    .paragraph("text", \.text),
  ]

  static let withheldPart: [ManifestKey<WithheldPart>] = [
    .text("what", \.what, isRequired: true),
    .code("reason", \.reason, isRequired: true),
    .paragraph("text", \.text),
    .date("since", \.since),
    .date("until", \.until),
  ]

  static let useCase: [ManifestKey<UseCase>] = [
    .text("title", \.title, isRequired: true),
    .code("outcome", \.outcome),
    .text("url", \.url),
    .paragraph("lesson", \.lesson),
  ]

  static let utility: [ManifestKey<DataUtility>] = [
    .text("grade", \.grade),
    .text("scale", \.scale),
    .text("epsilon", \.epsilon),
    .integer("k", \.k),
    .text("note", \.note),
  ]

  static let refreshPlan: [ManifestKey<RefreshPlan>] = [
    .code("kind", \.kind, isRequired: true),
    .text("schedule", \.schedule),
  ]

  /// Each key of the record that follows from the source, with how.
  static let inferred = ManifestKey<Dataset>(name: "inferred", shape: .textMap) { node, dataset, report in
    guard let entries = node.entries else {
      report.say(.wrongType, "expected 'inferred' as a map, found \(node.kindName)", at: node.mark)
      return
    }
    let names = NativeKeys.dataset.map(\.name)
    var texts: [String: String] = [:]
    for entry in entries {
      guard names.contains(entry.key) else {
        report.sayUnknown(.unknownValue, "key", entry.key, among: names, at: entry.value.mark)
        continue
      }
      texts[entry.key] = ScalarParser.text(entry.value, of: entry.key, report: &report)
    }
    if !texts.isEmpty { dataset.inferred = texts }
  } write: { dataset in
    dataset.inferred.map { texts in .map(texts.sorted { $0.key < $1.key }.map { ($0.key, .text($0.value)) }) }
  }
}
