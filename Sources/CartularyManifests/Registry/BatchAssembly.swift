internal import CartularyBase
internal import CartularyModel

/// What is read of some files, put together in their order. The records are handed on, and what is kept of each is its id
/// and its place.
struct BatchAssembly {
  var batch = ManifestBatch()
  private let checksTitles: Bool
  private var places = PlaceTable()
  private var first: [String: (place: PlaceTable.Place, number: Int32)] = [:]
  private var titles = TitleCheck()
  private var programmes = ProgrammeCheck()

  init(checksTitles: Bool) { self.checksTitles = checksTitles }

  /// Formats whose records are named by their file.
  private static let namedByFile: Set = ["jkan", "huggingface-card", "aws-open-data"]

  /// - Parameter keeps: Asked of each that is not an error, whether it is kept.
  mutating func add(_ diagnostics: [ManifestDiagnostic], _ keeps: (ManifestDiagnostic) -> Bool) {
    batch.diagnostics += diagnostics.filter { $0.severity == .error || keeps($0) }
  }

  /// Adds what came of the next file, and hands on its records unless it has an error.
  mutating func add<Failure: Error>(
    _ outcome: FileOutcome, _ keeps: (ManifestDiagnostic) -> Bool,
    take: (SourcedDataset) throws(Failure) -> Void, taken: (Int) throws(Failure) -> SourcedDataset
  ) throws(Failure) {
    var outcome = outcome
    if checksTitles { titles.check(outcome.records, marks: outcome.marks, report: &outcome.report) }
    try leaveOutRepeated(&outcome, taken: taken)
    let isFaulty = outcome.report.hasErrors
    if !isFaulty {
      programmes.add(outcome.records, from: batch.recordCount, outcome.programmes)
      for record in outcome.records {
        let place = places.place(of: record.origin.file, record.origin.line)
        first[record.dataset.id] = (place, Int32(batch.recordCount))
        batch.recordCount += 1
        try take(record)
      }
      batch.refusedIDs += outcome.refusedIDs
    }
    add(outcome.report.closing(), keeps)
    batch.files.append(
      .init(
        name: outcome.report.file, format: outcome.format,
        recordCount: isFaulty ? 0 : outcome.records.count,
        isFaulty: isFaulty))
  }

  /// Adds what there is to say when all files are read.
  mutating func addProgrammeFindings<Failure: Error>(
    today: CalendarDate, _ keeps: (ManifestDiagnostic) -> Bool,
    taken: (Int) throws(Failure) -> SourcedDataset
  ) throws(Failure) {
    var failure: Failure?
    let findings = programmes.findings(today: today) { number in
      do throws(Failure) {
        return try taken(number).dataset
      } catch {
        failure = error
        return nil
      }
    }
    if let failure { throw failure }
    add(findings, keeps)
  }

  /// Leaves out of a file what an earlier one has.
  private func leaveOutRepeated<Failure: Error>(
    _ outcome: inout FileOutcome, taken: (Int) throws(Failure) -> SourcedDataset
  ) throws(Failure) {
    var kept: [SourcedDataset] = []
    var renamed: [SourcedDataset] = []
    for record in outcome.records {
      guard let earlier = first[record.dataset.id] else {
        kept.append(record)
        continue
      }
      let place = places.text(of: earlier.place)
      outcome.report.recordID = record.dataset.id
      let mark = outcome.marks[record.dataset.id]
      if Self.namedByFile.contains(outcome.format ?? "") {
        // Two files whose names differ only in what ids leave out are two pages.
        var other = record
        let hash = ContentHash(of: PageName(record.origin.file).stem.utf8).description.prefix(8)
        other.dataset.id = DatasetID.slug(
          record.dataset.id.prefix(DatasetID.maximumByteCount - 9) + "-" + hash)
        let isSame = try record.origin.source == taken(Int(earlier.number)).origin.source
        if !isSame, first[other.dataset.id] == nil {
          outcome.report.say(
            .conflictingValues,
            "'\(record.dataset.id)' is in \(place) already; this record is '\(other.dataset.id)'", at: mark)
          renamed.append(other)
          continue
        }
      }
      guard outcome.isNative else {
        // Catalogs copy from each other, and their ids cannot be changed here.
        outcome.report.say(
          .skippedRecord, "'\(record.dataset.id)' is in \(place) already; this record is left out", at: mark)
        continue
      }
      outcome.report.say(
        .duplicateID, "id '\(record.dataset.id)' is already used in \(place)", at: mark,
        help: "give one of them a different id")
      kept.append(record)
    }
    outcome.records = kept + renamed
    outcome.report.recordID = nil
  }
}
