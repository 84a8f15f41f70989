internal import CartularyBase
internal import CartularyModel

// The policy findings: what a steward states that cannot all be right. The catalog's settings decide whether such a record
// is published with a warning or left out.

extension PolicyRules {
  static let contradictionRules: [PolicyRule] = DatasetContradiction.Kind.allCases.map { kind in
    let (code, path) = place(of: kind)
    return PolicyRule(code: code) { subject in
      subject.dataset.contradictions.filter { $0.kind == kind }.map {
        PolicyFinding($0.message, help: $0.help, path: path)
      }
    }
  }

  private static func place(of kind: DatasetContradiction.Kind)
    -> (code: ManifestDiagnostic.Code, path: [PolicyFinding.Step])
  {
    switch kind {
    case .openDownloadOfRestricted: (.openDownloadOfRestricted, [.key("access"), .key("mode")])
    case .openDataOfRestricted: (.openDataOfRestricted, [.key("sharing")])
    case .embargoAfterErasure: (.embargoAfterErasure, [.key("access"), .key("embargo-until")])
    }
  }
}
