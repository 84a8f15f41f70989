internal import CartularyBase

/// The terms of a record from which another takes over those that it does not state: a programme that it is part of, or
/// the intermediary through which it is offered.
public struct ProgrammeTerms: Hashable, Sendable {
  /// The id of the programme's record.
  public let id: String
  /// Its own terms, with those of its own programmes.
  public let terms: UseTerms

  /// Pairs a record's id with its terms.
  public init(id: String, terms: UseTerms) { (self.id, self.terms) = (id, terms) }
}

/// What a record takes over from others: terms of use, and why none come from a programme that it names.
///
/// A record takes terms only from records that everyone sees who sees it. So what it takes is the same for every viewer,
/// and whether there is a record of a programme that not everyone may see is told to nobody.
public struct TermsInheritance: Hashable, Sendable {
  /// The records from which terms are taken; of several that state a key, the first counts. Empty if there are none.
  public let programmes: [ProgrammeTerms]
  /// Programmes from which nothing comes although they are named, in the order of the record; empty if there are none.
  public let gaps: [Gap]

  /// Makes one; without programmes, nothing is taken over.
  public init(programmes: [ProgrammeTerms] = [], gaps: [Gap] = []) {
    (self.programmes, self.gaps) = (programmes, gaps)
  }

  /// Nothing is taken over.
  public static let none = TermsInheritance()

  /// Whether there is nothing to tell.
  public var isEmpty: Bool { programmes.isEmpty && gaps.isEmpty }

  /// A programme from which no terms come.
  public struct Gap: Hashable, Sendable {
    /// Why nothing comes.
    public enum Kind: String, Sendable, CaseIterable {
      /// No record of that id is in the catalog, or not everyone may see it who sees this one.
      case missing
      /// The programmes of the record lead back to one of them.
      case circle
      /// More programmes lie within each other than are followed.
      case deep = "too-deep"
      /// More programmes lead to the record than are followed.
      case many = "too-many"
      /// The programmes' terms are longer than is taken over.
      case long = "too-long"
    }

    /// Why nothing comes.
    public let kind: Kind
    /// The id of the programme, as the record names it, or of that at which it was noticed.
    public let id: String

    /// In words: one line, lower case, no full stop.
    public var message: String {
      switch kind {
      case .missing: "\(id) is not in this catalog, so no terms come from it"
      case .circle: "its programmes lead back to \(id), so only its own terms count"
      case .deep:
        "more than \(TermsResolver.maximumDepth) programmes lie within each other above it, so only its own terms count"
      case .many: "it has more than \(TermsResolver.maximumCount) programmes, so only its own terms count"
      case .long:
        "the terms of its programmes have more than \(TermsResolver.maximumByteCount >> 10) KiB, so only its own count"
      }
    }
  }
}

extension Dataset {
  /// Ids of the records whose terms hold where this one states none: the programmes that it is part of, in their order,
  /// then its intermediary; each once. See `programmeNames` for those that are named by an address.
  package var programmeIDs: [String] {
    let wholes = relations.filter { $0.kind == .partOf }.map(\.target)
    return (wholes + [access.intermediary?.identifier].compactMap(\.self))
      .filter { DatasetID.isWellFormed($0) && $0 != id }.distinct()
  }

  /// Names of the records whose terms hold where this one states none, in the order of `programmeIDs`: ids, and
  /// addresses and DOIs of those that it is part of, as `RecordAddress` writes them.
  package var programmeNames: [String] {
    let ids = programmeIDs
    let known = Set(ids)
    let addresses = relations.contains { $0.kind == .partOf && !DatasetID.isWellFormed($0.target) }
    guard addresses else { return ids }
    let names = relations.filter { $0.kind == .partOf }.compactMap {
      known.contains($0.target) ? $0.target : RecordAddress.canonical($0.target)
    }
    return (names + ids).distinct()
  }

  /// Names under which others may mean this record besides its id: ids that it says to replace, and its identifiers
  /// that are addresses or DOIs. Each once.
  package var otherNames: [String] {
    (formerIDs + identifiers.compactMap(RecordAddress.canonical)).distinct()
  }

  /// Ids of records that this one says to replace, and under which others may still name it.
  package var formerIDs: [String] {
    relations.filter { $0.kind == .replaces && $0.target != id && DatasetID.isWellFormed($0.target) }
      .map(\.target)
  }

  /// All that a decision on use goes by, with what is taken over.
  package func useTerms(inheriting inheritance: TermsInheritance) -> UseTerms {
    var terms = UseTerms(self)
    terms.programmes = inheritance.programmes
    guard !terms.programmes.isEmpty, terms.contradictedLevel == nil else { return terms }
    // The way of a programme may contradict the level of the record, too.
    terms.contradictedLevel = taking(EffectiveTerms(terms)).contradictedLevel
    return terms
  }

  /// The record as one who cannot follow its relations has to read it: with the terms that it takes over as its own.
  package func taking(_ inheritance: TermsInheritance) -> Dataset {
    guard !inheritance.programmes.isEmpty else { return self }
    var terms = UseTerms(self)
    terms.programmes = inheritance.programmes
    return taking(EffectiveTerms(terms))
  }

  private func taking(_ effective: EffectiveTerms) -> Dataset {
    var copy = self
    copy.access = effective.terms.access
    copy.access.addedLists = []
    copy.accessRights = effective.terms.accessRights
    return copy
  }
}

extension Audience {
  /// Whether everyone who may see a record of the other audience may see one of this.
  package func includes(_ other: Audience) -> Bool {
    isPublic || (!other.isPublic && other.labels.allSatisfy(labels.contains))
  }
}
