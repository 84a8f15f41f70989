internal import CartularyModel

// How sensitive data is, compared with how it is shared and who may know about it.

extension PolicyRules {
  static let sharingRules: [PolicyRule] = [
    PolicyRule(code: .downloadOfInternal) { subject in
      guard subject.dataset.sharing == [.internal] else { return [] }
      return subject.dataset.distributions.enumerated().compactMap { index, distribution in
        guard let url = distribution.downloadURL, url.lowercased().hasPrefix("http") else { return nil }
        return PolicyFinding(
          "shared internally only, but it can be downloaded",
          help: "remove the address, or change how it is shared",
          at: .key("distributions"), .item(index), .key("download-url"))
      }
    },
    PolicyRule(code: .openDataWithCustomLicense) { subject in
      guard subject.dataset.sharing.contains(.openData), subject.dataset.openness == .custom else {
        return []
      }
      return [
        PolicyFinding(
          "open data under custom terms",
          help: "an open licence such as CC-BY-4.0 is understood everywhere",
          at: .key("license"))
      ]
    },
    PolicyRule(code: .unstatedAudience) { subject in
      // Other formats have no such key, and the catalogs they are published in are already public.
      guard subject.hasKey("audience") == false, let rank = subject.level.rank, rank > 1
      else { return [] }
      return [
        PolicyFinding(
          "the data is \(subject.level.rawValue), but it is not stated who may see this record",
          help: "write 'audience: [public]' if everyone may, or name the labels of those who may",
          at: .key("sensitivity"))
      ]
    },
    PolicyRule(code: .missingLicense) { subject in
      // Terms may be described without a licence, or be those of a programme, which may be in the catalog.
      let access = subject.dataset.access
      guard subject.dataset.openness == .none, !access.describesTerms, subject.dataset.rights == nil,
        access.modes.allSatisfy({ $0 == .openDownload || $0 == .api }),
        subject.dataset.programmeIDs.isEmpty, !subject.dataset.sharing.contains(.internal)
      else { return [] }
      return [
        PolicyFinding(
          "no licence is stated", help: "add 'license', or describe the terms in 'access'",
          at: .key("license"))
      ]
    },
  ]
}
