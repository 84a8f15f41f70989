internal import CartularyModel

extension NativeKeys {
  /// Keys that formats with free fields take as they are, for which they have no field of their own. Without the audience:
  /// what is exported there is for everyone.
  static let withoutFieldElsewhere = dataset.filter {
    [
      "sensitivity", "hidden-sensitivity", "sharing", "forms", "sub-forms", "techniques", "access", "limits",
      "not-shared", "granularity", "unit-of-observation", "uses", "utility", "refresh", "illustrative",
      "inferred",
    ].contains($0.name)
  }
}
