internal import CartularyBase

/// Statements of one record on how openly its data is had that cannot all be right.
package struct DatasetContradiction: Hashable, Sendable {
  /// What is contradicted.
  package enum Kind: CaseIterable, Sendable {
    /// Anyone can download data that is restricted.
    case openDownloadOfRestricted
    /// Restricted data is called open, and nothing was done to protect the people in it.
    case openDataOfRestricted
    /// The data has to be erased before its embargo ends.
    case embargoAfterErasure
  }

  package let kind: Kind
  /// One line, lower case, no full stop.
  package let message: String
  /// What to try; `nil` if only the source can tell.
  package let help: String?
}

extension Dataset {
  /// What its steward states about its openness that contradicts itself, in the order of the kinds; empty for a sound
  /// record. A decision takes the stricter of the statements.
  package var contradictions: [DatasetContradiction] {
    let level = effectiveSensitivity.level
    var found: [DatasetContradiction] = []
    if level.isRestricted, access.modes.contains(.openDownload) {
      found.append(
        DatasetContradiction(
          kind: .openDownloadOfRestricted,
          message: "anyone can download it, but it is \(level.rawValue)",
          help: "use another mode such as 'secure-download', or state the level of what is downloaded"))
    }
    if level.isRestricted, sharing.contains(.openData), techniques.isEmpty {
      found.append(
        DatasetContradiction(
          kind: .openDataOfRestricted,
          message: "open data is \(level.rawValue), but no protective technique is stated",
          help: "name what was done to the data in 'techniques', or lower 'sensitivity' if that is the level "
            + "of the source"))
    }
    if let embargo = access.embargoUntil, let erasure = access.eraseBy, embargo.firstDay > erasure.lastDay {
      found.append(
        DatasetContradiction(
          kind: .embargoAfterErasure,
          message: "embargoed until \(embargo), but it has to be erased by \(erasure)", help: nil))
    }
    return found
  }

  /// The level of data that is stated to be open to everyone as well; `nil` if the statements agree.
  var contradictedLevel: Sensitivity? {
    contradictions.contains { $0.kind != .embargoAfterErasure } ? effectiveSensitivity.level : nil
  }
}

extension Sensitivity {
  /// People can be identified, or the possible harm is more than minor.
  package var isRestricted: Bool { (rank ?? 0) >= 3 }
}
