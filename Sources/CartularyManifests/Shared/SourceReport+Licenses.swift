internal import CartularyModel

extension SourceReport {
  /// Says it where free text, or a part of it, was not recognised.
  mutating func sayIfCustom(_ licenses: [License], _ text: String, at mark: SourceMark) {
    guard licenses.contains(where: { $0.id == License.customID }) else { return }
    sayCustomLicense(text, at: mark)
  }

  /// Says that a text was not recognised as a licence.
  mutating func sayCustomLicense(_ text: String, at mark: SourceMark) {
    let near = NearLicense.id(for: text).map { "did you mean '\($0)'?" }
    say(
      .customLicense, "'\(text.prefix(60))' is not a known licence; it counts as custom", at: mark,
      length: text.unicodeScalars.count, help: near ?? "use an SPDX id, or leave it if the terms are its own")
  }
}
