internal import CXapian

/// What the state of one index is known by.
struct PartState: Hashable, Sendable {
  let uuid: String
  let revision: UInt64
  let totalLength: UInt64
  let documentCount: Int
  /// The greatest number that a document has had.
  let lastDocument: UInt32
}

extension ReaderHandle {
  var partCount: Int { cx_reader_part_count(pointer) }

  func describe(_ part: Int) throws(IndexError) -> PartState {
    var state = cx_part_state()
    var uuid: OpaquePointer?
    try check(path: path) { cx_part_describe(pointer, part, &state, &uuid, $0) }
    return PartState(
      uuid: BytesHandle(uuid!).text,  // set whenever the status is ok
      revision: state.revision, totalLength: state.total_length, documentCount: Int(state.document_count),
      lastDocument: state.last_document)
  }

  func mark(_ set: inout DocumentSet, term: String, part: Int) throws(IndexError) {
    try check(path: path) { message in
      withSlice(term) { term in
        set.withWords { cx_part_mark_term(pointer, part, term, $0.baseAddress!, $0.count, message) }
      }
    }
  }

  /// The postings of a term; `nil` if there are more than `limit`.
  func postings(of term: String, limit: Int, part: Int) throws(IndexError) -> PostingList? {
    var found: OpaquePointer?
    try check(path: path) { message in
      withSlice(term) { cx_part_postings(pointer, part, $0, limit, &found, message) }
    }
    guard let found else { return nil }
    return try BytesHandle(found).withBytes { PostingList(pairs: $0) }
  }

  /// - Parameter whole: The parts that may have no more such terms than `limit` together.
  func mark(
    _ set: inout DocumentSet, prefix: String, limit: Int, part: Int, of whole: Range<Int>
  ) throws(IndexError) {
    let limit = UInt32(clamping: limit)
    try check(path: path) { message in
      withSlice(prefix) { prefix in
        set.withWords {
          cx_part_mark_prefix(
            pointer, part, whole.lowerBound, whole.count, prefix, limit, $0.baseAddress!, $0.count, message)
        }
      }
    }
  }

  func mark(_ set: inout DocumentSet, query: borrowing QueryHandle, part: Int) throws(IndexError) {
    let query = query.pointer
    try check(path: path) { message in
      set.withWords { cx_part_mark_query(pointer, part, query, $0.baseAddress!, $0.count, message) }
    }
  }

  func column(_ slot: UInt32, isOfLists: Bool, part: Int) throws(IndexError) -> BytesHandle {
    var image: OpaquePointer?
    try check(path: path) { cx_part_column(pointer, part, slot, isOfLists, &image, $0) }
    return BytesHandle(image!)  // set whenever the status is ok
  }

  func vocabulary(_ prefix: String, part: Int) throws(IndexError) -> BytesHandle {
    var image: OpaquePointer?
    try check(path: path) { message in
      withSlice(prefix) { cx_part_vocabulary(pointer, part, $0, &image, message) }
    }
    return BytesHandle(image!)  // set whenever the status is ok
  }

  func order(_ keys: [(slot: UInt32, descending: Bool)], part: Int) throws(IndexError) -> BytesHandle {
    var numbers: OpaquePointer?
    try check(path: path) { message in
      PreparedSearch.withSortKeys(keys) {
        cx_part_order(pointer, part, $0.baseAddress, $0.count, &numbers, message)
      }
    }
    return BytesHandle(numbers!)  // set whenever the status is ok
  }
}
