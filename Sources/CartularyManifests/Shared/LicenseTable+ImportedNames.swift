internal import CartularyBase
internal import CartularyModel

extension LicenseTable {
  /// The licence by the first of a source's names for it that is recognised: id, address, title.
  ///
  /// - Returns: The first name as free text if none is; empty if there is no name.
  func licenses(fromAnyOf names: [String?]) -> [License] {
    let names = names.compactMap { $0.flatMap(SourceNode.nonEmpty) }
    for name in names {
      let licenses = licenses(from: name)
      if licenses.allSatisfy({ $0.id != License.customID && $0.openness != .none }) { return licenses }
    }
    return names.first.map(licenses(from:)) ?? []
  }
}

extension VariableType {
  /// The type by the name that databases and programs use for it: `varchar(20)`, `BIGINT`, `xs:dateTime`,
  /// `Date (YYYYMMDD)`.
  ///
  /// - Returns: `nil` for other words, which say something else about the values.
  init?(imported text: String) {
    var rest = text.lowercased()[...]
    for prefix in ["xs:", "xsd:", "sc:"] where rest.hasPrefix(prefix) { rest = rest.dropFirst(prefix.count) }
    let folded = FoldedText.code(String(rest))
    if let type = VariableType(spelling: folded) ?? Self.databaseTypes[folded] {
      self = type
      return
    }
    let word = rest.prefix { $0.isLetter || $0 == "2" }
    // A length, or how its digits are arranged.
    let isDetail = rest.dropFirst(word.count).allSatisfy { "0123456789 ,.():-/ymdhsmax\n".contains($0) }
    guard isDetail, let type = VariableType(spelling: String(word)) ?? Self.databaseTypes[String(word)] else {
      return nil
    }
    self = type
  }

  private static let databaseTypes: [String: VariableType] = [
    "str": .string, "varchar": .string, "varchar2": .string, "nvarchar": .string, "nvarchar2": .string,
    "char": .string, "nchar": .string, "character": .string, "clob": .string, "free-text": .string,
    "text-string": .string, "text-field": .string, "alphanumeric": .string, "character-varying": .string,
    "bigint": .integer, "smallint": .integer, "tinyint": .integer, "mediumint": .integer, "long": .integer,
    "numeric": .number, "real": .number, "double-precision": .number, "bit": .boolean,
    "datetime2": .datetime, "timestamptz": .datetime, "date-time": .datetime,
  ]
}
