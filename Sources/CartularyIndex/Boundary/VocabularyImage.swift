internal import CXapian

/// What is asked of the image of a vocabulary.
enum VocabularyImage {
  /// Whether bytes are an image.
  static func isSound(_ image: [UInt8]) -> Bool {
    (try? check { message in lend(image) { cx_vocabulary_check($0, message) } }) != nil
  }

  static func near(
    _ image: [UInt8], _ word: String, _ beginning: String, _ distance: Int, _ limit: Int
  ) throws(IndexError) -> TermsHandle {
    var terms: OpaquePointer?
    try check { message in
      lend(image) { image in
        withSlice(beginning) { beginning in
          withSlice(word) { cx_vocabulary_near(image, beginning, $0, distance, limit, &terms, message) }
        }
      }
    }
    return TermsHandle(terms!)  // set whenever the status is ok
  }

  static func words(_ image: [UInt8], _ lengths: ClosedRange<Int>, _ beginning: String) throws(IndexError)
    -> TermsHandle
  {
    var terms: OpaquePointer?
    try check { message in
      lend(image) { image in
        withSlice(beginning) {
          cx_vocabulary_words(
            image, $0, max(lengths.lowerBound, 0), max(lengths.upperBound, 0), &terms, message)
        }
      }
    }
    return TermsHandle(terms!)  // set whenever the status is ok
  }

  private static func lend<Result>(_ image: [UInt8], _ body: (cx_slice) -> Result) -> Result {
    image.withUnsafeBytes { body(cx_slice(bytes: $0.baseAddress, count: $0.count)) }
  }
}
