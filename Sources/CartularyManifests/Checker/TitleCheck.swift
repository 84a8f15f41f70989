internal import CartularyBase
internal import CartularyModel

/// Finds titles that are used again in another file of one run.
///
/// Within one catalog file, distinguishing titles is up to its publisher.
struct TitleCheck {
  private var firstPlaces: [String: String] = [:]

  mutating func check(
    _ records: [SourcedDataset], marks: [String: SourceMark], report: inout SourceReport
  ) {
    var own: [String: String] = [:]
    for record in records {
      let title = FoldedText.code(record.dataset.title)
      if let first = firstPlaces[title] {
        report.recordID = record.dataset.id
        report.say(
          .duplicateTitle, "the title '\(record.dataset.title.prefix(80))' is already used in \(first)",
          at: marks[record.dataset.id], help: "say in the title how they differ")
        report.recordID = nil
      } else if own[title] == nil {
        own[title] = "\(record.origin.file):\(record.origin.line)"
      }
    }
    firstPlaces.merge(own) { first, _ in first }
  }
}
