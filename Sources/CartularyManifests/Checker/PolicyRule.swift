internal import CartularyBase
internal import CartularyModel

/// A rule on what a record says as a whole, beyond the shape of each value.
///
/// `PolicyRules.all` is the table of them; each code's level and reason are defined with the code.
struct PolicyRule: Sendable {
  let code: ManifestDiagnostic.Code
  let check: @Sendable (PolicySubject) -> [PolicyFinding]
}

/// A record that is checked, and what else the rules need.
struct PolicySubject {
  let dataset: Dataset
  /// Whether the source has a key at its top level; `nil` for formats that are not ours.
  let hasKey: (String) -> Bool?
  /// `yyyy-mm-dd`.
  let today: CalendarDate
  /// Computed once for all rules.
  let level: Sensitivity

  /// Whether the data is stated to be for everyone.
  var isPublic: Bool { level == .public || (level == .unspecified && dataset.accessRights == .public) }
}

/// One finding of a rule.
struct PolicyFinding {
  enum Step {
    case key(String)
    case item(Int)
    /// The variables of a table, wherever the dictionary has them.
    case variables(table: Int)
  }

  let message: String
  var help: String?
  /// Which value it concerns; empty for the record.
  var path: [Step] = []

  init(_ message: String, help: String? = nil, at path: Step...) {
    (self.message, self.help, self.path) = (message, help, path)
  }

  init(_ message: String, help: String? = nil, path: [Step]) {
    (self.message, self.help, self.path) = (message, help, path)
  }
}

enum PolicyRules {
  /// Every rule, in the order of their codes.
  static let all: [PolicyRule] =
    (contradictionRules + sharingRules + lonePartnerRules + accessRules + contentRules + variableRules).sorted
  {
    $0.code.rawValue < $1.code.rawValue
  }

  /// Reports what the rules find in a record. An imported record is refused because of policy findings alone, where these
  /// are errors.
  ///
  /// - Parameter refusesFindings: Whether policy findings are errors, of records in any format.
  static func check(
    _ record: FoundRecord, today: CalendarDate, refusesFindings: Bool, report: inout SourceReport
  ) {
    let subject = PolicySubject(
      dataset: record.dataset,
      hasKey: { key in record.node.map { node in node.entries?.contains { $0.key == key } ?? false } },
      today: today, level: record.dataset.effectiveSensitivity.level)
    report.recordID = record.dataset.id
    for rule in all {
      for finding in rule.check(subject) {
        let place = record.node.map { $0.place(of: finding.path[...]) }
        report.say(
          rule.code, finding.message, at: place?.mark ?? record.mark, length: place?.length ?? 1,
          help: finding.help, as: severity(of: rule.code, record.node != nil, refusesFindings))
      }
    }
    report.recordID = nil
  }

  private static func severity(
    of code: ManifestDiagnostic.Code, _ isNative: Bool, _ refusesFindings: Bool
  ) -> ManifestDiagnostic.Severity {
    if code.isPolicyFinding { return refusesFindings ? .error : .warning }
    return isNative ? code.severity : min(code.severity, .warning)
  }
}

extension SourceNode {
  /// The place of the value at a path, or of the last part of the path that exists.
  func place(of path: ArraySlice<PolicyFinding.Step>) -> (mark: SourceMark, length: Int) {
    let here = (mark, text?.unicodeScalars.count ?? 1)
    guard let step = path.first else { return here }
    switch step {
    case .key(let key):
      guard let entry = entries?.first(where: { $0.key == key || key == "license" && $0.key == "licence" })
      else {
        return here
      }
      // The mark of a block is that of its first key, not that of the key in question.
      if path.count == 1, entry.value.text == nil { return (entry.keyMark, entry.key.unicodeScalars.count) }
      return entry.value.place(of: path.dropFirst())
    case .item(let index):
      let items = items
      return items.indices.contains(index) ? items[index].place(of: path.dropFirst()) : here
    case .variables(let table):
      if let tables = self["tables"], self["variables"] == nil {
        let items = tables.items
        guard items.indices.contains(table) else { return here }
        return items[table].place(of: [.key("variables")] + path.dropFirst())
      }
      return self["tables"] == nil ? place(of: [.key("variables")] + path.dropFirst()) : here
    }
  }
}
