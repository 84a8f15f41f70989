internal import CartularyBase
internal import CartularyCatalog
internal import CartularyLedger
internal import CartularyModel
internal import CartularyWire

extension HitFields {
  /// The fields of a format if none are requested.
  static func standard(for format: OutputFormat) -> [HitField] {
    switch format {
    case .table, .markdown, .list: all.filter(\.isBrief)
    case .tsv, .csv, .json, .jsonl, .id: all
    }
  }

  /// Reads names separated by commas, in the order in which they are to appear.
  ///
  /// - Throws: `CatalogError` for an unknown field name, with the nearest known one.
  static func named(_ list: String) throws -> [HitField] {
    let names = list.split(separator: ",").map { $0.trimmingPrefix { $0 == " " }.lowercased() }
    guard !names.isEmpty else {
      throw CatalogError(
        .invalidArgument, "no field is given", help: "fields are " + all.map(\.name).joined(separator: ", "))
    }
    return try names.map { name in
      guard let field = all.first(where: { $0.name == name }) else {
        let near = NearMiss.closest(to: name, among: Self.names).first.map { "did you mean '\($0)'? " } ?? ""
        throw CatalogError(
          .invalidArgument, "unknown field '\(name.prefix(80))'",
          help: near + "fields are " + Self.names.joined(separator: ", "))
      }
      return field
    }
  }

  static func table(_ hits: [Hit], _ fields: [HitField]) -> ResultTable {
    ResultTable(
      fields.map { .init(name: $0.name, isWhole: $0.isWhole) },
      rows: hits.map { hit in fields.map { $0.cell(hit) } })
  }
}
