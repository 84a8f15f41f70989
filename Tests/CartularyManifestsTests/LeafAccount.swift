import CartularyBase
import CartularyModel
import Foundation

@testable import CartularyManifests

/// Asks of every value of a record's source where it went: into a field, among the unmapped, or into a note.
///
/// It reads the source by itself and compares texts, so that it does not depend on how a reader keeps its own account.
struct LeafAccount {
  /// One value of the source with the keys that lead to it.
  struct Leaf {
    let path: [String]
    let text: String
  }

  /// Those that were found nowhere, as `key.key: text`.
  private(set) var missing: [String] = []
  private(set) var leafCount = 0

  private let held: String
  private let words: String
  /// In lower case as it is, for texts that are mostly signs.
  private let raw: String
  private let notes: String
  /// Paths of texts that a note says were cut.
  private let cuts: [String]

  /// - Parameters:
  ///   - record: A record with the part of its file that it was read from.
  ///   - notes: What the reader said about the file.
  init(of record: SourcedDataset, notes: [ManifestDiagnostic]) throws {
    let encoded = try JSONEncoder().encode(record.dataset)
    var reader = JSONReader(Array(encoded))
    let tree = try reader.value(within: .max)
    var texts: [String] = []
    Self.visit(tree, []) { texts.append($1) }
    Self.visitKeys(tree) { texts += [$0] + $0.split { ".@[".contains($0) }.map(String.init) }
    raw = texts.joined(separator: "\n").lowercased()
    held =
      "\u{1}"
      + texts.flatMap { [Self.folded($0), Self.folded(HTMLText.plain($0))] }.joined(separator: "\u{1}")
      + "\u{1}"
    words =
      " "
      + texts.joined(separator: " ").lowercased().map { $0.isLetter || $0.isNumber ? String($0) : " " }
      .joined() + " "
    self.notes = notes.map { Self.folded($0.message) }.joined(separator: "\u{1}")
    cuts = notes.filter { $0.code == .cutText && $0.subject == record.dataset.id }.compactMap {
      $0.message.split(separator: "'").first.map(String.init)
    }
    let leftOut = ManifestFormats.all.first { $0.name == record.origin.format }?.leftOut ?? []
    for leaf in Self.leaves(of: record) where !Self.isLeftOut(leaf, leftOut) {
      leafCount += 1
      if !isAccounted(leaf) {
        missing.append(leaf.path.joined(separator: ".") + ": " + String(leaf.text.prefix(80)))
      }
    }
  }

  // MARK: - The source

  static func leaves(of record: SourcedDataset) -> [Leaf] {
    let source = record.origin.source
    var leaves: [Leaf] = []
    func add(_ node: SourceNode) { visit(node, []) { leaves.append(Leaf(path: $0, text: $1)) } }
    let isPage = ["huggingface-card", "jkan"].contains(record.origin.format)
    if isPage, let division = MarkdownPage.division(of: Array(source.utf8)) {
      let bytes = Array(source.utf8)
      var yaml = YAMLReader(
        String(decoding: bytes[division.frontMatter], as: UTF8.self), source: SourceText(bytes: bytes))
      try? yaml.forEachDocument { add($0) }
      var heading = "text"
      var isCode = false
      for line in String(decoding: bytes[division.bodyStart...], as: UTF8.self).split(
        whereSeparator: \.isNewline)
      {
        if line.hasPrefix("```") { isCode.toggle() }
        if line.hasPrefix("#"), !isCode {
          heading = line.drop { $0 == "#" }.trimmingCharacters(in: .whitespaces)
        }
        guard !line.hasPrefix("#"), !MarkdownBody.isNavigation(line) else { continue }
        leaves.append(Leaf(path: ["(body)", heading], text: String(line)))
      }
    } else if source.first.map({ "[{".contains($0) }) == true {
      var reader = JSONReader(Array(source.utf8), acceptsNaN: true)
      if let node = try? reader.value(within: .max) { add(node) }
    } else {
      var yaml = YAMLReader(source, source: SourceText(bytes: Array(source.utf8)))
      try? yaml.forEachDocument { add($0) }
    }
    return leaves
  }

  private static func visit(_ node: SourceNode, _ path: [String], _ body: ([String], String) -> Void) {
    switch node.content {
    case .null: break
    case .scalar(let text): body(path, text)
    case .list(let items): for item in items { visit(item, path, body) }
    case .map(let entries): for entry in entries { visit(entry.value, path + [entry.key], body) }
    }
  }

  private static func visitKeys(_ node: SourceNode, _ body: (String) -> Void) {
    switch node.content {
    case .null, .scalar: break
    case .list(let items): for item in items { visitKeys(item, body) }
    case .map(let entries):
      for entry in entries {
        body(entry.key)
        visitKeys(entry.value, body)
      }
    }
  }

  /// `tags.id` and the like, or `fields.format=default` for one value that says nothing.
  private static func isLeftOut(_ leaf: Leaf, _ leftOut: Set<String>) -> Bool {
    if leaf.path.indices.contains(where: { LeftOut.covers(Array(leaf.path[...$0]), leftOut) }) { return true }
    return leftOut.contains(leaf.path.suffix(2).joined(separator: ".") + "=" + leaf.text)
      || leftOut.contains((leaf.path.last ?? "") + "=" + leaf.text)
  }

  // MARK: - The account

  private func isAccounted(_ leaf: Leaf) -> Bool {
    let text = leaf.text.replacing("\\r\\n", with: "\n")
    guard !Placeholder.isSilent(text), !Self.folded(text).isEmpty else { return true }
    if holds(text) || holds(HTMLText.plain(text)) { return true }
    if Self.spellings(of: text).contains(where: holds) { return true }
    let path = leaf.path.filter { $0 != "(body)" }.joined(separator: ".")
    if cuts.contains(where: { path == $0 || path.hasPrefix($0 + ".") }) { return true }
    if text.utf8.count < 12, raw.contains(text.lowercased()) { return true }
    // An open end, and a name that holds only within the file.
    if ["ongoing", "present"].contains(text.lowercased()) || text.hasPrefix("_:") { return true }
    if text.hasPrefix("{") || text.hasPrefix("["), isAccountedAsJSON(leaf) { return true }
    if let box = Geometry.box(of: text),
      [box.west, box.south, box.east, box.north].allSatisfy({ raw.contains(Self.number($0)) })
    {
      return true
    }
    // Yes and no have no text of their own in a record; a number that is part of a box or size is compared as one.
    if ["true", "false", "yes", "no"].contains(text.lowercased()) { return true }
    if Self.isNoted(text, in: notes) { return true }
    // `- **Homepage:** address` without its label.
    if let label = text.firstRange(of: "**"), let end = text[label.upperBound...].firstRange(of: "**"),
      isAccounted(Leaf(path: leaf.path, text: String(text[end.upperBound...])))
    {
      return true
    }
    let pieces = text.replacing(": ", with: ", ").replacing(" or ", with: ", ").replacing(" and ", with: ", ")
      .split { ",;|/\n>[]()<".contains($0) }.map(String.init).filter { !Self.folded($0).isEmpty }
    let words = text.split(whereSeparator: \.isWhitespace)
    if text.contains("@"), words.count <= 6, words.allSatisfy({ holds(String($0)) }) { return true }
    let numbers = text.split(separator: " ")
    if numbers.count > 1,
      numbers.allSatisfy({ Double($0) != nil && raw.contains(Self.number(Double($0) ?? 0)) })
    {
      return true
    }
    return pieces.count > 1
      && pieces.allSatisfy { piece in holds(piece) || Self.spellings(of: piece).contains(where: holds) }
  }

  /// JSON written as text.
  private func isAccountedAsJSON(_ leaf: Leaf) -> Bool {
    var reader = JSONReader(Array(leaf.text.utf8))
    guard let node = try? reader.document() else { return false }
    if Geometry.box(of: node) != nil { return true }
    var isSound = true
    Self.visit(node, leaf.path) { isSound = isSound && isAccounted(Leaf(path: $0, text: $1)) }
    return isSound
  }

  /// Without a fraction if it is a whole number.
  private static func number(_ value: Double) -> String {
    Int(exactly: value).map(String.init) ?? value.description
  }

  private static func isNoted(_ text: String, in notes: String) -> Bool {
    let start = folded(String(text.prefix(40)))
    return start.utf8.count > 2 && notes.contains(start)
  }

  private func holds(_ text: String) -> Bool {
    let folded = Self.folded(text)
    guard !folded.isEmpty else { return false }
    // A short text must be a whole value or a whole part of one, not a piece of some word.
    return Self.contains(held, folded.utf8.count < 4 ? "\u{1}" + folded + "\u{1}" : folded)
      || (folded.utf8.count < 4 && Self.contains(words, " " + folded + " "))
  }

  private static func contains(_ text: String, _ part: String) -> Bool {
    text.withCString { text in part.withCString { strstr(text, $0) != nil } }
  }

  /// Letters and digits only, in lower case: punctuation, markup and spaces do not count.
  static func folded(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.lowercased().unicodeScalars.filter {
          $0.properties.isAlphabetic || $0.properties.numericType != nil
        }))
  }

  /// The forms in which a record holds a text: codes, dates, names of formats and licences.
  private static func spellings(of text: String) -> [String] {
    var found: [String?] = [
      PartialDate(written: text)?.description, LanguageTag.tag(for: text),
      text.firstRange(of: "10.").map { String(text[$0.lowerBound...]) },
      AuthorityCodes.accessRights(text)?.rawValue, AccessRights(spelling: text)?.rawValue,
      AuthorityCodes.format(text), AuthorityCodes.theme(text), AuthorityCodes.country(text),
      Countries.region(for: text),
      VariableType(imported: text)?.rawValue, DataUseOntology.id(endingIn: text), DatasetID.slug(text),
      String(WebAddress.withoutScheme(text)), Double(text).map { $0.description },
      UpdateFrequency(text: text).rawValue,
      Place(written: text)?.name, Place(written: text)?.code, OwnAddress.id(in: text), Agent.mail(text),
      ContentSize.byteCount(text).map(String.init),
    ]
    if let last = text.split(separator: "|").last { found.append(DatasetID.slug(String(last))) }
    if text.contains(":"), !text.contains(" ") { found.append(LinkedFields.localName(text)) }
    let trimmed = text.trimmingCharacters(in: .whitespaces)
    if trimmed.lowercased().hasPrefix("mailto:") { found.append(String(trimmed.dropFirst(7))) }
    found.append(HDRUK2Record.dataUse[FoldedText.code(text)])
    found.append(HDRUK2Record.requirements[FoldedText.code(text)]?.rawValue)
    if let number = Double(text) { found += [number - 360, number + 360].map { Self.number($0) } }
    for license in LicenseTable.standard.licenses(from: text) where license.id != License.customID {
      found.append(license.id)
    }
    if let number = Double(text), let whole = Int(exactly: number) { found.append(String(whole)) }
    if let coverage = TemporalCoverage(text) {
      return found.compactMap { $0 } + [coverage.start, coverage.end].compactMap { $0?.description }
    }
    return found.compactMap { $0 }.filter { $0 != "unknown" }
  }
}
