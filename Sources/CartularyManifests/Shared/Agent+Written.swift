internal import CartularyModel

extension Agent {
  /// Reads an agent: a name, `Name <mail>`, `Name (web address)`, a mail address, a web address or a Markdown
  /// link of one; of a paragraph, the first address in it and the name before that. Of several people with
  /// links to their mail, the first.
  ///
  /// - Returns: `nil` for nothing and for placeholders.
  static func written(_ text: String) -> Agent? {
    guard let told = Placeholder.told(text).flatMap(withoutBrackets) else { return nil }
    let isParagraph = told.utf8.count > 120 || told.contains("\n")
    if isParagraph, let agent = inProse(told, isParagraph: true) { return agent }
    if let link = MarkdownLink.first(in: told) {
      let name = Placeholder.told(MarkdownLink.plain(told)) ?? link.address
      if let mail = mail(link.address) {
        let isFirstOfSeveral = told.split(separator: "](", omittingEmptySubsequences: false).count > 2
        let own = isFirstOfSeveral ? SourceNode.nonEmpty(link.text) : nil
        return Agent(name: own ?? name, email: mail)
      }
      return Agent(name: name, url: MarkdownLink.isWeb(link.address) ? link.address : nil)
    }
    if let mail = mail(told) { return Agent(name: mail, email: mail) }
    if let open = told.firstIndex(of: "<"), told.last == ">" {
      let inner = String(told[told.index(after: open)...].dropLast())
      let name = bareName(told[..<open])
      if let mail = mail(inner) { return Agent(name: name ?? mail, email: mail) }
      if MarkdownLink.isWeb(inner) { return Agent(name: name ?? inner, url: inner) }
    }
    if MarkdownLink.isWeb(told), !told.contains(where: \.isWhitespace) { return Agent(name: told, url: told) }
    if told.contains("@"), let agent = inProse(told, isParagraph: false) { return agent }
    return withPage(told) ?? Agent(name: told)
  }

  /// Without brackets around the whole or unmatched ones; `(Name)[address]`, a link whose brackets
  /// were swapped, becomes `Name (address)`.
  private static func withoutBrackets(_ text: String) -> String? {
    var text = text
    if text.first == "(", text.last == "]", let middle = text.firstRange(of: ")[") {
      text = text[..<middle.lowerBound].dropFirst() + " (" + text[middle.upperBound...].dropLast() + ")"
    }
    if text.first == "[", text.last == "]",
      !text.dropFirst().dropLast().contains(where: { "[]".contains($0) })
    {
      text = String(text.dropFirst().dropLast())
    }
    if text.first == "[", !text.contains("]") { text.removeFirst() }
    if text.last == "]", !text.contains("[") { text.removeLast() }
    return Placeholder.told(text)
  }

  /// `Name (https://…)` and `Name, https://…`; if there is a sentence or nothing before the address, it is the
  /// name too.
  ///
  /// - Returns: `nil` without an address.
  private static func withPage(_ text: String) -> Agent? {
    guard let url = MarkdownLink.webAddress(in: text), let place = text.firstRange(of: url) else {
      return nil
    }
    let before = text[..<place.lowerBound]
    let isBracketed = before.last.map { "([<".contains($0) } ?? false
    let words = before.split(separator: " ")
    let end = words.last?.lowercased() ?? ""
    let isName =
      isBracketed
      || (words.count <= 6 && !["at", "to", "on", "in", "see", "via", "visit", "from", "is"].contains(end))
    guard isName, words.count <= 12, let name = bareName(before), !name.contains("://") else {
      return Agent(name: url, url: url)
    }
    return Agent(name: name, url: url)
  }

  /// Whether name and addresses hold every word and address of a text; if not, the text is worth keeping.
  func saysAll(of text: String) -> Bool {
    func words(_ text: String) -> Set<String> {
      Set(text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init).filter { $0.count > 2 })
    }
    let held = [name, email, url].compactMap { $0 }
    let addresses = Self.pieces(of: text).filter { $0.contains("@") || $0.contains("://") }
    guard addresses.allSatisfy({ address in held.contains { $0.contains(Self.withoutMailto(address)) } })
    else {
      return Placeholder(text) != nil
    }
    let said = held.reduce(into: Set(["http", "https", "mailto"])) { $0.formUnion(words($1)) }
    return words(text).isSubset(of: said) || Placeholder(text) != nil
  }

  /// A mail address, perhaps with `mailto:` before it.
  static func mail(_ text: String) -> String? {
    let bare = withoutMailto(text)
    let parts = bare.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, parts[1].contains("."), !bare.contains(where: \.isWhitespace),
      !bare.contains("/"), !bare.contains("<"), !bare.contains(",")
    else { return nil }
    return bare
  }

  private static func withoutMailto(_ text: String) -> String {
    text.lowercased().hasPrefix("mailto:") ? String(text.dropFirst(7)) : text
  }

  /// Words and addresses, without the punctuation around them.
  private static func pieces(of text: String) -> [String] {
    text.split { $0.isWhitespace || "()<>[],;\"".contains($0) }.map { piece in
      var piece = piece
      while let last = piece.last, ".:".contains(last) { piece.removeLast() }
      return String(piece)
    }
  }

  /// By the first mail address, otherwise the first web address, among other words; in one line, its name is what is
  /// before it, unless that is a sentence.
  private static func inProse(_ text: String, isParagraph: Bool) -> Agent? {
    let url = MarkdownLink.webAddress(in: text)
    guard let mail = pieces(of: text).lazy.compactMap(mail).first else {
      return url.map { Agent(name: $0, url: $0) }
    }
    // The address follows a person's name.
    if isParagraph, let link = MarkdownLink.first(in: text), Self.mail(link.address) == mail,
      Self.mail(link.text) == nil, let name = Placeholder.told(link.text)
    {
      return Agent(name: name, email: mail, url: url)
    }
    let name = text.firstRange(of: mail).flatMap { bareName(text[..<$0.lowerBound]) }
    guard !isParagraph, let name, name.split(separator: " ").count <= 6, !name.contains("@") else {
      return Agent(name: mail, email: mail, url: url)
    }
    return Agent(name: name, email: mail, url: url)
  }

  /// Without the punctuation that separates a name from what follows it.
  private static func bareName(_ text: Substring) -> String? {
    var name = text
    while let last = name.last, last.isWhitespace || ",;:(<[\"-–".contains(last) { name.removeLast() }
    return SourceNode.nonEmpty(String(name))
  }
}
