package import CartularyLedger
internal import CartularyModel

/// What a publication will do, or has done.
package struct WirePlan: WireObject {
  /// What happens to one record.
  package struct Entry: WireObject {
    private let entry: PublicationPlan.Entry

    init(_ entry: PublicationPlan.Entry) { self.entry = entry }

    package static let name = "plan entry"
    package static let pluralName = "plan entries"
    package static let summary = "What happens to one record."
    package static let fields: [WireField<Entry>] = [
      .init("id", "The record's id.") { $0.entry.id },
      .init("title", "Its title.") { $0.entry.title },
      .init(
        "change", "`added`, `renamed`, `changed`, `moved`, `restored`, `withdrawn`, `withheld` or `same`."
      ) {
        $0.entry.change.rawValue
      },
      .init("former", "The id before, if it is renamed, or that of the withdrawn record which it replaces.") {
        $0.entry.formerID
      },
      .init("differences", "By path; empty if the record is new or withdrawn.") {
        $0.entry.differences.map(WireDifference.init)
      },
      .init("audience", "Who can see it, before and after.") { Visibility(entry: $0.entry) },
      .init("widenings", "What will be visible to more people than before, in words.") { $0.entry.widenings },
      .init("lowering", "Null if the sensitivity does not fall.") {
        $0.entry.lowering.map { Lowering(from: $0.from.rawValue, to: $0.to.rawValue) }
      },
      .init("reason", "Why it is or was withdrawn, or where it was moved from.") { $0.entry.reason },
    ]
  }

  package struct Visibility: WireObject {
    fileprivate let entry: PublicationPlan.Entry

    package static let name = "change of audience"
    package static let pluralName = "changes of audience"
    package static let summary = "Who can see a record before and after."
    package static let fields: [WireField<Visibility>] = [
      .init("before", "Labels; null if the record did not exist.") { $0.entry.audienceBefore?.labels },
      .init("after", "Labels; null if the record will not exist.") { $0.entry.audienceAfter?.labels },
    ]
  }

  package struct Lowering: WireObject {
    fileprivate let from: String
    fileprivate let to: String

    package static let name = "lowering"
    package static let summary = "A level of sensitivity that falls."
    package static let fields: [WireField<Lowering>] = [
      .init("from", "The previous effective level.") { $0.from },
      .init("to", "The new effective level.") { $0.to },
    ]
  }

  /// A note, or a reason against the plan.
  package struct Remark: WireObject {
    fileprivate let kind: String
    fileprivate let ids: [String]
    fileprivate let message: String
    fileprivate let help: String?

    package static let name = "remark"
    package static let summary = "A note on a plan, or a reason against it."
    package static let fields: [WireField<Remark>] = [
      .init("kind", "`renamed`, `duplicate`, `narrowed` or `withheld`; for refusals `refused`.") { $0.kind },
      .init("ids", "The records concerned.") { $0.ids },
      .init("message", "A description.") { $0.message },
      .init("help", "What would allow it.") { $0.help },
    ]
  }

  private let plan: PublicationPlan
  private let refusals: [Remark]

  /// - Parameter permission: How the front lets a refusal pass, in its own words; `nil` if it cannot.
  package init(
    _ plan: PublicationPlan, permission: (PublicationRefusal) -> String? = { _ in nil }
  ) {
    self.plan = plan
    refusals = plan.refusals.map {
      Remark(kind: "refused", ids: $0.ids, message: $0.message, help: permission($0))
    }
  }

  package static let name = "plan"
  package static let summary = "What a publication will do, or has done."
  package static let fields: [WireField<WirePlan>] = [
    .init("counts", "How many records have each change; every kind of change is present.") { document in
      Dictionary(
        uniqueKeysWithValues: PublicationPlan.Change.allCases.map { ($0.rawValue, document.plan.count($0)) })
    },
    .init("entries", "Record by record.") { $0.plan.entries.map(Entry.init) },
    .init("notes", "Notes that do not prevent publication.") {
      $0.plan.notes.map { Remark(kind: $0.kind.rawValue, ids: $0.ids, message: $0.message, help: nil) }
    },
    .init("refusals", "Reasons against it; if there are any, nothing is published.") {
      $0.refusals
    },
  ]
}

/// One value of a record that differs between two revisions.
package struct WireDifference: WireObject {
  private let difference: FieldDifference

  init(_ difference: FieldDifference) { self.difference = difference }

  package static let name = "difference"
  package static let summary = "A value of a record that differs between two revisions."
  package static let fields: [WireField<WireDifference>] = [
    .init("path", "The keys of the manifest: `access.requires[0].url`.") { $0.difference.path },
    .init("old", "Null if there was no value; for a list, what was removed.") { $0.difference.old },
    .init("new", "Null if there is no value now; for a list, what was added.") { $0.difference.new },
  ]
}
