internal import ArgumentParser
internal import CartularyCatalog
internal import CartularyLedger
internal import CartularyModel

/// The options of every command that opens a catalog.
struct CatalogOptions: ParsableArguments {
  @OptionGroup var directory: CatalogDirectory

  @Option(
    name: .named(.label), parsing: .singleValue,
    help: ArgumentHelp(
      "View the catalog as someone who holds this label; repeatable. By default, as the public.",
      valueName: "label"))
  var labels: [String] = []

  /// The catalog's directory.
  var catalog: String { directory.catalog }

  /// Whoever names no label is the public: to read an empty list, the runtime would look up what a list is.
  func viewer() throws -> Viewer { labels.isEmpty ? .public : try Viewer(labels: labels) }

  func open() throws -> DatasetCatalog { try DatasetCatalog.open(at: catalog) }
}

extension CatalogOptions: PlainOptions {
  mutating func read(_ given: PlainArguments) {
    directory = given.options()
    labels = given.texts(.label)
  }
}

/// The catalog's directory, for commands that have no viewer.
struct CatalogDirectory: ParsableArguments {
  /// Names the catalog where the command line does not.
  static let variable = "CARTULARY_CATALOG"

  /// The catalog's directory when the command line names none.
  static var standard: String {
    named ?? "index"
  }

  /// What the environment names; `nil` for nothing.
  private static var named: String? {
    let named = getenv(variable).map { String(cString: $0) } ?? ""
    return named.isEmpty ? nil : named
  }

  @Option(
    name: .named(.catalog),
    help: ArgumentHelp(
      "The catalog's directory. By default, the value of \(Self.variable), else index.", valueName: "dir"),
    completion: .directory)
  var named: String?

  var catalog: String { named ?? Self.standard }

  /// Whether someone has named it, on the command line or in the environment.
  var isNamed: Bool { named != nil || Self.named != nil }

  func validate() throws {
    if named?.isEmpty == true {
      throw ValidationError("--catalog is empty; name a directory, . for this one")
    }
  }
}

extension CatalogDirectory: PlainOptions {
  mutating func read(_ given: PlainArguments) {
    named = given.text(.catalog)
  }
}
