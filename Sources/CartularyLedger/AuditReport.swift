package import CartularyBase
package import CartularyModel

/// Who can see what, for the owner of a catalog.
package struct AuditReport: Sendable, Equatable {
  /// For each label that some record names, `public` first: how many records its holder sees because of
  /// it, by effective sensitivity.
  package internal(set) var labels: [LabelRow] = []
  /// For each audience, the most records first.
  package internal(set) var audiences: [AudienceRow] = []
  /// Every change of a record's audience, the last first.
  package internal(set) var changes: [AudienceChange] = []

  package struct LabelRow: Sendable, Equatable {
    package let label: String
    package let count: Int
    /// In the order of the levels, lowest first, then what is unspecified; those without records left out.
    package let bySensitivity: [SensitivityCount]
  }

  package struct AudienceRow: Sendable, Equatable {
    package let audience: Audience
    package let count: Int
    package let bySensitivity: [SensitivityCount]
  }

  package struct SensitivityCount: Sendable, Equatable {
    package let level: Sensitivity
    package let count: Int
  }

  package struct AudienceChange: Sendable, Equatable {
    package let id: String
    /// When it was published, as the clock said then.
    package let at: Timestamp
    package let author: String
    package let tool: String
    /// `nil` if the record was new.
    package let from: Audience?
    /// `nil` if it was withdrawn.
    package let to: Audience?
    /// More people can see it than before.
    package let isWidening: Bool
  }

  package var widenings: [AudienceChange] { changes.filter(\.isWidening) }
}

extension Ledger {
  /// - Parameter day: Changes before this day in UTC are left out; `nil` leaves out none.
  package func audit(since day: CalendarDate?) throws(CatalogError) -> AuditReport {
    try read { ledger in
      var report = AuditReport()
      var byAudience: [String: [Sensitivity: Int]] = [:]
      for (audience, sensitivity, count) in try ledger.headCounts() {
        let level = Sensitivity(rawValue: sensitivity) ?? .unspecified
        byAudience[audience, default: [:]][level, default: 0] += count
      }
      var byLabel: [String: [Sensitivity: Int]] = [:]
      for (text, counts) in byAudience {
        let audience = try LedgerRecord.audience(text)
        report.audiences.append(
          .init(audience: audience, count: counts.values.reduce(0, +), bySensitivity: Self.sorted(counts)))
        for label in audience.labels {
          byLabel[label, default: [:]].merge(counts) { $0 + $1 }
        }
      }
      report.audiences.sort {
        $0.count != $1.count
          ? $0.count > $1.count : $0.audience.labels.lexicographicallyPrecedes($1.audience.labels)
      }
      report.labels = byLabel.map {
        AuditReport.LabelRow(
          label: $0.key, count: $0.value.values.reduce(0, +), bySensitivity: Self.sorted($0.value))
      }
      .sorted { first, second in
        let (one, other) = (first.label != Audience.publicLabel, second.label != Audience.publicLabel)
        return one != other ? !one : first.label < second.label
      }
      report.changes = try Self.changes(ledger, since: day)
      return report
    }
  }

  private static func sorted(_ counts: [Sensitivity: Int]) -> [AuditReport.SensitivityCount] {
    (Sensitivity.levels + [.unspecified]).compactMap { level in
      counts[level].map { AuditReport.SensitivityCount(level: level, count: $0) }
    }
  }

  private static func changes(_ ledger: any LedgerTransaction, since day: CalendarDate?) throws
    -> [AuditReport.AudienceChange]
  {
    try ledger.changes(since: day?.description ?? "").compactMap { change in
      // A new record changes no one's view of an older one.
      guard let before = change.before else { return nil }
      let last = try LedgerRecord.audience(before.audience)
      let now = try LedgerRecord.audience(change.audience)
      let from = before.kind != LedgerStep.Kind.withdrawn.rawValue ? last : nil
      let to = change.kind != LedgerStep.Kind.withdrawn.rawValue ? now : nil
      guard from != to else { return nil }
      let gained = (to?.labels ?? []).filter { !last.labels.contains($0) }
      return AuditReport.AudienceChange(
        id: change.id, at: try LedgerRecord.moment(change.at), author: change.author, tool: change.tool,
        from: from, to: to,
        isWidening: !last.isPublic && !gained.isEmpty)
    }
  }
}
