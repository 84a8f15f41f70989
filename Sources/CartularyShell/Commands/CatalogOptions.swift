internal import ArgumentParser
internal import CartularyCatalog
internal import CartularyLedger
internal import CartularyModel

/// What every command that opens a catalog takes.
struct CatalogOptions: ParsableArguments {
  /// Where the catalog is that nobody names.
  static let standardDirectory = "index"

  @Option(
    name: .long, help: ArgumentHelp("The catalog's directory.", valueName: "dir"), completion: .directory)
  var catalog = Self.standardDirectory

  @Option(
    name: .customLong("as"), parsing: .singleValue,
    help: ArgumentHelp(
      "Look as someone who holds this label; repeatable. Without it, as the public.", valueName: "label"))
  var labels: [String] = []

  func viewer() throws -> Viewer { try Viewer(labels: labels) }

  func open() throws -> DatasetCatalog { try DatasetCatalog.open(at: catalog) }
}
