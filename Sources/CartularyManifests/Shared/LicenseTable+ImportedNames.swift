internal import CartularyBase
internal import CartularyModel

extension LicenseTable {
  /// The licences by all of a source's names for one: id, address, title. Where they differ, each counts.
  ///
  /// A name that is not recognised adds nothing to one that is, unless it takes something back; nor does the name of
  /// a family or class whose licence another one tells.
  ///
  /// - Returns: The first name as free text if none is recognised; empty if there is no name.
  func licenses(fromAnyOf names: [String?]) -> [License] {
    let readings = names.compactMap { $0.flatMap(SourceNode.nonEmpty) }.map { name in
      (licenses: licenses(from: name), takesBack: takesBack(name))
    }
    func isTelling(_ license: License) -> Bool { license.id != License.customID && license.openness != .none }
    let telling = readings.filter { $0.licenses.contains(where: isTelling) || $0.takesBack }.flatMap(
      \.licenses)
    guard telling.contains(where: isTelling) else {
      return readings.map(\.licenses).first { $0.allSatisfy { $0.openness != .none } }
        ?? readings.first?.licenses ?? []
    }
    var seen: Set<String> = []
    return telling.filter { license in
      license.openness != .none && seen.insert(license.id).inserted
        && !telling.contains { isTelling($0) && license.isVague(beside: $0) }
    }
  }
}

extension License {
  /// Whether it is a family or class of licences of which another is one.
  fileprivate func isVague(beside other: License) -> Bool {
    guard other.id != id, !other.isClass else { return false }
    if id.hasSuffix("-unversioned") {
      let family = id.dropFirst("LicenseRef-".count).dropLast("-unversioned".count)
      return other.id.hasPrefix(family + "-") && other.openness >= openness
    }
    return isClass && (id == "LicenseRef-other" || id.hasSuffix("-unspecified") || other.openness >= openness)
  }

  private var isClass: Bool { id.hasPrefix("LicenseRef-other") || id.hasSuffix("-unspecified") }
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
