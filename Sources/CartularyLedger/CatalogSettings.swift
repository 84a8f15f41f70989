internal import CartularyBase
package import CartularyModel

/// What the owner of a catalog has decided for it. Kept in the ledger, each change with who and when.
package struct CatalogSettings: Sendable, Equatable {
  /// Who may see a record that does not say it and whose data is more than internal; `nil` for everyone.
  package internal(set) var narrowByDefault: Audience?
  /// Groups of the operating system, by the label whose holders they are.
  package internal(set) var groups: [String: String] = [:]
  /// The group that may read and write the ledger, and so publish; `nil` for the owner alone.
  package internal(set) var ledgerGroup: String?
  /// Whether what is searched is counted, without who asked; for `DatasetCatalog.gaps`.
  package internal(set) var logsQueries = false
  /// What a record comes to whose statements contradict each other; `nil` if it is not set, which means warnings.
  package internal(set) var policyFindings: PolicyFindings?

  /// Whether datasets that other publishers mention are ranked as all others.
  package internal(set) var ignoresMentions = false

  /// Whether nodes go on answering when they do not hear from their ledger.
  package internal(set) var ignoresLeases = false

  /// What a policy finding is.
  package enum PolicyFindings: String, CaseIterable, Sendable {
    /// The record is published, and the finding shown.
    case warnings
    /// The record is left out.
    case errors
  }

  /// Whether a record with a policy finding is left out.
  package var refusesPolicyFindings: Bool { policyFindings == .errors }

  package init() {}

  /// The settings by name, each with a sentence of help: one table for the command and the documentation.
  package static let names: [(name: String, help: String)] = [
    (
      "narrow-by-default",
      "labels, separated by commas, that may see a record which names no audience and whose data is more than internal"
    ),
    ("group.LABEL", "the group of the operating system that may read the shard of the label's records"),
    (
      "ledger-group",
      "the group of the operating system whose members may publish, which lets them read every record"
    ),
    (
      "query-log",
      "'on' counts what is searched, without who asked, for the report of gaps; unset, nothing is kept, and what was is removed"
    ),
    (
      "mentions",
      "'off' ranks datasets that other publishers mention by title or alias as all others; unset, they come higher"
    ),
    (
      "lease",
      "'off' lets nodes answer that do not hear from their ledger, which may show what fewer people see by now; unset, they "
        + "do not answer"
    ),
    (
      "policy-findings",
      "'errors' leaves out every record with a policy finding (M301 to M303), in whatever format it comes; 'warnings', "
        + "and unset, publishes it with a warning"
    ),
  ]

  /// The values that are set, by name.
  package var values: [(name: String, value: String)] {
    var values: [(String, String)] = groups.sorted { $0.key < $1.key }.map { ("group." + $0.key, $0.value) }
    if let ledgerGroup { values.append(("ledger-group", ledgerGroup)) }
    if let narrowByDefault {
      values.append(("narrow-by-default", narrowByDefault.labels.joined(separator: ",")))
    }
    if let policyFindings { values.append(("policy-findings", policyFindings.rawValue)) }
    if ignoresLeases { values.append(("lease", Self.off)) }
    if ignoresMentions { values.append(("mentions", Self.off)) }
    if logsQueries { values.append(("query-log", Self.on)) }
    return values
  }

  /// Sets one, or unsets it with `nil`.
  ///
  /// - Throws: `CatalogError` with code `.invalidArgument` for a name or a value that none can have.
  mutating func set(_ name: String, to value: String?) throws(CatalogError) {
    if name == "narrow-by-default" {
      narrowByDefault = try value.map(Self.audience)
    } else if name == "ledger-group" {
      ledgerGroup = try value.map(Self.group)
    } else if name == "query-log" {
      guard value == nil || value == Self.on else {
        throw CatalogError(
          .invalidArgument, "'query-log' is on or not set", facts: .init(field: name, value: value),
          remedy: .stopLoggingQueries)
      }
      logsQueries = value != nil
    } else if name == "mentions" {
      guard value == nil || value == Self.off else {
        throw CatalogError(
          .invalidArgument, "'mentions' is off or not set", facts: .init(field: name, value: value),
          help: "unset, what other publishers mention comes higher")
      }
      ignoresMentions = value != nil
    } else if name == "lease" {
      guard value == nil || value == Self.off else {
        throw CatalogError(
          .invalidArgument, "'lease' is off or not set", facts: .init(field: name, value: value),
          help: "unset, a node that does not hear from its ledger does not answer")
      }
      ignoresLeases = value != nil
    } else if name == "policy-findings" {
      policyFindings = try value.map(Self.findings)
    } else if name.hasPrefix("group.") {
      let label = String(name.dropFirst("group.".count))
      guard Audience.isLabel(label), label != Audience.publicLabel else {
        throw CatalogError(
          .invalidArgument, "'\(label.prefix(80))' is not a label whose records could be for a group",
          facts: .init(field: name, value: label))
      }
      groups[label] = try value.map(Self.group)
    } else {
      throw CatalogError(
        .invalidArgument, "no setting '\(name.prefix(80))'", facts: .init(field: name),
        help: "settings are " + Self.names.map(\.name).joined(separator: ", "))
    }
  }

  private static let on = "on"
  private static let off = "off"

  private static func audience(_ text: String) throws(CatalogError) -> Audience {
    guard let audience = Audience(labels: text.split(separator: ",").map(String.init)), !audience.isPublic
    else {
      throw CatalogError(
        .invalidArgument, "'\(text.prefix(80))' does not narrow anything", facts: .init(value: text),
        help: "write one or more labels, separated by commas, and not public")
    }
    return audience
  }

  private static func findings(_ text: String) throws(CatalogError) -> PolicyFindings {
    guard let findings = PolicyFindings(rawValue: text) else {
      throw CatalogError(
        .invalidArgument, "'policy-findings' is warnings or errors, not '\(text.prefix(80))'",
        facts: .init(field: "policy-findings", value: text), help: "unset, they are warnings")
    }
    return findings
  }

  private static func group(_ name: String) throws(CatalogError) -> String {
    guard SystemGroup.id(named: name) != nil else {
      throw CatalogError(
        .invalidArgument, "this system has no group '\(name.prefix(80))'", facts: .init(value: name),
        help: "getent group lists them")
    }
    return name
  }

  // MARK: - In the ledger

  init(_ ledger: some LedgerTransaction) throws {
    // A group that this system does not have (as with a ledger from another machine) grants nothing.
    for (name, value) in try ledger.settings() { try? set(name, to: value) }
  }
}

extension Ledger {

  /// The catalog that the ledger belongs to; `nil` for one from before ledgers said so.
  package func catalogIdentity() throws(CatalogError) -> String? {
    try read { try $0.settings().last { $0.name == LedgerMark.catalog }?.value }
  }

  package func setCatalogIdentity(_ identity: String) throws(CatalogError) {
    try write {
      try $0.appendSetting(
        at: Timestamp.now.description, author: "", name: LedgerMark.catalog, value: identity)
    }
  }

  package func settings() throws(CatalogError) -> CatalogSettings {
    try read { try CatalogSettings($0) }
  }

  /// - Parameter prepare: Does what the new settings need before they hold; where it throws, nothing is set.
  package func set(
    _ name: String, to value: String?, by author: String,
    preparing prepare: (CatalogSettings) throws(CatalogError) -> Void = { (_) throws(CatalogError) in }
  ) throws(CatalogError) {
    try write { ledger in
      var settings = try CatalogSettings(ledger)
      try settings.set(name, to: value)
      try ledger.appendSetting(at: Timestamp.now.description, author: author, name: name, value: value)
      try prepare(settings)
    }
  }
}
