internal import Foundation

/// Finds the programmes from which records take terms.
///
/// A record takes terms from those that everyone sees who sees it, and from no others. Where a programme is no longer
/// there, the only record that says to replace it counts; where it is named by an address or DOI, the only record that has
/// it among its identifiers. A chain of programmes that leads in a circle, or further than
/// is followed, gives nothing: what the record does not state stays open.
package final class TermsResolver {
  /// How many programmes are followed, one within another.
  package static let maximumDepth = 8
  /// How many are followed in all.
  package static let maximumCount = 16
  /// How much terms may say, as each record that takes them over keeps them.
  package static let maximumByteCount = 64 << 10

  private let record: (String) throws -> Dataset?
  private let named: (String) throws -> [Dataset]
  /// What was looked up; records of one programme come together.
  private var known: [String: [Dataset]] = [:]
  private static let knownCount = 500

  /// - Parameters:
  ///   - record: The record with an id; `nil` if there is none.
  ///   - named: The records that have a name among their `otherNames`: an id that they say to replace, or an address.
  package init(
    record: @escaping (String) throws -> Dataset?, named: @escaping (String) throws -> [Dataset]
  ) {
    (self.record, self.named) = (record, named)
  }

  /// What a record takes over.
  package func inheritance(of dataset: Dataset) throws -> TermsInheritance {
    guard !dataset.programmeNames.isEmpty else { return .none }
    var walk = Walk()
    do {
      let programmes = try programmes(of: dataset, below: [dataset.id], &walk)
      return TermsInheritance(programmes: programmes, gaps: walk.gaps)
    } catch let fault as Fault {
      return TermsInheritance(gaps: [TermsInheritance.Gap(kind: fault.kind, id: fault.id)])
    }
  }

  private struct Walk {
    var gaps: [TermsInheritance.Gap] = []
    var count = 0
    var byteCount = 0
  }

  private struct Fault: Error {
    let kind: TermsInheritance.Gap.Kind
    let id: String
  }

  /// - Parameter path: Ids from the record that takes to this one.
  private func programmes(
    of dataset: Dataset, below path: [String], _ walk: inout Walk
  ) throws -> [ProgrammeTerms] {
    var terms = UseTerms(dataset)
    for id in dataset.programmeNames {
      guard let programme = try programme(id, of: dataset) else {
        // An intermediary's identifier need not be one of this catalog, and an address leads anywhere.
        let isNamed = dataset.relations.contains { $0.kind == .partOf && $0.target == id }
        if path.count == 1, isNamed { walk.gaps.append(.init(kind: .missing, id: id)) }
        continue
      }
      if path.contains(programme.id) { throw Fault(kind: .circle, id: programme.id) }
      guard path.count <= Self.maximumDepth else { throw Fault(kind: .deep, id: programme.id) }
      walk.count += 1
      guard walk.count <= Self.maximumCount else { throw Fault(kind: .many, id: programme.id) }
      walk.byteCount += try JSONEncoder().encode(programme.access).count
      guard walk.byteCount <= Self.maximumByteCount else { throw Fault(kind: .long, id: programme.id) }
      let wholes = try programmes(of: programme, below: path + [programme.id], &walk)
      let theirs = programme.useTerms(inheriting: TermsInheritance(programmes: wholes))
      terms.programmes.append(ProgrammeTerms(id: programme.id, terms: theirs))
    }
    // Who gives nothing says nothing.
    let givers = EffectiveTerms(terms).givers
    return terms.programmes.indices.filter(givers.contains).map { terms.programmes[$0] }
  }

  /// The record of a name, or the only one that takes its place or has that address, among those that everyone may
  /// see who sees a dataset.
  private func programme(_ name: String, of dataset: Dataset) throws -> Dataset? {
    let isAddress = RecordAddress.isOne(name)
    if !isAddress, let found = try look(name, { try record(name).map { [$0] } ?? [] }).first,
      found.audience.includes(dataset.audience)
    {
      return found
    }
    // Parts may have the address of the whole: none is a part of itself.
    let others = try look("named " + name) { try named(name) }.filter {
      $0.audience.includes(dataset.audience) && !(isAddress && $0.id == dataset.id)
    }
    return others.count == 1 ? others[0] : nil
  }

  private func look(_ key: String, _ find: () throws -> [Dataset]) rethrows -> [Dataset] {
    if let found = known[key] { return found }
    let found = try find()
    if known.count >= Self.knownCount { known = [:] }
    known[key] = found
    return found
  }
}
