internal import ArgumentParser
internal import Catalog

/// What every command that opens a catalogue takes.
struct CatalogOptions: ParsableArguments {
  @Option(name: .long, help: ArgumentHelp("The catalogue's directory.", valueName: "dir"))
  var catalog = "index"

  @Option(
    name: .customLong("as"), parsing: .singleValue,
    help: ArgumentHelp(
      "Look as someone who holds this label; repeatable. Without it, as the public.", valueName: "label"))
  var labels: [String] = []

  func viewer() throws -> Viewer { try Viewer(labels: labels) }

  func open() throws -> Catalog { try Catalog.open(at: catalog) }
}

/// How results are printed.
struct FormatOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "\(OutputFormat.allCases.map(\.rawValue).joined(separator: ", ")). On a terminal list, else tsv.",
      valueName: "format"))
  var format: OutputFormat?

  func resolved(for console: Console) -> OutputFormat { format ?? .standard(for: console) }
}
