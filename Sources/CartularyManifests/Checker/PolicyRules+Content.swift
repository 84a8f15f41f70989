internal import CartularyBase
internal import CartularyModel

// What a record says about its dataset: texts, dates, places, addresses.

extension PolicyRules {
  static let contentRules: [PolicyRule] = [
    PolicyRule(code: .shortDescription) { subject in
      let count = subject.dataset.description.count
      // A missing key is already reported.
      guard count < shortestDescription, !subject.isTitleRepeated, subject.hasKey("description") != false
      else { return [] }
      return [
        PolicyFinding(
          "the description has \(count) characters",
          help: "say what it holds, about whom or what, from where and when", at: .key("description"))
      ]
    },
    PolicyRule(code: .titleAsDescription) { subject in
      subject.isTitleRepeated
        ? [PolicyFinding("the description repeats the title", help: "say more", at: .key("description"))]
        : []
    },
    PolicyRule(code: .unfilled) { subject in
      subject.texts.compactMap { text, path in
        ManifestScaffold.isUnfilled(text)
          ? PolicyFinding(
            "'\(text.prefix(40))' is still to be filled in",
            help: "write what it asks for, or leave the key out",
            path: path)
          : nil
      }
    },
    PolicyRule(code: .placeholder) { subject in
      subject.texts.compactMap { text, path in
        PlaceholderText.isOne(text)
          ? PolicyFinding(
            "'\(text.prefix(40))' is a placeholder", help: "fill it in, or leave the key out", path: path)
          : nil
      }
    },
    PolicyRule(code: .invisibleValue) { subject in
      (subject.texts + subject.values).compactMap { text, path in
        !text.isEmpty && FoldedText.isNothing(text)
          ? PolicyFinding(
            "the value shows nothing: " + text.unicodeScalars.prefix(8).map(Self.code).joined(separator: " "),
            help: "write it in letters or digits, or leave it out", path: path)
          : nil
      }
    },
    PolicyRule(code: .invalidAddress) { subject in
      subject.addresses.compactMap { address, path in
        WebAddress.isOne(address)
          ? nil
          : PolicyFinding(
            "'\(address.prefix(80))' is not an address",
            help: "write the full address: https://example.org/page",
            path: path)
      }
    },
    PolicyRule(code: .invalidEmail) { subject in
      subject.agents.compactMap { agent, path in
        guard let email = agent.email, !WebAddress.isEmail(email) else { return nil }
        return PolicyFinding(
          "'\(email.prefix(80))' is not an email address", help: "write name@example.org",
          path: path + [.key("email")])
      }
    },
    PolicyRule(code: .endBeforeStart) { subject in
      guard let start = subject.dataset.temporal?.start, let end = subject.dataset.temporal?.end,
        start.firstDay > end.lastDay
      else { return [] }
      return [PolicyFinding("the period ends on \(end), before it starts on \(start)", at: .key("temporal"))]
    },
    PolicyRule(code: .modifiedBeforeIssued) { subject in
      guard let issued = subject.dataset.issued, let modified = subject.dataset.modified,
        modified.lastDay < issued.firstDay
      else { return [] }
      return [
        PolicyFinding("modified on \(modified), before it was issued on \(issued)", at: .key("modified"))
      ]
    },
    PolicyRule(code: .futureDate) { subject in
      [("issued", subject.dataset.issued), ("modified", subject.dataset.modified)].compactMap { key, date in
        guard let date, date.firstDay > subject.today else { return nil }
        return PolicyFinding("\(key) on \(date), which is in the future", at: .key(key))
      }
    },
    PolicyRule(code: .unknownCountry) { subject in
      let places = subject.dataset.spatial.enumerated().compactMap { index, place in
        place.code.map { ($0, [PolicyFinding.Step.key("spatial"), .item(index), .key("code")]) }
      }
      let access = subject.dataset.access
      let jurisdictions = [
        ("jurisdictions", access.jurisdictions), ("storage-jurisdictions", access.storageJurisdictions),
        ("requester-jurisdictions", access.requesterJurisdictions),
      ].flatMap { key, codes in
        codes.enumerated().map { ($1, [PolicyFinding.Step.key("access"), .key(key), .item($0)]) }
      }
      return (places + jurisdictions).compactMap { code, path in
        guard !CountryCodes.isKnown(code) else { return nil }
        let upper = code.uppercased()
        let near = CountryCodes.isKnown(upper) ? upper : CountryCodes.meant(by: upper)
        return PolicyFinding(
          "'\(code.prefix(40))' is not an ISO 3166 code",
          help: near.map { "did you mean '\($0)'?" } ?? "two letters such as GB, or GB-SCT for a part",
          path: path)
      }
    },
    PolicyRule(code: .selfRelation) { subject in
      subject.dataset.relations.enumerated().compactMap { index, relation in
        relation.target == subject.dataset.id
          ? PolicyFinding(
            "the record is related to itself", help: "name the other dataset", at: .key("relations"),
            .item(index), .key("target")) : nil
      }
    },
  ]

  static let shortestDescription = 50

  /// `U+200B`.
  private static func code(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}

extension PolicySubject {
  fileprivate var isTitleRepeated: Bool {
    FoldedText.code(dataset.title) == FoldedText.code(dataset.description)
  }

  /// The agents that the record names, with their paths.
  fileprivate var agents: [(Agent, [PolicyFinding.Step])] {
    let single: [(Agent?, [PolicyFinding.Step])] = [
      (dataset.publisher, [.key("publisher")]), (dataset.steward, [.key("steward")]),
      (dataset.access.contact, [.key("access"), .key("contact")]),
      (dataset.access.intermediary, [.key("access"), .key("intermediary")]),
    ]
    return single.compactMap { agent, path in agent.map { ($0, path) } }
      + dataset.creators.enumerated().map { ($1, [.key("creators"), .item($0)]) }
  }

  /// All addresses, with their paths.
  fileprivate var addresses: [(String, [PolicyFinding.Step])] {
    var found: [(String?, [PolicyFinding.Step])] = [
      (dataset.landingPage, [.key("landing-page")]),
      (dataset.access.url, [.key("access"), .key("url")]),
      (dataset.dataDictionary?.url, [.key("data-dictionary"), .key("url")]),
    ]
    for (index, distribution) in dataset.distributions.enumerated() {
      let path: [PolicyFinding.Step] = [.key("distributions"), .item(index)]
      found.append((distribution.accessURL, path + [.key("access-url")]))
      found.append((distribution.downloadURL, path + [.key("download-url")]))
    }
    for (index, requirement) in dataset.access.requirements.enumerated() {
      found.append((requirement.url, [.key("access"), .key("requires"), .item(index), .key("url")]))
    }
    for (agent, path) in agents { found.append((agent.url, path + [.key("url")])) }
    return found.compactMap { address, path in address.map { ($0, path) } }
  }

  /// Values that people choose from, beside the texts.
  fileprivate var values: [(String, [PolicyFinding.Step])] {
    func items(_ key: String, _ values: [String]) -> [(String, [PolicyFinding.Step])] {
      values.enumerated().map { ($1, [.key(key), .item($0)]) }
    }
    let places = dataset.spatial.enumerated().compactMap { index, place in
      place.name.map { ($0, [PolicyFinding.Step.key("spatial"), .item(index), .key("name")]) }
    }
    let formats = dataset.distributions.enumerated().compactMap { index, distribution in
      distribution.format.map {
        ($0, [PolicyFinding.Step.key("distributions"), .item(index), .key("format")])
      }
    }
    return items("aliases", dataset.aliases) + items("identifiers", dataset.identifiers) + places + formats
  }

  /// Short texts that a form may have required.
  fileprivate var texts: [(String, [PolicyFinding.Step])] {
    var found: [(String?, [PolicyFinding.Step])] = [
      (dataset.title, [.key("title")]), (dataset.description, [.key("description")]),
      (dataset.landingPage, [.key("landing-page")]), (dataset.version, [.key("version")]),
      (dataset.rights, [.key("rights")]), (dataset.frequencyText, [.key("frequency-text")]),
      (dataset.provenance?.statement, [.key("provenance"), .key("statement")]),
      (dataset.access.consent, [.key("access"), .key("consent")]),
      (dataset.access.leadTime, [.key("access"), .key("lead-time")]),
      (dataset.access.note, [.key("access"), .key("note")]),
    ]
    found += dataset.keywords.enumerated().map { ($1, [.key("keywords"), .item($0)]) }
    found += dataset.themes.enumerated().map { ($1, [.key("themes"), .item($0)]) }
    for (agent, path) in agents { found.append((agent.name, path + [.key("name")])) }
    return found.compactMap { text, path in text.map { ($0, path) } }
  }
}
