// The order of the folders, lowest first. Each uses only those before it, and no format uses another:
//
//   Source     bytes and nodes with their places, the readers of JSON, YAML, CSV, HTML and Markdown, limits, faults
//   Shared     what several formats have in common: the two protocols of a format, normalised fields, tables of keys,
//              linked data, values and their emitters
//   Formats    one folder per format, with its reader and writer; a profile is next to what it is a profile of
//   Checker    rules on what a record says as a whole
//   Registry   the lists of formats, the reader of files
//   Profiles, Layout, Evaluation
//              what else is read or written: profiles of use, reformatted manifests, judged queries

/// The formats that are read. A new one is added here.
enum ManifestFormats {
  /// In the order in which they are asked; the native one last, as it takes what no other does.
  static let all: [any ManifestFormat] = others + [NativeFormat()]

  /// All but the native one. At most one of them recognizes a document.
  static let others: [any ManifestFormat] = [
    CroissantFormat(), DCATUS3Format(), SchemaOrgFormat(), DCATFormat(), DCATUSFormat(),
    DataPackageFormat(), DataCiteFormat(), STACFormat(), GeospatialListFormat(),
    HDRUK1Format(), HDRUK2Format(), CKANFormat(extras: .init(keys: NativeKeys.withoutFieldElsewhere)),
    AWSRegistryFormat(), HuggingFaceFormat(), JKANFormat(),
  ]

  /// The format of a document; `nil` if none recognizes it.
  static func format(of document: SourceDocument) -> (any ManifestFormat)? {
    all.first { $0.recognizes(document) }
  }
}
