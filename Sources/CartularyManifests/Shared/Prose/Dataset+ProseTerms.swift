internal import CartularyModel

extension Dataset {
  /// Reads what statements of rights and notes on access say in prose, so that a decision goes by it too.
  ///
  /// The texts stay as they are. Where they are stricter than the fields, both count.
  mutating func readProse() {
    var terms = ProseTerms()
    for text in [rights] + distributions.map(\.rights) {
      if let text { terms.read(text, about: .rights) }
    }
    // Terms of their own are told in the words of the licence.
    for license in effectiveLicenses where license.openness == .custom {
      if let text = license.text { terms.read(text, about: .rights) }
    }
    if let note = access.note { terms.read(note, about: .access) }
    readLicensesOfRights()
    apply(terms)
  }

  /// Reads terms that a text among the unmapped values states of the whole data, such as "academic use only".
  mutating func readRemarks(_ texts: [String]) {
    var terms = ProseTerms()
    for text in texts { terms.read(text, about: .remarks) }
    apply(terms)
  }

  /// Reads terms that a field of the source states, whose text is kept elsewhere.
  mutating func readTerms(ofProse text: String, about topic: ProseRule.Topic) {
    var terms = ProseTerms()
    terms.read(text, about: topic)
    apply(terms)
  }

  // MARK: - Licences

  private mutating func readLicensesOfRights() {
    if let rights {
      if licenses.allSatisfy({ $0.openness == .none || $0.id == "LicenseRef-other" }),
        effectiveLicenses.allSatisfy({ $0.openness == .none || $0.id == "LicenseRef-other" }),
        let named = ProseLicenses.whole(of: rights)
      {
        // Where the field names none, the words beside it do.
        let replaced = licenses.compactMap { $0.text ?? $0.id }.filter { $0 != License.notStated.id }
        if !replaced.isEmpty, unmapped?["license"] == nil {
          unmapped = (unmapped ?? [:]).merging(["license": replaced.joined(separator: ", ")]) { old, _ in old
          }
        }
        licenses = named
      } else {
        licenses += ProseLicenses.stricter(in: rights, than: effectiveLicenses)
      }
    }
    for index in distributions.indices {
      guard let rights = distributions[index].rights else { continue }
      let stricter = ProseLicenses.stricter(in: rights, than: effectiveLicenses)
      // A licence of its own replaces the dataset's for this form, so that both are written.
      if !stricter.isEmpty, distributions[index].licenses.isEmpty { distributions[index].licenses = licenses }
      distributions[index].licenses += stricter
    }
  }

  // MARK: - Access

  private mutating func apply(_ terms: ProseTerms) {
    guard !terms.isEmpty else { return }
    let isNonCommercial = effectiveLicenses.contains { LicenseConditions($0).isNonCommercial }
    for asked in terms.requirements where !access.requirements.contains(where: { $0.kind == asked.kind }) {
      // A licence says the same with its name.
      if asked.kind == .noCommercialUse, isNonCommercial { continue }
      access.requirements.append(asked)
    }
    for kind in terms.requesters where !access.requesters.contains(kind) { access.requesters.append(kind) }
    limitPurposes(to: terms.purposes)
    let asksFirst = terms.requirements.contains {
      [.application, .review, .secureEnvironment].contains($0.kind)
    }
    if accessRights == .public, terms.isRestricted || asksFirst || terms.isNotReleased {
      // The source contradicts itself: the stricter counts, and what it said in its field is kept.
      unmapped = (unmapped ?? [:]).merging(["access-rights": AccessRights.public.rawValue]) { old, _ in old }
      accessRights = .restricted
    } else if accessRights == nil, terms.isRestricted {
      accessRights = .restricted
    }
    if terms.isNotReleased, !access.modes.contains(.notReleased) { access.modes.append(.notReleased) }
    if access.modes.isEmpty, terms.isOnRequest { access.modes = [.onRequest] }
  }

  /// Only as a limit beside a licence: by themselves, purposes would permit what the words leave open.
  private mutating func limitPurposes(to purposes: [Purpose]) {
    let known = effectiveLicenses.filter { $0.openness != .none }
    guard access.purposes.isEmpty, access.dataUse.isEmpty, !known.isEmpty,
      known.allSatisfy({ $0.openness < .custom })
    else { return }
    access.purposes = purposes
  }
}
