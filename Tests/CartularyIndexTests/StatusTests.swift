import Foundation
import Testing

@testable import CartularyIndex

@Suite("Statuses")
struct StatusTests {
  /// An exception of C++ and the code that it must reach Swift as.
  struct Case: Sendable, CustomTestStringConvertible {
    let exception: String
    var text = "provoked"
    var errorNumber: Int32 = 0
    let code: IndexError.Code
    var testDescription: String { "\(exception) (\(text), \(errorNumber)) is \(code)" }
  }

  static let cases: [Case] = [
    Case(exception: "DatabaseNotFoundError", code: .notFound),
    Case(exception: "DocNotFoundError", code: .notFound),
    Case(exception: "DatabaseOpeningError", errorNumber: ENOENT, code: .notFound),
    Case(
      exception: "DatabaseLockError", text: "Unable to get write lock on x: already locked", code: .locked),
    Case(
      exception: "DatabaseLockError", text: "Couldn't open lockfile: Permission denied",
      code: .permissionDenied),
    Case(exception: "DatabaseLockError", text: "too many open files", code: .inputOutput),
    Case(exception: "DatabaseModifiedError", code: .modified),
    Case(exception: "DatabaseCorruptError", code: .corrupt),
    Case(exception: "DatabaseOpeningError", code: .corrupt),
    Case(exception: "DatabaseError", text: "EOF reading block 3", code: .corrupt),
    Case(exception: "SerialisationError", code: .corrupt),
    Case(exception: "DatabaseVersionError", code: .unsupportedVersion),
    Case(exception: "WildcardError", code: .badQuery),
    Case(exception: "QueryParserError", code: .badQuery),
    Case(exception: "InvalidArgumentError", code: .invalidArgument),
    Case(exception: "RangeError", code: .invalidArgument),
    Case(exception: "UnimplementedError", code: .invalidArgument),
    Case(exception: "no such exception", code: .invalidArgument),
    Case(exception: "DatabaseError", errorNumber: ENOSPC, code: .noSpace),
    Case(exception: "DatabaseError", errorNumber: EDQUOT, code: .noSpace),
    Case(exception: "DatabaseCreateError", errorNumber: EACCES, code: .permissionDenied),
    Case(exception: "DatabaseOpeningError", errorNumber: EROFS, code: .permissionDenied),
    Case(exception: "DatabaseError", errorNumber: EIO, code: .inputOutput),
    Case(exception: "DatabaseCorruptError", errorNumber: EIO, code: .inputOutput),
    Case(exception: "DatabaseOpeningError", errorNumber: EMFILE, code: .tooManyFiles),
    Case(
      exception: "DatabaseLockError", text: "Couldn't open lockfile: Too many open files", code: .tooManyFiles
    ),
    Case(exception: "NetworkTimeoutError", code: .inputOutput),
    Case(exception: "DatabaseError", errorNumber: EAGAIN, code: .noProcess),
    Case(exception: "bad_alloc", code: .outOfMemory),
    // C++ would end the process for these.
    Case(exception: "destructor", code: .inputOutput),
    Case(exception: "twice", code: .inputOutput),
    Case(exception: "DatabaseError", errorNumber: ENOMEM, code: .outOfMemory),
    Case(exception: "DatabaseError", code: .inputOutput),
    Case(exception: "DatabaseClosedError", code: .failed),
    Case(exception: "InvalidOperationError", code: .failed),
    Case(exception: "AssertionError", code: .failed),
    Case(exception: "InternalError", code: .failed),
    Case(exception: "FeatureUnavailableError", code: .failed),
    Case(exception: "exception", code: .failed),
    Case(exception: "int", code: .failed),
  ]

  @Test("every exception becomes a code that a caller can act on", arguments: cases)
  func mapping(_ example: Case) throws {
    #expect(
      code { try provoke(example.exception, example.text, errorNumber: example.errorNumber) } == example.code)
  }

  @Test("every code is reached by some exception")
  func covered() {
    #expect(Set(Self.cases.map(\.code)) == Set(IndexError.Code.allCases))
  }

  @Test("a message is one line, lower case at the start, and carries what the system said")
  func message() throws {
    let error = #expect(throws: IndexError.self) {
      try provoke("DatabaseError", "Couldn't\nwrite", errorNumber: ENOSPC)
    }
    #expect(error?.message == "couldn't write: No space left on device")
  }
}
