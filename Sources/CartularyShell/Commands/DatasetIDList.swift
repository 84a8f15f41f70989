internal import CartularyBase
internal import Foundation

/// Ids of datasets from a file or standard input, one per line, as `search --ids` writes them.
enum DatasetIDList {
  /// No id is longer than this line.
  private static let lineLimit = 4096
  /// More are a mistake, or an attack on memory.
  static let limit = 100_000

  /// - Returns: Each id once, in the order of the file. Empty lines, and what follows a tab, are passed over.
  /// - Throws: `InputFailure`, already reported, for a file that cannot be read or a line that is not an id.
  static func read(_ path: String, _ console: Console) throws -> [String] {
    guard let file = path == "-" ? fdopen(dup(STDIN_FILENO), "r") : fopen(path, "r") else {
      console.complain(
        "error: \(place(path)): \(String(cString: strerror(errno)).lowercased())\n help: name a file of ids, or - for standard input"
      )
      throw InputFailure(exit: .noSuchFile)
    }
    defer { fclose(file) }
    func fail(_ message: String, line: Int) -> InputFailure {
      console.complain(
        "error: \(place(path)), line \(line): \(message)\n help: one id per line, as cartulary search --ids writes them"
      )
      return InputFailure(exit: .badInput)
    }
    var ids: [String] = []
    var known: Set<String> = []
    var number = 0
    var buffer = [CChar](repeating: 0, count: lineLimit)
    while fgets(&buffer, Int32(lineLimit), file) != nil {
      number += 1
      let bytes = buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
      guard bytes.last == UInt8(ascii: "\n") || feof(file) != 0 else {
        throw fail("too long for an id", line: number)
      }
      guard let line = String(validating: bytes, as: UTF8.self) else { throw fail("not UTF-8", line: number) }
      let id = String(line.prefix { $0 != "\t" }).trimmingBlanks
      guard !id.isEmpty, known.insert(id).inserted else { continue }
      guard ids.count < limit else { throw fail("more than \(limit) ids", line: number) }
      ids.append(id)
    }
    guard ferror(file) == 0 else {
      console.complain(
        "error: \(place(path)): \(String(cString: strerror(errno)).lowercased())\n help: name a file of ids")
      throw InputFailure(exit: .noSuchFile)
    }
    return ids
  }

  private static func place(_ path: String) -> String {
    path == "-" ? "standard input" : TerminalText.harmless(path)
  }
}
