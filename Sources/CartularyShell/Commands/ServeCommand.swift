internal import ArgumentParser
internal import CartularyBase
internal import CartularyCatalog
internal import CartularyLedger
internal import CartularyManifests
internal import CartularyServer
internal import Dispatch
internal import Foundation

struct ServeCommand: ShellCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Answer programs over HTTP until stopped.",
    discussion: """
      cartulary serve
      cartulary serve --port 8080 --base-url https://data.example.org --metrics-port 9090

      What is published meanwhile is answered at once. Without a credential a client sees what is public; keys, which \
      'cartulary keys' makes, and tokens of an identity provider give labels. Docs/SERVER.md describes paths, limits and \
      credentials, and Examples/deploy has what stands in front. SIGTERM and Ctrl-C let running requests finish.
      """)

  @OptionGroup var directory: CatalogDirectory

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The address to listen on; leave it for a proxy on this machine.", valueName: "address"))
  var host = "127.0.0.1"

  @Option(name: .long, help: ArgumentHelp("The port to listen on; 0 for any that is free.", valueName: "n"))
  var port = 8080

  @Option(
    name: .long,
    help: ArgumentHelp("Where clients find the server; by default, the address itself.", valueName: "url"))
  var baseURL: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Where Prometheus finds metrics, on the same address; none by default.", valueName: "n"))
  var metricsPort: Int?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The file of keys; keys.jsonl in the catalog's directory by default.", valueName: "file"),
    completion: .file())
  var keys: String?

  @Option(
    name: .long,
    help: ArgumentHelp("Public keys of an identity provider, as a JSON Web Key Set.", valueName: "file"),
    completion: .file())
  var jwtKeys: String?

  @Option(
    name: .long, help: ArgumentHelp("JSON: which labels each group of a token has.", valueName: "file"),
    completion: .file())
  var jwtMap: String?

  @Option(name: .long, help: ArgumentHelp("The 'iss' of tokens that are taken.", valueName: "text"))
  var jwtIssuer: String?

  @Option(name: .long, help: ArgumentHelp("The 'aud' of tokens that are taken.", valueName: "text"))
  var jwtAudience: String?

  @Option(name: .long, help: ArgumentHelp("The claim that names groups.", valueName: "name"))
  var jwtGroupsClaim = "groups"

  @Option(
    name: .long,
    help: ArgumentHelp("Requests a second of one key, or of one neighbourhood of addresses.", valueName: "n"))
  var rate = 20.0

  @Option(name: .long, help: ArgumentHelp("Requests at once, before the rate counts.", valueName: "n"))
  var burst = 200.0

  @Option(
    name: .customLong("allow-origin"), parsing: .singleValue,
    help: ArgumentHelp(
      "A site whose pages may send messages for assistants, such as https://host.example; repeatable.",
      valueName: "url"))
  var origins: [String] = []

  @Option(
    name: .customLong("embed-origin"), parsing: .singleValue,
    help: ArgumentHelp(
      "A site that may show /embed in a frame, such as https://desk.example.org; repeatable.",
      valueName: "url"))
  var embedOrigins: [String] = []

  @Flag(
    name: .long,
    help: "Print what a partner's page needs to have the search in it, for --base-url, and end.")
  var embedSnippet = false

  @Option(name: .long, help: ArgumentHelp("An ontology of diseases, as OBO or JSON.", valueName: "file"))
  var diseases: String?

  @Flag(name: .long, help: "Log nothing but errors.")
  var quiet = false

  func validate() throws {
    for (name, value) in [("--port", port), ("--metrics-port", metricsPort ?? 0)]
    where !(0...65_535).contains(value) {
      throw ValidationError("\(name) is 0 to 65535")
    }
    let provider = [jwtKeys, jwtMap, jwtIssuer, jwtAudience]
    guard provider.allSatisfy({ $0 == nil }) || provider.allSatisfy({ $0 != nil }) else {
      throw ValidationError("--jwt-keys, --jwt-map, --jwt-issuer and --jwt-audience are given together")
    }
    guard rate > 0, burst >= 1 else { throw ValidationError("--rate is more than 0, and --burst at least 1") }
    if let baseURL, !baseURL.hasPrefix("http://"), !baseURL.hasPrefix("https://") {
      throw ValidationError("--base-url is an address such as https://data.example.org")
    }
    if let wrong = embedOrigins.first(where: { EmbedOrigin($0) == nil }) {
      throw ValidationError(
        "--embed-origin is a site such as https://desk.example.org, not '\(TerminalText.harmless(wrong))'")
    }
    if embedSnippet, baseURL == nil {
      throw ValidationError("--embed-snippet needs --base-url: where the partner's readers find the server")
    }
  }

  func run(_ console: Console) throws -> ShellExit {
    if embedSnippet {
      console.write(text: EmbedSnippet.text(address))
      return .done
    }
    let (settings, host, port, metricsPort) = (try settings(console), host, port, metricsPort)
    let isQuiet = quiet
    let announce = Announcement(console)
    let following = try following(console)
    defer { following?.stop() }
    do {
      try Waiting.onPool {
        let server = try await CatalogServer(settings, isQuiet: isQuiet)
        try await server.run(host: host, port: port, metricsPort: metricsPort) { port in
          announce.say("http://\(host.contains(":") ? "[\(host)]" : host):\(port)")
        }
      }
    } catch let fault as ServerFault {
      console.complain("error: \(TerminalText.harmless(fault.description))\n help: cartulary help serve")
      return .noSuchFile
    }
    return .done
  }

  /// Of a node: it answers only while it hears from its ledger.
  private func following(_ console: Console) throws -> NodeFollowing? {
    guard NodeFollower.isNode(directory.catalog) else { return nil }
    return NodeFollowing(try NodeFollower(at: directory.catalog), telling: FollowerVoice(console).tell)
  }

  /// Without a slash at the end; empty if it was not given.
  private var address: String { baseURL.map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 } ?? "" }

  private func settings(_ console: Console) throws -> ServerSettings {
    var settings = ServerSettings(catalog: directory.catalog)
    settings.keys = keys ?? KeyFile.standardPath(catalog: directory.catalog)
    if let jwtKeys, let jwtMap, let jwtIssuer, let jwtAudience {
      var rules = TokenRules(keySet: jwtKeys, groupMap: jwtMap, issuer: jwtIssuer, audience: jwtAudience)
      rules.groupsClaim = jwtGroupsClaim
      settings.tokens = rules
    }
    settings.baseURL = address
    settings.embedOrigins = embedOrigins.compactMap { EmbedOrigin($0) }
    (settings.limits.rate, settings.limits.burst) = (rate, burst)
    if let diseases {
      let cache = DiseaseCache(at: directory.catalog)
      let (tree, diagnostics) = DiseaseTreeReader.read(path: diseases, known: cache.tree, keep: cache.keep)
      for diagnostic in diagnostics { ManifestDiagnosticPrinter(console: console).print(diagnostic) }
      guard let tree else { throw InputFailure(exit: .noSuchFile) }
      settings.diseases = tree
    }
    settings.origins = origins
    return settings
  }

  /// Says once where the server is. Safe, as the console is not used otherwise while the server runs.
  private struct Announcement: @unchecked Sendable {
    private let console: Console

    init(_ console: Console) { self.console = console }

    func say(_ address: String) {
      console.write("serving on \(address); Ctrl-C stops it")
      console.flush()
    }
  }
}
