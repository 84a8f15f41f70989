internal import CXapian

/// Owns a `cx_writer`, and with it the lock of an index.
struct WriterHandle: ~Copyable {
  private let pointer: OpaquePointer
  private let path: String

  init(path: String, create: Bool, isDurable: Bool) throws(IndexError) {
    var opened: OpaquePointer?
    try check(path: path) { message in
      withSlice(path) { cx_writer_open($0, create, isDurable, &opened, message) }
    }
    pointer = opened!  // set whenever the status is ok
    self.path = path
  }

  deinit { cx_writer_free(pointer) }

  func begin() throws(IndexError) {
    try check(path: path) { cx_writer_begin(pointer, $0) }
  }

  func commit() throws(IndexError) {
    try check(path: path) { cx_writer_commit(pointer, $0) }
  }

  func cancel() throws(IndexError) {
    try check(path: path) { cx_writer_cancel(pointer, $0) }
  }

  func replace(_ uniqueTerm: String, with document: borrowing DocumentHandle) throws(IndexError) {
    let document = document.pointer
    try check(path: path) { message in
      withSlice(uniqueTerm) { cx_writer_replace(pointer, $0, document, message) }
    }
  }

  func delete(_ uniqueTerm: String) throws(IndexError) {
    try check(path: path) { message in withSlice(uniqueTerm) { cx_writer_delete(pointer, $0, message) } }
  }

  /// The value of `key`; empty when the key is absent.
  func metadata(_ key: String) throws(IndexError) -> String {
    var value: OpaquePointer?
    try check(path: path) { message in withSlice(key) { cx_writer_metadata(pointer, $0, &value, message) } }
    return BytesHandle(value!).text  // set whenever the status is ok
  }

  func setMetadata(_ key: String, to value: String) throws(IndexError) {
    try check(path: path) { message in
      withSlice(key) { key in withSlice(value) { cx_writer_set_metadata(pointer, key, $0, message) } }
    }
  }

  func documentCount() throws(IndexError) -> Int {
    var count = 0
    try check(path: path) { cx_writer_document_count(pointer, &count, $0) }
    return count
  }
}
