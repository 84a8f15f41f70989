internal import CartularyModel

extension UpdateFrequency {
  /// What the source wrote if the frequency can be read from it again, otherwise an interval.
  func text(or written: String?) -> String {
    if let written, UpdateFrequency(text: written) == self { return written }
    return repeatingInterval
  }

  /// As ISO 8601 writes it, if the format's list has it; otherwise the word.
  fileprivate var repeatingInterval: String {
    switch self {
    case .continuous: "R/PT1S"
    case .hourly: "R/PT1H"
    case .daily: "R/P1D"
    case .weekly: "R/P1W"
    case .biweekly: "R/P2W"
    case .monthly: "R/P1M"
    case .quarterly: "R/P3M"
    case .semiannual: "R/P6M"
    case .annual: "R/P1Y"
    case .biennial: "R/P2Y"
    case .decennial: "R/P10Y"
    case .irregular, .asNeeded, .static, .unknown: rawValue
    }
  }
}
