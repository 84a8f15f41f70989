internal import CartularyManifests

/// A format in which one record can be taken away, by the ending of its address or file.
struct RecordFormat: Sendable {
  /// Without the dot.
  let ending: String
  /// As people name it.
  let title: String
  let export: any ExportFormat
  /// Whether the server answers it, besides a site of files.
  let isServed: Bool

  private init(_ ending: String, _ title: String, _ name: String, isServed: Bool = true) {
    guard let export = ExportFormats.named(name) else {
      preconditionFailure("\(name) is in the table of exports")
    }
    (self.ending, self.title, self.export, self.isServed) = (ending, title, export, isServed)
  }

  var mediaType: String { export.mediaType }

  /// Whether a document of it is an object of JSON.
  var isObject: Bool { mediaType.hasSuffix("json") }

  static let all = [
    RecordFormat("jsonld", "JSON-LD", "dcat-ap"), RecordFormat("ttl", "Turtle", "dcat-ap-turtle"),
    RecordFormat("json", "JSON", "json"), RecordFormat("yaml", "YAML", "yaml"),
    RecordFormat("csv", "CSV", "csv", isServed: false),
  ]

  static let served = all.filter(\.isServed)
}
