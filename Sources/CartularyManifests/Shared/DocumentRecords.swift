internal import CartularyBase
internal import CartularyModel

/// Visits the records of a document in JSON or YAML, wherever its format has them.
enum DocumentRecords {
  /// Where the records are.
  enum Place {
    /// The document is a record.
    case root
    /// The document is a list of records.
    case items
    /// The records are the list under a key of the root.
    case under(String)
  }

  /// What a format read from one record.
  struct Import {
    let dataset: Dataset
    /// What the source calls the record; if it has no name for it, something unique to the record.
    let identifier: String
  }

  /// Reads every record and passes on each that could be read, with a unique id.
  ///
  /// - Parameters:
  ///   - limit: The size limit, in bytes, of a record that is a separate document.
  ///   - read: Makes a dataset from a map. If it cannot, it reports why.
  static func read(
    _ document: SourceDocument, at place: Place, limit: Int = ManifestLimits.recordByteCount,
    report: inout SourceReport, record: (FoundRecord) -> Void,
    _ read: (SourceNode, inout SourceReport) -> Import?
  ) {
    var ids = ImportedIDs()
    forEach(of: document, at: place, limit: limit, report: &report) { node, range, report in
      guard node.entries != nil else {
        report.say(.wrongType, "a record must be a map, found \(node.kindName)", at: node.mark)
        return
      }
      let found = read(node, &report)
      report.recordID = nil
      guard let found,
        let dataset = ids.distinct(found.dataset, from: found.identifier, at: node.mark, report: &report)
      else { return }
      record(FoundRecord(dataset: dataset, mark: node.mark, sourceRange: range))
    }
  }

  private static func forEach(
    of document: SourceDocument, at place: Place, limit: Int, report: inout SourceReport,
    _ body: (SourceNode, Range<Int>, inout SourceReport) -> Void
  ) {
    switch (document.syntax, place) {
    case (.json, .root):
      var reader = JSONReader(document.file.bytes)
      do throws(JSONReader.Fault) {
        _ = reader.nextByte()
        let start = reader.offset
        let node = try reader.value()
        guard reader.offset - start <= limit else {
          report.say(
            .tooLarge, "a record of \((reader.offset - start) >> 10) KiB", at: node.mark,
            help: "the limit is \(limit >> 10) KiB")
          return
        }
        body(node, start..<reader.offset, &report)
      } catch {
        report.say(error)
      }
    case (.json, .items):
      JSONCatalog.forEachRecord(of: document, under: nil, report: &report, body)
    case (.json, .under(let key)):
      JSONCatalog.forEachRecord(of: document, under: key, report: &report, body)
    case (.markdown, _): break
    case (.yaml(let roots), _):
      let nodes = roots.flatMap { root in
        switch place {
        case .root: [root]
        case .items: root.items
        case .under(let key): root[key]?.items ?? []
        }
      }
      let starts = nodes.map { report.text.startOfLine(of: $0.mark) }
      for (index, node) in nodes.enumerated() {
        let end = index + 1 < starts.count ? starts[index + 1] : document.file.bytes.count
        body(node, starts[index]..<max(end, starts[index]), &report)
      }
    }
  }
}

extension ImportedID {
  /// The id of a record by the first of some names that it has: identifiers, addresses, finally its title.
  ///
  /// A name without a Latin letter or digit is replaced by its hash, so that no record is lost because of its script.
  ///
  /// - Returns: `nil` if there is no name at all.
  static func id(ofFirst names: [String?], of owner: String?) -> String? {
    guard let name = names.lazy.compactMap({ $0.flatMap(SourceNode.nonEmpty) }).first else { return nil }
    guard DatasetID.slug(String(WebAddress.withoutScheme(name))).isEmpty else { return id(name, of: owner) }
    return DatasetID.slug((owner ?? "") + " " + ContentHash(of: name.utf8).description.prefix(12))
  }
}

extension SourceReport {
  /// Reports that a record is left out because its catalog does not show it to everyone: here it would be
  /// visible to everyone who sees this catalog.
  mutating func sayPrivate(_ noun: String, _ word: String, at mark: SourceMark?) {
    say(
      .privateInSource, "the \(noun) is \(word) in its catalog; it is left out", at: mark,
      help: "to include it, write a manifest of your own that states its 'audience'")
  }

  mutating func sayNameless(at mark: SourceMark) {
    say(.missingInSource, "a record without identifier and title is left out", at: mark)
  }

  /// Reports each key that a format requires and a map lacks.
  mutating func sayMissing(_ keys: [String], in node: SourceNode) {
    for key in keys where node[key]?.isBlank ?? true {
      say(.missingInSource, "'\(key)' is missing", at: node.mark)
    }
  }
}
