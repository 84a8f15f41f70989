internal import CartularyModel

/// A step of a publication. What it stores stands elsewhere, as a publication may have many.
package struct LedgerStep {
  package enum Kind: String, Sendable { case published, moved, restored, withdrawn }

  /// Where the record is that the step stores.
  enum Content {
    /// Among the records of the request.
    case given(Int)
    /// Among those that the planner made.
    case made(Int)
    /// It is that of `head`.
    case former
  }

  let kind: Kind
  let id: String
  let content: Content
  /// What a new record has nothing of. A publication may have a million steps, so this stands apart.
  private let former: Former?

  /// The state before; `nil` if the id was never published.
  var head: LedgerHead? { former?.head }
  /// Why it is withdrawn, restored or moved; `nil` for what is published.
  var reason: String? { former?.reason }
  /// Of a record that is withdrawn for want of a manifest: where that was; `nil` otherwise.
  var vanishedFrom: String? { former?.vanishedFrom }

  /// Whether it publishes what was not there, or was withdrawn.
  var isNew: Bool { kind == .published && head?.isWithdrawn != false }

  init(
    _ kind: Kind, id: String, _ content: Content, reason: String? = nil, vanishedFrom: String? = nil,
    after head: LedgerHead?
  ) {
    (self.kind, self.id, self.content) = (kind, id, content)
    let isEmpty = head == nil && reason == nil && vanishedFrom == nil
    former = isEmpty ? nil : Former(head, reason, vanishedFrom)
  }

  private final class Former {
    let head: LedgerHead?
    let reason: String?
    let vanishedFrom: String?

    init(_ head: LedgerHead?, _ reason: String?, _ vanishedFrom: String?) {
      (self.head, self.reason, self.vanishedFrom) = (head, reason, vanishedFrom)
    }
  }
}

/// A revision, ready to be written.
package struct NewRevision {
  let kind: LedgerStep.Kind
  let json: String
  let reason: String?
  /// `nil` for a withdrawal, which comes from no file.
  let origin: RecordOrigin?
  /// `nil` for the first revision of an id.
  let previousAudience: String?
  /// The state of the id after it.
  let head: LedgerHead
  /// Sorted; empty for a withdrawn record, as the references are.
  let duplicateKeys: [String]
  let references: [RecordReference]
}
