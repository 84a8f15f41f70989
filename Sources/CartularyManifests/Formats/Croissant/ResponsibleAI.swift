internal import CartularyModel

/// What a dataset cannot tell, what it was used for and how it is renewed, in Croissant's vocabulary for responsible AI.
///
/// Source: the Croissant RAI specification 1.0. All its values are text. It has one property for biases and one for all other
/// limits, whose kind stands before the text.
enum ResponsibleAI {
  static let carries = ["limits", "uses.title", "refresh"]

  private static let biases = "rai:dataBiases"
  private static let limitations = "rai:dataLimitations"
  private static let useCases = "rai:dataUseCases"
  private static let maintenance = "rai:dataReleaseMaintenancePlan"

  static func add(_ dataset: Dataset, to node: inout RDFNode) {
    node.add(biases, texts: dataset.limits.filter { $0.kind == .bias }.map(\.text))
    node.add(
      limitations, texts: dataset.limits.filter { $0.kind != .bias }.map { CodedText.text($0.kind, $0.text) })
    node.add(useCases, texts: dataset.uses.map(\.title))
    node.add(
      maintenance,
      text: dataset.refresh.map { CodedText.text($0.kind, $0.schedule) })
  }

  /// Biases are read of every record; the kinds of other limits, and uses that were made of the data rather than those that
  /// it is meant for, only of our own.
  static func read(_ fields: inout LinkedFields, into dataset: inout Dataset) {
    dataset.limits += texts(biases, &fields).map { DataLimit(kind: .bias, text: $0) }
    guard fields.isOwn else { return }
    for text in texts(limitations, &fields) {
      if let limit = CodedText.limit(text) {
        dataset.limits.append(limit)
      } else {
        fields.keep(text, as: limitations)
      }
    }
    // In the order of the kinds: the two properties have no common order.
    let order = LimitKind.allCases
    dataset.limits = order.flatMap { kind in dataset.limits.filter { $0.kind == kind } }
    dataset.uses = texts(useCases, &fields).map { UseCase(title: $0) }
    if let text = fields.text(maintenance) {
      let stated: (code: RefreshKind, words: String?)? = CodedText.read(text)
      if let stated {
        dataset.refresh = RefreshPlan(kind: stated.code)
        dataset.refresh?.schedule = stated.words
      } else {
        fields.keep(text, as: maintenance)
      }
    }
  }

  /// The texts of all values: two uses may have the same title.
  private static func texts(_ name: String, _ fields: inout LinkedFields) -> [String] {
    let values = fields.values(name)
    return values.compactMap { [fields] in fields.label(of: $0) }
  }
}
