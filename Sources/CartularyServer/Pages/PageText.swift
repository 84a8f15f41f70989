internal import CartularyBase

/// How the pages write texts and numbers.
enum PageText {
  /// A number in groups of three, with narrow blanks that do not break.
  static func number(_ count: Int) -> String {
    let digits = Array(String(count.magnitude))
    var text = count < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { text += "\u{202F}" }
      text.append(digit)
    }
    return text
  }

  /// - Parameter many: The plural; with an `s` by default.
  static func plural(_ count: Int, _ one: String, _ many: String? = nil) -> String {
    number(count) + " " + (count == 1 ? one : many ?? one + "s")
  }

  /// What somebody wrote, fit to be shown: nothing in it hides or reorders what stands around it. Line ends stay.
  ///
  /// - Parameter limit: The most characters; what is longer ends at a blank, with a sign of what is left out.
  static func shown(_ text: String, _ limit: Int = .max) -> String {
    TerminalText.harmless(cut(text, limit), keepingLineBreaks: true)
  }

  /// As `shown`; `nil` for no text, and for an empty one.
  static func stated(_ text: String?, _ limit: Int = .max) -> String? {
    text.flatMap { $0.isEmpty ? nil : shown($0, limit) }
  }

  static func cut(_ text: String, _ limit: Int) -> String {
    guard text.utf8.count > limit else { return text }
    let scalars = text.unicodeScalars
    guard let end = scalars.index(scalars.startIndex, offsetBy: limit, limitedBy: scalars.endIndex),
      end < scalars.endIndex
    else { return text }
    let head = scalars[..<end]
    let middle = head.index(head.startIndex, offsetBy: limit / 2)
    let blank = head[middle...].lastIndex(of: " ")
    return String(head[..<(blank ?? end)]) + "…"
  }

  /// A number to two places after the point, without zeros at its end.
  static func decimal(_ number: Double) -> String {
    let hundredths = Int((number.magnitude * 100).rounded())
    let (whole, rest) = hundredths.quotientAndRemainder(dividingBy: 100)
    let sign = number < 0 && hundredths > 0 ? "-" : ""
    guard rest > 0 else { return sign + String(whole) }
    return sign + "\(whole)."
      + (rest.isMultiple(of: 10) ? String(rest / 10) : rest < 10 ? "0\(rest)" : String(rest))
  }

  static func capital(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }

  /// An address that a link may lead to; `nil` for any other text.
  static func web(_ address: String?) -> String? {
    address.flatMap { WebAddress.hasScheme($0) ? $0 : nil }
  }

  /// The address of a mailbox that a link may lead to; `nil` for any other text.
  static func mail(_ address: String?) -> String? {
    guard let address, WebAddress.isEmail(address),
      !address.unicodeScalars.contains(where: { "?&'%".unicodeScalars.contains($0) })
    else { return nil }
    return "mailto:" + address
  }

  /// The host of a web address; the text itself, shortened, if it is none.
  static func host(_ address: String) -> String {
    guard WebAddress.hasScheme(address) else { return shown(address, 60) }
    return shown(String(WebAddress.withoutScheme(address).prefix { !"/?#".contains($0) }), 60)
  }

  /// Parts that are there, with something between them; `nil` for none.
  static func joined(_ parts: [String?], _ separator: String = " · ") -> String? {
    let parts = parts.compactMap { $0.flatMap { $0.isEmpty ? nil : $0 } }
    return parts.isEmpty ? nil : parts.joined(separator: separator)
  }
}
