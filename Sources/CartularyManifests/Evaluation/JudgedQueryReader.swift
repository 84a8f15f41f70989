internal import CartularyBase
package import CartularyModel

/// Reads judged queries from a CSV file: columns `query`, `expect` (ids separated by spaces, each followed by `=2`
/// if it is twice as good) and `reason`, which may be left out.
package enum JudgedQueryReader {
  /// - Returns: No queries if anything is wrong, with diagnostics.
  package static func read(path: String) -> (queries: [JudgedQuery], diagnostics: [ManifestDiagnostic]) {
    do throws(SourceFile.Refusal) {
      let file = try SourceFile(path: path, followsLinks: true, limit: ManifestLimits.dictionaryByteCount)
      var report = SourceReport(file: file.name, text: SourceText(bytes: file.bytes))
      let queries = queries(in: file.bytes, &report)
      return (report.hasErrors ? [] : queries, report.closing())
    } catch {
      var report = SourceReport(file: path, text: SourceText(bytes: []))
      report.say(error)
      return ([], report.diagnostics)
    }
  }

  private enum Column: String, CaseIterable { case query, expect, reason }

  private static let form = "the first line is: query,expect,reason"

  private static func queries(in bytes: [UInt8], _ report: inout SourceReport) -> [JudgedQuery] {
    if let problem = TextEncoding.problem(in: bytes) {
      report.say(.notText, problem.message, at: .offset(problem.offset), help: "save it as UTF-8 text")
      return []
    }
    var reader = CSVReader(bytes)
    var queries: [JudgedQuery] = []
    do throws(CSVReader.Fault) {
      guard let header = try reader.nextRow() else {
        report.say(.empty, "the file is empty", at: nil, help: form)
        return []
      }
      let columns = header.map { Column(rawValue: SourceNode.trim($0.text).lowercased()) }
      for needed in [Column.query, .expect] where !columns.contains(needed) {
        report.say(.missingKey, "no column '\(needed.rawValue)'", at: .offset(header[0].offset), help: form)
      }
      if report.hasErrors { return [] }
      while let row = try reader.nextRow() {
        guard queries.count < ManifestLimits.dictionaryRowCount else {
          report.say(
            .tooMany, "more than \(ManifestLimits.dictionaryRowCount) queries", at: .offset(row[0].offset))
          break
        }
        if let query = query(row, columns, &report) { queries.append(query) }
      }
    } catch {
      report.say(.invalidCSV, error.message, at: .offset(error.offset), help: error.help)
    }
    if queries.isEmpty, !report.hasErrors { report.say(.nothingFound, "a header and no queries", at: nil) }
    return queries
  }

  private static func query(
    _ row: [CSVReader.Cell], _ columns: [Column?], _ report: inout SourceReport
  ) -> JudgedQuery? {
    guard row.count == columns.count else {
      report.say(
        .invalidCSV, "\(row.count) cells, but the header has \(columns.count)", at: .offset(row[0].offset),
        help: "put a cell that contains a comma in quotes")
      return nil
    }
    var texts: [Column: CSVReader.Cell] = [:]
    for (cell, column) in zip(row, columns) { if let column { texts[column] = cell } }
    guard let query = texts[.query], let expect = texts[.expect] else { return nil }
    guard let grades = grades(expect, &report) else { return nil }
    return JudgedQuery(
      text: SourceNode.trim(query.text), grades: grades,
      reason: SourceNode.trim(texts[.reason]?.text ?? ""))
  }

  private static func grades(_ cell: CSVReader.Cell, _ report: inout SourceReport) -> [String: Int]? {
    var grades: [String: Int] = [:]
    for word in cell.text.split(whereSeparator: \.isWhitespace) {
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard DatasetID.isWellFormed(String(parts[0])) else {
        report.say(.invalidID, "'\(parts[0].prefix(80))' is not a valid id", at: .offset(cell.offset))
        return nil
      }
      guard let grade = parts.count == 1 ? 1 : Int(parts[1]), (1...100).contains(grade) else {
        report.say(
          .invalidNumber, "'\(parts[1].prefix(80))' is not a valid grade", at: .offset(cell.offset),
          help: "a grade is a number from 1 to 100")
        return nil
      }
      grades[String(parts[0])] = grade
    }
    if grades.isEmpty {
      report.say(
        .missingKey, "there are no expected ids", at: .offset(cell.offset),
        help: "write the ids that should be found"
      )
      return nil
    }
    return grades
  }
}
