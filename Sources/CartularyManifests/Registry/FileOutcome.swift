internal import CartularyBase
internal import CartularyModel

/// What came of one file.
struct FileOutcome: Sendable {
  var records: [SourcedDataset] = []
  var report: SourceReport
  var format: String?
  /// Whether the ids are those of native manifests.
  var isNative = false
  /// Ids of records that break a rule of policy and are left out.
  var refusedIDs: [String] = []
  /// Where each record begins, by its id.
  var marks: [String: SourceMark] = [:]
  /// Of records that name programmes.
  var programmes: [ProgrammeCheck.Entry] = []

  init(report: SourceReport) { self.report = report }

  init(unread file: String, _ refusal: SourceFile.Refusal) {
    report = SourceReport(file: file, text: SourceText(bytes: []))
    report.say(refusal)
  }
}
