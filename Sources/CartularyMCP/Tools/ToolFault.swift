internal import CartularyBase
internal import CartularyManifests
internal import CartularyWire

/// A fault that a model can mend: what is wrong, where, and what would have worked.
enum ToolFault {
  static func content(_ fault: ProtocolFault, _ arguments: [String: JSONValue]) -> JSONValue {
    var keys: [String: JSONValue] = [
      "code": .string(fault.code), "message": .string(fault.message),
      "suggest": .texts(fault.suggest.prefix(10)),
      "range": .null, "help": fault.help.map { .string($0) } ?? .null,
    ]
    if let range = fault.range {
      keys["range"] = [.int(range.lowerBound), .int(range.upperBound)]
      if let query = arguments["query"]?.string, range.upperBound <= query.utf8.count + 1 {
        let excerpt = SourceExcerpt(query, marking: range)
        keys["excerpt"] = .string(excerpt.line + "\n" + excerpt.marks)
      }
    }
    var text = PublishedText()
    return text.fit(.object(keys))
  }
}
