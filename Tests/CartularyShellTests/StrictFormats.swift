import CartularyBase
import Foundation

@testable import CartularyShell

/// Parsers that accept only the format itself: each throws at the first deviation.
enum StrictFormats {
  struct Fault: Error {
    let message: String
    init(_ message: String) { self.message = message }
  }

  /// RFC 4180: CRLF after each record, quotes if they are needed, all records of the same length.
  static func csv(_ text: String) throws -> [[String]] {
    var records: [[String]] = []
    var record: [String] = []
    var field = ""
    var isQuoted = false
    var wasQuoted = false
    let scalars = Array(text.unicodeScalars)
    var index = 0
    while index < scalars.count {
      let scalar = scalars[index]
      index += 1
      if isQuoted {
        guard scalar == "\"" else {
          field.unicodeScalars.append(scalar)
          continue
        }
        if index < scalars.count, scalars[index] == "\"" {
          field.append("\"")
          index += 1
        } else {
          (isQuoted, wasQuoted) = (false, true)
        }
      } else if scalar == "\"" {
        guard field.isEmpty, !wasQuoted else { throw Fault("a quote within a field") }
        isQuoted = true
      } else if scalar == "," || scalar == "\r" {
        record.append(field)
        (field, wasQuoted) = ("", false)
        guard scalar == "\r" else { continue }
        guard index < scalars.count, scalars[index] == "\n" else { throw Fault("CR without LF") }
        index += 1
        records.append(record)
        record = []
      } else {
        guard !wasQuoted, scalar != "\n" else { throw Fault("text after a quote, or a bare LF") }
        field.unicodeScalars.append(scalar)
      }
    }
    guard !isQuoted, field.isEmpty, record.isEmpty else { throw Fault("no end of the last record") }
    guard Set(records.map(\.count)).count <= 1 else { throw Fault("records of several lengths") }
    return records
  }

  /// One line per record, each terminated; all of the same length, no control characters except tab and line feed.
  static func tsv(_ text: String) throws -> [[String]] {
    guard text.isEmpty || text.hasSuffix("\n") else { throw Fault("the last line has no end") }
    guard !text.unicodeScalars.contains(where: { $0.value < 0x20 && $0 != "\n" && $0 != "\t" }) else {
      throw Fault("a control character")
    }
    let records = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map {
      $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
    guard Set(records.map(\.count)).count <= 1 else { throw Fault("records of several lengths") }
    return Array(records)
  }

  /// One JSON value on one line.
  static func json(_ text: String) throws -> [String: Any] {
    guard text.hasSuffix("\n"), !text.dropLast().contains("\n") else { throw Fault("not one line") }
    guard let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any] else {
      throw Fault("no object")
    }
    return object
  }

  static func jsonLines(_ text: String) throws -> [[String: Any]] {
    guard text.isEmpty || text.hasSuffix("\n") else { throw Fault("the last line has no end") }
    return try text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map {
      try json($0 + "\n")
    }
  }

  /// A table of GitHub's Markdown: header, rule, rows, each with the same number of cells.
  static func markdown(_ text: String) throws -> [[String]] {
    var rows: [[String]] = []
    for line in text.split(separator: "\n") {
      guard line.hasPrefix("| "), line.hasSuffix(" |") else { throw Fault("no row: \(line)") }
      var cells = [""]
      var isEscaped = false
      for character in line.dropFirst(2).dropLast(2) {
        if character == "|", !isEscaped {
          cells.append("")
        } else {
          cells[cells.count - 1].append(character)
        }
        isEscaped = character == "\\" && !isEscaped
      }
      rows.append(cells.map { $0.trimmingCharacters(in: .whitespaces) })
    }
    guard rows.count >= 2, rows[1].allSatisfy({ ["---", "---:"].contains($0) }) else {
      throw Fault("no rule")
    }
    guard Set(rows.map(\.count)).count == 1 else { throw Fault("rows of several lengths") }
    return [rows[0]] + rows.dropFirst(2)
  }
}
