internal import CartularyBase

/// Collects the diagnostics of one document, and turns its marks into lines and columns.
struct SourceReport {
  let file: String
  let text: SourceText
  /// The first of them; see `omittedCount`.
  private(set) var diagnostics: [ManifestDiagnostic] = []
  /// How many more there were than are kept: no one would read them, and each costs its place and excerpt.
  private(set) var omittedCount = 0
  private(set) var hasErrors = false
  /// The record that is being read.
  var recordID: String?

  init(file: String, text: SourceText) {
    (self.file, self.text) = (file, text)
  }

  /// - Parameters:
  ///   - length: How many Unicode scalars the fault covers.
  ///   - severity: How grave it is; as its code says where it is `nil`.
  mutating func say(
    _ code: ManifestDiagnostic.Code, _ message: String, at mark: SourceMark?, length: Int = 1,
    help: String? = nil, as severity: ManifestDiagnostic.Severity? = nil
  ) {
    let severity = severity ?? code.severity
    if severity == .error { hasErrors = true }
    guard diagnostics.count < ManifestLimits.diagnosticCount else {
      omittedCount += 1
      return
    }
    diagnostics.append(
      ManifestDiagnostic(
        code: code, message: message, help: help, file: file,
        place: mark.map { text.place(of: $0, length: max(1, length)) }, recordID: recordID, severity: severity
      ))
  }

  /// Takes over the diagnostics of another file that this document names, or of one of its records.
  ///
  /// - Parameter countingErrors: Whether an error among them is one of the whole document.
  mutating func add(_ other: SourceReport, countingErrors: Bool = true) {
    if countingErrors, other.hasErrors { hasErrors = true }
    let room = max(0, ManifestLimits.diagnosticCount - diagnostics.count)
    diagnostics += other.diagnostics.prefix(room)
    omittedCount += other.omittedCount + max(0, other.diagnostics.count - room)
  }

  /// Reports an unknown word where one from a list was expected, with the nearest one as a suggestion.
  mutating func sayUnknown(
    _ code: ManifestDiagnostic.Code, _ noun: String, _ word: String, among known: [String],
    at mark: SourceMark
  ) {
    let help: String
    if let near = NearMiss.closest(to: word, among: known).first {
      help = "did you mean '\(near)'?"
    } else if known.count <= 40 {
      help = "one of: " + known.joined(separator: ", ")
    } else {
      help = "the documentation of manifests lists them"
    }
    say(code, "unknown \(noun) '\(word.prefix(80))'", at: mark, length: word.unicodeScalars.count, help: help)
  }

  /// All diagnostics in the order of the text, with a final one about those that are left out.
  func closing() -> [ManifestDiagnostic] {
    let places = diagnostics.enumerated().map { ($1.place?.line ?? 0, $1.place?.column ?? 0, $0) }
    let order = diagnostics.indices.sorted { places[$0] < places[$1] }
    let sorted = order.map { diagnostics[$0] }
    guard omittedCount > 0 else { return sorted }
    return sorted + [
      ManifestDiagnostic(
        code: .omitted, message: "\(omittedCount) more are not shown", help: "fix these first", file: file,
        place: nil, recordID: nil)
    ]
  }
}
