internal import CartularyBase
internal import CartularyModel

/// Text that fills a field without saying anything.
enum PlaceholderText {
  static func isOne(_ text: String) -> Bool {
    guard text.utf8.count <= 200 else { return text.lowercased().hasPrefix("lorem ipsum") }
    let folded = FoldedText.code(text).filter { !".…-_[]()<>{}!?:".contains($0) }
    return words.contains(folded) || folded.hasPrefix("loremipsum")
      || text.lowercased().hasPrefix("lorem ipsum")
      || text.uppercased().hasPrefix("TODO")
  }

  /// Folded, without punctuation. "none" and "unknown" are answers, so they are not listed.
  private static let words: Set<String> = [
    "tbd", "tba", "tbc", "n/a", "na", "notapplicable", "notavailable", "inprogress", "xxx", "xxxx", "xx",
    "todo",
    "fixme", "placeholder", "null", "nil", "undefined", "asdf", "testtest", "foo", "foobar", "tobedetermined",
    "tobeconfirmed", "tobedecided", "descriptionhere", "titlehere", "yourtitle", "changeme", "comingsoon",
  ]
}

/// ISO 3166-1 in two letters, and the parts that begin with them.
enum CountryCodes {
  /// `EU` is reserved in the standard and common in terms; `EEA` is also common, but not in the standard.
  static func isKnown(_ code: String) -> Bool {
    let parts = code.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count <= 2, let country = parts.first,
      unions.contains(country) || Countries.name(of: String(country)) != nil
    else { return false }
    guard parts.count == 2 else { return true }
    return (1...3).contains(parts[1].utf8.count)
      && parts[1].utf8.allSatisfy { (0x41...0x5A).contains($0) || (0x30...0x39).contains($0) }
  }

  /// The code that was probably meant by another, in upper case: `US` for `USA`; `nil` if it is not a country.
  static func meant(by code: String) -> String? { code == "EN" ? "GB" : Countries.region(for: code) }

  /// Regions that are not countries but are used like them.
  private static let unions: Set<Substring> = ["EU", "EEA"]
}
