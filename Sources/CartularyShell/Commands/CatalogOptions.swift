internal import ArgumentParser
internal import CartularyCatalog
internal import CartularyLedger
internal import CartularyModel

/// The options of every command that opens a catalog.
struct CatalogOptions: ParsableArguments {
  /// The catalog's directory when none is named.
  static let standardDirectory = "index"

  @Option(
    name: .long, help: ArgumentHelp("The catalog's directory.", valueName: "dir"), completion: .directory)
  var catalog = Self.standardDirectory

  @Option(
    name: .customLong("as"), parsing: .singleValue,
    help: ArgumentHelp(
      "View the catalog as someone who holds this label; repeatable. By default, as the public.",
      valueName: "label"))
  var labels: [String] = []

  func viewer() throws -> Viewer { try Viewer(labels: labels) }

  func open() throws -> DatasetCatalog { try DatasetCatalog.open(at: catalog) }
}
