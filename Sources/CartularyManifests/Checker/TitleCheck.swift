internal import CartularyBase
internal import CartularyModel

/// Finds titles that are used again in another file of one run.
///
/// Within one catalog file, distinguishing titles is up to its publisher.
struct TitleCheck {
  private var firstPlaces: [HalfHash: PlaceTable.Place] = [:]
  private var places = PlaceTable()

  mutating func check(
    _ records: [SourcedDataset], marks: [String: SourceMark], report: inout SourceReport
  ) {
    var own: [HalfHash: PlaceTable.Place] = [:]
    for record in records {
      let title = HalfHash(FoldedText.code(record.dataset.title))
      if let first = firstPlaces[title] {
        report.recordID = record.dataset.id
        report.say(
          .duplicateTitle,
          "the title '\(record.dataset.title.prefix(80))' is already used in \(places.text(of: first))",
          at: marks[record.dataset.id], help: "say in the title how they differ")
        report.recordID = nil
      } else if own[title] == nil {
        own[title] = places.place(of: record.origin.file, record.origin.line)
      }
    }
    firstPlaces.merge(own) { first, _ in first }
  }
}
