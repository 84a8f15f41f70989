internal import CartularyManifests
internal import CartularyWire

/// A part of a record, by the keys of its manifest. Each key is in one section, so that all sections are the record.
enum RecordSection: String, CaseIterable {
  case about, terms, variables, distributions, versions

  static let names = allCases.map(\.rawValue)

  private static let ofTerms: Set<String> = [
    "license", "rights", "access", "access-rights", "sensitivity", "hidden-sensitivity", "sharing",
    "audience", "limits",
    "not-shared", "forms", "sub-forms", "techniques", "inherited",
  ]

  private static let ofVersions: Set<String> = [
    "version", "issued", "modified", "frequency", "frequency-text", "refresh", "relations", "provenance",
  ]

  /// The keys of a record that belong to the section. For `variables`, those of the dictionary without its tables.
  func keys(of record: [String: JSONValue]) -> [String: JSONValue] {
    switch self {
    case .terms: record.filter { Self.ofTerms.contains($0.key) }
    case .versions: record.filter { Self.ofVersions.contains($0.key) }
    case .distributions: record.filter { $0.key == "distributions" }
    case .variables: record.filter { $0.key == "data-dictionary" }
    case .about:
      record.filter { key, _ in
        !Self.ofTerms.contains(key) && !Self.ofVersions.contains(key) && key != "distributions"
          && key != "data-dictionary"
      }
    }
  }

  /// All variables of a record in their order, each with its table.
  static func variables(of record: [String: JSONValue]) -> [JSONValue] {
    (record["data-dictionary"]?["tables"]?.array ?? []).flatMap { table in
      (table["variables"]?.array ?? []).map { variable in
        var keys = variable.object ?? [:]
        keys["table"] = table["title"] ?? table["name"] ?? .null
        return .object(keys)
      }
    }
  }
}
