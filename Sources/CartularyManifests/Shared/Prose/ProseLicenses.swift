internal import CartularyModel

/// Licences that prose on rights names beside a field for the licence.
enum ProseLicenses {
  /// What a text names as a whole, where it names licences with known terms and says nothing else.
  ///
  /// - Returns: `nil` for any other text.
  static func whole(of text: String) -> [License]? {
    let named = LicenseTable.standard.licenses(from: text)
    return named.allSatisfy { $0.openness < .custom } ? named : nil
  }

  /// Licences that any sentence names and that ask for more than some others do.
  static func stricter(in text: String, than others: [License]) -> [License] {
    let asked = others.filter { $0.openness != .none }.map(LicenseConditions.init)
    guard !asked.isEmpty else { return [] }
    let sentences = ProseSentence.all(in: text).map(\.text)
    var found: [License] = []
    for text in (sentences.count == 1 ? sentences : [text] + sentences) {
      for license in LicenseTable.standard.licenses(from: text)
      where license.openness < .custom && !(others + found).contains(where: { $0.id == license.id }) {
        if LicenseConditions(license).asksMore(than: asked) { found.append(license) }
      }
    }
    return found
  }
}

extension LicenseConditions {
  fileprivate func asksMore(than others: [LicenseConditions]) -> Bool {
    func isNew(_ condition: KeyPath<LicenseConditions, Bool>) -> Bool {
      self[keyPath: condition] && !others.contains { $0[keyPath: condition] }
    }
    return isNew(\.isNonCommercial) || isNew(\.isNoDerivatives) || isNew(\.isShareAlike)
      || (isNew(\.asksForAttribution) && !others.contains(where: \.isCustom))
  }
}
