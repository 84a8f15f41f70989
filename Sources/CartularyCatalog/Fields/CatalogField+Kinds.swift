internal import CartularyModel
internal import CartularyQuery

// The kinds of rows, so that the table itself reads as a table.

extension CatalogField {
  /// Running text.
  static func text(
    _ name: String, _ aliases: [String], _ help: String, sorting: Sorting? = nil, _ text: TextScoring,
    values: @escaping @Sendable (Dataset) -> [String]
  ) -> CatalogField {
    CatalogField(
      name: name, aliases: aliases, kind: .text, help: help, isFacet: false, exactPrefix: nil, text: text,
      slot: nil, sorting: sorting, vocabulary: [], isOrdered: false, values: values)
  }

  /// Names that anyone may coin; a facet where there is a slot.
  static func open(
    _ name: String, _ aliases: [String], _ help: String, exact: String, slot: UInt32?,
    _ text: TextScoring? = nil,
    values: @escaping @Sendable (Dataset) -> [String]
  ) -> CatalogField {
    CatalogField(
      name: name, aliases: aliases, kind: .keyword, help: help, isFacet: slot != nil, exactPrefix: exact,
      text: text,
      slot: slot, sorting: nil, vocabulary: [], isOrdered: false, values: values)
  }

  static func place(
    _ name: String, _ aliases: [String], _ help: String, exact: String, slot: UInt32, _ text: TextScoring,
    values: @escaping @Sendable (Dataset) -> [String]
  ) -> CatalogField {
    CatalogField(
      name: name, aliases: aliases, kind: .place, help: help, isFacet: true, exactPrefix: exact, text: text,
      slot: slot, sorting: nil, vocabulary: [], isOrdered: false, values: values)
  }

  /// The field with another way of showing its values.
  func showing(
    _ values: @escaping @Sendable (Dataset) -> [String], as spelling: @escaping @Sendable (String) -> String
  ) -> CatalogField {
    var field = self
    field.shown = .init(values: values, spelling: spelling)
    return field
  }

  /// The field with words of ours besides those of the record.
  func labelled(by labels: @escaping @Sendable (Dataset) -> [String]) -> CatalogField {
    var field = self
    field.labels = labels
    return field
  }

  static func identifier(
    _ name: String, _ aliases: [String], _ help: String, exact: String,
    values: @escaping @Sendable (Dataset) -> [String]
  ) -> CatalogField {
    CatalogField(
      name: name, aliases: aliases, kind: .identifier, help: help, isFacet: false, exactPrefix: exact,
      text: nil,
      slot: nil, sorting: nil, vocabulary: [], isOrdered: false, values: values)
  }

  /// Codes of a closed vocabulary.
  ///
  /// - Parameter unstated: The value of records that state none; `nil` if they have no value.
  static func vocabulary<Code: Vocabulary>(
    _ name: String, _ aliases: [String], _ help: String, _: Code.Type, exact: String, slot: UInt32,
    unstated: String? = nil, values: @escaping @Sendable (Dataset) -> [Code]
  ) -> CatalogField {
    let terms = Code.allCases.map { code in
      Term(value: code.rawValue, spellings: Code.aliases.filter { $0.value == code }.keys.sorted())
    }
    let silence = [unstated].compactMap { $0 }
    return CatalogField(
      name: name, aliases: aliases, kind: .keyword, help: help, isFacet: true, exactPrefix: exact, text: nil,
      slot: slot, sorting: nil, vocabulary: terms + silence.map { Term(value: $0, spellings: []) },
      isOrdered: false, unstatedValues: Set(silence),
      values: { dataset in
        let codes = values(dataset).map(\.rawValue)
        return codes.isEmpty ? silence : codes
      })
  }

  /// A length of time, searched and sorted by its days, shortest first.
  static func span(
    _ name: String, _ help: String, slot: UInt32, values: @escaping @Sendable (Dataset) -> String?
  ) -> CatalogField {
    CatalogField(
      name: name, aliases: [], kind: .number, help: help, isFacet: false, exactPrefix: nil, text: nil,
      slot: nil, sorting: Sorting(slot: slot, isDescendingByNature: false), vocabulary: [], isOrdered: false,
      values: { [values($0)].compactMap { $0 } })
  }

  /// The level that counts, which is the high-water mark; ordered, but for `unspecified`.
  static func sensitivity(_ name: String, _ aliases: [String], exact: String, slot: UInt32) -> CatalogField {
    let terms = Sensitivity.allCases.map { level in
      Term(
        value: level.rawValue, spellings: Sensitivity.aliases.filter { $0.value == level }.keys.sorted(),
        isRanked: level.rank != nil)
    }
    return CatalogField(
      name: name, aliases: aliases, kind: .keyword,
      help: "How sensitive the data is: the highest of what is declared and described.", isFacet: true,
      exactPrefix: exact, text: nil, slot: slot, sorting: nil, vocabulary: terms, isOrdered: true,
      unstatedValues: [Sensitivity.unspecified.rawValue], isOwn: true,
      values: { [$0.effectiveSensitivity.level.rawValue] })
  }

  /// SPDX ids and `LicenseRef-…`, in any case.
  static func license(_ name: String, _ aliases: [String], exact: String, slot: UInt32) -> CatalogField {
    CatalogField(
      name: name, aliases: aliases, kind: .keyword, help: "The licence, as an SPDX id or LicenseRef-….",
      isFacet: true, exactPrefix: exact, text: nil, slot: slot, sorting: nil,
      vocabulary: (LicenseTable.ids + [License.customID]).map { Term(value: $0, spellings: []) },
      isOrdered: false, unstatedValues: [License.notStated.id, "NONE"],
      values: { $0.effectiveLicenses.map(\.id) })
  }

  static func box(
    _ name: String, _ aliases: [String], _ help: String, values: @escaping @Sendable (Dataset) -> [String]
  ) -> CatalogField {
    CatalogField(
      name: name, aliases: aliases, kind: .box, help: help, isFacet: false, exactPrefix: nil, text: nil,
      slot: nil,
      sorting: nil, vocabulary: [], isOrdered: false, values: values)
  }

  static func date(
    _ name: String, _ aliases: [String], _ help: String, slot: UInt32? = nil,
    values: @escaping @Sendable (Dataset) -> [String]
  ) -> CatalogField {
    CatalogField(
      name: name, aliases: aliases, kind: .date, help: help, isFacet: false, exactPrefix: nil, text: nil,
      slot: nil,
      sorting: slot.map { Sorting(slot: $0, isDescendingByNature: true) }, vocabulary: [], isOrdered: false,
      values: values)
  }

  /// The row as the query language reads it.
  var queryField: QueryField {
    var spellings: [String: String] = [:]
    for term in vocabulary {
      for spelling in term.spellings { spellings[spelling] = term.value }
    }
    return QueryField(
      name: name, aliases: aliases, kind: kind, values: vocabulary.map(\.value), valueAliases: spellings,
      openValuePrefixes: name == "license" ? ["LicenseRef-"] : [],
      families: name == "license" ? LicenseTable.families : [:], isOrdered: isOrdered,
      valuesOutsideOrder: vocabulary.filter { !$0.isRanked }.map(\.value), allowsPresence: !isDecided,
      boundAliases: name == "modified" ? ["after": .more, "before": .less] : [:])
  }
}
