internal import CartularyModel

/// Finds the packages in a CKAN response, one by one.
enum CKANEnvelope {
  /// - Parameter body: Takes each package with the bytes that it covers.
  static func forEachPackage(
    of document: SourceDocument, report: inout SourceReport,
    _ body: (SourceNode, Range<Int>, inout SourceReport) -> Void
  ) {
    var reader = document.reader
    do throws(JSONReader.Fault) {
      guard document.outline.keys.contains("success") else { return try read(&reader, &report, body) }
      var isAnswered = false
      try reader.forEachEntry { key, _, reader throws(JSONReader.Fault) in
        switch key {
        case "result":
          isAnswered = true
          try read(&reader, &report, body)
        case "error":
          let node = try reader.value()
          let message = node["message"]?.firstText ?? node.compactText
          report.say(
            .nothingFound, "CKAN responded with an error: \(message.prefix(120))", at: node.mark,
            help: "repeat the request and save the response")
        default: try reader.skipValue()
        }
      }
      if !isAnswered, !report.hasErrors {
        report.say(
          .nothingFound, "the response has no 'result'", at: nil,
          help: "repeat the request and save the response")
      }
    } catch {
      report.say(error)
    }
  }

  /// A package, a list of them, or the `results` of a search.
  private static func read(
    _ reader: inout JSONReader, _ report: inout SourceReport,
    _ body: (SourceNode, Range<Int>, inout SourceReport) -> Void
  ) throws(JSONReader.Fault) {
    switch reader.nextByte() {
    case UInt8(ascii: "["): try readItems(&reader, &report, body)
    case UInt8(ascii: "{"):
      // Scanned with a copy first: a search's response may be too large for a tree.
      var outline: Set<String> = []
      var copy = reader
      try copy.forEachEntry { key, _, copy throws(JSONReader.Fault) in
        outline.insert(key)
        try copy.skipValue()
      }
      guard outline.contains("results") else { return try readPackage(&reader, &report, body) }
      try reader.forEachEntry { key, _, reader throws(JSONReader.Fault) in
        guard key == "results" else { return try reader.skipValue() }
        try readItems(&reader, &report, body)
      }
    default:
      let node = try reader.value()
      report.say(
        .wrongType, "expected a package or a list of packages, found \(node.kindName)", at: node.mark)
    }
  }

  private static func readItems(
    _ reader: inout JSONReader, _ report: inout SourceReport,
    _ body: (SourceNode, Range<Int>, inout SourceReport) -> Void
  ) throws(JSONReader.Fault) {
    try reader.forEachItem { reader throws(JSONReader.Fault) in try readPackage(&reader, &report, body) }
  }

  private static func readPackage(
    _ reader: inout JSONReader, _ report: inout SourceReport,
    _ body: (SourceNode, Range<Int>, inout SourceReport) -> Void
  ) throws(JSONReader.Fault) {
    guard let (node, range) = try JSONCatalog.record(&reader, noun: "package", &report) else { return }
    guard node.entries != nil else {
      // `package_list` returns only names.
      report.say(
        .wrongType, "a package must be a map, found \(node.kindName)", at: node.mark,
        help: "names alone are not enough; save the response of package_search or package_show")
      return
    }
    body(node, range, &report)
  }
}
