internal import ArgumentParser
internal import CartularyManifests
internal import CartularyWire

struct SchemaCommand: ShellCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract:
      "Print the JSON Schema of the native manifest, or the fields of queries, for editors and other tools.")

  enum Subject: String, CaseIterable, ExpressibleByArgument {
    case manifest
    /// As returned by the protocol's `fields`.
    case queryFields = "query-fields"
  }

  @Argument(help: ArgumentHelp("manifest or query-fields.", valueName: "what"))
  var subject = Subject.manifest

  func run(_ console: Console) throws -> ShellExit {
    switch subject {
    // The console adds the text's final line feed.
    case .manifest: console.write(String(ManifestSchema.json().dropLast()))
    case .queryFields: console.write(try JSONLine.document(WireFields()))
    }
    return .done
  }
}
