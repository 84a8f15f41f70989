internal import CartularyModel

/// What of a record is seen by whom, for comparing two revisions.
enum Exposure {
  /// What more people would see of the new revision than saw it of the old, in words. Empty where no one
  /// gains anything.
  static func widenings(from old: Dataset, to new: Dataset) -> [String] {
    var widenings: [String] = []
    let gained = gained(from: old.audience, to: new.audience)
    if !gained.isEmpty {
      widenings.append("the record, by " + gained.joined(separator: ", "))
    }
    let before = narrowVariables(of: old)
    let after = audiences(of: new)
    for (name, audience) in before.sorted(by: { $0.key < $1.key }) {
      guard let now = after[name] else { continue }
      let gained = self.gained(from: audience, to: now)
      if !gained.isEmpty {
        widenings.append("variable '\(name)', by " + gained.joined(separator: ", "))
      }
    }
    return widenings
  }

  /// Whether fewer people see a variable of the new revision than saw it of the old.
  static func narrowsVariables(from old: Dataset, to new: Dataset) -> Bool {
    let after = audiences(of: new)
    return audiences(of: old).contains { name, audience in
      after[name].map { !gained(from: $0, to: audience).isEmpty } ?? false
    }
  }

  /// How far the effective level falls; `nil` if it does not. From a level to no statement is a fall.
  static func lowering(from old: Dataset, to new: Dataset) -> PublicationPlan.Lowering? {
    let (before, after) = (old.effectiveSensitivity.level, new.effectiveSensitivity.level)
    guard let rank = before.rank, rank > after.rank ?? -1 else { return nil }
    return .init(from: before, to: after)
  }

  /// Labels whose holders see the new and not the old. Who holds `public` is everyone.
  private static func gained(from old: Audience, to new: Audience) -> [String] {
    if old.isPublic { return [] }
    return new.labels.filter { !old.labels.contains($0) }
  }

  /// Variables that not everyone who sees the record may know of, by table and name.
  private static func narrowVariables(of dataset: Dataset) -> [String: Audience] {
    audiences(of: dataset).filter { $0.value != dataset.audience }
  }

  private static func audiences(of dataset: Dataset) -> [String: Audience] {
    var audiences: [String: Audience] = [:]
    for table in dataset.dataDictionary?.tables ?? [] {
      for variable in table.variables {
        let name = (table.name.map { $0 + "/" } ?? "") + variable.name
        let audience = variable.audience.map { $0.isPublic ? dataset.audience : $0 } ?? dataset.audience
        audiences[name] = audience
      }
    }
    return audiences
  }
}
