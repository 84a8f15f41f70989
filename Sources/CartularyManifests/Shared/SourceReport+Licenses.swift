internal import CartularyBase
internal import CartularyModel

extension SourceReport {
  /// Reports free text, or a part of it, that was not recognised.
  mutating func sayIfCustom(_ licenses: [License], _ text: String, at mark: SourceMark) {
    guard licenses.contains(where: { $0.id == License.customID }) else { return }
    sayCustomLicense(text, at: mark)
  }

  mutating func sayCustomLicense(_ text: String, at mark: SourceMark) {
    let near = NearLicense.id(for: text).map { "did you mean '\($0)'?" }
    say(
      .customLicense, "'\(text.prefix(60))' is not a known licence; it counts as custom", at: mark,
      length: text.unicodeScalars.count, help: near ?? "use an SPDX id, or leave it if the terms are custom")
  }
}

/// The licence that a misspelt id was probably meant to be.
enum NearLicense {
  static func id(for text: String) -> String? {
    guard text.utf8.count <= 60 else { return nil }
    return NearMiss.closest(to: text, among: LicenseTable.ids).first
  }
}
