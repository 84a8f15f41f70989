import CartularyBase
import CartularyQuery

extension QuerySchema {
  /// A schema like the catalog's, so that names are as near to each other here as they are there.
  static let sample = QuerySchema(
    fields: [
      QueryField(name: "title", kind: .text),
      QueryField(name: "description", kind: .text),
      QueryField(name: "keyword", aliases: ["tag"], kind: .keyword),
      QueryField(name: "variable", aliases: ["column", "col"], kind: .text),
      QueryField(name: "publisher", aliases: ["org"], kind: .keyword),
      QueryField(name: "theme", kind: .keyword),
      QueryField(name: "id", kind: .identifier, allowsPresence: false),
      QueryField(name: "identifier", kind: .identifier),
      QueryField(
        name: "license", aliases: ["licence"], kind: .keyword,
        values: [
          "CC0-1.0", "CC-BY-4.0", "CC-BY-SA-4.0", "CC-BY-NC-4.0", "ODbL-1.0", "PDDL-1.0", "MIT", "OGL-UK-3.0",
        ],
        valueAliases: ["cc-by": "CC-BY-4.0", "public domain": "CC0-1.0"], openValuePrefixes: ["LicenseRef-"]),
      QueryField(
        name: "sensitivity", kind: .keyword,
        values: ["public", "internal", "controlled", "restricted", "highly-restricted", "unspecified"],
        isOrdered: true, valuesOutsideOrder: ["unspecified"]),
      QueryField(
        name: "sharing", kind: .keyword,
        values: ["internal", "closed-trusted-partnership", "intermediated-data-sharing", "open-data"]),
      QueryField(
        name: "access", kind: .keyword,
        values: ["open-download", "registered-download", "on-request", "enclave", "not-released"]),
      QueryField(
        name: "usable", kind: .keyword, values: ["allowed", "allowed-with-conditions", "denied", "unknown"],
        allowsPresence: false),
      QueryField(name: "format", kind: .keyword),
      QueryField(name: "steward", kind: .keyword),
      QueryField(name: "language", kind: .keyword),
      QueryField(name: "place", aliases: ["spatial"], kind: .place),
      QueryField(name: "bbox", kind: .box, allowsPresence: false),
      QueryField(name: "covers", aliases: ["temporal"], kind: .date),
      QueryField(name: "issued", kind: .date),
      QueryField(name: "modified", kind: .date, boundAliases: ["after": .more, "before": .less]),
      QueryField(name: "records", kind: .number),
    ],
    states: ["open", "restricted", "withdrawn"],
    sortKeys: ["relevance", "title", "modified", "issued", "records"],
    presenceNames: ["columns"])
}

extension QueryParser {
  static let sample = QueryParser(schema: .sample)
}

extension Query {
  /// The tree and the order in one line, as the tables of tests write them.
  var printed: String {
    let order = sort.map { "(sort \($0.descending ? "-" : "")\($0.field))" }
    return ([root?.description ?? "*"] + order).joined(separator: " ")
  }
}
