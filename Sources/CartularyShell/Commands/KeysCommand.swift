internal import ArgumentParser
internal import CartularyBase
internal import CartularyCatalog
internal import CartularyLedger
internal import CartularyModel
internal import CartularyServer

struct KeysCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keys", abstract: "Make, list and revoke the keys with which people ask a server.",
    discussion: """
      cartulary keys add --label partners --expires 2027-06-30 --note "Lake Institute"
      cartulary keys list
      cartulary keys revoke 3k9x2a7q

      A key gives its holder labels, as --as does here. Its token is shown once; the file keeps only a hash of it. A \
      running server follows the file.
      """,
    subcommands: [AddKeyCommand.self, ListKeysCommand.self, RevokeKeyCommand.self])
}

/// Where the keys are.
struct KeyFileOptions: ParsableArguments {
  @OptionGroup var directory: CatalogDirectory

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The file of keys; keys.jsonl in the catalog's directory by default.", valueName: "file"),
    completion: .file())
  var keys: String?

  var file: KeyFile { KeyFile(path: keys ?? KeyFile.standardPath(catalog: directory.catalog)) }

  /// - Throws: `CatalogError` for a file that cannot be read or written.
  func translating<Value>(_ work: (KeyFile) throws(KeyFile.Fault) -> Value) throws(CatalogError) -> Value {
    do throws(KeyFile.Fault) { return try work(file) } catch {
      throw CatalogError(.inputOutput, error.description, help: "name another file with --keys")
    }
  }
}

struct AddKeyCommand: ShellCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Make a key, and show its token, which cannot be shown again.")

  @OptionGroup var options: KeyFileOptions

  @Option(
    name: .long, parsing: .singleValue,
    help: ArgumentHelp("A label that the holder of the key holds; repeatable.", valueName: "label"))
  var label: [String]

  @Option(
    name: .long, help: ArgumentHelp("The last day on which the key is valid, in UTC.", valueName: "date"))
  var expires: String?

  @Option(name: .long, help: ArgumentHelp("Whom the key is for.", valueName: "text"))
  var note: String?

  func validate() throws {
    if let expires, CalendarDate(expires) == nil {
      throw ValidationError("--expires takes a day, such as 2027-01-31")
    }
    if label.isEmpty { throw ValidationError("a key without --label sees no more than everyone") }
  }

  func run(_ console: Console) throws -> ShellExit {
    let labels = try Viewer(labels: label).labels.filter { $0 != Audience.publicLabel }
    let (key, token) = AccessKey.make(
      labels: labels, expires: expires.flatMap { CalendarDate($0) }, note: note)
    try options.translating { file throws(KeyFile.Fault) in try file.write(try file.keys() + [key]) }
    console.write(token)
    console.complain(
      "the key \(key.id) sees \(labels.joined(separator: ", ")); keep the token, it is not shown again")
    return .done
  }
}

struct ListKeysCommand: ShellCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the keys: id, labels, last day and note, separated by tabs.")

  @OptionGroup var options: KeyFileOptions

  func run(_ console: Console) throws -> ShellExit {
    let keys = try options.translating { file throws(KeyFile.Fault) in try file.keys() }
    for key in keys {
      console.write(
        [key.id, key.labels.joined(separator: ","), key.expires?.description ?? "", key.note ?? ""]
          .map(Escape.tsvCell).joined(separator: "\t"))
    }
    return .done
  }
}

struct RevokeKeyCommand: ShellCommand {
  static let configuration = CommandConfiguration(
    commandName: "revoke", abstract: "Revoke keys: a running server refuses them a second later.")

  @OptionGroup var options: KeyFileOptions

  @Argument(help: ArgumentHelp("Ids of keys, as list shows them.", valueName: "id"))
  var ids: [String]

  func run(_ console: Console) throws -> ShellExit {
    let keys = try options.translating { file throws(KeyFile.Fault) in try file.keys() }
    let unknown = ids.filter { id in !keys.contains { $0.id == id } }
    guard unknown.isEmpty else {
      console.complain(
        "error: no key '\(TerminalText.harmless(String(unknown[0].prefix(80))))'\n help: cartulary keys list shows them"
      )
      return .negativeAnswer
    }
    try options.translating { file throws(KeyFile.Fault) in
      try file.write(keys.filter { !ids.contains($0.id) })
    }
    console.write("revoked " + ids.joined(separator: ", "))
    return .done
  }
}
