struct YearBars: Sendable {
  var yearsWidth: String
  var yearBars: [YearBar]
  var firstYear: String
  var lastYear: String
  var yearsSummary: String
  var yearsCaption: String
}

struct YearBar: Sendable {
  var barX: String
  var barY: String
  var barWidth: String
  var barHeight: String
  var barTitle: String
}
