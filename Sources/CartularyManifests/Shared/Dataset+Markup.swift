internal import CartularyModel

extension Dataset {
  /// Turns HTML into plain text in the fields in which other catalogs write it for browsers.
  ///
  /// Names become one line. Unmapped values are not changed.
  mutating func stripMarkup() {
    func line(_ text: String) -> String {
      guard HTMLText.isMarkup(text) else { return text }
      return HTMLText.plain(text).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
    title = line(title)
    aliases = aliases.map(line)
    keywords = keywords.map(line)
    themes = themes.map(line)
    if let name = publisher?.name { publisher?.name = line(name) }
    if let name = steward?.name { steward?.name = line(name) }
    for index in creators.indices { creators[index].name = line(creators[index].name) }
    frequencyText = frequencyText.map(line)
    licenses = licenses.map(Self.stripped)
    description = HTMLText.plain(description)
    rights = rights.map(HTMLText.plain)
    access.note = access.note.map(HTMLText.plain)
    if let statement = provenance?.statement { provenance?.statement = HTMLText.plain(statement) }
    for index in distributions.indices {
      distributions[index].title = distributions[index].title.map(line)
      distributions[index].description = distributions[index].description.map(HTMLText.plain)
      distributions[index].licenses = distributions[index].licenses.map(Self.stripped)
      distributions[index].accessURL = distributions[index].accessURL?.replacing("&amp;", with: "&")
      distributions[index].downloadURL = distributions[index].downloadURL?.replacing("&amp;", with: "&")
      distributions[index].rights = distributions[index].rights.map(HTMLText.plain)
    }
    guard var dictionary = dataDictionary, !dictionary.tables.isEmpty else { return }
    for table in dictionary.tables.indices {
      dictionary.tables[table].description = dictionary.tables[table].description.map(HTMLText.plain)
      for index in dictionary.tables[table].variables.indices {
        let text = dictionary.tables[table].variables[index].description
        if let text { dictionary.tables[table].variables[index].description = HTMLText.plain(text) }
      }
    }
    dataDictionary = dictionary
  }

  private static func stripped(_ license: License) -> License {
    guard let text = license.text else { return license }
    return License(id: license.id, openness: license.openness, text: HTMLText.plain(text))
  }
}
