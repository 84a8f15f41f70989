package import CartularyBase

extension Place {
  /// The places that a source names in one text: several only where every part between commas is a country
  /// or a part of one that is known, as in `United States, Puerto Rico`. A part before the country that it
  /// lies in is one place with it: `England, UK`.
  ///
  /// - Returns: Empty for empty text.
  package static func list(written text: String) -> [Place] {
    let whole = Place(written: text)
    guard whole?.box == nil, whole?.code == nil, text.contains(","), text.utf8.count <= 1_000 else {
      return [whole].compactMap { $0 }
    }
    let parts = text.split(separator: ",").compactMap { Place(written: String($0)) }
    let codes = parts.compactMap(\.code)
    guard parts.count > 1, codes.count == parts.count else { return [whole].compactMap { $0 } }
    return zip(parts, codes).filter { place, code in
      !codes.contains { $0.hasPrefix(code + "-") }
    }.map(\.0)
  }

  /// Reads what a source wrote of a place: `west,south,east,north`, Well-Known Text (`ENVELOPE`, `POLYGON`,
  /// `POINT`, …) or a name, with the country's code where the name is a country's.
  ///
  /// - Returns: `nil` for empty text. Any other text is the place's name.
  package init?(written text: String) {
    let bare = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard !bare.isEmpty else { return nil }
    if let box = BoundingBox(written: bare) {
      self.init(box: box)
    } else if bare.hasPrefix("http") {
      let code = Countries.code(for: bare)
      self.init(name: code.flatMap(Countries.name) ?? bare, code: code)
    } else {
      let code = Countries.code(for: bare)
      self.init(name: bare.utf8.count <= 3 ? code.flatMap(Countries.name) ?? bare : bare, code: code)
    }
  }
}

extension BoundingBox {
  /// Reads four numbers (`west,south,east,north`, with commas or blanks) or the rectangle around a geometry
  /// in Well-Known Text.
  ///
  /// - Returns: `nil` for other text, and where the numbers do not lie on the globe.
  package init?(written text: String) {
    guard text.utf8.count <= 1 << 16 else { return nil }
    let box = Self.wellKnownText(text) ?? Self.fourNumbers(text)
    guard let box else { return nil }
    self = box
  }

  private static func fourNumbers(_ text: String) -> BoundingBox? {
    let bare = text.hasPrefix("[") && text.hasSuffix("]") ? text.dropFirst().dropLast() : text[...]
    let divided = bare.contains(",") ? bare.split(separator: ",") : bare.split(separator: " ")
    let numbers = divided.compactMap { Double(String($0).trimmed) }
    guard divided.count == 4, numbers.count == 4 else { return nil }
    return BoundingBox(anyLongitudes: numbers[0], numbers[1], numbers[2], numbers[3])
  }

  private static let geometries: Set = [
    "POINT", "LINESTRING", "POLYGON", "MULTIPOINT", "MULTILINESTRING", "MULTIPOLYGON", "ENVELOPE", "BBOX",
  ]

  private static func wellKnownText(_ text: String) -> BoundingBox? {
    var rest = text[...]
    // `SRID=4326;POINT(…)` and `<http://…/CRS84> POINT(…)` say the system first; only WGS 84 is ours. By its
    // address, EPSG's definition of that puts latitude first.
    var isLatitudeFirst = false
    if let end = rest.firstIndex(of: ";"), rest.uppercased().hasPrefix("SRID=") {
      guard rest[..<end].hasSuffix("=4326") else { return nil }
      rest = rest[rest.index(after: end)...]
    } else if rest.first == "<", let end = rest.firstIndex(of: ">") {
      let system = rest[..<end]
      isLatitudeFirst = system.contains("EPSG") && system.contains("4326")
      guard isLatitudeFirst || system.contains("CRS84") else { return nil }
      rest = rest[rest.index(after: end)...]
    }
    guard let open = rest.firstIndex(of: "("), rest.last == ")" else { return nil }
    let words = rest[..<open].uppercased().split(separator: " ")
    guard let kind = words.first, geometries.contains(String(kind)), words.count <= 2 else { return nil }
    let inner = rest[rest.index(after: open)...].dropLast()
    if kind == "ENVELOPE" || kind == "BBOX" {
      // ENVELOPE (OGC CQL, Solr) is west, east, north, south.
      let sides = inner.split(separator: ",").compactMap { Double(String($0).trimmed) }
      guard sides.count == 4 else { return nil }
      return kind == "ENVELOPE"
        ? BoundingBox(west: sides[0], south: sides[3], east: sides[1], north: sides[2])
        : BoundingBox(west: sides[0], south: sides[1], east: sides[2], north: sides[3])
    }
    var points: [(longitude: Double, latitude: Double)] = []
    for pair in inner.split(whereSeparator: { ",()".contains($0) }) where !String(pair).trimmed.isEmpty {
      let numbers = pair.split(separator: " ").map { Double(String($0)) }
      guard numbers.count == 2 || numbers.count == 3,
        let first = numbers[0], let second = numbers[1]
      else { return nil }
      points.append(isLatitudeFirst ? (second, first) : (first, second))
    }
    return BoundingBox(around: points)
  }
}

extension String {
  fileprivate var trimmed: String {
    split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
