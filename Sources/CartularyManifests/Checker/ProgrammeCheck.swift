internal import CartularyBase
internal import CartularyModel

/// Checks records together with the programmes that they name, after all files of a run were read.
///
/// A programme that is not among the files may be in the catalog, and say what the record does not.
struct ProgrammeCheck {
  /// What is kept of a record until then.
  struct Entry: Sendable {
    let recordID: String
    let file: String
    /// Where it names its first programme, and where it says how it is shared.
    let programme, sharing: ManifestDiagnostic.Place

    /// `nil` for a record without programmes.
    init?(_ record: FoundRecord, in report: SourceReport) {
      guard !record.dataset.programmeNames.isEmpty else { return nil }
      func place(_ path: [PolicyFinding.Step]) -> ManifestDiagnostic.Place {
        let place = record.node.map { $0.place(of: path[...]) } ?? (record.mark, 1)
        return report.text.place(of: place.0, length: max(1, place.1))
      }
      let dataset = record.dataset
      recordID = dataset.id
      file = report.file
      let whole = dataset.relations.firstIndex { $0.kind == .partOf }
      programme = place(
        whole.map { [.key("relations"), .item($0), .key("target")] }
          ?? [.key("access"), .key("intermediary"), .key("identifier")])
      sharing = place([.key("sharing")])
    }
  }

  /// Each with its record's number.
  private var entries: [(entry: Entry, number: Int)] = []
  private var numbers: [HalfHash: Int32] = [:]
  /// Numbers of the records that have a name among their other names.
  private var named: [HalfHash: [Int32]] = [:]

  /// - Parameters:
  ///   - records: What was read of a file, without a fault.
  ///   - first: The number of the first of them. The others follow it.
  ///   - entries: Of the file's records, of which some may have been left out.
  mutating func add(_ records: [SourcedDataset], from first: Int, _ entries: [Entry]) {
    var own: [String: Int] = [:]
    for (number, record) in zip(first..., records) {
      own[record.dataset.id] = number
      numbers[HalfHash(record.dataset.id)] = Int32(number)
      for name in record.dataset.otherNames { named[HalfHash(name), default: []].append(Int32(number)) }
    }
    self.entries += entries.compactMap { entry in own[entry.recordID].map { (entry, $0) } }
  }

  /// - Parameter record: The record with a number; `nil` if it cannot be had.
  func findings(today: CalendarDate, record: (Int) -> Dataset?) -> [ManifestDiagnostic] {
    guard !entries.isEmpty else { return [] }
    return withoutActuallyEscaping(record) { record in
      let resolver = TermsResolver(
        record: { numbers[HalfHash($0)].flatMap { record(Int($0)) } },
        named: { named[HalfHash($0), default: []].compactMap { record(Int($0)) } })
      return entries.flatMap { entry, number in
        record(number).map { findings(of: entry, $0, resolver, today) } ?? []
      }
    }
  }

  private func findings(
    of entry: Entry, _ dataset: Dataset, _ resolver: TermsResolver, _ today: CalendarDate
  ) -> [ManifestDiagnostic] {
    guard let inheritance = try? resolver.inheritance(of: dataset) else { return [] }
    let gaps = inheritance.gaps.filter { $0.kind != .missing }
    if let gap = gaps.first {
      return [
        diagnostic(
          .brokenProgrammes, gap.message, help: "name only the programme to which it belongs directly",
          at: entry.programme, entry)
      ]
    }
    // Addresses mostly lead outside, so that only ids have to be there.
    guard !dataset.programmeIDs.isEmpty,
      dataset.programmeIDs.allSatisfy({ numbers[HalfHash($0)] != nil })
    else { return [] }
    let effective = dataset.taking(inheritance)
    let subject = PolicySubject(
      dataset: effective, hasKey: { _ in nil }, today: today, level: effective.effectiveSensitivity.level)
    return PolicyRules.partnerRules.flatMap { rule in
      rule.check(subject).map {
        diagnostic(rule.code, $0.message, help: $0.help, at: entry.sharing, entry)
      }
    }
  }

  private func diagnostic(
    _ code: ManifestDiagnostic.Code, _ message: String, help: String?, at place: ManifestDiagnostic.Place,
    _ entry: Entry
  ) -> ManifestDiagnostic {
    ManifestDiagnostic(
      code: code, message: message, help: help, file: entry.file, place: place, recordID: entry.recordID)
  }
}
