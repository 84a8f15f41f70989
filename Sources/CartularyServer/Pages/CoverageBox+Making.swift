internal import CartularyBase
internal import CartularyModel

extension CoverageBox {
  /// - Returns: `nil` if nothing is said of space or time.
  init?(_ dataset: Dataset, on day: CalendarDate) {
    let boxes = dataset.spatial.compactMap(\.box).prefix(20)
    let names = dataset.spatial.compactMap { PageText.stated($0.name, 120) }.prefix(30)
    self.init(
      map: boxes.isEmpty ? nil : CoverageMap(Array(boxes)),
      placesText: PageText.stated(names.joined(separator: ", "), 400),
      timeline: dataset.temporal.flatMap { CoverageTimeline($0, on: day) },
      coverageNotes: [PageText.stated(dataset.temporal?.text, 400)].compactMap { $0 })
    guard map != nil || placesText != nil || timeline != nil || !coverageNotes.isEmpty else { return nil }
  }
}

extension CoverageMap {
  /// Boxes on a map of 720 by 360 units, two a degree; one that crosses the antimeridian is two. A small one has a ring
  /// around it.
  init(_ boxes: [BoundingBox]) {
    var (rectangles, points, texts): ([MapBox], [MapPoint], [String]) = ([], [], [])
    for box in boxes {
      let parts: [(west: Double, east: Double)] =
        box.west <= box.east ? [(box.west, box.east)] : [(box.west, 180), (-180, box.east)]
      for (west, east) in parts {
        rectangles.append(
          MapBox(
            boxX: PageText.decimal((west + 180) * 2), boxY: PageText.decimal((90 - box.north) * 2),
            boxWidth: PageText.decimal(max((east - west) * 2, 0.5)),
            boxHeight: PageText.decimal(max((box.north - box.south) * 2, 0.5))))
      }
      let width = box.east - box.west + (box.west <= box.east ? 0 : 360)
      if width < 8, box.north - box.south < 8 {
        var middle = box.west + width / 2
        if middle > 180 { middle -= 360 }
        points.append(
          MapPoint(
            pointX: PageText.decimal((middle + 180) * 2),
            pointY: PageText.decimal((90 - (box.north + box.south) / 2) * 2), pointRadius: "12"))
      }
      texts.append(
        "\(Self.degrees(box.south, "N", "S")) to \(Self.degrees(box.north, "N", "S")), "
          + "\(Self.degrees(box.west, "E", "W")) to \(Self.degrees(box.east, "E", "W"))")
    }
    let caption = texts.prefix(3).joined(separator: "; ") + (texts.count > 3 ? " …" : "")
    self.init(
      // Without the Antarctic where nothing is there.
      mapView: boxes.contains { $0.south < -60 } ? "0 0 720 360" : "0 10 720 290",
      mapSummary: "Map of the world with the covered box: \(caption)", mapBoxes: rectangles,
      mapPoints: points,
      mapCaption: caption)
  }

  private static func degrees(_ value: Double, _ plus: String, _ minus: String) -> String {
    "\(PageText.decimal(value.magnitude))° \(value >= 0 ? plus : minus)"
  }
}

extension CoverageTimeline {
  private static let width = 300.0

  /// The data's own time on a line from a round year to this one.
  ///
  /// - Returns: `nil` without a start and an end.
  init?(_ temporal: TemporalCoverage, on day: CalendarDate) {
    guard let anchor = temporal.start ?? temporal.end else { return nil }
    let first = Self.years(temporal.start ?? anchor)
    let now = Double(day.year + 1)
    let last = temporal.end.map(Self.years) ?? now
    var low = min(first, now - 10).rounded(.down)
    let round = now - low < 120 ? 10.0 : 100.0
    low = (low / round).rounded(.down) * round
    let high = max(now, last.rounded(.up))
    let scale = Self.width / (high - low)
    let step = high - low <= 120 ? 10.0 : high - low <= 1_200 ? 100.0 : 1_000.0
    let ticks = stride(from: low, through: high, by: step).prefix(60)
    let caption =
      "\(temporal.start.map(\.description) ?? "…") to "
      + (temporal.end.map(\.description) ?? "now, or not stated")
    self.init(
      timeSummary: "Covers \(caption)",
      timeTicks: ticks.map { TimelineTick(tickX: PageText.decimal(($0 - low) * scale)) },
      spanX: PageText.decimal((first - low) * scale),
      spanWidth: PageText.decimal(max(3, ((temporal.end == nil ? high : last) - first) * scale)),
      timeFrom: String(Int(low)), timeTo: String(Int(high)), timeCaption: caption)
  }

  private static func years(_ date: PartialDate) -> Double {
    Double(date.year) + Double((date.month ?? 1) - 1) / 12
  }
}
