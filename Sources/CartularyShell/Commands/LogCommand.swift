internal import ArgumentParser
internal import CartularyBase
internal import CartularyCatalog
internal import CartularyLedger
internal import CartularyModel

struct LogCommand: FormattedCommand {
  static let configuration = CommandConfiguration(
    commandName: "log",
    abstract: "Show the revisions of a dataset: who, when, from which file, and what changed.",
    discussion: "Numbers count the revisions that the viewer may see; the same --as gives the same numbers.")

  @OptionGroup var catalog: CatalogOptions
  @OptionGroup var output: FormatOptions

  @Argument(help: "The dataset's id.")
  var id: String

  func run(_ console: Console) throws -> ShellExit {
    let revisions = try catalog.open().history(of: id, as: try catalog.viewer())
    guard !revisions.isEmpty else {
      console.complain(ErrorText.noDataset(id))
      return .negativeAnswer
    }
    switch output.format {
    case .json: console.write(try JSONLine.text(revisions.map(RevisionJSON.init)))
    case .jsonl: for revision in revisions { console.write(try JSONLine.text(RevisionJSON(revision))) }
    default: for revision in revisions.reversed() { print(revision, console) }
    }
    return .done
  }

  private func print(_ revision: Revision, _ console: Console) {
    let title = TerminalText.harmless(revision.title)
    console.write("revision \(revision.number)  \(revision.kind.rawValue)  \(revision.at)  \(title)")
    console.write(
      "    by \(TerminalText.harmless(revision.author)) with \(TerminalText.harmless(revision.tool))")
    if let origin = revision.origin {
      let commit = origin.commit.map { ", commit \($0)" } ?? ""
      console.write(
        "    from \(TerminalText.harmless(origin.file)):\(origin.line) (\(origin.format), SHA-256 "
          + "\(origin.fileHash.description.prefix(16))…\(TerminalText.harmless(commit)))")
    }
    if let reason = revision.reason { console.write("    \(TerminalText.harmless(reason))") }
    for difference in revision.differences { console.write("    " + difference.line) }
  }
}

/// A revision as JSON.
struct RevisionJSON: Encodable {
  struct Source: Encodable {
    let file: String
    let line: Int
    let format: String
    let sha256: String
    let commit: String?
  }

  let number: Int
  let kind: String
  let at: String
  let author: String
  let tool: String
  let title: String
  let audience: [String]
  let reason: String?
  let source: Source?
  let hash: String
  let differences: [FieldDifference]

  init(_ revision: Revision) {
    (number, kind, at) = (revision.number, revision.kind.rawValue, revision.at.description)
    (author, tool, title) = (revision.author, revision.tool, revision.title)
    (audience, reason, hash) = (revision.audience.labels, revision.reason, revision.hash)
    differences = revision.differences
    source = revision.origin.map {
      Source(
        file: $0.file, line: $0.line, format: $0.format, sha256: $0.fileHash.description, commit: $0.commit)
    }
  }
}
