internal import CartularyModel

// What partners have to know: who stands between them and the holder, what they sign, and on what terms they get the data.

extension PolicyRules {
  /// Rules on what a record states together with its programmes.
  static let partnerRules: [PolicyRule] = [
    PolicyRule(code: .missingIntermediary) { subject in
      guard subject.dataset.sharing.contains(.intermediatedDataSharing),
        subject.dataset.access.intermediary == nil
      else { return [] }
      return [
        PolicyFinding(
          "shared through an intermediary that is not named", help: "add 'intermediary' to 'access'",
          at: .key("sharing"))
      ]
    },
    PolicyRule(code: .missingAgreement) { subject in
      guard subject.dataset.sharing.contains(.closedTrustedPartnership),
        !subject.dataset.access.requirements.contains(where: { $0.kind.stage == .sign }),
        subject.dataset.access.agreement == nil
      else { return [] }
      return [
        PolicyFinding(
          "a closed partnership has no agreement",
          help: "add 'agreement' or 'nda' to 'requires' in 'access'",
          at: .key("sharing"))
      ]
    },
    PolicyRule(code: .partnerWithoutTerms) { subject in
      guard subject.isForPartners, !subject.statesTerms else { return [] }
      return [
        PolicyFinding(
          "shared with partners, and neither it nor a programme says on what terms",
          help: "add 'access', or name the programme in 'relations': { kind: part-of, target: its id }",
          at: .key("sharing"))
      ]
    },
  ]

  /// Those of them that can be told from the record alone, as it has no programme that may say more.
  static let lonePartnerRules: [PolicyRule] = partnerRules.map { rule in
    PolicyRule(code: rule.code) { $0.dataset.programmeIDs.isEmpty ? rule.check($0) : [] }
  }
}

extension PolicySubject {
  fileprivate var isForPartners: Bool {
    dataset.sharing.contains(.closedTrustedPartnership) || dataset.sharing.contains(.intermediatedDataSharing)
  }

  /// Whether it says anything of what is asked or permitted, beyond whom to ask.
  fileprivate var statesTerms: Bool {
    var access = dataset.access
    access.note = nil
    return access.describesTerms || !access.modes.isEmpty || dataset.openness != .none
      || dataset.accessRights != nil
  }
}

extension AccessTerms {
  /// Whether anything is said of what is asked or permitted, be it in words: beyond the way to the data, whom to ask, and
  /// how long it takes.
  var describesTerms: Bool {
    var access = self
    (access.intermediary, access.contact, access.url) = (nil, nil, nil)
    (access.leadTime, access.effort, access.reviewDays) = (nil, nil, nil)
    (access.addedLists, access.modes) = ([], [])
    return !access.isEmpty
  }
}
