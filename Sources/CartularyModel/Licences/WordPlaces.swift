/// Ranges of words that are asked for one word after another: each question takes the time of the words since the last.
struct WordPlaces {
  private var rest: ArraySlice<Range<Int>>

  /// - Parameter ranges: In the order of the text, without overlaps.
  init(_ ranges: [Range<Int>]) { rest = ranges[...] }

  /// Whether a word stands in one of the ranges.
  ///
  /// - Parameter index: Not before the one that was last asked for.
  mutating func contain(_ index: Int) -> Bool {
    while let first = rest.first, first.upperBound <= index { rest.removeFirst() }
    return rest.first?.contains(index) ?? false
  }
}
