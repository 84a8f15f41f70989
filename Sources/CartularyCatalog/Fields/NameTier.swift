internal import CartularyBase
internal import CartularyIndex
internal import CartularyModel

/// What a text may be of a record, when it is one of its names as a whole: the least telling first.
///
/// What has the query as a name stands before all that only has its words, however many and rare. So a name does not
/// weigh as words do: each tier has one weight, more than all tiers below it and all words together.
enum NameTier: Int, CaseIterable, Comparable {
  /// The id's words, in whatever way they are linked.
  case idWords
  /// A code within an identifier, as `9bhg-hcku` at the end of an address.
  case code
  /// The address of a distribution.
  case address
  /// Another name, by its words.
  case aliasWords
  /// The title, by its words.
  case titleWords
  /// The title or another name, signs and all, but for case and accents.
  case nameInAnyCase
  /// The id, but for the case of its letters.
  case idInAnyCase
  /// Another name as it is written, case, signs and all.
  case alias
  /// The title as it is written.
  case title
  /// The id of a record that is no longer there, whose place this one takes.
  case formerID
  /// An identifier, in any spelling that means the same.
  case identifier
  /// The id.
  case id

  var weight: Double { Scoring.nameWeight * Double(1 << rawValue) }

  /// What of a record's weight it has for names; the rest is of words.
  static func weight(in weight: Double) -> Double {
    (weight / Scoring.nameWeight).rounded(.down) * Scoring.nameWeight
  }

  /// Where more records have it, it tells nothing of one: `rows.csv` ends thousands of addresses.
  var maximumFrequency: Int {
    switch self {
    case .code, .address: 16
    default: .max
    }
  }

  static func < (one: NameTier, other: NameTier) -> Bool { one.rawValue < other.rawValue }

  fileprivate func term(_ name: String) -> String {
    let prefix =
      switch self {
      case .id, .idInAnyCase: TermPrefix.id
      case .formerID: TermPrefix.replaces
      case .identifier: TermPrefix.identifier
      case .title: TermPrefix.writtenTitle
      case .alias: TermPrefix.writtenAlias
      case .nameInAnyCase: TermPrefix.foldedName
      case .titleWords: TermPrefix.titleWords
      case .aliasWords: TermPrefix.aliasWords
      case .idWords: TermPrefix.idWords
      case .code: TermPrefix.code
      case .address: TermPrefix.address
      }
    return ExactTerm.bounded(prefix + name)
  }
}

/// Names as terms: those of a record when it is indexed, and those that a query may be.
struct NameTerms {
  let analyzer: TextAnalyzer

  /// Of a record, each once, those that its `id` and `identifier` fields give apart.
  func terms(of dataset: Dataset) -> Set<String> {
    var terms: Set<String> = [NameTier.title.term(Self.written(dataset.title))]
    for name in [dataset.title] + dataset.aliases {
      terms.insert(NameTier.nameInAnyCase.term(ExactTerm.fold(Self.written(name))))
    }
    for words in wordings(of: dataset.title) { terms.insert(NameTier.titleWords.term(words)) }
    for alias in dataset.aliases {
      terms.insert(NameTier.alias.term(Self.written(alias)))
      for words in wordings(of: alias) { terms.insert(NameTier.aliasWords.term(words)) }
    }
    for words in wordings(of: dataset.id) { terms.insert(NameTier.idWords.term(words)) }
    for identifier in dataset.identifiers + [dataset.landingPage].compactMap({ $0 }) {
      for code in IdentifierSpelling.codes(in: identifier) { terms.insert(NameTier.code.term(code)) }
    }
    for address in dataset.distributions.flatMap({ [$0.accessURL, $0.downloadURL].compactMap { $0 } }) {
      terms.insert(NameTier.address.term(IdentifierSpelling.canonical(address)))
      // A bucket's ARN ends in its name, and that is how it is known.
      guard address.hasPrefix("arn:") else { continue }
      for code in IdentifierSpelling.codes(in: address) { terms.insert(NameTier.code.term(code)) }
    }
    return terms
  }

  /// What a text may be, the most telling first; empty for text without a letter or digit.
  func tiers(of text: String) -> [(tier: NameTier, term: String)] {
    let words = wordings(of: text)
    guard !words.isEmpty else { return [] }
    let written = Self.written(text)
    let folded = ExactTerm.fold(written)
    var tiers: [(NameTier, String)] = [(.id, NameTier.id.term(written))]
    tiers += Self.identifiers(written).map { (.identifier, $0) }
    tiers.append((.formerID, NameTier.formerID.term(folded)))
    tiers += [(.title, NameTier.title.term(written)), (.alias, NameTier.alias.term(written))]
    if folded != written { tiers.append((.idInAnyCase, NameTier.idInAnyCase.term(folded))) }
    tiers.append((.nameInAnyCase, NameTier.nameInAnyCase.term(folded)))
    tiers += words.map { (.titleWords, NameTier.titleWords.term($0)) }
    tiers += words.map { (.aliasWords, NameTier.aliasWords.term($0)) }
    tiers.append((.address, NameTier.address.term(IdentifierSpelling.canonical(written))))
    if IdentifierSpelling.isCode(folded) { tiers.append((.code, NameTier.code.term(folded))) }
    tiers += words.map { (.idWords, NameTier.idWords.term($0)) }
    return tiers
  }

  /// The terms of the field `identifier` that a text may be.
  static func identifiers(_ text: String) -> [String] {
    ExactTerm.identifierSpellings(text).map(NameTier.identifier.term)
  }

  /// A name as it is written, but for blanks and for quotes around the whole.
  static func written(_ name: String) -> String {
    var name = name.split(whereSeparator: \.isWhitespace).map(String.init).line(" ")[...]
    let quotes = "\"\u{201C}\u{201D}\u{201E}"
    if name.count > 2, let first = name.first, let last = name.last, quotes.contains(first),
      quotes.contains(last)
    {
      name = name.dropFirst().dropLast()
    }
    return String(name)
  }

  /// A name as its words, in each way of spelling them; empty without words.
  private func wordings(of name: String) -> [String] {
    let tokens = analyzer.tokens(in: name).filter { !$0.isJoined }
    guard !tokens.isEmpty else { return [] }
    let plain = tokens.map(\.word).line(" ")
    guard tokens.contains(where: { $0.spelling != nil }) else { return [plain] }
    return [plain, tokens.map { $0.spelling ?? $0.word }.line(" ")]
  }
}
