internal import ArgumentParser
internal import Manifests

struct SchemaCommand: ShellCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the JSON Schema of the native manifest, for editors and other tools.")

  enum Subject: String, CaseIterable, ExpressibleByArgument {
    case manifest
  }

  @Argument(help: ArgumentHelp("manifest.", valueName: "what"))
  var subject = Subject.manifest

  func run(_ console: Console) throws -> ShellExit {
    // The console adds the line feed that the text ends in.
    console.write(String(ManifestSchema.json().dropLast()))
    return .done
  }
}
