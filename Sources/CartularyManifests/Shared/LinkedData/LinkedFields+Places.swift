internal import CartularyBase
internal import CartularyModel

// Places, as DCAT and schema.org describe them.

extension LinkedFields {
  /// The places of some names, each name separately. Values with neither name nor box are kept.
  mutating func places(_ names: String..., report: inout SourceReport) -> [Place] {
    var places: [Place] = []
    for name in names {
      for value in values(name) {
        if let place = place(of: value, report: &report) {
          places.append(place)
        } else {
          keep(value, of: key(of: [name]))
        }
      }
    }
    return places.distinct()
  }

  private func place(of value: Value, report: inout SourceReport) -> Place? {
    if case .raw = value.content { return Geometry.box(of: value.node).map { Place(box: $0) } }
    guard let resource = graph.resource(of: value) else {
      guard let text = value.glance, !Self.isGazetteer(text) else { return nil }
      return address(of: value).map(Self.place(from:))
    }
    var place = Place()
    for name in ["dcat:bbox", "locn:geometry", "gsp:asWKT", "gsp:hasGeometry", "dcat:centroid"] {
      guard place.box == nil, let geometry = resource[name]?.values.first else { continue }
      place.box = box(of: geometry)
      if place.box == nil { sayUnreadable(geometry, as: "geometry", report: &report) }
    }
    if place.box == nil {
      place.box = sides(of: resource, report: &report) ?? shape(of: resource, report: &report)
    }
    place.name = Self.label(of: resource, in: graph)
    if let id = resource.id, let code = AuthorityCodes.country(id) {
      _ = resource.readID
      place.code = code
      place.name = place.name ?? Countries.name(of: code)
    }
    if place.code == nil {
      // A code next to the place, not an address of it.
      place.code = ["dct:identifier", "schema:identifier"].lazy.compactMap { resource[$0]?.values.first }
        .compactMap { address(of: $0) }.first { !$0.contains("/") }
    }
    if place.name == nil, let address = resource["schema:address"]?.values.first {
      place.name = label(of: address)
    }
    return place == Place() ? nil : place
  }

  private static func place(from text: String) -> Place {
    if text.contains("authority/continent/") {
      return Place(name: AuthorityCodes.code(of: text).capitalizedWord)
    }
    if text.hasPrefix("{"), let box = Geometry.box(of: text) { return Place(box: box) }
    return Place(written: text) ?? Place(name: text)
  }

  /// An address of a gazetteer, such as GeoNames', names a place for programs only.
  private static func isGazetteer(_ text: String) -> Bool {
    MarkdownLink.isWeb(text) && AuthorityCodes.country(text) == nil && !text.contains("authority/continent/")
      && Place(written: text)?.code == nil
  }

  /// A geometry may be a resource that holds the text; nothing deeper than that is searched.
  private func box(of value: Value, isInner: Bool = false) -> BoundingBox? {
    if let resource = graph.resource(of: value) {
      guard !isInner else { return nil }
      return ["gsp:asWKT", "locn:geometry"].lazy.compactMap { resource[$0]?.values.first }.first
        .flatMap { box(of: $0, isInner: true) }
    }
    switch value.content {
    case .text: return value.readText.flatMap(Geometry.box(of:))
    case .raw: return Geometry.box(of: value.node)
    case .reference, .resource: return nil
    }
  }

  /// DCAT-US's four sides.
  private func sides(of resource: LinkedGraph.Resource, report: inout SourceReport) -> BoundingBox? {
    let names = ["west", "south", "east", "north"].map { side in
      "dcat-us:\(side)Bounding" + (side == "west" || side == "east" ? "Longitude" : "Latitude")
    }
    let values = names.compactMap { resource[$0]?.values.first }
    guard !values.isEmpty else { return nil }
    let numbers = values.compactMap { value in address(of: value).flatMap { Double($0) } }
    guard values.count == 4, numbers.count == 4,
      let box = BoundingBox(west: numbers[0], south: numbers[1], east: numbers[2], north: numbers[3])
    else {
      report.say(
        .unreadableInSource, "the four sides are not a valid box on the globe", at: resource.mark,
        help: "longitudes lie in -180…180, latitudes in -90…90, south not above north")
      return nil
    }
    return box
  }

  /// schema.org's shapes, in which latitude comes first.
  private func shape(of resource: LinkedGraph.Resource, report: inout SourceReport) -> BoundingBox? {
    var shape = resource
    if let geo = resource["schema:geo"]?.values.first {
      guard let inner = graph.resource(of: geo) else {
        sayUnreadable(geo, as: "shape", report: &report)
        return nil
      }
      shape = inner
    }
    func numbers(_ name: String) -> [Double]? {
      guard let value = shape[name]?.values.first, let text = address(of: value) else { return nil }
      let parts = text.split { ", ".contains($0) || $0.isWhitespace }.map { Double($0) }
      return parts.contains(nil) ? nil : parts.compactMap(\.self)
    }
    if let latitude = numbers("schema:latitude")?.first, let longitude = numbers("schema:longitude")?.first {
      return BoundingBox(west: longitude, south: latitude, east: longitude, north: latitude)
    }
    for name in ["schema:box", "schema:polygon", "schema:line"] {
      guard let value = shape[name]?.values.first else { continue }
      if let numbers = numbers(name), numbers.count >= 4, numbers.count.isMultiple(of: 2) {
        let latitudes = stride(from: 0, to: numbers.count, by: 2).map { numbers[$0] }
        let longitudes = stride(from: 1, to: numbers.count, by: 2).map { numbers[$0] }
        // The first corner of a box is the south-west one, so its east may be less than its west.
        let box =
          name == "schema:box"
          ? Self.box(latitudes, longitudes)
          : BoundingBox(
            west: longitudes.min() ?? 0, south: latitudes.min() ?? 0, east: longitudes.max() ?? 0,
            north: latitudes.max() ?? 0)
        if let box { return box }
      }
      sayUnreadable(value, as: "shape", report: &report)
    }
    return nil
  }

  /// A guide of schema.org's has `-90 -180 90 -180` for the whole world; a box of no width, but of some height, is one
  /// whose sides were confused.
  private static func box(_ latitudes: [Double], _ longitudes: [Double]) -> BoundingBox? {
    let (west, east) = (longitudes[0], longitudes[1])
    if latitudes[0] == -90, latitudes[1] == 90, west == east, abs(west) == 180 {
      return BoundingBox(west: -180, south: -90, east: 180, north: 90)
    }
    guard west != east || latitudes[0] == latitudes[1] else { return nil }
    return BoundingBox(west: west, south: latitudes[0], east: east, north: latitudes[1])
  }

  private func sayUnreadable(_ value: Value, as noun: String, report: inout SourceReport) {
    report.say(
      .unreadableInSource, "this \(noun) cannot be read: '\(value.node.compactText.prefix(80))'",
      at: value.mark)
  }
}

extension String {
  /// `EUROPE` as `Europe`.
  fileprivate var capitalizedWord: String { prefix(1).uppercased() + dropFirst().lowercased() }
}
