internal import CartularyBase

/// The names that a query may use: fields, states, sort keys and what `has:` knows beyond fields.
package struct QuerySchema: Sendable, Equatable {
  package let fields: [QueryField]
  /// What may follow `is:`.
  package let states: [String]
  /// What may follow `sort:`, without direction.
  package let sortKeys: [String]
  /// What may follow `has:` and `no:` beside the fields that allow it.
  package let presenceNames: [String]

  private let meaningByName: [String: Meaning]

  /// What a name before a colon means.
  enum Meaning: Equatable, Sendable {
    case field(Int)
    case bound(Int, Comparison)
    case modifier(Modifier)
  }

  /// Names that the language keeps for itself.
  enum Modifier: String, CaseIterable, Sendable {
    case has, no, `is`, `in`, sort, match
  }

  /// - Precondition: No name occurs twice among the names and aliases of the fields, and none of them is
  ///   `has`, `no`, `is`, `in`, `sort` or `match`: which field such a name means could not be told. Names begin with
  ///   an ASCII letter and go on with ASCII letters, digits, `_` and `-`. Case does not count. No canonical
  ///   name is `doi`, `ark` or `urn`, since what follows those is read as an identifier.
  package init(
    fields: [QueryField], states: [String] = [], sortKeys: [String] = [], presenceNames: [String] = []
  ) {
    self.fields = fields
    self.states = states
    self.sortKeys = sortKeys
    self.presenceNames = presenceNames
    var meanings: [String: Meaning] = [:]
    func add(_ name: String, _ meaning: Meaning) {
      precondition(Lexicon.isName(name), "the grammar cannot read '\(name)' as a field name")
      let previous = meanings.updateValue(meaning, forKey: name.lowercased())
      precondition(previous == nil, "'\(name)' names two things in one schema")
    }
    for modifier in Modifier.allCases { add(modifier.rawValue, .modifier(modifier)) }
    for (index, field) in fields.enumerated() {
      precondition(
        !["doi", "ark", "urn"].contains(field.name.lowercased()), "'\(field.name):' begins an identifier")
      add(field.name, .field(index))
      for alias in field.aliases { add(alias, .field(index)) }
      for (alias, comparison) in field.boundAliases { add(alias, .bound(index, comparison)) }
    }
    meaningByName = meanings
  }

  /// Returns the field that `name` or one of its aliases means, whatever its case.
  package func field(named name: String) -> QueryField? {
    guard case .field(let index)? = meaning(of: name) else { return nil }
    return fields[index]
  }

  func meaning(of name: String) -> Meaning? { meaningByName[name.lowercased()] }

  /// Returns what `has:name` asks for in its canonical spelling, or nil when `has:` cannot ask for it.
  package func presenceName(for name: String) -> String? {
    if let extra = Self.match(name, in: presenceNames) { return extra }
    guard let field = field(named: name), field.allowsPresence else { return nil }
    return field.name
  }

  /// Returns the state that `is:name` asks for in its canonical spelling.
  package func state(for name: String) -> String? { Self.match(name, in: states) }

  /// Returns the sort key called `name` in its canonical spelling.
  package func sortKey(for name: String) -> String? { Self.match(name, in: sortKeys) }

  private static func match(_ name: String, in names: [String]) -> String? {
    let lowered = name.lowercased()
    return names.first { $0.lowercased() == lowered }
  }
}

extension QuerySchema {
  /// All names that may come before a colon. Canonical names come first, since near misses of equal distance
  /// keep this order and a canonical name is the likelier wish.
  var fieldNames: [String] {
    fields.map(\.name) + fields.flatMap(\.aliases) + fields.flatMap { $0.boundAliases.keys.sorted() }
      + Modifier.allCases.map(\.rawValue)
  }

  /// All that `has:` and `no:` may ask for.
  var presenceVocabulary: [String] {
    fields.filter(\.allowsPresence).map(\.name) + presenceNames
  }

  /// The fields that `in:` may name: those in which words are searched.
  var scopeVocabulary: [String] { fields.filter { $0.kind == .text }.map(\.name) }

  /// What near misses after `has:` and `no:` are sought among.
  var presenceNamesAndAliases: [String] {
    presenceVocabulary + fields.filter(\.allowsPresence).flatMap(\.aliases)
  }

  /// What near misses after `in:` are sought among.
  var scopeNames: [String] { scopeVocabulary + fields.filter { $0.kind == .text }.flatMap(\.aliases) }

  /// Returns the known names that `name` is a near miss of, best first, one spelling a field.
  func namesNear(_ name: String) -> [String] {
    var meanings: [Meaning] = []
    // Four letters before a beginning counts: `lang` and `desc` are meant as fields, `the` and `for` are
    // words.
    return NearMiss.closest(to: name, among: fieldNames, shortestBeginning: 4).filter { candidate in
      guard let meaning = meaning(of: candidate), !meanings.contains(meaning) else { return false }
      meanings.append(meaning)
      return true
    }
  }
}
