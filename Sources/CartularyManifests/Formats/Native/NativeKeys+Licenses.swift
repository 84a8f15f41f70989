internal import CartularyModel

extension NativeKeys {
  static func licenses<Record>(into path: ManifestPath<Record, [License]>) -> ManifestKey<Record> {
    ManifestKey(name: "license", aliases: ["licence"], shape: .maps(license.outlines(), shorthand: .text)) {
      node, record, report in
      for item in ManifestLists.items(node, of: "license", report: &report) {
        if item.entries != nil {
          var parts = LicenseParts()
          ManifestMap.read(item, keys: license, noun: "'license'", into: &parts, report: &report)
          record[keyPath: path].append(License(id: parts.id, openness: parts.openness, text: parts.text))
          continue
        }
        guard let text = ScalarParser.text(item, of: "license", report: &report) else { continue }
        let licenses = LicenseTable.standard.licenses(from: text)
        record[keyPath: path] += licenses
        report.sayIfCustom(licenses, text, at: item.mark)
      }
    } write: { record in
      let values = write(record[keyPath: path])
      return values.isEmpty
        ? nil : values.count == 1 && values[0].isScalar ? values[0] : .list(values, isFlow: true)
    }
  }

  /// The form in which records are shown, if the text alone would be read as another licence.
  static let license: [ManifestKey<LicenseParts>] = [
    .text("id", \.id, isRequired: true),
    .code("openness", \.openness, isRequired: true),
    .text("text", \.text),
  ]

  struct LicenseParts {
    var id = ""
    var openness = Openness.custom
    var text: String?
  }

  /// Each licence as the text from which it can be read again, or as a map if no text would do. One text may
  /// represent several.
  private static func write(_ licenses: [License]) -> [ManifestValue] {
    var values: [ManifestValue] = []
    var rest = licenses[...]
    while let first = rest.first {
      let text = first.text ?? first.id
      let read = LicenseTable.standard.licenses(from: text)
      if rest.starts(with: read), SourceNode.trim(text) == text {
        values.append(.text(text))
        rest = rest.dropFirst(read.count)
      } else {
        let parts = LicenseParts(id: first.id, openness: first.openness, text: first.text)
        values.append(ManifestMap.write(parts, keys: license, isFlow: true))
        rest = rest.dropFirst()
      }
    }
    return values
  }
}
