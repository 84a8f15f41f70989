public import CartularyBase

/// The time that the data is about.
public struct TemporalCoverage: Codable, Hashable, Sendable {
  /// The first year, month or day; `nil` when it is open or not stated.
  public var start: PartialDate?
  /// The last year, month or day, inclusive; `nil` with a start means that it is still going on.
  public var end: PartialDate?
  /// What the source wrote, when it says more or something other than the two dates; otherwise `nil`.
  public var text: String?

  /// Makes a period. The order of the two dates is not checked.
  public init(start: PartialDate? = nil, end: PartialDate? = nil, text: String? = nil) {
    (self.start, self.end, self.text) = (start, end, text)
  }

  /// Reads `2019`, `2019/2021`, `2019/..`, `../2021`, and the same with `..` or ` to ` between.
  ///
  /// - Returns: `nil` when the text is not a period or ends before it starts.
  public init?(_ text: String) {
    let trimmed = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    if let date = PartialDate(trimmed) {
      self.init(start: date, end: date)
      return
    }
    let sides: [Substring]
    if trimmed.contains("/") {
      sides = trimmed.split(separator: "/", omittingEmptySubsequences: false)
    } else if let middle = trimmed.firstRange(of: "..") ?? trimmed.firstRange(of: " to ") {
      sides = [trimmed[..<middle.lowerBound], trimmed[middle.upperBound...]]
    } else {
      return nil
    }
    guard sides.count == 2 else { return nil }
    let ends = sides.map { side in
      side == ".." || side.isEmpty ? .some(nil) : PartialDate(String(side)).map(Optional.some)
    }
    guard let start = ends[0], let end = ends[1], start != nil || end != nil else { return nil }
    if let start, let end, start.firstDay > end.lastDay { return nil }
    self.init(start: start, end: end)
  }
}

extension TemporalCoverage {
  /// Whether the source's text could not be read as dates.
  package var isOnlyText: Bool { start == nil && end == nil }
}

/// A place that the data is about.
public struct Place: Codable, Hashable, Sendable {
  /// The name as the source writes it; `nil` when only a code or a box is stated.
  public var name: String?
  /// An ISO 3166 code, such as `GB` or `GB-SCT`; `nil` when none is known.
  public var code: String?
  /// The extent in degrees of WGS 84; `nil` when none is stated.
  public var box: BoundingBox?

  /// Makes a place; what is left out is not stated.
  public init(name: String? = nil, code: String? = nil, box: BoundingBox? = nil) {
    (self.name, self.code, self.box) = (name, code, box)
  }
}
