package import CartularyModel

/// Writes the beginning of a native manifest for a person to fill in.
package enum ManifestScaffold {
  /// The text where a person has to write something; the checker reports each one.
  static let mark = "FILL IN"

  /// Whether a text is the scaffold's own question.
  static func isUnfilled(_ text: String) -> Bool { text.uppercased().hasPrefix(mark) }

  /// A commented manifest, for a dataset of which nothing is known, or with what a record already says.
  ///
  /// - Parameter instructions: What the person who fills it in is told at its head; one sentence or some lines.
  package static func yaml(
    _ dataset: Dataset? = nil, instructions: String = "Fill in what is marked."
  ) -> String {
    var dataset = dataset ?? Dataset(id: "", title: "", description: "")
    var rest = sections
    if dataset.title.isEmpty { dataset.title = "\(mark): what people call the dataset" }
    if dataset.description.isEmpty {
      dataset.description = "\(mark): what it holds, about whom or what, from where and when, and who made it"
    }
    var value = ManifestMap.write(dataset, keys: NativeKeys.dataset)
    var items = value.items
    // An invalid id keeps the file from being published before it is filled in.
    if dataset.id.isEmpty {
      items[0].value = .text("\(mark): lower-case letters, digits, hyphens; never changes")
    }
    rest.removeAll { section in items.contains { $0.key == section.key } }
    value.content = .map(items)
    var text = header(instructions) + "\n" + NativeWriter.yaml(value)
    if !rest.isEmpty {
      text += "\n# Other keys; remove the '# ' from those that you know.\n"
      for section in rest { text += "#\n# \(section.about)\n" + section.lines.map { "# \($0)\n" }.joined() }
    }
    return text
  }

  private static func header(_ instructions: String) -> String {
    """
    # yaml-language-server: $schema=\(ManifestSchema.fileName)
    # $schema: \(ManifestSchema.fileName)
    #
    # A dataset for the catalog. \(instructions.replacing("\n", with: "\n# "))

    """
  }

  private struct Section {
    let key: String
    let about: String
    let lines: [String]
  }

  /// Keys that a record should have but may lack, each with an example that is valid as it is.
  private static let sections: [Section] = [
    Section(key: "publisher", about: "Who publishes it.", lines: ["publisher: Example Organisation"]),
    Section(
      key: "steward", about: "Who is responsible for the data and for questions about it.",
      lines: ["steward: { name: Data desk, email: data@example.org }"]),
    Section(
      key: "keywords", about: "Words that people would search for.", lines: ["keywords: [water, lakes]"]),
    Section(
      key: "temporal", about: "The time that the data is about: start/end, with .. if it is ongoing.",
      lines: ["temporal: 2019/.."]),
    Section(
      key: "spatial", about: "The places that it is about.",
      lines: ["spatial: [{ name: Scotland, code: GB-SCT }]"]),
    Section(
      key: "license", about: "An SPDX id. Without one, it is not clear whether the data may be used.",
      lines: ["license: CC-BY-4.0"]),
    Section(
      key: "distributions", about: "The forms in which it is available.",
      lines: ["distributions:", "  - download-url: https://example.org/data.csv", "    format: CSV"]),
    Section(
      key: "sensitivity",
      about: "How much harm a disclosure could do: "
        + Sensitivity.levels.map(\.rawValue).joined(separator: ", ")
        + ".",
      lines: ["sensitivity: internal"]),
    Section(
      key: "audience", about: "Who may see this record (not the data); everyone if nothing is stated.",
      lines: ["audience: [public]"]),
    Section(
      key: "sharing", about: "How it is shared: " + SharingType.codes.joined(separator: ", ") + ".",
      lines: ["sharing: closed-trusted-partnership"]),
    Section(
      key: "access", about: "The terms on which the data is available and may be used.",
      lines: [
        "access:", "  mode: on-request", "  url: https://example.org/apply",
        "  requires: [application, agreement]",
      ]),
    Section(
      key: "data-dictionary", about: "What the columns mean.",
      lines: [
        "data-dictionary:", "  variables:", "    - name: level", "      label: Mean water level",
        "      type: number", "      unit: m",
      ]),
  ]
}
