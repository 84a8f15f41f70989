internal import CartularyModel

/// Text that fills a field and says nothing.
enum PlaceholderText {
  static func isOne(_ text: String) -> Bool {
    guard text.utf8.count <= 200 else { return text.lowercased().hasPrefix("lorem ipsum") }
    let folded = VocabularySpelling.fold(text).filter { !".…-_[]()<>{}!?:".contains($0) }
    return words.contains(folded) || folded.hasPrefix("loremipsum")
      || text.lowercased().hasPrefix("lorem ipsum")
      || text.uppercased().hasPrefix("TODO") || text.uppercased().hasPrefix("FILL IN")
  }

  /// Folded, without signs. "none" and "unknown" are answers, and stay.
  private static let words: Set<String> = [
    "tbd", "tba", "tbc", "n/a", "na", "notapplicable", "notavailable", "inprogress", "xxx", "xxxx", "xx",
    "todo",
    "fixme", "placeholder", "null", "nil", "undefined", "asdf", "testtest", "foo", "foobar", "tobedetermined",
    "tobeconfirmed", "tobedecided", "descriptionhere", "titlehere", "yourtitle", "changeme", "comingsoon",
  ]
}

/// Whether text is something that people and programs can follow.
enum WebAddress {
  /// A scheme and what follows it, without blanks; on the web also a host.
  static func isOne(_ text: String) -> Bool {
    guard let colon = text.firstIndex(of: ":"), text.first?.isLetter == true, text.first?.isASCII == true,
      !text.contains(where: \.isWhitespace)
    else { return false }
    let scheme = text[..<colon].lowercased()
    guard
      scheme.utf8.allSatisfy({
        (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || "+.-".utf8.contains($0)
      })
    else { return false }
    let rest = text[text.index(after: colon)...]
    guard ["http", "https", "ftp"].contains(scheme) else { return !rest.isEmpty }
    guard rest.hasPrefix("//") else { return false }
    let host = rest.dropFirst(2).prefix { !"/?#".contains($0) }
    return host == "localhost" || host.hasPrefix("localhost:") || (host.contains(".") && host.first != ".")
  }

  /// One `@` between a name and a host with a point.
  static func isEmail(_ text: String) -> Bool {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    return parts.count == 2 && !parts[0].isEmpty && parts[1].contains(".") && parts[1].first != "."
      && parts[1].last != "." && !text.contains(where: { $0.isWhitespace || "<>,;\"".contains($0) })
  }
}

/// ISO 3166-1 in two letters, and the parts that begin with them.
enum CountryCodes {
  /// `EU` is reserved in the standard and common in terms; so is `EEA`, which the standard does not know.
  static func isKnown(_ code: String) -> Bool {
    let parts = code.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count <= 2, let country = parts.first,
      unions.contains(country) || Countries.name(of: String(country)) != nil
    else { return false }
    guard parts.count == 2 else { return true }
    return (1...3).contains(parts[1].utf8.count)
      && parts[1].utf8.allSatisfy { (0x41...0x5A).contains($0) || (0x30...0x39).contains($0) }
  }

  /// The code that was probably meant by another, in upper case: `US` by `USA`; `nil` for what is no country.
  static func meant(by code: String) -> String? { code == "EN" ? "GB" : Countries.region(for: code) }

  /// Regions that are no countries, and stand where countries do.
  private static let unions: Set<Substring> = ["EU", "EEA"]
}
