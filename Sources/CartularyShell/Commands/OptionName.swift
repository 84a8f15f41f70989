internal import ArgumentParser

/// The options of the commands that are run most, which are read without the parser: each name stands here alone.
enum OptionName: String, CaseIterable {
  case catalog
  case label = "as"

  case format
  case json
  case jsonl
  case csv
  case formatVersion = "format-version"
  case color
  case noPager = "no-pager"

  case profile
  case diseases
  case on
  case requester
  case purpose
  case disease
  case country
  case institution
  case commercial
  case forProfit = "for-profit"
  case ethicsApproval = "ethics-approval"
  case fact

  case all
  case at
  case batch
  case count
  case exitStatus = "exit-status"
  case explain
  case facet
  case fields
  case filter
  case ids
  case lenient
  case limit
  case match
  case offset
  case sort
  case strict

  /// Whether the option stands alone; a value follows the others.
  var isFlag: Bool {
    switch self {
    case .json, .jsonl, .csv, .noPager, .all, .batch, .count, .exitStatus, .explain, .ids, .lenient, .strict:
      true
    case .catalog, .label, .format, .formatVersion, .color, .profile, .diseases, .on, .requester, .purpose,
      .disease,
      .country, .institution, .commercial, .forProfit, .ethicsApproval, .fact, .at, .facet, .fields, .filter,
      .limit,
      .match, .offset, .sort:
      false
    }
  }
}

extension NameSpecification {
  static func named(_ name: OptionName) -> NameSpecification { .customLong(name.rawValue) }
}
