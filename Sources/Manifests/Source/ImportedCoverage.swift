internal import DatasetModel

// Time and place as other formats write them: two texts, or a row of numbers.

extension TemporalCoverage {
  /// A period from the texts of its two ends. `ongoing` and the like are an open end.
  ///
  /// - Returns: `nil` where neither says anything. Ends that cannot be read as a period come back as its text.
  static func imported(from start: String?, to end: String?) -> TemporalCoverage? {
    let start = start.flatMap(SourceNode.nonEmpty)
    var end = end.flatMap(SourceNode.nonEmpty)
    if let word = end?.lowercased(), openEnds.contains(word) { end = start == nil ? nil : ".." }
    guard start != nil || end != nil else { return nil }
    let ends = [start ?? "..", end ?? ".."]
    return TemporalCoverage(ends.joined(separator: "/"))
      ?? TemporalCoverage(text: ends.joined(separator: " to "))
  }

  /// Whether the source's text could not be read as dates.
  var isOnlyText: Bool { start == nil && end == nil }

  private static let openEnds: Set = [
    "ongoing", "present", "now", "current", "continuing", "..", "open", "n/a",
  ]
}

extension BoundingBox {
  /// A box whose longitudes may count from 0 to 360, as models of climate and ocean have them.
  ///
  /// - Returns: `nil` off the globe, and with south above north.
  init?(anyLongitudes west: Double, _ south: Double, _ east: Double, _ north: Double) {
    guard west >= 0, east > 180, east <= 360, west <= east else {
      self.init(west: west, south: south, east: east, north: north)
      return
    }
    if east - west >= 360 {
      self.init(west: -180, south: south, east: 180, north: north)
    } else {
      self.init(west: west > 180 ? west - 360 : west, south: south, east: east - 360, north: north)
    }
  }

  /// West, south, east and north, as a list or as one text with commas; or six numbers with heights, as
  /// GeoJSON has them.
  init?(_ node: SourceNode) {
    let texts = node.text.map { $0.split(separator: ",").map(String.init) } ?? node.items.compactMap(\.text)
    let numbers = texts.compactMap { Double(ScalarReading.trim($0)) }
    guard numbers.count == texts.count else { return nil }
    switch numbers.count {
    case 4: self.init(anyLongitudes: numbers[0], numbers[1], numbers[2], numbers[3])
    case 6: self.init(anyLongitudes: numbers[0], numbers[1], numbers[3], numbers[4])
    default: return nil
    }
  }
}
