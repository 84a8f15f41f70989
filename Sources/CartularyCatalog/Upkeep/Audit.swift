package import CartularyBase
package import CartularyModel
internal import GRDB

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
    /// `nil` where the record was new.
    package let from: Audience?
    /// `nil` where it was withdrawn.
    package let to: Audience?
    /// More people can see it than before.
    package let isWidening: Bool
  }

  package var widenings: [AudienceChange] { changes.filter(\.isWidening) }
}

extension Ledger {
  /// - Parameter day: Changes before this day in UTC are left out; `nil` leaves out none.
  func audit(since day: CalendarDate?) throws(CatalogError) -> AuditReport {
    try read { database in
      var report = AuditReport()
      var byAudience: [String: [Sensitivity: Int]] = [:]
      let heads = try Row.fetchCursor(
        database,
        sql:
          "SELECT audience, sensitivity, count(*) FROM head WHERE withdrawn = 0 GROUP BY audience, sensitivity"
      )
      while let row = try heads.next() {
        let level = Sensitivity(rawValue: row[1]) ?? .unspecified
        byAudience[row[0], default: [:]][level, default: 0] += row[2]
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
      report.changes = try Self.changes(database, since: day)
      return report
    }
  }

  private static func sorted(_ counts: [Sensitivity: Int]) -> [AuditReport.SensitivityCount] {
    (Sensitivity.levels + [.unspecified]).compactMap { level in
      counts[level].map { AuditReport.SensitivityCount(level: level, count: $0) }
    }
  }

  private static func changes(_ database: Database, since day: CalendarDate?) throws -> [AuditReport
    .AudienceChange]
  {
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT revision.id, publication.at, publication.author, publication.tool,
          before.audience, before.kind, revision.audience, revision.kind
        FROM revision JOIN publication USING (sequence)
          LEFT JOIN revision AS before ON before.id = revision.id AND before.number = revision.number - 1
        WHERE publication.at >= ? ORDER BY revision.sequence DESC, revision.id
        """,
      arguments: [day?.description ?? ""])
    return try rows.compactMap { row in
      let wasThere = row[5] != nil && row[5] as String? != LedgerStep.Kind.withdrawn.rawValue
      let isThere = row[7] as String? != LedgerStep.Kind.withdrawn.rawValue
      let from = wasThere ? try LedgerRecord.audience(row[4]) : nil
      let to = isThere ? try LedgerRecord.audience(row[6]) : nil
      // A record that is new as such changes nobody's view of an older one.
      guard row[5] != nil, from != to else { return nil }
      let last = try (row[4] as String?).map { try LedgerRecord.audience($0) }
      let gained = (to?.labels ?? []).filter { !(last?.labels ?? []).contains($0) }
      return AuditReport.AudienceChange(
        id: row[0], at: try LedgerRecord.moment(row[1]), author: row[2], tool: row[3], from: from, to: to,
        isWidening: !(last?.isPublic ?? false) && !gained.isEmpty)
    }
  }
}
