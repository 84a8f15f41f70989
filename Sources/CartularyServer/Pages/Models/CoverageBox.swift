struct CoverageBox: Sendable {
  var map: CoverageMap?
  var placesText: String?
  var timeline: CoverageTimeline?
  var coverageNotes: [String]
}

struct CoverageMap: Sendable {
  var mapView: String
  var mapSummary: String
  var mapBoxes: [MapBox]
  var mapPoints: [MapPoint]
  var mapCaption: String
}

struct MapBox: Sendable {
  var boxX: String
  var boxY: String
  var boxWidth: String
  var boxHeight: String
}

struct MapPoint: Sendable {
  var pointX: String
  var pointY: String
  var pointRadius: String
}

struct CoverageTimeline: Sendable {
  var timeSummary: String
  var timeTicks: [TimelineTick]
  var spanX: String
  var spanWidth: String
  var timeFrom: String
  var timeTo: String
  var timeCaption: String
}

struct TimelineTick: Sendable {
  var tickX: String
}
