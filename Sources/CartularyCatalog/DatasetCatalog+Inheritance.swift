internal import CartularyIndex
public import CartularyModel

extension DatasetCatalog {
  /// What a record takes over from the programmes that it is part of, and from its intermediary, where it states no terms
  /// itself: `UseTerms.programmes` for a decision.
  ///
  /// - Parameter dataset: A record as this catalog has it.
  /// - Returns: The same for every viewer who may see the record.
  /// - Throws: `CatalogError` when the catalog cannot be read.
  public func inheritance(of dataset: Dataset, as viewer: Viewer) throws -> TermsInheritance {
    guard !dataset.programmeNames.isEmpty else { return .none }
    return try withSession(viewer) { try $0.termsResolver().inheritance(of: dataset) }
  }

  /// All that a decision on a record of this catalog goes by, with what it takes over.
  ///
  /// - Throws: As `inheritance`.
  public func useTerms(of dataset: Dataset, as viewer: Viewer) throws -> UseTerms {
    dataset.useTerms(inheriting: try inheritance(of: dataset, as: viewer))
  }
}

extension SearchSession {
  /// Finds what the viewer's records take over.
  func termsResolver() -> TermsResolver {
    TermsResolver(
      record: { id in
        try reader.payload(uniqueTerm: TermPrefix.uniqueTerm(id)).map {
          try StoredPayloadV1(bytes: $0).decodedRecord()
        }
      },
      named: { name in
        let term =
          RecordAddress.isOne(name)
          ? ExactTerm.term(TermPrefix.identifier, IdentifierSpelling.canonical(RecordAddress.plain(name)))
          : ExactTerm.term(TermPrefix.replaces, name)
        var request = SearchRequest(query: .term(term), limit: ResultPage.maximumLimit)
        request.order = [.value(slot: Slot.id, descending: false)]
        // Among identifiers there are landing pages too, and other spellings.
        return try reader.search(request).matches.map {
          try StoredPayloadV1(bytes: $0.payload).decodedRecord()
        }.filter { $0.otherNames.contains(name) }
      })
  }
}
