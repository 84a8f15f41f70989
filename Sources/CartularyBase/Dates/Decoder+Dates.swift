extension Decoder {
  /// Reads a date that stands as one text, such as `"2026-11-21"`.
  ///
  /// - Throws: `DecodingError.dataCorrupted` where the text is not such a date.
  func decodeText<Date: LosslessStringConvertible>(as type: Date.Type) throws -> Date {
    let container = try singleValueContainer()
    let text = try container.decode(String.self)
    guard let date = Date(text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "'\(text)' is not a valid date")
    }
    return date
  }
}

extension Encoder {
  /// Writes a date as one text.
  func encodeText(of date: some LosslessStringConvertible) throws {
    var container = singleValueContainer()
    try container.encode(date.description)
  }
}
