internal import CartularyBase
internal import CartularyModel

/// Checks records together with the programmes that they name, after all files of a run were read.
///
/// A programme that is not among the files may be in the catalog, and say what the record does not.
struct ProgrammeCheck {
  /// What is kept of a record until then.
  struct Entry: Sendable {
    let dataset: Dataset
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
      dataset = record.dataset
      file = report.file
      let whole = dataset.relations.firstIndex { $0.kind == .partOf }
      programme = place(
        whole.map { [.key("relations"), .item($0), .key("target")] }
          ?? [.key("access"), .key("intermediary"), .key("identifier")])
      sharing = place([.key("sharing")])
    }
  }

  private var entries: [Entry] = []

  mutating func add(_ entries: [Entry]) { self.entries += entries }

  /// - Parameter records: All that were read without a fault.
  func findings(among records: [SourcedDataset], today: CalendarDate) -> [ManifestDiagnostic] {
    guard !entries.isEmpty else { return [] }
    let datasets = Dictionary(
      records.map { ($0.dataset.id, $0.dataset) }, uniquingKeysWith: { first, _ in first })
    var named: [String: [Dataset]] = [:]
    for record in records {
      for name in record.dataset.otherNames { named[name, default: []].append(record.dataset) }
    }
    let resolver = TermsResolver(record: { datasets[$0] }, named: { [named] in named[$0] ?? [] })
    return entries.flatMap { entry -> [ManifestDiagnostic] in
      guard datasets[entry.dataset.id] == entry.dataset,
        let inheritance = try? resolver.inheritance(of: entry.dataset)
      else { return [] }
      let gaps = inheritance.gaps.filter { $0.kind != .missing }
      if let gap = gaps.first {
        return [
          diagnostic(
            .brokenProgrammes, gap.message, help: "name only the programme to which it belongs directly",
            at: entry.programme, entry)
        ]
      }
      // Addresses mostly lead outside, so that only ids have to be there.
      guard !entry.dataset.programmeIDs.isEmpty,
        entry.dataset.programmeIDs.allSatisfy({ datasets[$0] != nil })
      else { return [] }
      let effective = entry.dataset.taking(inheritance)
      let subject = PolicySubject(
        dataset: effective, hasKey: { _ in nil }, today: today, level: effective.effectiveSensitivity.level)
      return PolicyRules.partnerRules.flatMap { rule in
        rule.check(subject).map {
          diagnostic(rule.code, $0.message, help: $0.help, at: entry.sharing, entry)
        }
      }
    }
  }

  private func diagnostic(
    _ code: ManifestDiagnostic.Code, _ message: String, help: String?, at place: ManifestDiagnostic.Place,
    _ entry: Entry
  ) -> ManifestDiagnostic {
    ManifestDiagnostic(
      code: code, message: message, help: help, file: entry.file, place: place, recordID: entry.dataset.id)
  }
}
