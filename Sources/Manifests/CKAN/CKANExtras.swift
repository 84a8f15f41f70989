internal import DatasetModel

/// The free fields of a CKAN package, whose values are often JSON written as text.
enum CKANExtras {
  /// The list of `key` and `value`, or in some answers a map; empty ones left out.
  static func entries(of node: SourceNode) -> [SourceEntry] {
    guard let extras = node["extras"] else { return [] }
    if let entries = extras.entries { return entries.filter { !$0.value.isBlank } }
    var seen: Set<String> = []
    return extras.items.compactMap { item in
      guard let key = item["key"]?.firstText, let value = item["value"], !value.isBlank,
        seen.insert(key).inserted
      else { return nil }
      return SourceEntry(key: key, keyMark: item.mark, value: value)
    }
  }

  /// Texts as they are; one that is a JSON array of texts as those.
  static func texts(_ texts: [String]) -> [String] {
    texts.flatMap { text -> [String] in
      guard text.hasPrefix("["), let node = json(text) else { return [text] }
      return node.items.compactMap(\.firstText)
    }
  }

  /// A value of JSON within text; `nil` where it is none.
  static func json(_ text: String) -> SourceNode? {
    var reader = JSONReader(Array(text.utf8))
    return try? reader.document()
  }

  // MARK: - Places

  /// `spatial` as GeoJSON, Well-Known Text, four numbers or a name; the four sides that harvesters write; and the
  /// names beside them.
  static func places(_ fields: inout SourceFields, _ report: inout SourceReport) -> [Place] {
    let box = sides(&fields)
    var places: [Place] = []
    if let node = fields.value("spatial") {
      for item in node.items {
        if let place = place(item) {
          places.append(place)
        } else {
          fields.keep("spatial")
          report.say(.unreadableInSource, "'spatial' is no place that can be read", at: item.mark)
        }
      }
    }
    if let box, !places.contains(where: { $0.box != nil }) { places.append(Place(box: box)) }
    let named = fields.text("spatial_text", "spatial_uri", "geographic_coverage", "country")
    if let name = named.flatMap({ Place(written: $0) }) {
      if places.count == 1, places[0].name == nil {
        (places[0].name, places[0].code) = (name.name, name.code)
      } else if !places.contains(name) {
        places.append(name)
      }
    }
    return places
  }

  private static func place(_ node: SourceNode) -> Place? {
    if node.entries != nil { return geometryBox(node).map { Place(box: $0) } }
    guard let text = node.firstText else { return nil }
    if text.hasPrefix("{") { return json(text).flatMap(geometryBox).map { Place(box: $0) } }
    return Place(written: text)
  }

  private static func sides(_ fields: inout SourceFields) -> BoundingBox? {
    let keys = ["bbox-west-long", "bbox-south-lat", "bbox-east-long", "bbox-north-lat"]
    let numbers = keys.compactMap { fields.node[$0]?.firstText.flatMap(Double.init) }
    guard numbers.count == 4,
      let box = BoundingBox(west: numbers[0], south: numbers[1], east: numbers[2], north: numbers[3])
    else { return nil }
    fields.take("bbox-west-long", "bbox-south-lat", "bbox-east-long", "bbox-north-lat")
    return box
  }

  /// The rectangle around a geometry, a feature or a collection of GeoJSON.
  static func geometryBox(_ node: SourceNode) -> BoundingBox? {
    if let bounds = node["bbox"]?.items.compactMap({ $0.text.flatMap(Double.init) }), bounds.count == 4 {
      return BoundingBox(west: bounds[0], south: bounds[1], east: bounds[2], north: bounds[3])
    }
    var points: [(longitude: Double, latitude: Double)] = []
    guard collect(node, into: &points) else { return nil }
    return BoundingBox(around: points)
  }

  private static func collect(_ node: SourceNode, into points: inout [(longitude: Double, latitude: Double)])
    -> Bool
  {
    for key in ["geometry", "geometries", "features"] {
      guard let inner = node[key] else { continue }
      return inner.items.allSatisfy { collect($0, into: &points) }
    }
    guard let coordinates = node["coordinates"] else { return false }
    return collectPoints(coordinates, into: &points)
  }

  private static func collectPoints(
    _ node: SourceNode, into points: inout [(longitude: Double, latitude: Double)]
  ) -> Bool {
    guard case .list(let items) = node.content else { return false }
    let numbers = items.compactMap { $0.text.flatMap(Double.init) }
    if numbers.count == items.count, numbers.count >= 2 {
      points.append((numbers[0], numbers[1]))
      return true
    }
    return items.allSatisfy { collectPoints($0, into: &points) }
  }
}
