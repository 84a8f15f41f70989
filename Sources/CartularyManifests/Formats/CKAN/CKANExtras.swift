internal import CartularyBase
internal import CartularyModel

/// The free fields of a CKAN package, whose values are often JSON written as text.
enum CKANExtras {
  /// The list of `key` and `value`, or in some responses a map; empty ones left out.
  static func entries(of node: SourceNode) -> [SourceEntry] {
    guard let extras = node["extras"] else { return [] }
    if let entries = extras.entries {
      return entries.compactMap { entry in
        list(entry.value).map { SourceEntry(key: entry.key, keyMark: entry.keyMark, value: $0) }
      }
    }
    var seen: Set<String> = []
    return extras.items.compactMap { item in
      guard let key = item["key"]?.firstText, let value = item["value"].flatMap(list) else { return nil }
      // The second of one name is kept under its number.
      var name = key
      var number = 2
      while !seen.insert(name).inserted {
        name = "\(key)[\(number)]"
        number += 1
      }
      return SourceEntry(key: name, keyMark: item.mark, value: value)
    }
  }

  /// Harvesters write lists as JSON within text: `["1982"]`, and `[]` for nothing.
  ///
  /// - Returns: `nil` for a blank value.
  private static func list(_ node: SourceNode) -> SourceNode? {
    guard !node.isBlank else { return nil }
    guard let text = node.glance, text.hasPrefix("["), let list = json(text),
      list.items.allSatisfy({ $0.glance != nil })
    else { return node }
    return list.isBlank ? nil : list
  }

  /// Texts as they are; one that is a JSON array of texts as its items.
  static func texts(_ texts: [String]) -> [String] {
    texts.flatMap { text -> [String] in
      guard text.hasPrefix("["), let node = json(text) else { return [text] }
      return node.items.compactMap(\.firstText)
    }
  }

  /// A JSON value within text; `nil` if it is not one.
  static func json(_ text: String) -> SourceNode? {
    var reader = JSONReader(Array(text.utf8))
    return try? reader.document()
  }

  // MARK: - Places

  /// `spatial` as GeoJSON, Well-Known Text, four numbers or a name; the four sides that harvesters write; and the
  /// names next to them.
  static func places(_ fields: inout SourceFields, _ report: inout SourceReport) -> [Place] {
    let box = sides(&fields)
    var places: [Place] = []
    if let node = fields.value("spatial") {
      for item in node.items {
        if let place = Place(item) {
          places.append(place)
        } else {
          fields.keep("spatial")
          report.say(.unreadableInSource, "'spatial' does not hold a readable place", at: item.mark)
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

  private static func sides(_ fields: inout SourceFields) -> BoundingBox? {
    let keys = ["bbox-west-long", "bbox-south-lat", "bbox-east-long", "bbox-north-lat"]
    let numbers = keys.compactMap { fields.node[$0]?.firstText.flatMap(Double.init) }
    guard numbers.count == 4,
      let box = BoundingBox(anyLongitudes: numbers[0], numbers[1], numbers[2], numbers[3])
    else { return nil }
    fields.take("bbox-west-long", "bbox-south-lat", "bbox-east-long", "bbox-north-lat")
    return box
  }
}
