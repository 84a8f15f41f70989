internal import CartularyBase
internal import CartularyIndex
internal import CartularyLedger
internal import CartularyModel
internal import CartularyQuery

/// Turns a record into a document, by the field table.
struct DatasetIndexer {
  private let languages: TextLanguages

  init() throws(CatalogError) { languages = try TextLanguages() }

  /// - Parameters:
  ///   - inheritance: What the record takes over from its programmes: it is found by that, too.
  ///   - mentions: How many publishers mention the record.
  ///   - json: The record's bytes in the ledger; `nil` if it does not come from there.
  func document(
    for whole: Dataset, inheriting inheritance: TermsInheritance, mentions: Int = 0, json: String? = nil
  ) throws(CatalogError) -> IndexDocument {
    let record = RecordValues(whole, inheriting: inheritance)
    let (stated, dataset) = (record.stated, record.dataset)
    let spoken = languages.languages(of: dataset)
    var document = IndexDocument(uniqueTerm: TermPrefix.uniqueTerm(dataset.id))
    var text = RecordText()
    for field in FieldTable.all {
      let values = record.values(of: field)
      let labels = record.labels(of: field)
      if field.isFilled(values, labels: labels) { document.add(TermPrefix.presence + field.name) }
      let shown = record.shown(of: field, values)
      if let prefix = field.exactPrefix, prefix != TermPrefix.id {
        for spelling in record.spellings(of: field, values, shown: shown) {
          document.add(ExactTerm.term(prefix, spelling))
        }
      }
      if let slot = field.slot { document.set(slot, toList: RecordValues.distinct(shown)) }
      if let scoring = field.text {
        let end = addText(values, of: field.name, scoring, spoken, to: &document, &text)
        if !labels.isEmpty {
          let weighed = scoring.weighed(as: .labels)
          addText(
            labels, of: field.name + ": codes", weighed, [LanguageGuess.english], to: &document, &text,
            from: end)
        }
      }
    }
    text.add(to: &document)
    for name in NameTerms(analyzer: languages.english).terms(of: dataset) { document.add(name) }
    MentionTerms.add(mentions, of: RecordTexts(stated), to: &document)
    addSibling(of: stated, to: &document)
    addSortValues(of: stated, to: &document)
    document.texts = [dataset.title, dataset.description]
    let payload: StoredPayloadV1
    do {
      payload = try StoredPayloadV1(
        stated, taking: dataset, terms: record.terms, json: whole.hidesVariables ? nil : json)
    } catch {
      throw CatalogError(.failed, "record \(dataset.id) cannot be encoded")
    }
    document.payload = payload.bytes
    addTerms(payload.termsKey, of: stated, to: &document)
    return document
  }

  /// Adds the field's own stems with positions, and gathers its share of what the whole record has.
  ///
  /// A text that may be in several languages is read in each, and ranked by the likeliest: two readings would weigh more
  /// than one.
  ///
  /// - Parameter first: The position of the first word.
  /// - Returns: The position behind the last.
  @discardableResult
  private func addText(
    _ values: [String], of field: String, _ scoring: TextScoring, _ spoken: [String],
    to document: inout IndexDocument, _ text: inout RecordText, from first: Int = 0
  ) -> Int {
    var frequencies: [String: Double] = [:]
    var start = first
    var length = 0
    for value in values {
      let plain = languages.english.tokens(in: value)
      let own =
        Scoring.fieldsOfRunningText.contains(field)
        ? TextLanguages.languages(of: plain.map(\.word), inRecordOf: spoken) : spoken
      for (index, language) in own.enumerated() {
        let analyzer = languages.analyzer(for: language)
        let tokens = language == LanguageGuess.english ? plain : analyzer.tokens(in: value)
        let share = index == 0 ? 1 : Scoring.doubtfulShare
        for token in tokens {
          // The other spelling counts as the word does, in its place.
          for stem in [token.stem] + [token.spelling].compactMap({ $0 }).map(analyzer.stem) {
            frequencies[stem, default: 0] += share
            document.add(ExactTerm.bounded(scoring.prefix + stem), at: start + token.position, wdf: 1)
          }
        }
        if Scoring.fieldsWithDefinitions.contains(field) {
          text.definitions.formUnion(Abbreviation.definitions(in: value, analyzer).map(\.term))
        }
        guard index == 0 else { continue }
        if Scoring.fieldsWithBeginnings.contains(field) { text.addBeginnings(of: tokens) }
        if Scoring.fieldsWithPairs.contains(field) { text.addPairs(of: tokens) }
      }
      text.languages.formUnion(own)
      for word in plain.flatMap({ [$0.word] + [$0.spelling].compactMap { $0 } }) {
        text.words.insert(word)
        document.add(ExactTerm.bounded(scoring.wordPrefix + word))
      }
      length += plain.count { !$0.isJoined } - VersionNumber.wordCount(in: plain)
      start += (plain.last?.position ?? 0) + Scoring.valueGap
    }
    text.add(frequencies, length: length, scoring.weight)
    return start
  }

  /// Terms of use by their key, so that a profile is compared once with all records that share them.
  private func addTerms(_ key: String, of dataset: Dataset, to document: inout IndexDocument) {
    document.add(TermPrefix.termsKey + key)
    document.set(Slot.termsKey, toList: [key])
    for relation in dataset.relations where relation.kind == .publicVersionOf {
      document.add(ExactTerm.bounded(TermPrefix.publicVersionOf + relation.target))
    }
    for succession in Succession.stated(by: dataset) {
      if let term = succession.term { document.add(term) }
    }
    for relation in dataset.relations
    where relation.kind == .replaces && DatasetID.isWellFormed(relation.target) {
      document.add(ExactTerm.term(TermPrefix.replaces, relation.target))
    }
  }

  private func addSibling(of dataset: Dataset, to document: inout IndexDocument) {
    let words = languages.english.tokens(in: dataset.title).filter { !$0.isJoined }.map(\.word)
    guard let sibling = Sibling(dataset, words: words) else { return }
    document.add(TermPrefix.sibling)
    document.set(Slot.sibling, to: sibling.value)
  }

  private func addSortValues(of dataset: Dataset, to document: inout IndexDocument) {
    BoxSlots.set(dataset.spatial, in: &document)
    if let span = dataset.access.leadTime.flatMap(TimeSpan.init) {
      document.set(Slot.leadTime, to: DayCount.text(span.approximateDayCount))
    }
    if let span = dataset.access.effort {
      document.set(Slot.effort, to: DayCount.text(span.approximateDayCount))
    }
    document.set(Slot.id, to: dataset.id)
    document.set(Slot.quality, to: RecordQuality(dataset).sortValue)
    document.set(Slot.title, to: String(ExactTerm.fold(dataset.title).prefix(200)))
    if let modified = dataset.modified { document.set(Slot.modified, to: modified.firstDay.description) }
    if let issued = dataset.issued { document.set(Slot.issued, to: issued.firstDay.description) }
    if let temporal = dataset.temporal, temporal.start != nil || temporal.end != nil {
      document.set(Slot.coversStart, to: temporal.start?.firstDay.description ?? Scoring.earliestDay)
      document.set(Slot.coversEnd, to: temporal.end?.lastDay.description ?? Scoring.latestDay)
    }
  }
}
