internal import DatasetModel

/// The rectangle around a geometry: all that a catalogue needs of it.
enum Geometry {
  /// Of Well-Known Text, as GeoSPARQL has it, or of GeoJSON; `nil` for other text and for other coordinate
  /// systems than longitude and latitude.
  static func box(of text: String) -> BoundingBox? {
    var text = SourceNode.nonEmpty(text) ?? ""
    if text.hasPrefix("{") {
      guard text.utf8.count <= ManifestLimits.recordByteCount else { return nil }
      var reader = JSONReader(Array(text.utf8))
      return (try? reader.document()).flatMap(box(of:))
    }
    var isLatitudeFirst = false
    if text.hasPrefix("<"), let end = text.firstIndex(of: ">") {
      let system = text[..<end]
      // EPSG's definition of WGS 84 puts latitude first; CRS84 and no statement at all, longitude.
      isLatitudeFirst = system.contains("EPSG") && system.contains("4326")
      guard isLatitudeFirst || system.contains("CRS84") else { return nil }
      text = SourceNode.nonEmpty(String(text[text.index(after: end)...])) ?? ""
    }
    guard let open = text.firstIndex(of: "(") else { return nil }
    let kind = text[..<open].uppercased().filter { $0.isLetter }
    guard kinds.contains(where: kind.hasPrefix) else { return nil }
    let points = text[open...].split { "(),".contains($0) }.map { point in
      point.split(whereSeparator: \.isWhitespace).map { Double($0) }
    }
    if kind == "ENVELOPE" {
      let sides = points.compactMap { $0.first ?? nil }
      return sides.count == 4
        ? BoundingBox(west: sides[0], south: sides[3], east: sides[1], north: sides[2]) : nil
    }
    var around = Around()
    for point in points where !point.isEmpty {
      guard point.count >= 2, let first = point[0], let second = point[1] else { return nil }
      if isLatitudeFirst { around.add(second, first) } else { around.add(first, second) }
    }
    return around.box
  }

  /// Of a GeoJSON geometry.
  static func box(of node: SourceNode) -> BoundingBox? {
    if let sides = node["bbox"]?.items.map({ $0.text.flatMap(Double.init) }), sides.count == 4,
      let west = sides[0], let south = sides[1], let east = sides[2], let north = sides[3]
    {
      return BoundingBox(west: west, south: south, east: east, north: north)
    }
    var around = Around()
    for part in [node["geometry"] ?? node] + (node["geometries"]?.items ?? []) {
      if let coordinates = part["coordinates"] { around.add(positionsIn: coordinates) }
    }
    return around.box
  }

  private static let kinds = [
    "POINT", "POLYGON", "LINESTRING", "MULTIPOINT", "MULTIPOLYGON", "MULTILINESTRING", "ENVELOPE",
  ]

  private struct Around {
    private var west = Double.infinity, south = Double.infinity
    private var east = -Double.infinity, north = -Double.infinity

    mutating func add(_ longitude: Double, _ latitude: Double) {
      (west, east) = (min(west, longitude), max(east, longitude))
      (south, north) = (min(south, latitude), max(north, latitude))
    }

    /// A position is a list of numbers; everything above it is lists of those.
    mutating func add(positionsIn node: SourceNode) {
      guard case .list(let items) = node.content else { return }
      let numbers = items.prefix(2).compactMap { $0.text.flatMap(Double.init) }
      if numbers.count == 2 {
        add(numbers[0], numbers[1])
      } else {
        for item in items { add(positionsIn: item) }
      }
    }

    var box: BoundingBox? {
      west.isFinite && north.isFinite ? BoundingBox(west: west, south: south, east: east, north: north) : nil
    }
  }
}
