internal import CartularyCatalog

/// Text with matched words between the markers of `Hit.Marker`, for output.
package enum MatchMarks {
  /// Matched words between `**`, as in Markdown, with every marker replaced.
  package static func asterisks(_ text: String) -> String { replacing(text, start: "**", end: "**") }

  /// Works on bytes: both markers have three, and differ only in the last.
  package static func replacing(_ text: String, start: String, end: String) -> String {
    let marker = Array(String(Hit.Marker.start).utf8)
    let endByte = String(Hit.Marker.end).utf8.last
    var result: [UInt8] = []
    let bytes = Array(text.utf8)
    result.reserveCapacity(bytes.count + 16)
    var index = 0
    while index < bytes.count {
      if bytes[index] == marker[0], index + 2 < bytes.count, bytes[index + 1] == marker[1] {
        if bytes[index + 2] == marker[2] || bytes[index + 2] == endByte {
          result += (bytes[index + 2] == marker[2] ? start : end).utf8
          index += 3
          continue
        }
      }
      result.append(bytes[index])
      index += 1
    }
    return String(decoding: result, as: UTF8.self)
  }
}
