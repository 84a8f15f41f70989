internal import CXapian

/// Owns a `cx_stemmer`. One thread at a time.
struct StemmerHandle: ~Copyable {
  private let pointer: OpaquePointer

  init(language: String) throws(IndexError) {
    var opened: OpaquePointer?
    try check { message in withSlice(language) { cx_stemmer_open($0, &opened, message) } }
    pointer = opened!  // set whenever the status is ok
  }

  deinit { cx_stemmer_free(pointer) }

  func stem(_ word: String) throws(IndexError) -> String {
    var stem = cx_slice(bytes: nil, count: 0)
    try check { message in withSlice(word) { cx_stemmer_stem(pointer, $0, &stem, message) } }
    return String(stem)
  }
}
