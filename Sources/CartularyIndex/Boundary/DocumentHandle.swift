internal import CXapian

/// Owns a `cx_document`: an `IndexDocument` as the engine takes it.
struct DocumentHandle: ~Copyable {
  let pointer: OpaquePointer

  /// Returns `document` as the engine takes it.
  ///
  /// - Precondition: `document.validate()` does not throw.
  static func built(from document: IndexDocument) throws(IndexError) -> DocumentHandle {
    let handle = try DocumentHandle()
    // Xapian finds the document to replace by this term, but does not add it to the new one.
    try handle.add(IndexDocument.Posting(term: document.uniqueTerm, position: nil, wdf: 0))
    for posting in document.postings { try handle.add(posting) }
    for value in document.values { try handle.set(value) }
    try handle.setData(StoredRecord(texts: document.texts, payload: document.payload).encoded())
    return handle
  }

  // Apart from `built`, as an initializer of a noncopyable type cannot throw once it has set everything.
  private init() throws(IndexError) {
    var opened: OpaquePointer?
    try check { cx_document_open(&opened, $0) }
    pointer = opened!  // set whenever the status is ok
  }

  deinit { cx_document_free(pointer) }

  func contents() throws(IndexError) -> BytesHandle {
    var contents: OpaquePointer?
    try check { cx_document_contents(pointer, &contents, $0) }
    return BytesHandle(contents!)  // set whenever the status is ok
  }

  private func add(_ posting: IndexDocument.Posting) throws(IndexError) {
    let wdf = UInt32(posting.wdf)
    try check { message in
      withSlice(posting.term) { term in
        if let position = posting.position {
          cx_document_add_posting(pointer, term, UInt32(position), wdf, message)
        } else {
          cx_document_add_term(pointer, term, wdf, message)
        }
      }
    }
  }

  private func set(_ value: IndexDocument.Value) throws(IndexError) {
    try check { message in
      switch value.content {
      case .single(let text):
        withSlice(text) { cx_document_set_value(pointer, value.slot, $0, message) }
      case .list(let texts):
        withSlices(texts) { cx_document_set_list(pointer, value.slot, $0.baseAddress, $0.count, message) }
      }
    }
  }

  private func setData(_ data: [UInt8]) throws(IndexError) {
    try check { message in
      data.withUnsafeBytes { bytes in
        cx_document_set_data(pointer, cx_slice(bytes: bytes.baseAddress, count: bytes.count), message)
      }
    }
  }
}
