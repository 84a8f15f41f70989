internal import ArgumentParser
internal import CartularyBase
internal import CartularyCatalog
internal import CartularyLedger
internal import CartularyModel
internal import CartularyWire

struct LogCommand: FormattedCommand {
  static let configuration = CommandConfiguration(
    commandName: "log",
    abstract: "Show the revisions of a dataset: who, when, and what changed.",
    discussion: """
      Revisions are numbered among those that the viewer can tell apart; the same --as gives the same numbers. Of a \
      record that the viewer may not see now, nothing is told.
      """)

  @OptionGroup var catalog: CatalogOptions
  @OptionGroup var output: FormatOptions

  @Flag(
    name: .long,
    help:
      "Also show the file, line, hash and commit of each revision, and moves. For the owner: they may tell of other records."
  )
  var sources = false

  @Argument(help: "The dataset's id.")
  var id: String

  func run(_ console: Console) throws -> ShellExit {
    let (opened, viewer) = (try catalog.open(), try catalog.viewer())
    let revisions =
      sources ? try opened.historyWithSources(of: id, as: viewer) : try opened.history(of: id, as: viewer)
    guard !revisions.isEmpty else {
      console.complain(ErrorText.noDataset(id))
      return .negativeAnswer
    }
    switch output.format {
    case .json: console.write(try JSONLine.document(WireHistory(revisions)))
    case .jsonl: for revision in revisions { console.write(try JSONLine.text(WireRevision(revision))) }
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
