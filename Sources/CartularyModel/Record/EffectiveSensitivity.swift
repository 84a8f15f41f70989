/// The level that counts, and why it is not simply the declared one.
public struct EffectiveSensitivity: Hashable, Sendable {
  /// The level that counts.
  public let level: Sensitivity
  /// The level that the steward declares.
  public let declared: Sensitivity
  /// What raised the level above the declared one; empty when nothing did. One clause each:
  /// "variable diagnosis is highly-restricted".
  public let causes: [String]
}

extension Dataset {
  /// The highest of what is declared, the floor of the access rights, and the variables; `unspecified` when
  /// nothing is known.
  public var effectiveSensitivity: EffectiveSensitivity {
    var level = sensitivity
    var causes: [String] = []
    func raise(to other: Sensitivity, because cause: @autoclosure () -> String) {
      guard let rank = other.rank, rank > (level.rank ?? -1) else { return }
      level = other
      causes.append(cause())
    }
    if let accessRights {
      let floor = accessRights.sensitivityFloor
      raise(to: floor, because: "access rights \(accessRights.rawValue) mean at least \(floor.rawValue)")
    }
    if let hiddenSensitivity {
      raise(to: hiddenSensitivity, because: "variables that are not shown are \(hiddenSensitivity.rawValue)")
    }
    for variable in dataDictionary?.variables ?? [] {
      guard let own = variable.sensitivity else { continue }
      raise(to: own, because: "variable \(variable.name) is \(own.rawValue)")
    }
    return EffectiveSensitivity(level: level, declared: sensitivity, causes: causes)
  }
}
