internal import CartularyModel

/// Record sets and their fields as a data dictionary.
///
/// How a field is extracted from files says nothing about what it means, and is left out.
struct CroissantTables {
  private let graph: LinkedGraph
  /// Record sets of codes: shown as the values of the fields that refer to them.
  private var enumerations: [String: [AllowedValue]] = [:]
  private var valueCount = 0
  private var variableCount = 0
  /// A variable with more values than this is not an enumeration.
  private static let mostValues = 1_000
  private static let deepest = 8

  init(_ graph: LinkedGraph) { self.graph = graph }

  mutating func dictionary(_ fields: inout LinkedFields, _ report: inout SourceReport) -> DataDictionary {
    let sets = fields.values("cr:recordSet").compactMap { graph.resource(of: $0) }
    var referred: Set<String> = []
    var seen: Set<Int> = []
    for set in sets { collectReferences(set, seen: &seen, into: &referred) }
    for set in sets { learn(set) }
    var dictionary = DataDictionary()
    for set in sets {
      if let name = Self.names(of: set, in: graph).first(where: { enumerations[$0] != nil }),
        referred.contains(name)
      {
        continue
      }
      // A statement about a whole record set is not a column of it.
      for annotation in set["cr:annotation"]?.values ?? [] {
        fields.keep(annotation, of: "recordSet.annotation")
      }
      var table = table(set)
      for field in set["cr:field"]?.values ?? [] {
        guard let field = graph.resource(of: field) else { continue }
        addVariables(of: field, below: "", depth: 0, to: &table)
      }
      dictionary.tables.append(table)
    }
    if variableCount > ManifestLimits.keyCount {
      report.say(
        .unreadableInSource, "more than \(ManifestLimits.keyCount) fields; the rest is left out",
        at: fields.mark(of: "cr:recordSet"))
    }
    return dictionary
  }

  // MARK: - Tables

  private func table(_ set: LinkedGraph.Resource) -> DataTable {
    var fields = LinkedFields(set, in: graph)
    var table = DataTable(name: fields.text("schema:name") ?? set.readID)
    table.description = fields.text("schema:description")
    return table
  }

  /// How a record set is referred to: by its id, and in version 0.8 by its name.
  private static func names(of set: LinkedGraph.Resource, in graph: LinkedGraph) -> [String] {
    [set.id, LinkedFields.label(of: set, in: graph)].compactMap { $0 }
  }

  // MARK: - Fields

  private mutating func addVariables(
    of field: LinkedGraph.Resource, below path: String, depth: Int, to table: inout DataTable
  ) {
    variableCount += 1
    guard variableCount <= ManifestLimits.keyCount, let variable = variable(field, below: path) else {
      return
    }
    table.variables.append(variable)
    let parts = (field["cr:subField"]?.values ?? []).compactMap { graph.resource(of: $0) }
    guard depth < Self.deepest else { return }
    for part in parts { addVariables(of: part, below: variable.name, depth: depth + 1, to: &table) }
  }

  private mutating func variable(_ field: LinkedGraph.Resource, below path: String) -> Variable? {
    var fields = LinkedFields(field, in: graph)
    guard let full = fields.text("schema:name") ?? field.readID else { return nil }
    // Names repeat the path of the field: `ratings/movie_id`.
    // The name may repeat that of its record set, as the id does: but where the two differ, it is the column's own.
    let repeatsSet = field.id.map { Self.lastPart($0) == Self.lastPart(full) } ?? true
    let name = repeatsSet ? Self.lastPart(full) : full
    var variable = Variable(name: path.isEmpty ? name : path + "/" + name)
    variable.description = fields.text("schema:description")
    let isList = ["cr:repeated", "cr:isArray"].contains { fields.text($0)?.lowercased() == "true" }
    let types = fields.values("cr:dataType")
    if isList {
      variable.type = .list
    } else if field["cr:subField"] != nil {
      variable.type = .object
    } else {
      for value in types where variable.type == nil { variable.type = Self.type(of: value) }
    }
    variable.unit = fields.text("schema:unitText", "schema:unitCode")
    for target in Self.references(field, in: graph) {
      guard let values = values(of: target), valueCount + values.count <= ManifestLimits.keyCount else {
        continue
      }
      valueCount += values.count
      variable.values = values
    }
    return variable
  }

  /// Counted as read only if our word for it says as much: `int64` and `AudioObject` are kept beside it.
  private static func type(of value: LinkedGraph.Value) -> VariableType? {
    guard let name = value.glance.map(LinkedFields.localName), let type = types[name.lowercased()] else {
      return nil
    }
    if VariableType(imported: name) == type { value.node.markAllAsRead() }
    return type
  }

  private static let types: [String: VariableType] = [
    "text": .string, "string": .string, "url": .string, "integer": .integer, "int8": .integer,
    "int16": .integer, "int32": .integer, "int64": .integer, "uint8": .integer, "uint16": .integer,
    "uint32": .integer, "uint64": .integer, "float": .number, "number": .number, "float16": .number,
    "float32": .number, "float64": .number, "boolean": .boolean, "date": .date, "time": .time,
    "datetime": .datetime, "duration": .duration, "geocoordinates": .geopoint, "geoshape": .geojson,
    "boundingbox": .list, "imageobject": .any, "audioobject": .any, "videoobject": .any,
    "segmentationmask": .any,
  ]

  // MARK: - Enumerations

  /// What a field refers to, as the three versions write it: `{"field": "a/b"}`, `{"field": {"@id": …}}`,
  /// `{"@id": …}`.
  private static func references(_ field: LinkedGraph.Resource, in graph: LinkedGraph) -> [String] {
    (field["cr:references"]?.values ?? []).flatMap { value -> [String] in
      guard let resource = graph.resource(of: value) else {
        return [graph.address(of: value)].compactMap { $0 }
      }
      if let target = resource["cr:field"] ?? resource["cr:recordSet"] {
        return target.values.compactMap { graph.address(of: $0) }
      }
      return [resource.id].compactMap { $0 }
    }
  }

  private func collectReferences(
    _ resource: LinkedGraph.Resource, seen: inout Set<Int>, into referred: inout Set<String>
  ) {
    // A field may be a part of itself.
    guard seen.insert(resource.index).inserted else { return }
    for name in ["cr:field", "cr:subField"] {
      for value in resource[name]?.values ?? [] {
        // Only fields that are defined here: references are followed where they are defined. Fields are nested in
        // each other no deeper than JSON may nest.
        guard case .resource(let index) = value.content else { continue }
        let field = graph.resources[index]
        for target in Self.references(field, in: graph) {
          referred.insert(target)
          referred.insert(target.split(separator: "/").dropLast().joined(separator: "/"))
        }
        collectReferences(field, seen: &seen, into: &referred)
      }
    }
  }

  private func values(of target: String) -> [AllowedValue]? {
    enumerations[target] ?? enumerations[target.split(separator: "/").dropLast().joined(separator: "/")]
  }

  /// Records a record set that lists its records and says that they are codes.
  private mutating func learn(_ set: LinkedGraph.Resource) {
    var fields = LinkedFields(set, in: graph)
    let types = fields.values("cr:dataType").compactMap { $0.glance.map(LinkedFields.localName) }
    guard types.contains(where: { ["enumeration", "split"].contains($0.lowercased()) }),
      let data = set["cr:data"]?.values.first?.node
    else { return }
    let key = fields.values("cr:key").first.flatMap { fields.address(of: $0) }.map(Self.lastPart)
    let label = (set["cr:field"]?.values ?? []).compactMap { graph.resource(of: $0) }.first { field in
      (field["cr:dataType"]?.values ?? []).contains {
        graph.address(of: $0).map(LinkedFields.localName) == "name"
      }
    }
    let labelName = label.flatMap { $0.id ?? LinkedFields.label(of: $0, in: graph) }.map(Self.lastPart)
    var values: [AllowedValue] = []
    for row in data.items.prefix(Self.mostValues) {
      guard let entries = row.entries else { continue }
      let cells = entries.filter { $0.value.glance != nil }
      let value = cells.first { Self.lastPart($0.key) == key } ?? cells.first
      guard let value, let text = value.value.text else { continue }
      let named = cells.first { Self.lastPart($0.key) == labelName && $0.key != value.key }
      values.append(AllowedValue(value: text, label: named?.value.text))
    }
    guard !values.isEmpty else { return }
    for name in Self.names(of: set, in: graph) { enumerations[name] = values }
  }

  private static func lastPart(_ name: String) -> String {
    name.split(separator: "/").last.map(String.init) ?? name
  }
}
