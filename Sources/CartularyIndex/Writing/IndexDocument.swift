/// A document to be written: terms to find it by, values to sort, filter and count it by, texts to show
/// snippets of, and a payload for whoever finds it.
///
/// Building one never fails; `IndexWriter.replace` refuses what the engine would not take.
package struct IndexDocument: Sendable {
  /// The longest term in bytes, where each NUL counts two.
  ///
  /// Xapian's limit is 245. It finds a longer term only when it has taken part of the batch, and then
  /// loses the documents before it; so terms are checked here, below its limit.
  package static let maximumTermByteCount = 240

  /// The most bytes that texts and payload can take together. Xapian fails somewhere above 110 MiB, after
  /// seconds of work, and with it the batch.
  package static let maximumStoredByteCount = 64 << 20

  /// The term that only this document has: writing another one with it replaces this one.
  package let uniqueTerm: String

  /// Texts to take snippets from, in the order in which a match gives them back.
  package var texts: [String] = []

  /// What a match carries; opaque to the index.
  package var payload: [UInt8] = []

  private(set) var postings: [Posting] = []
  private(set) var values: [Value] = []

  /// A document with no terms but `uniqueTerm`, which is boolean.
  package init(uniqueTerm: String) {
    self.uniqueTerm = uniqueTerm
  }

  /// Adds a term without a position.
  ///
  /// - Parameter wdf: How often it counts as standing in the document, which is what weighs in a search;
  ///   0 makes it boolean, good for filters alone. On repeat it adds up.
  package mutating func add(_ term: String, wdf: Int = 0) {
    postings.append(Posting(term: term, position: nil, wdf: wdf))
  }

  /// Adds a term at a position, where phrases find it.
  ///
  /// - Parameter position: From 0 up; equal positions are allowed.
  /// - Parameter wdf: As for a term without a position.
  package mutating func add(_ term: String, at position: Int, wdf: Int) {
    postings.append(Posting(term: term, position: position, wdf: wdf))
  }

  /// Gives the document one value in `slot`, in place of any it had there; an empty one clears the slot.
  ///
  /// Values sort and compare bytewise: numbers and dates must be written so that this is their order.
  package mutating func set(_ slot: UInt32, to value: String) {
    values.append(Value(slot: slot, content: .single(value)))
  }

  /// Gives the document a list of values in `slot`, to be counted as a facet.
  ///
  /// A value counts once however often it is repeated here. A slot with a list is not for sorting or
  /// ranges.
  package mutating func set(_ slot: UInt32, toList values: [String]) {
    // By bytes, not by `==`, which would take é for e with an accent.
    var seen: Set<[UInt8]> = []
    let distinct = values.filter { seen.insert(Array($0.utf8)).inserted }
    self.values.append(Value(slot: slot, content: .list(distinct)))
  }
}

extension IndexDocument {
  /// One adding of a term.
  struct Posting: Sendable {
    let term: String
    let position: Int?
    let wdf: Int
  }

  /// One setting of a slot.
  struct Value: Sendable {
    enum Content: Sendable {
      case single(String)
      case list([String])
    }

    let slot: UInt32
    let content: Content
  }

  /// Refuses what the engine would refuse, or would lose documents over.
  ///
  /// - Throws: `IndexError` with code `.invalidArgument`.
  func validate() throws(IndexError) {
    try Self.validate(term: uniqueTerm)
    for posting in postings {
      try Self.validate(term: posting.term)
      guard UInt32(exactly: posting.wdf) != nil, UInt32(exactly: posting.position ?? 0) != nil else {
        throw IndexError(.invalidArgument, "a position or wdf is out of bounds")
      }
    }
    guard values.allSatisfy({ $0.slot != UInt32.max }) else {
      throw IndexError(.invalidArgument, "the slot \(UInt32.max) is reserved")
    }
    let stored = texts.reduce(payload.count) { $0 + $1.utf8.count }
    guard stored <= Self.maximumStoredByteCount else {
      throw IndexError(.invalidArgument, "the document has \(stored) bytes to store, which is too many")
    }
  }

  /// Refuses a term, or another key of the index, that is empty or too long.
  static func validate(term: String) throws(IndexError) {
    guard !term.isEmpty else { throw IndexError(.invalidArgument, "a term is empty") }
    let byteCount = term.utf8.reduce(0) { $0 + ($1 == 0 ? 2 : 1) }
    guard byteCount <= maximumTermByteCount else {
      throw IndexError(
        .invalidArgument, "a term has \(byteCount) bytes, which is more than \(maximumTermByteCount)")
    }
  }
}
