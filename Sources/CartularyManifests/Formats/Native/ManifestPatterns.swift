internal import CartularyBase
internal import CartularyModel

// Regular expressions for what a few readers accept, as ECMA 262 writes them: schemas need them. A test checks
// them against the readers.

extension DatasetID {
  static let pattern = #"^[a-z0-9](?:[a-z0-9._-]{0,198}[a-z0-9])?$"#
}

extension PartialDate {
  static let pattern =
    #"^\s*\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01])(?:[T ][0-9:.+Z-]+)?)?)?\s*$"#
}

extension TemporalCoverage {
  static let pattern = #"^\s*(?:DAY|(?:DAY)?(?:/|\s*\.\.|\s+to\s+)(?:\.\.|DAY)?|\.\./DAY)\s*$"#
    .replacingDays(with: #"\d{4}(?:-\d{2}){0,2}(?:[T ][0-9:.+Z-]+)?"#)
}

extension String {
  /// Replaces a pattern's name with the pattern.
  fileprivate func replacingDays(with day: String) -> String {
    var rest = self[...]
    var written = ""
    while let found = rest.firstRange(of: "DAY") {
      written += rest[..<found.lowerBound] + day
      rest = rest[found.upperBound...]
    }
    return written + rest
  }
}

extension Audience {
  static let labelPattern = #"^\s*[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?\s*$"#
}
