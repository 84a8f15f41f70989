internal import CartularyModel

/// The words of a record's terms of use, so that who asks for "differential privacy" or "NDA" finds what has them.
enum TermWords {
  /// What the record itself says first, then the labels and definitions of its codes; each text once.
  static func texts(of dataset: Dataset) -> [String] {
    let access = dataset.access
    var texts: [String] = []
    func add(_ text: String?) {
      if let text, !text.isEmpty, !texts.contains(text) { texts.append(text) }
    }
    func add<Code: Vocabulary>(_ codes: [Code]) {
      for code in codes { add(code.rawValue.replacing("-", with: " ") + ". " + code.definition) }
    }
    for asked in access.requirements {
      for text in [asked.name, asked.note, asked.body, asked.criteria] { add(text) }
    }
    for text in [
      access.agreement?.name, access.review?.body, access.review?.criteria, access.note, access.consent,
      access.cost,
      access.requests?.note, access.legal?.basis, access.statedOpen?.quote, dataset.rights,
    ] {
      add(text)
    }
    add(dataset.techniques)
    add(dataset.forms)
    add(dataset.subForms)
    add(dataset.sharing)
    add(access.requirements.map(\.kind))
    add(access.modes)
    add(access.purposes)
    add(access.legal?.regimes ?? [])
    for limit in dataset.limits { add(limit.text) }
    for part in dataset.notShared { for text in [part.what, part.text] { add(text) } }
    return texts
  }
}
