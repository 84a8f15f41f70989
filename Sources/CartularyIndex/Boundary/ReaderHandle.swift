internal import CXapian

/// Owns a `cx_reader`: a snapshot of some databases.
struct ReaderHandle: ~Copyable {
  let pointer: OpaquePointer
  let path: String?

  /// A reader of no index yet.
  ///
  /// - Parameter path: What errors name; `nil` for several indexes, as Xapian does not tell which failed.
  init(path: String?) throws(IndexError) {
    var opened: OpaquePointer?
    try check { cx_reader_open(&opened, $0) }
    pointer = opened!  // set whenever the status is ok
    self.path = path
  }

  deinit { cx_reader_free(pointer) }

  func add(_ path: String) throws(IndexError) {
    try check(path: path) { message in withSlice(path) { cx_reader_add(pointer, $0, message) } }
  }

  func add(_ path: String, _ key: String, _ value: String) throws(IndexError) {
    try check(path: path) { message in
      withSlice(path) { path in
        withSlice(key) { key in withSlice(value) { cx_reader_add_sealed(pointer, path, key, $0, message) } }
      }
    }
  }

  func reopen() throws(IndexError) -> Bool {
    var changed = false
    try check(path: path) { cx_reader_reopen(pointer, &changed, $0) }
    return changed
  }

  /// The value of `key`; empty when the key is absent.
  func metadata(_ key: String) throws(IndexError) -> String {
    var value: OpaquePointer?
    try check(path: path) { message in withSlice(key) { cx_reader_metadata(pointer, $0, &value, message) } }
    return BytesHandle(value!).text  // set whenever the status is ok
  }

  func documentCount() throws(IndexError) -> Int {
    var count = 0
    try check(path: path) { cx_reader_document_count(pointer, &count, $0) }
    return count
  }

  func frequency(of term: String) throws(IndexError) -> Int {
    var count = 0
    try check(path: path) { message in withSlice(term) { cx_reader_frequency(pointer, $0, &count, message) } }
    return count
  }

  func data(_ uniqueTerm: String) throws(IndexError) -> BytesHandle? {
    var data: OpaquePointer?
    try check(path: path) { message in withSlice(uniqueTerm) { cx_reader_data(pointer, $0, &data, message) } }
    guard let data else { return nil }
    return BytesHandle(data)
  }

  func contents(_ uniqueTerm: String) throws(IndexError) -> BytesHandle? {
    var contents: OpaquePointer?
    try check(path: path) { message in
      withSlice(uniqueTerm) { cx_reader_contents(pointer, $0, &contents, message) }
    }
    guard let contents else { return nil }
    return BytesHandle(contents)
  }

  func terms(prefix: String, limit: Int) throws(IndexError) -> TermsHandle {
    var terms: OpaquePointer?
    try check(path: path) { message in
      withSlice(prefix) { cx_reader_terms(pointer, $0, limit, &terms, message) }
    }
    return TermsHandle(terms!)  // set whenever the status is ok
  }

  func metadataKeys(prefix: String) throws(IndexError) -> TermsHandle {
    var keys: OpaquePointer?
    try check(path: path) { message in
      withSlice(prefix) { cx_reader_metadata_keys(pointer, $0, &keys, message) }
    }
    return TermsHandle(keys!)  // set whenever the status is ok
  }

  func documentTerms(_ uniqueTerm: String) throws(IndexError) -> TermsHandle? {
    var terms: OpaquePointer?
    try check(path: path) { message in
      withSlice(uniqueTerm) { cx_reader_document_terms(pointer, $0, &terms, message) }
    }
    guard let terms else { return nil }
    return TermsHandle(terms)
  }

  func search(_ query: borrowing QueryHandle, _ search: PreparedSearch) throws(IndexError) -> MatchesHandle {
    let query = query.pointer
    var matches: OpaquePointer?
    try check(path: path) { message in
      search.withParameters { cx_reader_search(pointer, query, $0, &matches, message) }
    }
    return MatchesHandle(matches!)  // set whenever the status is ok
  }

  /// What some documents hold, by their numbers, in the order of these.
  func documents(_ numbers: [UInt32], _ search: PreparedSearch) throws(IndexError) -> MatchesHandle {
    var matches: OpaquePointer?
    try check(path: path) { message in
      numbers.withUnsafeBufferPointer { numbers in
        search.withParameters {
          cx_reader_documents(pointer, numbers.baseAddress, numbers.count, $0, &matches, message)
        }
      }
    }
    return MatchesHandle(matches!)  // set whenever the status is ok
  }
}

/// Owns a `cx_terms`: terms with counts, in byte order.
struct TermsHandle: ~Copyable {
  private let pointer: OpaquePointer

  /// Takes over `pointer`.
  init(_ pointer: OpaquePointer) {
    self.pointer = pointer
  }

  deinit { cx_terms_free(pointer) }

  /// A copy of each term with its count and its distance from the word asked for.
  func map<Element>(_ make: (_ term: String, _ count: Int, _ distance: Int) -> Element) -> [Element] {
    let span = cx_terms_span(pointer)
    return UnsafeBufferPointer(start: span.items, count: span.count).map {
      make(String($0.term), $0.count, $0.distance)
    }
  }
}
