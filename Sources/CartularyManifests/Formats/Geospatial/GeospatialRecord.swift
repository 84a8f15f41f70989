internal import CartularyBase
internal import CartularyModel

/// One item of a list, read according to the shape of its list.
struct GeospatialRecord {
  private let node: SourceNode
  private let shape: GeospatialShape
  private var fields: SourceFields

  init(_ node: SourceNode, _ shape: GeospatialShape) {
    (self.node, self.shape) = (node, shape)
    fields = SourceFields(node, ignoring: shape.ignored)
  }

  /// - Returns: `nil` if no id can be derived, which is reported.
  mutating func dataset(_ report: inout SourceReport) -> DocumentRecords.Import? {
    let publisher = text(shape.publisher)
    let identifier = text(shape.identifier) ?? identifierOfAddress()
    let title = fields.text(shape.title)
    // Slashes and colons do not make a list's own id globally unique.
    let names = [identifier, title].map { name in
      name.map { DatasetID.slug($0).isEmpty ? $0 : DatasetID.slug($0) }
    }
    guard let id = ImportedID.id(ofFirst: names, of: shape.owner)
    else {
      report.sayNameless(at: node.mark)
      return nil
    }
    report.recordID = id
    if let state = node["review_state"], let word = state.firstText, word != "published" {
      report.sayPrivate("page", "'\(word.prefix(40))'", at: state.mark)
      return nil
    }
    report.sayMissing([shape.title], in: node)

    var dataset = Dataset(
      id: id, title: title ?? identifier ?? id, description: text(shape.description) ?? "")
    dataset.identifiers = [identifier].compactMap { $0 } + shape.otherIdentifiers.compactMap { text($0) }
    dataset.landingPage = text(shape.landingPage)
    dataset.publisher = publisher.map { Agent(name: $0) }
    dataset.keywords = shape.keywords.flatMap { fields.texts($0, separatedBy: ",") }
    dataset.themes = texts(shape.themes)
    if let key = shape.language { dataset.languages = fields.languages(key) }
    if let key = shape.issued { dataset.issued = fields.date(key, report: &report) }
    if let key = shape.modified { dataset.modified = fields.date(key, report: &report) }
    readCoverage(into: &dataset, &report)
    readTerms(into: &dataset, &report)
    let variables = texts(shape.variables, separatedBy: ",").map(Variable.init(name:))
    if !variables.isEmpty {
      dataset.dataDictionary = DataDictionary(tables: [DataTable(variables: variables)])
    }
    dataset.distributions = shape.forms.compactMap { key, title in
      fields.text(key).map { address in
        var form = Distribution()
        form.title = title
        form.accessURL = address
        return form
      }
    }
    dataset.unmapped = fields.unmapped
    return .init(dataset: dataset, identifier: identifier ?? node.compactText)
  }

  private mutating func text(_ key: String?) -> String? {
    guard let text = key.flatMap({ fields.text($0) }) else { return nil }
    // Some of the lists come from tables, in which an empty cell becomes `nan`.
    return Placeholder(text) == .silent ? nil : text
  }

  private mutating func texts(_ key: String?, separatedBy separator: Character? = nil) -> [String] {
    key.map { fields.texts($0, separatedBy: separator) } ?? []
  }

  private mutating func identifierOfAddress() -> String? {
    guard let key = shape.identifierAddress, let address = fields.text(key),
      let name = address.split(separator: "/").last?.split(separator: ".").first
    else { return nil }
    // The address itself is not an identifier, so it stays among the unmapped values.
    fields.keep(key)
    return String(name)
  }

  private mutating func readCoverage(into dataset: inout Dataset, _ report: inout SourceReport) {
    dataset.spatial = texts(shape.places).compactMap { Place(written: $0) }
    if let key = shape.box, let value = fields.value(key) {
      if let box = BoundingBox(value) {
        dataset.spatial.append(Place(box: box))
      } else {
        fields.keep(key)
        report.say(
          .unreadableInSource, "not a valid box on the globe: '\(value.compactText.prefix(80))'",
          at: value.mark)
      }
    }
    let start = text(shape.start)
    dataset.temporal = TemporalCoverage(writtenFrom: start, to: text(shape.end))
    if dataset.temporal?.isOnlyText == true {
      let mark = shape.start.flatMap { node[$0] }?.mark ?? node.mark
      report.say(
        .unreadableInSource, "not a valid period: '\(dataset.temporal?.text?.prefix(80) ?? "")'", at: mark)
    }
  }

  private mutating func readTerms(into dataset: inout Dataset, _ report: inout SourceReport) {
    if let key = shape.license { dataset.licenses = fields.licenses(key, report: &report) }
    dataset.rights = text(shape.rights)
    // `other` says that the terms are elsewhere: here they are next to it.
    if dataset.licenses.map(\.id) == ["LicenseRef-other"], let terms = dataset.rights {
      let named = LicenseTable.standard.licenses(from: terms)
      if named.allSatisfy({ $0.openness != .none && $0.id != License.customID }) {
        dataset.licenses = named
        if let key = shape.license { fields.keep(key) }
      }
    }
    if let key = shape.access, let word = fields.text(key) {
      if let rights = Self.accessRights[word] {
        dataset.accessRights = rights
        // `protected` says more than "restricted".
        if rights.rawValue != word { fields.keep(key) }
      } else {
        fields.keep(key)
        report.say(.unreadableInSource, "access '\(word.prefix(80))' is not known", at: node[key]?.mark)
      }
    }
    dataset.access.note = text(shape.accessNote)
    if let key = shape.isService, dataset.accessRights == .public,
      fields.node[key]?.glance?.lowercased() == "true"
    {
      _ = fields.text(key)
      dataset.access.modes = [.api]
    }
  }

  /// STAC Index: `protected` is open to those who register or are given a key.
  private static let accessRights: [String: AccessRights] = [
    "public": .public, "protected": .restricted, "private": .nonPublic,
  ]
}
