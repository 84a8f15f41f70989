internal import ArgumentParser
internal import CartularyCatalog

struct FacetsCommand: FormattedCommand {
  static let configuration = CommandConfiguration(
    commandName: "facets", abstract: "Count the datasets for each value of some fields.",
    discussion:
      "Facets are \(FieldTable.facets.map(\.name).joined(separator: ", ")), and usable with a profile.")

  @OptionGroup var catalog: CatalogOptions
  @OptionGroup var output: FormatOptions
  @OptionGroup var use: ProfileOptions

  @Option(name: .long, help: ArgumentHelp("Count only what matches this query.", valueName: "query"))
  var query = ""

  @Option(name: .long, help: ArgumentHelp("The maximum number of values per field.", valueName: "n"))
  var limit = 10

  @Option(
    name: .long, help: ArgumentHelp("Only values with a word that begins with this.", valueName: "text"))
  var prefix = ""

  @Argument(
    help: "The fields to count; by default, all facets.",
    completion: .list(FieldTable.facetsWithProfile.map(\.name)))
  var fields: [String] = []

  func validate() throws {
    guard limit >= 0 else { throw ValidationError("--limit is 0 or more") }
  }

  func run(_ console: Console) throws -> ShellExit {
    let use = try use.intendedUse(console, for: catalog)
    let wanted = FacetQuery(fields.isEmpty ? .all : .named(fields), limit: limit, prefix: prefix)
    let facets = try catalog.open().facets(
      wanted, matching: SearchQuery(query), as: try catalog.viewer(), use: use)
    try FacetPrinter(console: console, format: output.resolved(for: console)).print(facets)
    return .done
  }
}
