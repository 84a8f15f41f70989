package import CartularyModel

/// The profiles that the project ships, for reports on what a catalog permits and to whom.
package enum StandardProfiles {
  /// In the order of the file.
  package static let all: [UseProfile] = {
    documents(of: text).map { document in
      let reading = ProfileReader.read(text: document, name: "standard-profiles.yaml")
      guard let profile = reading.profile, profile.name != nil else {
        preconditionFailure(
          "a profile in the shipped standard-profiles.yaml has a fault: \(reading.diagnostics)")
      }
      return profile
    }
  }()

  /// Read without parsing the profiles: every command's help lists them, and few commands need a profile.
  package static let names: [String] = text.split(separator: "\n").compactMap { line in
    line.hasPrefix("name: ") ? String(line.dropFirst("name: ".count)) : nil
  }

  package static func named(_ name: String) -> UseProfile? { all.first { $0.name == name } }

  private static let text = String(decoding: PackageResources.standard_profiles_yaml, as: UTF8.self)

  /// The documents of a YAML stream, separated by lines of `---`.
  private static func documents(of text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .split(whereSeparator: { $0 == "---" }).map { $0.joined(separator: "\n") }
  }
}
