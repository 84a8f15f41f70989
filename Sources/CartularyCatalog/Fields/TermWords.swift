internal import CartularyModel

/// The words of a record's terms of use, so that who asks for "differential privacy" or "NDA" finds what has them.
enum TermWords {
  /// What the record itself says, in the order of its keys; each text once.
  static func texts(of dataset: Dataset) -> [String] {
    let access = dataset.access
    var texts = TextList()
    for asked in access.requirements {
      texts.add(asked.name, asked.note, asked.body, asked.criteria, asked.cost, asked.duration)
    }
    texts.add(
      access.agreement?.name, access.review?.body, access.review?.criteria, access.note, access.consent,
      access.cost, access.fee?.covers, access.fee?.conditions, access.fee?.reduced, access.leadTime,
      access.requests?.note, access.legal?.basis, access.legal?.controller?.name, access.statedOpen?.quote,
      dataset.rights, dataset.utility?.note, dataset.refresh?.schedule)
    for limit in dataset.limits { texts.add(limit.text) }
    for part in dataset.notShared { texts.add(part.what, part.text) }
    if let embargo = access.embargo { texts.add("Embargo: \(embargo.after) after \(embargo.event).") }
    if let span = access.eraseAfter { texts.add("Erased after \(span).") }
    if let span = access.keepFor { texts.add("Kept for \(span).") }
    return texts.texts
  }

  /// What its codes and keys are called and mean: our own words, which many records share.
  static func labels(of dataset: Dataset) -> [String] {
    let access = dataset.access
    var texts = TextList()
    texts.add(codes: dataset.techniques)
    texts.add(codes: dataset.forms)
    texts.add(codes: dataset.subForms)
    texts.add(codes: dataset.sharing)
    texts.add(codes: access.requirements.map(\.kind))
    texts.add(codes: access.modes)
    texts.add(codes: access.purposes)
    texts.add(codes: access.legal?.regimes ?? [])
    texts.add(codes: [access.legal?.consentKind].compactMap { $0 })
    texts.add(codes: [access.requests?.stance].compactMap { $0 })
    texts.add(codes: dataset.notShared.map(\.reason))
    if let kind = access.agreement?.kind { texts.add("\(kind.rawValue) agreement. \(kind.definition)") }
    for (key, isStated) in keys(of: dataset) where isStated { texts.add(key) }
    return texts.texts
  }

  /// What people call a thing that a key states without words.
  private static func keys(of dataset: Dataset) -> [(String, Bool)] {
    let access = dataset.access
    let isPaid = access.fee.map { $0.kind != .free } ?? access.requirements.contains { $0.kind == .fee }
    let isErased =
      access.eraseBy != nil || access.eraseAfter != nil
      || access.requirements.contains { $0.kind == .erasure }
    return [
      ("Embargo: access begins later.", access.embargoUntil != nil || access.embargo != nil),
      ("Publication moratorium.", access.publicationMoratoriumUntil != nil),
      ("The data has to be erased after a certain period: retention, deletion.", isErased),
      ("Use ends after a certain period: time limit.", access.maximumMonths != nil),
      ("The data has to be kept: retention period.", access.keepFor != nil),
      ("Price, purchase: the data is paid for.", isPaid),
      ("Free of charge, at no cost.", access.fee?.kind == .free),
      ("Reduced price, cheaper for some.", access.fee?.kind == .reduced),
      ("Agreement template.", access.agreement?.template != nil),
      ("Sample data before an agreement.", access.agreement?.offersSample == true),
      (
        "Blinded review.",
        access.review?.isBlinded == true || access.requirements.contains { $0.isBlinded == true }
      ),
      ("Review of feasibility.", access.review?.checksFeasibility == true),
      ("Review of the fit with the mission.", access.review?.checksMission == true),
      ("Only for the purpose that the request states.", access.isPurposeBound == true),
    ]
  }

  private struct TextList {
    private(set) var texts: [String] = []

    mutating func add(_ more: String?...) {
      for text in more {
        if let text, !text.isEmpty, !texts.contains(text) { texts.append(text) }
      }
    }

    mutating func add<Code: Vocabulary>(codes: [Code]) {
      for code in codes { add(code.rawValue.replacing("-", with: " ") + ". " + code.definition) }
    }
  }
}
