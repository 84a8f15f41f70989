struct BarGroup: Sendable {
  var groupName: String
  var groupTitle: String
  var groupBars: [BarRow]
  var groupRest: String?
}

struct BarRow: Sendable {
  var barValue: String
  var barText: String
  var barCount: String
  var barShare: String
  var barHref: String?
}
