internal import CartularyModel

// What only records of ours say in the words of our own writers.

extension LinkedFields {
  /// Whether the record was written by this program.
  var isOwn: Bool { resource.id.flatMap(OwnAddress.id) != nil }

  /// Notes on what the source of a record does not state.
  mutating func readEditorialNotes(into dataset: inout Dataset) {
    guard isOwn else { return }
    for value in values("skos:editorialNote") {
      guard let text = label(of: value) else { continue }
      if !EditorialNotes.read(text, into: &dataset) { keep(value, of: key(of: ["skos:editorialNote"])) }
    }
  }
}
