/// Turns what publishers write into licences.
///
/// The table is `Resources/licences.csv`: spelling, id, openness, source. Where several rows fold to
/// one spelling, the first stands. The order of the rules is the standards page's, section 2.3, and was
/// measured there on 15,349 real values.
package struct LicenseTable: Sendable {
  /// The table that the project ships.
  package static let standard = LicenseTable(csv: PackageResources.licences_csv)

  /// Ids in the table, each once, in its order: the closed vocabulary of the `license` field.
  ///
  /// Apart from `standard`, as every query needs them and only the reading of manifests needs the rest.
  package static let ids: [String] = {
    var ids: [String] = []
    var seen: Set<String> = []
    var last: PackagedTable.Cell = []
    // Spellings of one licence stand together for the most part.
    PackagedTable.forEachCell(ofColumn: 1, in: PackageResources.licences_csv) { cell in
      guard cell != last else { return }
      last = cell
      let id = PackagedTable.text(cell)
      if seen.insert(id).inserted { ids.append(id) }
    }
    return ids
  }()

  private let opennessByID: [String: Openness]
  private let bySpelling: [String: Entry]
  private let byAddress: [String: Entry]

  /// What a row says. Two rows may give one id different openness: "Public" is less of a promise than
  /// "Public Domain".
  private struct Entry {
    let id: String
    let openness: Openness
  }

  /// - Parameter csv: UTF-8 lines of `alias,spdx,openness,source` with a header; quotes as in RFC 4180.
  init(csv: [UInt8]) {
    var opennessByID: [String: Openness] = [:]
    var bySpelling: [String: Entry] = [:]
    var byAddress: [String: Entry] = [:]
    func learn(_ spelling: String, _ entry: Entry) {
      if bySpelling[spelling] == nil { bySpelling[spelling] = entry }
    }
    for row in Self.rows(of: csv) {
      guard let openness = Openness(rawValue: PackagedTable.text(row.openness)) else {
        preconditionFailure(
          "licences.csv is ours, and this row has no openness: \(PackagedTable.text(row.alias))")
      }
      let (alias, entry) = (
        PackagedTable.text(row.alias), Entry(id: PackagedTable.text(row.id), openness: openness)
      )
      if opennessByID[entry.id] == nil { opennessByID[entry.id] = openness }
      learn(Self.fold(alias), entry)
      // A whole site is not a licence, although one page of it may be told by a fragment only.
      if let address = LicenseAddress.canonical(alias), address.contains("/"), byAddress[address] == nil {
        byAddress[address] = entry
      }
    }
    // Ids are spellings of themselves, but never override a row that says otherwise.
    for (id, openness) in opennessByID { learn(Self.fold(id), Entry(id: id, openness: openness)) }
    (self.opennessByID, self.bySpelling, self.byAddress) = (opennessByID, bySpelling, byAddress)
  }

  /// Reads one value as a source wrote it.
  ///
  /// - Returns: At least one licence. Several where the text names different ones; `NOASSERTION` for
  ///   empty text and placeholders; `LicenseRef-custom` with the text for what no rule recognises.
  package func licenses(from text: String) -> [License] {
    let trimmed = Self.collapse(text)
    guard !trimmed.isEmpty else { return [.notStated] }
    func license(_ entry: Entry) -> License { License(id: entry.id, openness: entry.openness, text: trimmed) }
    if let entry = bySpelling[Self.fold(trimmed)] ?? bySpelling[Self.fold(Self.withoutEnd(trimmed))] {
      return [license(entry)]
    }

    let custom = Entry(id: License.customID, openness: .custom)
    guard trimmed.utf8.count <= Self.longestText else { return [license(custom)] }
    // A Markdown link's address beats its text, so addresses come before phrases.
    let addresses = LicenseAddress.addresses(in: trimmed)
    let words = LicensePhrases.words(of: addresses.around.joined(separator: " "))
    var entries: [Entry] = []
    func add(_ entry: Entry?) {
      if let entry, !entries.contains(where: { $0.id == entry.id }) { entries.append(entry) }
    }
    for address in addresses.found { add(entry(forAddress: address)) }
    if entries.isEmpty { add(CreativeCommons.id(fromPhrase: trimmed).map(entry(for:))) }
    var isDoubtful = false
    if entries.isEmpty, let beginning = beginning(of: trimmed) {
      add(beginning.entry)
      isDoubtful = beginning.isDoubtful
    }
    if entries.isEmpty { LicensePhrases.ids(namedIn: words).forEach { add(entry(for: $0)) } }
    if entries.isEmpty { add(LicensePhrases.kind(of: words).map(entry(for:))) }
    guard !entries.isEmpty else { return [license(custom)] }
    addOthers(said: [trimmed] + addresses.around.map(String.init), words, to: &entries)
    if isDoubtful || LicenseLimits.takeBack(words, from: entries.map(\.openness)) { add(custom) }
    return entries.map(license)
  }

  /// Adds what a text says besides the licences that were found in it, wherever that is another licence or stricter:
  /// names next to an address, terms that a sentence states, parts of the text that are in the table.
  private func addOthers(said texts: [String], _ words: [String], to entries: inout [Entry]) {
    guard entries.allSatisfy({ $0.openness < .custom }) else { return }
    func add(_ entry: Entry) {
      if !entries.contains(where: { $0.id == entry.id }) { entries.append(entry) }
    }
    func addIfStricter(_ entry: Entry) {
      // "Nothing stated" in one part of a text says nothing of the others, so that only a doubt is left.
      let entry = entry.openness == .none ? Entry(id: License.customID, openness: .custom) : entry
      if entries.allSatisfy({ $0.openness < entry.openness }) { add(entry) }
    }
    for id in LicensePhrases.ids(namedIn: words, besides: entries.map(\.id)) {
      let entry = entry(for: id)
      if CreativeCommons.openness(of: id) != nil { add(entry) } else { addIfStricter(entry) }
    }
    if let id = LicensePhrases.kind(of: words) { addIfStricter(entry(for: id)) }
    for part in texts.dropFirst().map(Self.withoutEnd) + texts.flatMap(Self.parts) {
      if let entry = bySpelling[Self.fold(part)] { addIfStricter(entry) }
    }
    let hasFamily = entries.contains { CreativeCommons.openness(of: $0.id) != nil }
    if !hasFamily, LicensePhrases.hasUnnamedCreativeCommons(words) {
      addIfStricter(Entry(id: License.customID, openness: .custom))
    }
  }

  /// What may be a licence of its own within a text: between signs and words that join.
  private static func parts(of text: String) -> [String] {
    var parts: [String] = []
    for separator in separators {
      let split = Self.split(text, at: separator)
      if split.count > 1 { parts += split }
    }
    // A code, not a word of a sentence.
    parts += text.split(separator: " ").filter { $0.contains("-") }.map(String.init)
    return parts.map(withoutEnd)
  }

  private static let separators = [";", "|", ", ", " and ", " or ", " / ", ". ", ": "].map { Array($0.utf8) }

  /// The pieces between separators, but for empty ones. By bytes: the standard library's search for a text takes a
  /// hundred times as long.
  private static func split(_ text: String, at separator: [UInt8]) -> [String] {
    let bytes = Array(text.utf8)
    var pieces: [String] = []
    var start = 0
    func close(at end: Int) {
      if end > start { pieces.append(String(decoding: bytes[start..<end], as: UTF8.self)) }
    }
    var index = 0
    while index + separator.count <= bytes.count {
      if bytes[index] == separator[0], bytes[index..<index + separator.count].elementsEqual(separator) {
        close(at: index)
        index += separator.count
        start = index
      } else {
        index += 1
      }
    }
    close(at: bytes.count)
    return pieces
  }

  /// The licence that a long text begins with. After a short beginning, any word of doubt leaves the terms open.
  private func beginning(of text: String) -> (entry: Entry, isDoubtful: Bool)? {
    let folded = Self.fold(text)
    guard let row = Self.prefixes.first(where: { folded.hasPrefix($0.prefix) }) else { return nil }
    let rest = LicensePhrases.words(of: String(folded.utf8.dropFirst(row.prefix.utf8.count)) ?? "")
    let entry = entry(for: row.id)
    return (entry, row.isShort && entry.openness < .custom && LicensePhrases.isDoubtful(rest))
  }

  /// In bytes. A longer text is a contract: it is not searched for a name.
  private static let longestText = 32 << 10

  /// Whether a text has words that would take something of an open licence back.
  package func takesBack(_ text: String) -> Bool {
    let around = LicenseAddress.addresses(in: text).around
    return LicenseLimits.takeBack(LicensePhrases.words(of: around.joined(separator: " ")), from: [.open])
  }

  /// The openness of an id of the table or of the Creative Commons family; `nil` for others.
  package func openness(of id: String) -> Openness? {
    opennessByID[id] ?? CreativeCommons.openness(of: id)
  }

  private func entry(for id: String) -> Entry { Entry(id: id, openness: openness(of: id) ?? .custom) }

  private func entry(forAddress address: String) -> Entry? {
    guard let canonical = LicenseAddress.canonical(address) else { return nil }
    // The page of one licence may be told by a fragment only.
    return bySpelling[Self.fold(address)] ?? byAddress[canonical]
      ?? LicenseAddress.spdxListID(canonical).flatMap { bySpelling[Self.fold($0)] }
      ?? CreativeCommons.id(fromAddress: canonical).map(entry(for:))
  }

  /// Beginnings of long texts that name a licence and then go on. Folded as `fold` does.
  private static let prefixes: [(prefix: String, id: String, isShort: Bool)] = [
    ("noaa data disseminated through nodd are open to the public", "LicenseRef-NOAA-NODD", false),
    ("us government work", "LicenseRef-scancode-us-govt-public-domain", true),
    ("u.s. government work", "LicenseRef-scancode-us-govt-public-domain", true),
    ("public domain", "LicenseRef-scancode-public-domain", true),
    ("open government license v3", "OGL-UK-3.0", true),
    ("nih genomic data sharing policy", "LicenseRef-NIH-GDS", false),
    ("apache license 2.0", "Apache-2.0", true), ("mit license", "MIT", true),
  ]

  /// Without closing stops and the brackets or quotes around the whole: `"[CC BY]"`.
  private static func withoutEnd(_ text: String) -> String {
    var rest = text[...]
    while let last = rest.last, ".,;\"' ".contains(last) { rest.removeLast() }
    while let first = rest.first, "\"'; ".contains(first) { rest.removeFirst() }
    if rest.first == "[", rest.last == "]", rest.count > 2 { rest = rest.dropFirst().dropLast() }
    return String(rest)
  }

  /// Outer blanks dropped, inner runs of blanks (NBSP too) made one space.
  private static func collapse(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// Case, blanks and the two spellings of "licence" do not matter.
  static func fold(_ text: String) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    var isGap = false
    func append(_ byte: UInt8) {
      if isGap, !bytes.isEmpty { bytes.append(0x20) }
      isGap = false
      bytes.append(byte)
      if byte == UInt8(ascii: "e"), bytes.suffix(7).elementsEqual("licence".utf8) {
        bytes[bytes.count - 2] = UInt8(ascii: "s")
      }
    }
    // Most texts are ASCII, and the table is read at every start of the program.
    let isASCII = text.utf8.allSatisfy { $0 < 0x80 }
    for byte in isASCII ? text.utf8 : collapse(text.lowercased()).utf8 {
      switch byte {
      case 0x09...0x0D, 0x20: isGap = true
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): append(byte | 0x20)
      default: append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  // MARK: - The file

  /// Spelling, id and openness; where a row comes from is for people to read.
  private typealias Row = (alias: PackagedTable.Cell, id: PackagedTable.Cell, openness: PackagedTable.Cell)

  private static func rows(of csv: [UInt8]) -> [Row] {
    PackagedTable(csv, columnCount: 4, name: "licences.csv").rows.map { ($0[0], $0[1], $0[2]) }
  }
}
