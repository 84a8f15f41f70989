internal import CartularyModel
internal import CartularyBase

/// The licence that a misspelt id was probably meant to be.
enum NearLicense {
  static func id(for text: String) -> String? {
    guard text.utf8.count <= 60 else { return nil }
    return NearMiss.closest(to: text, among: LicenseTable.ids).first
  }
}
