import CartularyCatalog
import CartularyModel
import CartularyWire
import TestSupport
import Testing

@testable import CartularyShell

@Suite("Applications, letters, and decisions on many")
struct RequestTests {
  private let directory = TemporaryDirectory()

  private static let manifest = """
    id: lake
    title: "Lake *temperatures*"
    description: Temperatures of a lake.
    publisher: { name: Lake Office }
    license: CC-BY-4.0
    access:
      mode: on-request
      url: https://lake.example/apply
      contact: { name: Ann, email: ann@lake.example }
      requires:
        - { kind: application, name: Project plan }
        - { kind: review, body: Lake Board }
        - { kind: ethics-approval }
        - { kind: nda, url: "https://lake.example/nda" }
        - { kind: deposit-copy }
    ---
    id: open-lake
    title: Open lake
    description: Levels of a lake.
    license: CC0-1.0
    distributions: [{ download-url: "https://lake.example/levels.csv", format: CSV }]
    ---
    id: closed-lake
    title: Closed lake
    description: Depths of a lake.
    license: CC-BY-NC-4.0
    ---
    id: silent-lake
    title: Silent lake
    description: Nobody says how to get it.
    """

  private static let profile = """
    requester: { kind: academic, institution: University of X, regions: DE }
    purpose: { kinds: [biomedical-research], months: 1, commercial: no }
    """

  /// A catalog of lakes, and the options that name it and a profile.
  private func options(_ profile: String = profile) async throws -> [String] {
    let index = directory.path + "/index"
    let run = await shell("publish", try directory.write(Self.manifest, to: "lakes.yaml"), "--catalog", index)
    #expect(run.exit == .done, "\(run.errors)")
    return ["--catalog", index, "--profile", try directory.write(profile, to: "me.yaml")]
  }

  @Test("an application is JSON for programs, on the command line and in the protocol alike")
  func json() async throws {
    let options = try await options()
    let run = await shell(["request", "lake", "--format", "json"] + options)
    #expect(run.exit == .done, "\(run.errors)")
    for part in [
      #""prospect":"open""#, #""bodies":["Lake Board"]"#, #""forms":["https://lake.example/apply"]"#,
      #""name":"Project plan""#, #""to":["Lake Board"]"#, "- Kind of requester: academic", #""decision":{"#,
    ] { #expect(run.output.contains(part), "\(part)\n\(run.output)") }
    let catalog = ["--catalog", options[1]]
    let alike = await shell(
      ["request", "lake", "--format", "jsonl", "--profile", "eu-researcher"] + catalog)
    let answers = ProtocolAnswers(catalog: try DatasetCatalog.open(at: options[1]), viewer: .public)
    let lines = try ProtocolConversation.lines(
      #"{"id":1,"cmd":"request","record":"lake","profile":"eu-researcher"}"# + "\n", answers)
    let body = String(alike.output.prefix { $0 != "\n" }).replacing(#","version":1}"#, with: "}")
    #expect(lines.count == 1 && lines[0].contains(#""application":"# + body), "\(lines)\n\(body)")
    let closed = await shell(
      ["request", "closed-lake", "--commercial", "yes", "--format", "json"] + options)
    #expect(closed.exit == .negativeAnswer)
    #expect(closed.output.contains(#""prospect":"excluded""#) && closed.output.contains(#""letter":null"#))
  }

  @Test("an application names who decides, the forms, the papers and what is asked, and a letter follows")
  func application() async throws {
    let run = await shell(["request", "lake"] + (try await options()))
    #expect(run.exit == .done, "\(run.errors)")
    let order = [
      "Application: open", "Who decides", "- Lake Board", "Where to apply", "- https://lake.example/apply",
      "Whom to ask", "- ann@lake.example", "Steps", "Documents to have ready", "- the application",
      "- the approval of an ethics committee",
      "- the non-disclosure agreement, signed; https://lake.example/nda",
      "A letter to start from; it has not been sent", "To: Lake Board", "Subject: Request for access to Lake",
      "published by Lake Office", "- Kind of requester: academic", "- Institution: University of X",
      "- Purpose: biomedical-research", "- [your question", "- For 1 month\n",
      "- Send a copy of what you publish.",
      "[your name and position]",
    ]
    var rest = run.output[...]
    for text in order {
      let range = try #require(rest.firstRange(of: text), "‘\(text)’ is missing, or comes too early")
      rest = rest[range.upperBound...]
    }
    #expect(!run.output.contains("What I have already"))
  }

  @Test("what the profile has is said to be had, and not asked for again")
  func inHand() async throws {
    let profile = Self.profile.replacing("regions: DE", with: "regions: DE, ethics-approval: yes")
    let run = await shell(["request", "lake"] + (try await options(profile)))
    let letter = try #require(run.output.split(separator: "What I have already:").last)
    #expect(letter.hasPrefix("\n- the approval of an ethics committee"))
    #expect(!run.output.split(separator: "What I have already:")[0].contains("ethics committee"))
  }

  @Test("open data takes no application, excluded use gets no letter, and silence asks the holder")
  func prospects() async throws {
    let options = try await options()
    let open = await shell(["request", "open-lake"] + options)
    #expect(open.exit == .done && open.output.contains("Application: not-needed"))
    #expect(
      open.output.contains("- download: https://lake.example/levels.csv") && !open.output.contains("letter"))
    let closed = await shell(["request", "closed-lake", "--commercial", "yes"] + options)
    #expect(closed.exit == .negativeAnswer && closed.output.contains("Application: excluded"))
    #expect(closed.output.contains("What excludes it") && !closed.output.contains("letter"))
    let silent = await shell(["request", "silent-lake"] + options)
    #expect(silent.output.contains("- how the data can be had is not stated"))
    #expect(silent.output.contains("To: [who decides on requests]"))
    let missing = await shell(["request", "no-lake"] + options)
    #expect(missing.exit == .negativeAnswer && missing.output.isEmpty)
    let nobody = await shell("request", "lake", "--catalog", options[1])
    #expect(nobody.exit == .usage && nobody.errors.contains("CARTULARY_PROFILE"))
  }

  @Test("Markdown escapes what records and profiles say, in letters of both kinds")
  func markdown() async throws {
    let profile = Self.profile.replacing("University of X", with: "'*<b>X*'")
    let options = try await options(profile) + ["--format", "markdown"]
    let request = await shell(["request", "lake"] + options).output
    #expect(request.hasPrefix("# Lake \\*temperatures\\*\n"))
    #expect(request.contains("Institution: \\*&lt;b>X\\*") && !request.contains("<b>"))
    let letter = await shell(["decide", "lake"] + options).output
    #expect(letter.hasPrefix("# May we use Lake \\*temperatures\\*?\n\nDear colleague,"))
    #expect(
      letter.contains("**May we use it? allowed-with-conditions**") && letter.contains("- request: https"))
    #expect(letter.contains("academic, \\*&lt;b>X\\*, DE") && letter.contains("neither legal advice"))
  }

  @Test("decide reads ids from a file: one line each, what is missing is named, formats agree")
  func many() async throws {
    let options = try await options()
    let ids = try directory.write("lake\topen\n\nopen-lake\nno-lake\nlake\nclosed-lake", to: "ids")
    let run = await shell(["decide", "--ids", ids] + options)
    #expect(run.exit == .negativeAnswer && run.errors.contains("no-lake"))
    let rows = run.lines.map { $0.split(separator: "\t", omittingEmptySubsequences: false) }
    #expect(rows.map { String($0[0]) } == ["lake", "open-lake", "closed-lake"])
    #expect(rows.map { String($0[1]) } == ["allowed-with-conditions", "allowed", "allowed-with-conditions"])
    #expect(rows.map { String($0[2]) } == ["on-request", "open-download", "not-stated"])
    for (id, row) in zip(["lake", "open-lake", "closed-lake"], rows) {
      let one = await shell(["decide", id, "--format", "json"] + options)
      #expect(one.output.contains(#""outcome":"\#(row[1])""#))
    }
    let lines = await shell(["decide", "--ids", ids, "--format", "jsonl"] + options).lines
    #expect(lines.count == 3 && lines.allSatisfy { $0.hasPrefix("{") })
    let table = await shell(["decide", "--ids", ids, "--format", "csv"] + options).output.split(
      separator: "\r\n")
    #expect(table.first?.hasPrefix("id,outcome,availability,codes,first-step") == true && table.count == 4)
  }

  @Test("a list that holds no ids, or cannot be read, has one message with its line")
  func badIDs() async throws {
    let options = try await options()
    let long = try directory.write("lake\n" + String(repeating: "x", count: 5_000), to: "long")
    for (file, exit, message) in [
      (long, ShellExit.badInput, "line 2: too long"), (directory.path + "/none", .noSuchFile, "no such file"),
      (directory.path, .noSuchFile, "directory"),
    ] {
      let run = await shell(["decide", "--ids", file] + options)
      #expect(run.exit == exit && run.errors.contains(message), "\(run.errors)")
      #expect(run.output.isEmpty)
    }
    #expect(await shell(["decide"] + options).exit == .usage)
    #expect(await shell(["decide", "lake", "--ids", long] + options).exit == .usage)
  }

  @Test("CARTULARY_PROFILE stands in for a profile that the command line does not name")
  func standingProfile() async throws {
    let options = try await options()
    let (index, profile) = (options[1], options[3])
    func run(_ name: String, _ arguments: String...) throws -> ProcessTests.Outcome {
      try ProcessTests.run(
        "cartulary", arguments + ["--catalog", index], shell: "CARTULARY_PROFILE='\(name)' \"$0\" \"$@\"")
    }
    #expect(try run(profile, "decide", "lake", "--format", "tsv").output.contains("allowed-with-conditions"))
    #expect(try run(profile, "search", "usable:allowed", "--format", "id").output == "open-lake\n")
    #expect(try run("", "decide", "lake").status == ShellExit.usage.rawValue)
    let student = try run("student", "decide", "lake", "--profile", "journalist", "--format", "markdown")
    #expect(student.output.contains("Journalist"))
    let wrong = try run("studnet", "search", "lake")
    #expect(wrong.status == ShellExit.usage.rawValue && wrong.output.isEmpty)
    #expect(
      wrong.errors.contains("CARTULARY_PROFILE names this profile") && wrong.errors.contains("'student'"))
    // Reports on others do not depend on whoever runs them.
    let reach = { try run($0, "reach", "lake", "--format", "tsv").output }
    #expect(try reach(profile) == reach(""))
  }
}
