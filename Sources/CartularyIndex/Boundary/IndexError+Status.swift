internal import CXapian

/// Where a call of CXapian puts the text of its failure.
typealias MessagePointer = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>

/// Makes one call of CXapian, and throws what it reports. Every call that can fail passes through here.
func check(path: String? = nil, _ call: (MessagePointer) -> cx_status) throws(IndexError) {
  var message: UnsafeMutablePointer<CChar>?
  let status = call(&message)
  guard let code = IndexError.Code(status) else { return }
  defer { cx_string_free(message) }
  throw IndexError(code, line(from: message) ?? "\(code)", path: path)
}

/// Xapian's text in our form: one line, lower case at the start.
private func line(from message: UnsafeMutablePointer<CChar>?) -> String? {
  guard let message else { return nil }
  let text = String(cString: message).replacing("\n", with: " ")
  return text.prefix(1).lowercased() + text.dropFirst()
}

extension IndexError.Code {
  /// `nil` for `cx_status_ok`, which is not an error.
  init?(_ status: cx_status) {
    switch status {
    case .ok: return nil
    case .not_found: self = .notFound
    case .locked: self = .locked
    case .modified: self = .modified
    case .corrupt: self = .corrupt
    case .unsupported_version: self = .unsupportedVersion
    case .bad_query: self = .badQuery
    case .invalid_argument: self = .invalidArgument
    case .no_space: self = .noSpace
    case .permission_denied: self = .permissionDenied
    case .too_many_files: self = .tooManyFiles
    case .input_output: self = .inputOutput
    case .out_of_memory: self = .outOfMemory
    case .no_process: self = .noProcess
    case .failed: self = .failed
    }
  }
}

/// Throws what CXapian makes of an exception of the given class; see `cx_test_throw`. For tests only.
func provoke(_ exception: String, _ text: String = "provoked", errorNumber: Int32 = 0) throws(IndexError) {
  try check { message in cx_test_throw(exception, text, errorNumber, message) }
}
