internal import CartularyModel

/// A data dictionary as record sets: the inverse of `CroissantTables`.
struct CroissantTablesWriter {
  private let table: DataTable

  /// - Returns: `nil` unless there is one table and one file, whose columns are then the table's variables.
  init?(_ dataset: Dataset, fileCount: Int) {
    guard fileCount == 1, let tables = dataset.dataDictionary?.tables, tables.count == 1,
      !tables[0].variables.isEmpty
    else { return nil }
    table = tables[0]
  }

  /// The table, and a list of codes for each variable that has one.
  var recordSets: [RDFNode] {
    var set = RDFNode(id: Self.setID, "cr:RecordSet")
    set.add("schema:name", text: table.name ?? Self.setID)
    set.add("schema:description", text: table.description)
    set.add("cr:field", table.variables.enumerated().map { .node(field($1, number: $0 + 1)) })
    let lists = table.variables.enumerated().compactMap { codes(of: $1, number: $0 + 1) }
    return [set] + lists
  }

  private static let setID = "records"

  private func field(_ variable: Variable, number: Int) -> RDFNode {
    var node = RDFNode(id: "\(Self.setID)/column-\(number)", "cr:Field")
    node.add("schema:name", text: variable.name)
    node.add("schema:description", text: variable.description)
    node.add("cr:dataType", text: variable.type.flatMap { Self.types[$0] } ?? "sc:Text")
    node.add("schema:unitText", text: variable.unit)
    var extract = RDFNode()
    extract.add("cr:column", text: variable.name)
    var source = RDFNode()
    source.add("cr:fileObject", .node(RDFNode(id: CroissantWriter.fileID(1))))
    source.add("cr:extract", .node(extract))
    node.add("cr:source", .node(source))
    if !variable.values.isEmpty {
      var reference = RDFNode()
      reference.add("cr:field", .node(RDFNode(id: Self.codesID(number) + "/value")))
      node.add("cr:references", .node(reference))
    }
    return node
  }

  private static func codesID(_ number: Int) -> String { "codes-\(number)" }

  private func codes(of variable: Variable, number: Int) -> RDFNode? {
    guard !variable.values.isEmpty else { return nil }
    let id = Self.codesID(number)
    let isLabelled = variable.values.contains { $0.label != nil }
    var set = RDFNode(id: id, "cr:RecordSet")
    set.add("schema:name", text: id)
    set.add("cr:dataType", text: "sc:Enumeration")
    set.add("cr:key", .node(RDFNode(id: id + "/value")))
    var value = RDFNode(id: id + "/value", "cr:Field")
    value.add("schema:name", text: "value")
    value.add("cr:dataType", text: "sc:Text")
    var label = RDFNode(id: id + "/label", "cr:Field")
    label.add("schema:name", text: "label")
    label.add("cr:dataType", texts: ["sc:Text", "sc:name"])
    set.add("cr:field", [.node(value)] + (isLabelled ? [.node(label)] : []))
    let rows = variable.values.map { code in
      ManifestValue.fields([
        (id + "/value", .text(code.value)), (id + "/label", isLabelled ? .text(code.label ?? "") : nil),
      ])
    }
    set.add("cr:data", .json(.list(rows)))
    return set
  }

  /// Types that Croissant's tools know; they treat all others as text.
  private static let types: [VariableType: String] = [
    .string: "sc:Text", .integer: "sc:Integer", .number: "sc:Float", .boolean: "sc:Boolean", .date: "sc:Date",
    .time: "sc:Time", .datetime: "sc:DateTime",
  ]
}
