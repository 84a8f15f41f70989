public import CartularyBase
package import CartularyModel

/// Reads manifests of any known format from files and directories.
public struct ManifestReader: Sendable {
  private let checksPolicy: Bool
  private let today: CalendarDate
  private let refusesFindings: Bool

  /// - Parameters:
  ///   - checksPolicy: Whether records are checked against the policy rules, and not only
  ///     read.
  ///   - refusesPolicyFindings: Whether a record with a policy finding is left out, whatever its format, and not only
  ///     warned of: `DatasetCatalog.refusesPolicyFindings` of the catalog that it is for.
  ///   - today: The day against which those rules hold dates; the present one in UTC where it is `nil`.
  public init(
    checksPolicy: Bool = true, refusesPolicyFindings: Bool = false, today: CalendarDate? = nil
  ) {
    self.checksPolicy = checksPolicy
    refusesFindings = refusesPolicyFindings
    self.today = today ?? .today
  }

  /// The place of a file or directory, however it is named: its path from the root, without links.
  package static func location(of path: String) -> String { SourceFile.location(of: path) }

  /// The files that `read(paths:)` would read, in its order.
  package static func files(below paths: [String]) -> [String] {
    var diagnostics: [ManifestDiagnostic] = []
    return ManifestFiles.find(paths, &diagnostics).map(\.name)
  }

  /// Reads every named file, and every file in every named directory whose extension is that of a manifest, in
  /// the order of their paths.
  ///
  /// A file with an error yields no records; the others are still read. An error of policy is one of its record: that is
  /// left out alone.
  ///
  /// - Parameters:
  ///   - standardInput: What `-` means among the paths; `nil` if it is a file like any other.
  ///   - progress: Called with the number of files read and the total; returns whether to go on. What was read until
  ///     then is still returned, with `isStopped`.
  /// - Returns: Records and diagnostics, each in the order of the files. An id that an earlier file has
  ///   already used is an error of the later file; in a format of others, that record alone is left out.
  public func read(
    paths: [String], standardInput: [UInt8]? = nil,
    progress: (_ done: Int, _ total: Int) -> Bool = { _, _ in true }
  ) -> ManifestBatch {
    var records: [SourcedDataset] = []
    var batch = read(
      paths: paths, standardInput: standardInput, progress: progress, take: { records.append($0) },
      taken: { records[$0] })
    batch.records = records
    return batch
  }

  /// The same without holding the records: each is handed on when its file is known to be without an error.
  ///
  /// - Parameters:
  ///   - keeps: Asked of each diagnostic that is not an error, in their order, whether it is among those returned.
  ///   - take: Takes the next record. They are numbered from 0.
  ///   - taken: Returns the record with a number, for the few that others concern.
  /// - Returns: What was read, without the records.
  /// - Throws: Whatever `take` and `taken` throw. Nothing is read after that.
  package func read<Failure: Error>(
    paths: [String], standardInput: [UInt8]? = nil,
    progress: (_ done: Int, _ total: Int) -> Bool = { _, _ in true },
    keeps: (ManifestDiagnostic) -> Bool = { _ in true }, take: (SourcedDataset) throws(Failure) -> Void,
    taken: (Int) throws(Failure) -> SourcedDataset
  ) throws(Failure) -> ManifestBatch {
    var assembly = BatchAssembly(checksTitles: checksPolicy)
    var found: [ManifestDiagnostic] = []
    let files = ManifestFiles.find(paths, &found)
    assembly.add(found, keeps)
    var failure: Failure?
    forEachOutcome(of: files, standardInput: standardInput) { index in
      assembly.batch.isStopped = !progress(index, files.count)
      return !assembly.batch.isStopped
    } take: { outcome in
      do throws(Failure) {
        try assembly.add(outcome, keeps, take: take, taken: taken)
      } catch {
        failure = error
      }
      return failure == nil
    }
    if let failure { throw failure }
    guard !assembly.batch.isStopped else { return assembly.batch }
    try assembly.addProgrammeFindings(today: today, keeps, taken: taken)
    _ = progress(files.count, files.count)
    return assembly.batch
  }

  /// Reads one text as if it were a file.
  public func read(_ bytes: [UInt8], named name: String) -> ManifestBatch {
    var batch = read(paths: ["-"], standardInput: bytes)
    batch.rename(to: name)
    return batch
  }

  /// How standard input is named in diagnostics.
  package static let standardInputName = "<stdin>"

  /// The most bytes that standard input can have, by what came of it so far: what is longer need not be read.
  ///
  /// A list in JSON may be a whole catalog. Elsewhere a document has to begin now and then.
  package static func byteLimit(ofInputThatBegins bytes: [UInt8]) -> Int {
    if isJSON(bytes) { return ManifestLimits.catalogByteCount }
    let dashes: [UInt8] = [0x0A, 0x2D, 0x2D, 0x2D]
    let start = max(0, bytes.count - ManifestLimits.manifestByteCount)
    let document = bytes.indices.dropFirst(start).dropLast(3).last { bytes[$0...].starts(with: dashes) }
    return min((document ?? 0) + ManifestLimits.manifestByteCount, ManifestLimits.catalogByteCount)
  }

  /// Text that begins with a bracket is read as JSON, so that errors are JSON errors.
  private static func isJSON(_ bytes: [UInt8]) -> Bool {
    let content = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    return content.first { $0 != 0x20 && !(0x09...0x0D).contains($0) }.map("[{".utf8.contains) ?? false
  }

  // MARK: - One file

  /// Reads some files ahead on threads of their own, and hands on what came of each in the order of the files.
  ///
  /// - Parameters:
  ///   - standardInput: What to read in the place of the file `-`.
  ///   - goesOn: Asked before each file, by its number, whether to go on.
  ///   - take: Returns whether to go on.
  private func forEachOutcome(
    of files: [ManifestFiles.Found], standardInput: [UInt8]?, goesOn: (_ index: Int) -> Bool,
    take: (FileOutcome) -> Bool
  ) {
    do throws(WorkThread.Refusal) {
      try OrderedWork.run(
        count: files.count, stackByteCount: LargeStackThread.byteCount,
        worker: { { index in outcome(of: files[index], standardInput: standardInput) } }, goesOn: goesOn,
        take: { _, outcome in take(outcome) })
    } catch {
      for (index, found) in files.enumerated() {
        guard goesOn(index) else { return }
        let isInput = found.name == "-" && standardInput != nil
        let name = isInput ? Self.standardInputName : found.name
        guard take(FileOutcome(unread: name, .init(code: .unreadable, message: error.message))) else {
          return
        }
      }
    }
  }

  /// - Parameter standardInput: What to read in the place of the file `-`.
  private func outcome(of found: ManifestFiles.Found, standardInput: [UInt8]?) -> FileOutcome {
    guard found.name == "-", let bytes = standardInput else { return read(found) }
    // What was read ends where the limit is passed: the rest of it would be read for nothing.
    let limit = ManifestLimits.catalogByteCount
    guard bytes.count <= limit else {
      return FileOutcome(unread: Self.standardInputName, SourceFile.Refusal(largerThan: limit))
    }
    let named = ManifestFiles.Found(name: Self.standardInputName, isNamed: true, isJSON: Self.isJSON(bytes))
    return read(SourceFile(name: Self.standardInputName, bytes: bytes), as: named)
  }

  private func read(_ found: ManifestFiles.Found) -> FileOutcome {
    // Before its size is looked at, which says nothing about what is wrong.
    if OtherFormats.isTable(found.name), SourceFolder.kind(at: found.name) == .file {
      var outcome = FileOutcome(report: SourceReport(file: found.name, text: SourceText(bytes: [])))
      outcome.report.say(
        .unknownFormat, OtherFormats.table.message, at: nil, help: OtherFormats.table.help)
      return outcome
    }
    do throws(SourceFile.Refusal) {
      let limit = found.isMarkdown ? ManifestLimits.manifestByteCount : ManifestLimits.catalogByteCount
      return read(
        try SourceFile(path: found.name, followsLinks: found.isNamed, limit: limit), as: found)
    } catch {
      return FileOutcome(unread: found.name, error)
    }
  }

  /// Reads one file on the calling thread.
  func read(_ file: SourceFile, as found: ManifestFiles.Found) -> FileOutcome {
    var outcome = FileOutcome(report: SourceReport(file: file.name, text: SourceText(bytes: file.bytes)))
    guard let document = Self.document(of: file, found, &outcome.report),
      let format = Self.format(of: document, isNamed: found.isNamed, &outcome.report)
    else { return outcome }
    outcome.format = format.name
    var records: [FoundRecord] = []
    outcome.isNative = format is NativeFormat
    var isTooLong = false
    format.read(document, report: &outcome.report) { found in
      guard records.count < ManifestLimits.recordCount else {
        isTooLong = true
        return
      }
      var found = found
      if !outcome.isNative { Self.normalise(&found, of: file) }
      records.append(found)
    }
    if isTooLong {
      outcome.report.say(
        .tooMany, "more than \(ManifestLimits.recordCount) records", at: nil, help: "divide the file")
    }
    if !outcome.isNative { for record in records { Self.tellCuts(in: record, &outcome.report) } }
    if records.isEmpty && !outcome.report.hasErrors {
      outcome.report.say(.nothingFound, "no record in the file", at: nil)
    }
    Self.checkRepeatedIDs(records, &outcome.report)
    if checksPolicy { leaveOutRefused(&records, &outcome) }
    let hash = ContentHash(of: file.bytes)
    let location = SourceFile.location(of: file.name)
    for record in records {
      guard RecordSize.check(record, isNative: outcome.isNative, report: &outcome.report) else { continue }
      outcome.marks[record.dataset.id] = record.mark
      var origin = RecordOrigin(
        file: file.name, line: outcome.report.text.line(of: record.mark), format: format.name, fileHash: hash,
        source: String(decoding: file.bytes[record.sourceRange], as: UTF8.self))
      origin.location = location
      outcome.records.append(
        SourcedDataset(dataset: record.dataset, origin: origin, statesAudience: record.statesAudience))
    }
    return outcome
  }

  /// What every format of others has in common: markup, terms in prose, and addresses that tell how data is had.
  ///
  /// A record of ours states its terms itself, wherever it comes back from.
  private static func normalise(_ found: inout FoundRecord, of file: SourceFile) {
    found.dataset.stripMarkup()
    var told = found.dataset
    told.readProse()
    told.readServices()
    guard told != found.dataset else { return }
    let own = Array(OwnAddress.address(of: found.dataset.id).utf8)
    if !file.bytes[found.sourceRange].contains(sequence: own) { found.dataset = told }
  }

  /// Checks each record against the policy rules. One that breaks them is left out by itself; the others of its file
  /// have done nothing wrong. A file of which no record is left has an error.
  private func leaveOutRefused(_ records: inout [FoundRecord], _ outcome: inout FileOutcome) {
    var kept: [FoundRecord] = []
    var reports: [SourceReport] = []
    for record in records {
      var report = SourceReport(file: outcome.report.file, text: outcome.report.text)
      PolicyRules.check(record, today: today, refusesFindings: refusesFindings, report: &report)
      if report.hasErrors {
        outcome.refusedIDs.append(record.dataset.id)
      } else {
        kept.append(record)
        if let entry = ProgrammeCheck.Entry(record, in: report) { outcome.programmes.append(entry) }
      }
      reports.append(report)
    }
    for report in reports { outcome.report.add(report, countingErrors: kept.isEmpty) }
    records = kept
  }

  private static func tellCuts(in record: FoundRecord, _ report: inout SourceReport) {
    report.recordID = record.dataset.id
    defer { report.recordID = nil }
    for path in UnmappedValues.cutPaths(in: record.dataset.unmapped) {
      report.say(
        .cutText, "'\(path)' is cut at \(ManifestLimits.cellByteCount >> 10) KiB", at: record.mark,
        help: "the file has the rest; give the record an address that leads to it")
    }
  }

  private static func checkRepeatedIDs(_ records: [FoundRecord], _ report: inout SourceReport) {
    var first: [String: SourceMark] = [:]
    for record in records where !record.dataset.id.isEmpty {
      if let earlier = first[record.dataset.id] {
        report.recordID = record.dataset.id
        report.say(
          .duplicateID, "id '\(record.dataset.id)' is already used in line \(report.text.line(of: earlier))",
          at: record.mark, help: "give one of them a different id")
        report.recordID = nil
      } else {
        first[record.dataset.id] = record.mark
      }
    }
  }

  /// Recognises the syntax and makes the checks that every format needs.
  static func document(
    of file: SourceFile, _ found: ManifestFiles.Found, describing subject: String = "manifests",
    _ report: inout SourceReport
  ) -> SourceDocument? {
    guard !file.bytes.allSatisfy({ $0 == 0x20 || (0x09...0x0D).contains($0) }) else {
      report.say(.empty, "the file is empty", at: nil, help: "the documentation of \(subject) has an example")
      return nil
    }
    if let problem = TextEncoding.problem(in: file.bytes) {
      report.say(.notText, problem.message, at: .offset(problem.offset), help: "save it as UTF-8 text")
      return nil
    }
    if found.isMarkdown { return markdown(of: file, &report) }
    if found.isJSON {
      do throws(JSONReader.Fault) {
        return SourceDocument(file: file, syntax: .json(try JSONOutline(file.bytes, isLines: found.isLines)))
      } catch {
        report.say(error)
        return nil
      }
    }
    if CSVReader.isTable(file.bytes) {
      report.say(
        .unknownFormat, OtherFormats.table.message, at: .offset(0), help: OtherFormats.table.help)
      return nil
    }
    if let other = OtherFormats.refusal(of: file.name, file.bytes) {
      report.say(.unknownFormat, other.message, at: .offset(0), help: other.help)
      return nil
    }
    var roots: [SourceNode] = []
    do throws(YAMLReader.Fault) {
      try YAMLStream(report.text).forEachDocument { roots.append($0) }
    } catch {
      report.say(error)
      return nil
    }
    let filled = roots.filter { !$0.isNull }
    guard !filled.isEmpty else {
      report.say(
        .empty, "the file holds nothing but comments", at: nil,
        help: "the documentation of \(subject) has an example")
      return nil
    }
    return SourceDocument(file: file, syntax: .yaml(filled))
  }

  private static func format(
    of document: SourceDocument, isNamed: Bool, _ report: inout SourceReport
  ) -> (any ManifestFormat)? {
    let format = ManifestFormats.format(of: document)
    if let offset = document.outline.firstNaN {
      guard format?.toleratesNaN == true else {
        report.say(JSONReader.noValue(at: offset))
        return nil
      }
      report.say(.unreadableInSource, "NaN is not valid JSON; read as null", at: .offset(offset), length: 3)
    }
    if let other = OtherFormats.refusal(of: document.outline),
      other.isCertain || format == nil || format is NativeFormat
    {
      report.say(.unknownFormat, other.message, at: nil, help: other.help)
      return nil
    }
    guard let format else {
      if case .markdown = document.syntax, !isNamed {
        report.say(
          .skippedFile, "a page whose front matter is not in a known format", at: nil,
          help: "name the file to see why"
        )
        return nil
      }
      let known = ManifestFormats.all.map(\.name).joined(separator: ", ")
      report.say(
        .unknownFormat, "not a manifest of any known format", at: nil,
        help: "known formats are \(known); a native manifest has at least id and title")
      return nil
    }
    if !format.isCatalog, document.file.bytes.count > ManifestLimits.manifestByteCount {
      report.say(
        .tooLarge,
        "larger than \(ManifestLimits.manifestByteCount >> 20) MiB, which is the limit for a manifest",
        at: nil,
        help: "split it into several files")
      return nil
    }
    return format
  }
}
