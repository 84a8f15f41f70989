internal import CartularyModel

extension DictionaryView {
  /// How many variables are shown.
  private static let limit = 400

  /// - Parameters:
  ///   - text: What variables must have in their name, label, description or unit; empty for all.
  ///   - profile: What stays in the address.
  /// - Returns: `nil` if the record has no dictionary.
  init?(
    _ dataset: Dataset, finding text: String, _ profile: PageProfile, _ addresses: any PageAddresses
  ) {
    guard let whole = dataset.dataDictionary else { return nil }
    self.init()
    let find = PageText.cut(text.split(whereSeparator: \.isWhitespace).joined(separator: " "), 60)
    let wanted = find.lowercased()
    var (count, matched, shown) = (0, 0, 0)
    for table in whole.tables {
      var rows: [DictionaryRow] = []
      for variable in table.variables {
        count += 1
        guard wanted.isEmpty || variable.texts.contains(where: { $0.lowercased().contains(wanted) }) else {
          continue
        }
        matched += 1
        guard shown < Self.limit else { continue }
        shown += 1
        rows.append(DictionaryRow(variable))
      }
      guard !rows.isEmpty else { continue }
      dictionaryTables.append(
        DictionaryPart(
          tableTitle: PageText.stated(table.title ?? table.name, 160),
          tableNote: PageText.stated(table.description, 240),
          tableRows: rows))
    }
    canFilter = !addresses.isStatic
    dictionaryAction = addresses.dataset(dataset.id)
    dictionaryFind = find
    dictionaryKept = profile.pairs.map { KeptField(keptName: $0.key, keptValue: $0.value) }
    dictionaryCount =
      (find.isEmpty ? "" : "\(PageText.number(matched)) of ") + PageText.plural(count, "variable")
    dictionaryHref = PageText.web(whole.url)
    dictionaryHrefText = dictionaryHref.map(PageText.host) ?? ""
    hasDictionaryRows = !dictionaryTables.isEmpty
    if matched > shown {
      let isWhole = addresses.format(dataset.id, "json") != nil
      dictionaryRest =
        "\(PageText.number(matched - shown)) more variables are not shown here; find them by name"
        + (isWhole ? ", or in “This record as JSON”." : ".")
    }
  }
}

extension Variable {
  fileprivate var texts: [String] { [name, label, description, unit].compactMap { $0 } }
}

extension DictionaryRow {
  private static let valueLimit = 12

  init(_ variable: Variable) {
    let level = variable.sensitivity.flatMap { $0 == .unspecified ? nil : $0 }
    var texts: [String?] = []
    if !variable.values.isEmpty {
      let values = variable.values.prefix(Self.valueLimit).map { value in
        value.value + (value.label.map { " = " + $0 } ?? "")
      }
      let more = variable.values.count > Self.valueLimit ? " … \(variable.values.count) in all" : ""
      texts.append(PageText.shown(values.joined(separator: ", "), 300) + more)
    }
    if variable.minimum != nil || variable.maximum != nil {
      texts.append(PageText.shown("\(variable.minimum ?? "…") to \(variable.maximum ?? "…")", 120))
    }
    if !variable.missing.isEmpty {
      texts.append("missing: " + PageText.shown(variable.missing.prefix(8).joined(separator: ", "), 160))
    }
    self.init(
      columnName: PageText.shown(variable.name, 120), columnLabel: PageText.stated(variable.label, 200),
      columnText: PageText.stated(variable.description, 400), columnBadge: level.map(PageWords.sensitivity),
      columnBadgeClass: level?.rank.map { "s s-\($0)" } ?? "",
      columnIdentifies: PageWords.identifier(variable.identifier),
      columnType: PageText.joined([variable.type?.rawValue, PageText.stated(variable.unit, 60)], " in ")
        ?? "",
      columnValues: PageText.joined(texts, "; ") ?? "")
  }
}
