internal import CXapian

/// Owns a `cx_matches`: a whole answer, apart from the snapshot that it was found in.
struct MatchesHandle: ~Copyable {
  private let pointer: OpaquePointer

  /// Takes over `pointer`.
  init(_ pointer: OpaquePointer) {
    self.pointer = pointer
  }

  deinit { cx_matches_free(pointer) }

  /// How many documents match, whatever the page.
  var total: Int { cx_matches_total(pointer) }

  /// The weight and the stored record of each match, best first.
  func records() throws(IndexError) -> [(weight: Double, record: StoredRecord)] {
    let span = cx_matches_span(pointer)
    return try UnsafeBufferPointer(start: span.items, count: span.count).map { match throws(IndexError) in
      (match.weight, try StoredRecord(decoding: match.data.buffer))
    }
  }

  /// The weight of each match, best first, and the value that was asked for.
  func values() -> [(weight: Double, value: [UInt8])] {
    let span = cx_matches_span(pointer)
    return UnsafeBufferPointer(start: span.items, count: span.count).map { match in
      (match.weight, Array(match.data.buffer))
    }
  }

  /// The weight of each match, best first, and its number.
  func documents() -> [(weight: Double, number: UInt32)] {
    let span = cx_matches_span(pointer)
    return UnsafeBufferPointer(start: span.items, count: span.count).map { ($0.weight, $0.document) }
  }

  /// The counts of each slot that has any, most frequent value first, then in byte order.
  func facets() -> [UInt32: [FacetCount]] {
    let span = cx_matches_facets(pointer)
    let counts = UnsafeBufferPointer(start: span.items, count: span.count)
    return Dictionary(grouping: counts, by: \.slot).mapValues { counts in
      counts.map { FacetCount(value: String($0.value), count: $0.count) }
        .sorted { $0.count != $1.count ? $0.count > $1.count : $0.value.precedesBytewise($1.value) }
    }
  }
}
