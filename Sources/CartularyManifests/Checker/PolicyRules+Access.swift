internal import CartularyBase
internal import CartularyModel

// The terms on which data may be had.

extension PolicyRules {
  static let accessRules: [PolicyRule] = [
    PolicyRule(code: .contradictoryTerms) { subject in
      subject.dataset.access.contradictions.map {
        PolicyFinding($0.message, help: $0.help, at: .key("access"), .key($0.key))
      }
    },
    past(.pastEmbargo, "embargo-until", "the embargo") { $0.embargoUntil },
    past(.pastMoratorium, "publication-moratorium-until", "the moratorium") { $0.publicationMoratoriumUntil },
    past(.pastErasure, "erase-by", "the time to erase the data") { $0.eraseBy },
    PolicyRule(code: .agreementWithoutDocument) { subject in
      let access = subject.dataset.access
      return access.requirements.enumerated().compactMap { index, requirement in
        guard requirement.kind.stage == .sign, !access.tellsText(of: requirement) else { return nil }
        return PolicyFinding(
          "\(requirement.kind == .nda ? "a non-disclosure agreement" : "an agreement") does not say where to read it, or what is in it",
          help: "add the 'url' of its text, the 'contact' who has it, or a 'note' on what it asks",
          at: .key("access"), .key("requires"), .item(index))
      }
    },
  ]

  private static func past(
    _ code: ManifestDiagnostic.Code, _ key: String, _ noun: String,
    _ date: @escaping @Sendable (AccessTerms) -> PartialDate?
  ) -> PolicyRule {
    PolicyRule(code: code) { subject in
      guard let date = date(subject.dataset.access), date.lastDay < subject.today else { return [] }
      return [
        PolicyFinding("\(noun) ended on \(date)", help: "remove '\(key)'", at: .key("access"), .key(key))
      ]
    }
  }
}

extension AccessTerms {
  /// Whether people can tell what an agreement asks: by its text, from someone who has it, or in words; or whether it is
  /// negotiated, so that its text does not exist yet.
  fileprivate func tellsText(of asked: AccessRequirement) -> Bool {
    if asked.url != nil || asked.contact != nil || asked.note != nil || asked.criteria != nil { return true }
    guard asked.kind == .agreement, let agreement else { return false }
    return agreement.template != nil || agreement.kind == .negotiated
  }
}
