public import CartularyModel

/// The profiles that the project ships, for reports on what a catalog lets whom do.
public enum StandardProfiles {
  /// Every profile, in the order of the file; each has a name.
  public static let all: [UseProfile] = {
    documents(of: text).map { document in
      let reading = ProfileReader.read(text: document, name: "standard-profiles.yaml")
      guard let profile = reading.profile, profile.name != nil else {
        preconditionFailure(
          "a profile in the shipped standard-profiles.yaml has a fault: \(reading.diagnostics)")
      }
      return profile
    }
  }()

  /// The names of the profiles, in the order of the file.
  public static let names: [String] = text.split(separator: "\n").compactMap { line in
    line.hasPrefix("name: ") ? String(line.dropFirst("name: ".count)) : nil
  }

  /// The profile with a name, such as `eu-researcher`; `nil` when there is none.
  public static func named(_ name: String) -> UseProfile? { all.first { $0.name == name } }

  private static let text = String(decoding: PackageResources.standard_profiles_yaml, as: UTF8.self)

  /// The documents of a YAML stream, separated by lines of `---`.
  private static func documents(of text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .split(whereSeparator: { $0 == "---" }).map { $0.joined(separator: "\n") }
  }
}
