/// One snapshot of some indexes, read as one: counts, frequencies and weights are those of an index that
/// holds all their documents.
///
/// Writers do not disturb the snapshot at their first commit; from the second on, any call may throw
/// `IndexError` with code `.modified`: then `reopen`, and ask again.
///
/// Not `Sendable`: one thread at a time.
package final class IndexReader {
  let handle: ReaderHandle
  /// What is known of states of indexes.
  let memory: IndexMemory
  private let paths: [String]
  /// For each index, all that are parts of the same whole; they are side by side.
  let wholes: [Range<Int>]
  /// The analyzers that made snippets, as making one costs more than a snippet.
  private var analyzers: [String: TextAnalyzer] = [:]

  /// What was asked of the engine since the reader was opened.
  package internal(set) var work = IndexWork()

  /// What the reader sees, until `reopen` finds a change.
  package private(set) var state: IndexState
  /// Whether some of the indexes may have moved on since `state` was made.
  private var isStale = false

  /// Opens the indexes in the directories at `paths`; none at all read as one empty index.
  ///
  /// - Throws: `IndexError` with the path concerned: `.notFound` when there is no index there, or the path
  ///   is a file or a link.
  package init(paths: [String], memory: IndexMemory = IndexMemory()) throws(IndexError) {
    let opened = try ReaderHandle(path: paths.count == 1 ? paths[0] : nil)
    for path in paths { try opened.add(path) }
    state = try Self.state(of: opened, paths, memory)
    handle = opened
    (self.paths, self.memory) = (paths, memory)
    wholes = paths.indices.map { $0..<($0 + 1) }
  }

  /// Opens indexes of which each has to say what is expected of it.
  ///
  /// - Parameters:
  ///   - sealed: Parts of the same whole are side by side.
  ///   - key: The key of their seals in the metadata.
  ///   - memory: What other readers of the same indexes know.
  /// - Throws: As the other; `.corrupt` with the path of an index that says something else.
  package init(
    sealed: [SealedIndex], key: String, memory: IndexMemory = IndexMemory()
  ) throws(IndexError) {
    let opened = try ReaderHandle(path: sealed.count == 1 ? sealed[0].path : nil)
    for index in sealed { try opened.add(index.path, key, index.seal) }
    let paths = sealed.map(\.path)
    var wholes: [Range<Int>] = []
    for (number, index) in sealed.enumerated() {
      let start =
        number > 0 && sealed[number - 1].whole == index.whole ? wholes[number - 1].lowerBound : number
      for part in start..<number { wholes[part] = start..<(number + 1) }
      wholes.append(start..<(number + 1))
    }
    self.wholes = wholes
    state = try Self.state(of: opened, paths, memory)
    handle = opened
    (self.paths, self.memory) = (paths, memory)
  }

  private static func state(of handle: borrowing ReaderHandle, _ paths: [String], _ memory: IndexMemory)
    throws(IndexError) -> IndexState
  {
    var keys: [PartKey] = []
    for (part, path) in paths.enumerated() {
      keys.append(PartKey(path: path, state: try handle.describe(part)))
    }
    return memory.state(keys)
  }

  /// Moves to the newest state of every index, and tells whether any has changed.
  package func reopen() throws(IndexError) -> Bool {
    let wasStale = isStale
    // Should this fail, some of the indexes may have moved on.
    isStale = true
    let hasChanged = try handle.reopen()
    if hasChanged || wasStale { state = try Self.state(of: handle, paths, memory) }
    isStale = false
    return hasChanged
  }

  /// The value under `key` in the first index; `nil` when there is none.
  package func metadata(_ key: String) throws(IndexError) -> String? {
    try IndexDocument.validate(term: key)
    let value = try handle.metadata(key)
    return value.isEmpty ? nil : value
  }

  /// The keys of the first index's metadata that begin with `prefix`, which is left off, in byte order.
  package func metadataKeys(prefix: String) throws(IndexError) -> [String] {
    try handle.metadataKeys(prefix: prefix).map { key, _, _ in key }
  }

  /// How many documents there are.
  package var documentCount: Int {
    get throws(IndexError) { try handle.documentCount() }
  }

  /// The payload of the document with the unique term; `nil` when there is none.
  package func payload(uniqueTerm: String) throws(IndexError) -> [UInt8]? {
    // To Xapian the empty term is in every document.
    guard !uniqueTerm.isEmpty, let data = try handle.data(uniqueTerm) else { return nil }
    return try data.withBytes { bytes throws(IndexError) in try StoredRecord(decoding: bytes).payload }
  }

  /// Whether the index holds exactly `document` under its unique term: every term with its wdf and
  /// positions, every value, and what is stored. `nil` when there is no document with that term.
  package func holds(_ document: IndexDocument) throws(IndexError) -> Bool? {
    guard let stored = try handle.contents(document.uniqueTerm) else { return nil }
    let expected = try DocumentHandle.built(from: document).contents()
    return try stored.withBytes { stored throws(IndexError) in
      try expected.withBytes { expected throws(IndexError) in stored.elementsEqual(expected) }
    }
  }

  /// Returns the matches of one page, with the total and the facets of them all.
  ///
  /// - Throws: `IndexError`: `.badQuery` when a wildcard matches too many terms, `.invalidArgument` for
  ///   a request that is refused as its parts say, `.modified` as for every call, `.corrupt` when a stored
  ///   record does not have its checksum.
  package func search(_ request: SearchRequest) throws(IndexError) -> IndexMatches {
    work.searches += 1
    let found = try handle.search(built(request), PreparedSearch(request))
    let matches = try matches(in: found, as: request)
    work.documents += matches.count
    let counted = found.facets()
    let facets = Dictionary(
      request.facets.map { slot in (slot, counted[slot] ?? []) }, uniquingKeysWith: { first, _ in first })
    return IndexMatches(total: found.total, matches: matches, facets: facets)
  }

  /// A query as the engine runs it: what of it weighs nothing goes in as the set that it is.
  func built(_ request: SearchRequest) throws(IndexError) -> QueryHandle {
    let sets = QueryHandle.PartSets(reader: handle.pointer, isForComparison: request.isForComparison) {
      (query, depth) throws(IndexError) in try self.set(of: query, depth: depth)
    }
    return try .built(from: request.query, sets)
  }

  func matches(in found: borrowing MatchesHandle, as request: SearchRequest) throws(IndexError)
    -> [IndexMatch]
  {
    switch request.content {
    case .record: break
    case .value: return found.values().map { IndexMatch(weight: $0.weight, payload: $0.value, snippets: []) }
    case .nothing:
      return found.documents().map { IndexMatch(weight: $0.weight, payload: [], snippets: []) }
    }
    let snippetMaker = try request.snippets.map { style throws(IndexError) in
      SnippetMaker(style: style, analyzers: try request.languages.map(analyzer))
    }
    return try found.records().map { weight, record in
      IndexMatch(
        weight: weight, payload: record.payload,
        snippets: snippetMaker.map { record.texts.map($0.snippet(of:)) } ?? [])
    }
  }

  private func analyzer(for language: String) throws(IndexError) -> TextAnalyzer {
    if let known = analyzers[language] { return known }
    let made = try TextAnalyzer(language: language)
    analyzers[language] = made
    return made
  }
}

/// An index as it is opened.
package struct SealedIndex: Sendable {
  package let path: String
  /// What its metadata has to say.
  package let seal: String
  /// What it is a part of, whatever that is called.
  package let whole: String

  package init(path: String, seal: String, whole: String) {
    (self.path, self.seal, self.whole) = (path, seal, whole)
  }
}

/// What was asked of the engine: for tests that hold how little that is.
package struct IndexWork: Sendable, Equatable {
  /// Queries that it ran.
  package var searches: Int
  /// Times that the words were gone through for those like another.
  package var dictionaryScans: Int
  /// Documents whose data or values were read one by one.
  package var documents: Int
  /// Lists of terms that were read with their wdf.
  package var lists: Int

  package init(searches: Int = 0, dictionaryScans: Int = 0, documents: Int = 0, lists: Int = 0) {
    (self.searches, self.dictionaryScans, self.documents, self.lists) = (
      searches, dictionaryScans, documents, lists
    )
  }
}

// MARK: Terms

extension IndexReader {
  /// How many documents have `term`.
  package func frequency(of term: String) throws(IndexError) -> Int {
    // To Xapian the empty term is in every document.
    guard !term.isEmpty else { return 0 }
    return try state.frequency(term) { () throws(IndexError) in try handle.frequency(of: term) }
  }

  /// The first `limit` terms that begin with `prefix`, in byte order.
  ///
  /// - Returns: Each term without `prefix`, and how many documents hold it.
  package func terms(prefix: String, limit: Int) throws(IndexError) -> [TermCount] {
    try handle.terms(prefix: prefix, limit: max(limit, 0)).map { term, count, _ in
      TermCount(term: term, count: count)
    }
  }

  /// The words of the index: its terms that begin with `prefix`, which is left off. Words are folded, so a term that goes on
  /// with an ASCII capital has a longer prefix (`ZS` is not an S-word of `Z`) and is left out.
  ///
  /// Read once for each state of each index, from its file of columns where that has them.
  package func vocabulary(prefix: String) throws(IndexError) -> Vocabulary {
    try state.vocabulary(prefix) { () throws(IndexError) in
      var columns: [WordColumn] = []
      for part in state.parts.indices { columns.append(try words(prefix, part)) }
      return Vocabulary(columns)
    }
  }

  /// The words that begin with `beginning` and otherwise are like `word`, as `Vocabulary.near` has them.
  package func nearTerms(
    to word: String, prefix: String, beginning: String = "", maximumDistance: Int, limit: Int
  ) throws(IndexError) -> [NearTerm] {
    work.dictionaryScans += 1
    return try vocabulary(prefix: prefix).near(
      word, beginning: beginning, maximumDistance: maximumDistance, limit: limit)
  }

  /// The terms of the document with the unique term, in byte order and each with its wdf; `nil` when there
  /// is no such document.
  package func documentTerms(uniqueTerm: String) throws(IndexError) -> [TermCount]? {
    guard !uniqueTerm.isEmpty, let terms = try handle.documentTerms(uniqueTerm) else { return nil }
    return terms.map { term, count, _ in TermCount(term: term, count: count) }
  }
}
