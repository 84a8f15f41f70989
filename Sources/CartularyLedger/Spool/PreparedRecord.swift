internal import CartularyModel

/// A record on its way into the ledger: encoded, with all that is asked of it but its content.
struct PreparedRecord {
  let id: String
  let title: String
  /// As the ledger stores it.
  let json: String
  let hash: String
  /// As `LedgerRecord.text` writes it.
  let audience: String
  /// Whether the source says who may see the record.
  let statesAudience: Bool
  /// The effective level.
  let sensitivity: Sensitivity
  /// What of its statements contradicts itself; `nil` for a sound record.
  let contradiction: String?
  /// Sorted, each once, as the references are.
  let duplicateKeys: [String]
  let references: [RecordReference]
  /// As `Dataset.replacedIDs` has them.
  let replacedIDs: [String]
  /// `nil` for what comes from no file.
  let origin: RecordOrigin?

  /// - Throws: `CatalogError` with code `.invalidArgument` for a record that the ledger does not take.
  init(_ sourced: SourcedDataset) throws(CatalogError) {
    self.init(
      sourced.dataset, json: try LedgerRecord.json(of: sourced.dataset), origin: sourced.origin,
      statesAudience: sourced.statesAudience)
  }

  /// - Parameter json: The record, as `LedgerRecord.json` writes it.
  init(_ dataset: Dataset, json: String, origin: RecordOrigin?, statesAudience: Bool = true) {
    (id, title, self.json, self.origin) = (dataset.id, dataset.title, json, origin)
    hash = LedgerRecord.hash(of: json)
    audience = LedgerRecord.text(dataset.audience)
    self.statesAudience = statesAudience
    sensitivity = dataset.effectiveSensitivity.level
    contradiction = dataset.contradictions.first?.message
    duplicateKeys = DuplicateKey.keys(of: dataset).sorted()
    references = RecordReference.references(of: dataset).sorted(by: RecordReference.precedes)
    replacedIDs = dataset.replacedIDs
  }

  /// The record itself. Asked of what changes, or takes over terms: most records are never decoded here.
  func dataset() throws(CatalogError) -> Dataset { try LedgerRecord.dataset(json, id: id) }

  /// Names under which others may mean the record besides its id.
  var otherNames: [String] { references.filter { $0.kind == .replaces }.map(\.target) }

  var traits: Traits {
    var traits: Traits = []
    if references.contains(where: { $0.kind == .terms }) { traits.insert(.namesProgrammes) }
    if references.contains(where: { $0.kind == .replaces }) { traits.insert(.hasOtherNames) }
    if !replacedIDs.isEmpty { traits.insert(.replacesRecords) }
    return traits
  }

  /// What is known of a record without reading it again.
  struct Traits: OptionSet {
    let rawValue: UInt8
    static let namesProgrammes = Traits(rawValue: 1)
    static let hasOtherNames = Traits(rawValue: 2)
    static let replacesRecords = Traits(rawValue: 4)
  }
}

// MARK: - As bytes

extension PreparedRecord {
  func write(to bytes: inout SpooledBytes) {
    bytes.add(id)
    bytes.add(title)
    bytes.add(json)
    bytes.add(hash)
    bytes.add(audience)
    bytes.add(statesAudience ? 1 : 0)
    bytes.add(sensitivity.rawValue)
    bytes.add(contradiction)
    bytes.add(duplicateKeys)
    bytes.add(references.map(\.target))
    bytes.add(references.map(\.kind.rawValue))
    bytes.add(replacedIDs)
    bytes.add(origin?.file)
    guard let origin else { return }
    bytes.add(origin.line)
    bytes.add(origin.format)
    bytes.add(origin.fileHash.description)
    bytes.add(origin.source)
    bytes.add(origin.location)
    bytes.add(origin.commit)
  }

  /// - Parameter bytes: As `write` has made them.
  init(_ bytes: inout SpooledReader) {
    id = bytes.text()
    title = bytes.text()
    json = bytes.text()
    hash = bytes.text()
    audience = bytes.text()
    statesAudience = bytes.number() == 1
    sensitivity = Sensitivity(rawValue: bytes.text()) ?? .unspecified
    contradiction = bytes.optionalText()
    duplicateKeys = bytes.texts()
    references = zip(bytes.texts(), bytes.texts()).map { target, kind in
      RecordReference(target: target, kind: RecordReference.Kind(rawValue: kind) ?? .terms)
    }
    replacedIDs = bytes.texts()
    guard let file = bytes.optionalText() else {
      origin = nil
      return
    }
    var origin = RecordOrigin(
      file: file, line: bytes.number(), format: bytes.text(),
      fileHash: ContentHash(stored: bytes.text()), source: bytes.text())
    origin.location = bytes.optionalText()
    origin.commit = bytes.optionalText()
    self.origin = origin
  }
}

extension Dataset {
  /// Ids of the records that this one says to replace. Other identifiers among the targets are ids of no record.
  var replacedIDs: [String] {
    relations.filter { $0.kind == .replaces && $0.target != id }.map(\.target)
  }
}
