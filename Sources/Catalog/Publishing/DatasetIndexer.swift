internal import DatasetModel
internal import QueryLanguage
internal import SearchIndex

/// Turns a record into a document, by the field table.
struct DatasetIndexer {
  private let analyzer: TextAnalyzer

  init() throws(CatalogError) {
    do { analyzer = try TextAnalyzer() } catch { throw CatalogError(error) }
  }

  static func uniqueTerm(_ id: String) -> String { TermPrefix.id + id }

  func document(for whole: Dataset) throws(CatalogError) -> IndexDocument {
    let dataset = whole.withoutNarrowerVariables
    var document = IndexDocument(uniqueTerm: Self.uniqueTerm(dataset.id))
    var scores: [String: Double] = [:]
    var words: Set<String> = []
    for field in FieldTable.all {
      let values = field.values(dataset)
      if field.isStated(values) { document.add(TermPrefix.presence + field.name) }
      if let prefix = field.exactPrefix, prefix != TermPrefix.id {
        addExact(values, of: field, prefix, to: &document)
      }
      if let slot = field.slot { document.set(slot, toList: values) }
      if let text = field.text { addText(values, text, to: &document, &scores, &words) }
    }
    for (stem, score) in scores {
      document.add(
        ExactTerm.bounded(TermPrefix.stem + stem), wdf: max(1, Int((score * Scoring.unit).rounded())))
    }
    for word in words { document.add(ExactTerm.bounded(TermPrefix.word + word)) }
    for name in [dataset.title] + dataset.aliases {
      document.add(ExactTerm.bounded(TermPrefix.writtenName + Scoring.writtenName(name)), wdf: 1)
      document.add(
        ExactTerm.bounded(TermPrefix.wholeName + Scoring.wholeName(analyzer.tokens(in: name))), wdf: 1)
    }
    addSortValues(of: dataset, to: &document)
    addTerms(of: dataset, to: &document)
    document.texts = [dataset.title, dataset.description]
    do {
      document.payload = try StoredDataset(dataset).bytes
    } catch {
      throw CatalogError(.failed, "record \(dataset.id) cannot be encoded")
    }
    return document
  }

  private func addExact(
    _ values: [String], of field: CatalogField, _ prefix: String, to document: inout IndexDocument
  ) {
    for value in values {
      let spellings = field.kind == .identifier ? ExactTerm.identifierSpellings(value) : [value]
      for spelling in spellings { document.add(ExactTerm.term(prefix, spelling)) }
    }
  }

  /// Adds the field's own stems with positions, and its share of the record's score for each stem.
  private func addText(
    _ values: [String], _ text: TextScoring, to document: inout IndexDocument,
    _ scores: inout [String: Double],
    _ words: inout Set<String>
  ) {
    var frequencies: [String: Int] = [:]
    var start = 0
    var length = 0
    for value in values {
      let tokens = analyzer.tokens(in: value)
      for token in tokens {
        frequencies[token.stem, default: 0] += 1
        words.insert(token.word)
        document.add(ExactTerm.bounded(text.wordPrefix + token.word))
        let term = ExactTerm.bounded(text.prefix + token.stem)
        document.add(term, at: start + token.position, wdf: 1)
        if !token.isJoined { length += 1 }
      }
      // A phrase must not run from one keyword into the next.
      start += (tokens.last?.position ?? 0) + Scoring.valueGap
    }
    let dilution =
      1 - text.lengthNormalization + text.lengthNormalization * Double(max(1, length)) / text.averageLength
    for (stem, frequency) in frequencies {
      scores[stem, default: 0] += text.weight * Double(min(frequency, text.maximumFrequency)) / dilution
    }
  }

  /// Terms of use by their key, so that a profile is compared once with all records that share them.
  private func addTerms(of dataset: Dataset, to document: inout IndexDocument) {
    let key = dataset.useTerms.key
    document.add(TermPrefix.termsKey + key)
    document.set(Slot.termsKey, toList: [key])
    for relation in dataset.relations where relation.kind == .publicVersionOf {
      document.add(ExactTerm.bounded(TermPrefix.publicVersionOf + relation.target))
    }
  }

  private func addSortValues(of dataset: Dataset, to document: inout IndexDocument) {
    BoxSlots.set(dataset.spatial, in: &document)
    document.set(Slot.id, to: dataset.id)
    document.set(Slot.title, to: String(ExactTerm.fold(dataset.title).prefix(200)))
    if let modified = dataset.modified { document.set(Slot.modified, to: modified.firstDay) }
    if let issued = dataset.issued { document.set(Slot.issued, to: issued.firstDay) }
    if let temporal = dataset.temporal, temporal.start != nil || temporal.end != nil {
      document.set(Slot.coversStart, to: temporal.start?.firstDay ?? Scoring.earliestDay)
      document.set(Slot.coversEnd, to: temporal.end?.lastDay ?? Scoring.latestDay)
    }
  }
}

/// The numbers of the ranking, in one place, with their reasons.
enum Scoring {
  /// Integer wdf to one occurrence of weight 1 in a field of average length: enough to keep the sum's
  /// differences when it is rounded.
  static let unit = 16.0
  /// BM25's k1 on that scale. Lengths are in the wdf already, so b is 0.
  static let k1 = 4.0 * unit
  /// What a term of wdf 1 is short of against one plain occurrence in the bag (13).
  static let singleTermScale = unit * (k1 + 1) / (k1 + unit)
  /// A query word that stands in the title.
  static let titleBonus = 0.25
  /// Two query words side by side.
  static let adjacencyBonus = 0.2
  /// The query is a name of the dataset. Far above any sum of words, so that it comes first.
  static let wholeNameBonus = 100.0
  static let valueGap = 100
  static let earliestDay = "0001-01-01"
  static let latestDay = "9999-12-31"

  static let weighting = BM25(k1: k1, k2: 0, k3: 1, b: 0, minimumNormalizedLength: 0.5)

  /// A name as it is written, blanks apart.
  static func writtenName(_ name: String) -> String {
    name.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// A name as its words, for comparing whole names.
  static func wholeName(_ tokens: [Token]) -> String {
    tokens.filter { !$0.isJoined }.map(\.word).joined(separator: " ")
  }
}
