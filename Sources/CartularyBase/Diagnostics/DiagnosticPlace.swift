/// A place in a text, with enough of the text to show it.
public struct DiagnosticPlace: Sendable, Equatable {
  /// The line, counted from 1.
  public let line: Int
  /// The column, counted from 1 in Unicode scalars.
  public let column: Int
  /// How many scalars are meant. In a manifest at least 1; in a query 0 where something is missing.
  public let length: Int
  /// What is meant, in UTF-8 offsets of the whole text; empty if something is missing at a place.
  public let range: Range<Int>
  /// The text around the place: the line, a part of a very long one, or the whole of a short text.
  public let excerpt: String
  /// What is meant, in UTF-8 offsets of `excerpt`.
  public let excerptRange: Range<Int>

  package init(
    line: Int, column: Int, length: Int, range: Range<Int>, excerpt: String, excerptRange: Range<Int>
  ) {
    (self.line, self.column, self.length, self.range) = (line, column, length, range)
    (self.excerpt, self.excerptRange) = (excerpt, excerptRange)
  }

  /// A place in a text that is short enough to be kept whole.
  ///
  /// - Parameter range: In UTF-8 offsets of `text`; what lies outside is left out of line, column and length.
  package init(_ range: Range<Int>, in text: String) {
    let bytes = text.utf8
    func isStart(_ byte: UInt8) -> Bool { byte & 0xC0 != 0x80 }
    let before = bytes.prefix(max(0, range.lowerBound))
    let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { bytes.index(after: $0) }
    self.init(
      line: before.count { $0 == UInt8(ascii: "\n") } + 1,
      column: before[(lineStart ?? before.startIndex)...].count(where: isStart) + 1,
      length: bytes.prefix(max(0, range.upperBound)).dropFirst(before.count).count(where: isStart),
      range: range, excerpt: text, excerptRange: range)
  }
}
