import CartularyIndex

/// A document whose terms are the words of `text`, as `Z` stems with positions, and whose payload is `id`.
func document(_ id: String, _ text: String = "") throws -> IndexDocument {
  var document = IndexDocument(uniqueTerm: "Q" + id)
  for token in try TextAnalyzer().tokens(in: text) {
    document.add("Z" + token.stem, at: token.position, wdf: 1)
  }
  document.texts = [text]
  document.payload = Array(id.utf8)
  return document
}

/// Writes `documents` to the index at `path` in one transaction.
func publish(_ documents: [IndexDocument], at path: String) throws {
  let writer = try IndexWriter(path: path, create: true)
  try writer.begin()
  for document in documents { try writer.replace(document) }
  try writer.commit()
}

extension IndexReader {
  /// The payloads of the first 100 matches, as the ids that `document` made them of.
  func ids(_ query: IndexQuery, order: [SortKey] = [.value(slot: 0, descending: false)]) throws -> [String] {
    var request = SearchRequest(query: query, limit: 1000)
    request.order = order
    return try search(request).ids
  }
}

extension IndexMatches {
  var ids: [String] { matches.map { String(decoding: $0.payload, as: UTF8.self) } }
}

/// The code of the `IndexError` that `body` throws; `nil` when it throws none.
func code(of body: () throws -> Void) -> IndexError.Code? {
  do {
    try body()
    return nil
  } catch {
    return (error as? IndexError)?.code
  }
}
