internal import CartularyModel

/// Visits the records of a catalog file in JSON, one by one.
enum JSONCatalog {
  /// - Parameters:
  ///   - key: The key of the root object whose array holds the records; `nil` if the root is the array.
  ///   - body: Takes each record with the bytes that it covers. A record over the size limit is reported
  ///     and left out.
  static func forEachRecord(
    of document: SourceDocument, under key: String?, report: inout SourceReport,
    _ body: (SourceNode, Range<Int>, inout SourceReport) -> Void
  ) {
    var reader = document.reader
    do throws(JSONReader.Fault) {
      guard let key else { return try forEachItem(&reader, &report, body) }
      try reader.forEachEntry { entry, _, reader throws(JSONReader.Fault) in
        guard entry == key else { return try reader.skipValue() }
        try forEachItem(&reader, &report, body)
      }
    } catch {
      report.say(error)
    }
  }

  private static func forEachItem(
    _ reader: inout JSONReader, _ report: inout SourceReport,
    _ body: (SourceNode, Range<Int>, inout SourceReport) -> Void
  ) throws(JSONReader.Fault) {
    try reader.forEachItem { reader throws(JSONReader.Fault) in
      guard let (node, range) = try record(&reader, noun: "record", &report) else { return }
      body(node, range, &report)
    }
  }

  /// Reads the next value as a record, with the bytes that it covers; `nil` if it is over the size limit of
  /// a record, which is reported.
  static func record(
    _ reader: inout JSONReader, noun: String, _ report: inout SourceReport
  ) throws(JSONReader.Fault) -> (node: SourceNode, range: Range<Int>)? {
    _ = reader.nextByte()
    let start = reader.offset
    let node = try reader.value()
    let size = reader.offset - start
    guard size <= ManifestLimits.recordByteCount else {
      report.say(
        .skippedRecord, "a \(noun) of \(size >> 10) KiB is left out", at: node.mark,
        help: "the limit is \(ManifestLimits.recordByteCount >> 10) KiB")
      return nil
    }
    return (node, start..<reader.offset)
  }
}

/// Gives each record of one catalog file a unique id.
struct ImportedIDs {
  private var identifiers: [String: String] = [:]

  /// - Parameter identifier: What the source calls the record, from which its id was made.
  /// - Returns: The record, with a hash in its id if another identifier led to the same id; `nil` if the
  ///   identifier itself was used before, which is reported.
  mutating func distinct(
    _ dataset: Dataset, from identifier: String, at mark: SourceMark, report: inout SourceReport
  ) -> Dataset? {
    var dataset = dataset
    if let first = identifiers[dataset.id] {
      guard first != identifier else {
        report.say(
          .skippedRecord, "the identifier of '\(dataset.id)' is used again; this record is left out", at: mark
        )
        return nil
      }
      // Two identifiers that differ only in punctuation.
      let hash = ContentHash(of: identifier.utf8).description.prefix(8)
      dataset.id = DatasetID.slug(dataset.id.prefix(DatasetID.maximumByteCount - 9) + "-" + hash)
      guard identifiers[dataset.id] == nil else {
        report.say(
          .skippedRecord, "the identifier of '\(dataset.id)' is used again; this record is left out", at: mark
        )
        return nil
      }
    }
    identifiers[dataset.id] = identifier
    return dataset
  }
}
