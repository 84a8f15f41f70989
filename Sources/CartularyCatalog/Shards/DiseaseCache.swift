package import CartularyModel
internal import Foundation

/// Ontologies of diseases that were read before, kept in a catalog in a form that is read in a fraction
/// of the time.
///
/// Only a cache: what cannot be written or read is silently read from its source.
package struct DiseaseCache: Sendable {
  private let layout: CatalogLayout
  /// More are not kept: a catalog has one ontology, or two while it changes to the next edition.
  private static let maximumCount = 4

  /// The cache of the catalog at `path`, which need not exist.
  package init(at path: String) { layout = CatalogLayout(root: path) }

  /// The tree that was kept for a source with these bytes; `nil` if there is none, or it is damaged.
  package func tree(of source: ContentHash) -> DiseaseTree? {
    guard let data = FileManager.default.contents(atPath: file(source)),
      let end = data.firstIndex(of: UInt8(ascii: "\n"))
    else { return nil }
    let text = data[(end + 1)...]
    // A changed word would change decisions.
    guard data[..<end].elementsEqual(ContentHash(of: text).description.utf8) else { return nil }
    return DiseaseTree(compactText: String(decoding: text, as: UTF8.self))
  }

  /// Keeps a tree for the next command, where there is a catalog that may be written to.
  package func keep(_ tree: DiseaseTree, of source: ContentHash) {
    guard (try? layout.check()) != nil else { return }
    let text = tree.compactText
    let files = FileManager.default
    try? files.createDirectory(atPath: layout.diseases, withIntermediateDirectories: false)
    try? Durable.write("\(ContentHash(of: text.utf8))\n" + text, to: file(source))
    let names = (try? files.contentsOfDirectory(atPath: layout.diseases)) ?? []
    let byAge = names.map { layout.diseases + "/" + $0 }.sorted { Self.age($0) < Self.age($1) }
    for old in byAge.dropFirst(Self.maximumCount) { try? files.removeItem(atPath: old) }
  }

  private func file(_ source: ContentHash) -> String { layout.diseases + "/" + source.description }

  /// In seconds; the greatest for what is gone meanwhile.
  private static func age(_ path: String) -> TimeInterval {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    guard let date = attributes?[.modificationDate] as? Date else { return .infinity }
    return -date.timeIntervalSinceReferenceDate
  }
}
