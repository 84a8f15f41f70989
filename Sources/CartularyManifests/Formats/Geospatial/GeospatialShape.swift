/// Which keys of one of the lists hold what. A key that no property names is kept unmapped.
struct GeospatialShape: Sendable {
  /// The prefix of its ids elsewhere: they are unique only in their list.
  let owner: String
  /// A combination of keys that no other list has.
  let typeHints: Set<String>
  /// What the list calls a record, if it has a name for it.
  var identifier: String?
  /// The identifier is the last part of this address, without its extension.
  var identifierAddress: String?
  var otherIdentifiers: [String] = []
  var title = "title"
  var description: String?
  var landingPage: String?
  var publisher: String?
  var keywords: [String] = []
  var themes: String?
  var places: String?
  var language: String?
  var start: String?
  var end: String?
  var box: String?
  var license: String?
  var rights: String?
  var issued: String?
  var modified: String?
  var frequency: String?
  var variables: String?
  var access: String?
  var accessNote: String?
  /// Whether it is an interface, as `true` or `false`.
  var isService: String?
  /// Addresses, and what each of them is.
  var forms: [(key: String, title: String)] = []
  /// Keys about the list's own software, not about the data.
  var ignored: Set<String> = []

  static let all = [earthEngine, planetaryComputer, cmr, stacIndex, awsSTAC, marine, land]

  /// Google Earth Engine.
  static let earthEngine = GeospatialShape(
    owner: "earth-engine", typeHints: ["id", "state_date", "snippet", "provider", "category"],
    identifier: "id",
    landingPage: "url", publisher: "provider", keywords: ["keywords"], themes: "category",
    start: "state_date", end: "end_date", box: "bbox", license: "license", rights: "terms_of_use",
    forms: [("catalog", "STAC collection"), ("script", "Example script")])

  /// Microsoft Planetary Computer.
  static let planetaryComputer = GeospatialShape(
    owner: "planetary-computer", typeHints: ["id", "start_date", "group_id", "storage_account"],
    identifier: "id",
    description: "description", publisher: "providers", keywords: ["keywords"], start: "start_date",
    end: "end_date", box: "bbox", license: "license", variables: "variables",
    forms: [("link", "STAC collection")])

  /// NASA's Common Metadata Repository.
  static let cmr = GeospatialShape(
    owner: "cmr", typeHints: ["id", "state_date", "metadata", "href"], identifier: "id",
    description: "description",
    landingPage: "metadata", publisher: "catalog", start: "state_date", end: "end_date", box: "bbox",
    license: "license", forms: [("href", "STAC collection")])

  /// STAC Index: catalogs and interfaces rather than datasets, each with who may access it.
  static let stacIndex = GeospatialShape(
    owner: "stac-index", typeHints: ["slug", "summary", "access", "isApi"], identifier: "slug",
    description: "summary",
    issued: "created", modified: "updated", access: "access", accessNote: "accessInfo", isService: "isApi",
    forms: [("url", "STAC catalog")])

  /// STAC catalogs in Amazon's Registry of Open Data.
  static let awsSTAC = GeospatialShape(
    owner: "aws-stac", typeHints: ["Name", "Endpoint", "ARN"], otherIdentifiers: ["ARN"], title: "Name",
    description: "Description", forms: [("Endpoint", "STAC catalog")])

  /// Copernicus Marine Service. Its list has no ids, but each product's picture is named by its id.
  static let marine = GeospatialShape(
    owner: "cmems", typeHints: ["catalogue", "tempExtentBegin", "stacOrCswBbox"],
    identifierAddress: "thumbnailUrl",
    publisher: "catalogue", keywords: ["sources"], places: "areas", start: "tempExtentBegin",
    end: "tempExtentEnd", box: "stacOrCswBbox", variables: "mainVariables",
    ignored: ["thumbnailMeta", "_isViewableOmi"])

  /// Copernicus Land Monitoring Service: pages of a content management system.
  static let land = GeospatialShape(
    owner: "clms", typeHints: ["@id", "UID", "portal_type", "downloadable_dataset"], identifier: "UID",
    otherIdentifiers: ["@id"], description: "description", landingPage: "@id", keywords: ["Subject"],
    language: "Language", issued: "effective", modified: "modified",
    forms: [("mapviewer_viewservice", "Map view service")],
    ignored: [
      "image_scales", "image_field", "getIcon", "getObjSize", "getPath", "getURL", "getId", "id",
      "is_folderish", "meta_type", "mime_type", "portal_type", "review_state", "total_comments",
      "exclude_from_nav", "cmf_uid", "TranslationGroup", "type_title", "Type", "@type", "Title",
      "Description", "CreationDate", "ModificationDate", "EffectiveDate", "ExpirationDate", "expires", "Date",
    ])
}
