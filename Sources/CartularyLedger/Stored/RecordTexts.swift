package import CartularyModel
internal import Foundation

/// What a record is called and says, who publishes it and who may see it: all by which records mention each other.
///
/// Read from the stored record without the rest of it, which takes a fraction of the time.
package struct RecordTexts: Sendable, Equatable {
  package let id: String
  package let title: String
  package let aliases: [String]
  package let description: String
  package let keywords: [String]
  /// Its publisher's name; `nil` if it states none.
  package let publisher: String?
  package let audience: Audience

  package init(_ dataset: Dataset) {
    (id, title, aliases, description) = (dataset.id, dataset.title, dataset.aliases, dataset.description)
    (keywords, publisher, audience) = (dataset.keywords, dataset.publisher?.name, dataset.audience)
  }

  /// - Parameter json: As `StoredDataset` writes it.
  init(stored json: String) throws {
    let stored = try StoredJSON.decode(Stored.self, from: Data(json.utf8))
    (id, title, aliases, description) = (stored.id, stored.title, stored.aliases ?? [], stored.description)
    (keywords, publisher, audience) = (stored.keywords ?? [], stored.publisher?.name, stored.audience)
  }

  /// Keys of `StoredDatasetV1`.
  private struct Stored: Decodable {
    struct Publisher: Decodable { let name: String }

    let id: String
    let title: String
    let aliases: [String]?
    let description: String
    let keywords: [String]?
    let publisher: Publisher?
    let audience: Audience
  }
}

/// What a publication changes of the texts of records. They are read one by one, as there may be many.
package struct RecordTextChanges {
  /// Of all records of the publication, also of those of which it changes other things alone.
  package let ids: Set<String>
  /// Hands on each change, in the order of the publication.
  package let forEach: ((RecordTextChange) throws -> Void) throws -> Void
}

/// The texts of a record before and after a publication; `nil` if it is not in the catalog.
package struct RecordTextChange: Sendable {
  package let before: RecordTexts?
  package let after: RecordTexts?

  init(before: RecordTexts?, after: RecordTexts?) { (self.before, self.after) = (before, after) }

  /// Whether somebody will no longer see the record.
  package var losesAudience: Bool {
    guard let before else { return false }
    return after.map { !$0.audience.includes(before.audience) } ?? true
  }
}
