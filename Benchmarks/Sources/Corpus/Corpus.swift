public import Foundation

/// Records of some 190 words each; the same ones from the same seed.
///
/// `write` makes a folder of `manifests`, for Cartulary; `corpus.tsv`, a line each record, for the other engines;
/// `queries.txt`; and `more`, with one record that the others lack, in both forms.
public struct Corpus {
  /// How many records there are.
  public var count: Int
  /// Groups of readers, each with its share of the records; 0 for records of the public.
  public var audiences: Int
  /// Distinct terms of use; 0 for records that state a licence and no more.
  public var terms: Int
  /// What everything follows from.
  public var seed: UInt64

  public init(count: Int, audiences: Int = 0, terms: Int = 0, seed: UInt64 = 7) {
    (self.count, self.audiences, self.terms, self.seed) = (count, audiences, terms, seed)
  }

  /// Records in one file of manifests.
  static let fileSize = 300
  static let queryCount = 1_000

  /// - Throws: What the file system says.
  public func write(to folder: URL) throws {
    var random = SeededRandom(seed: seed)
    var source = RecordSource(&random)
    var asking = SeededRandom(seed: seed + 1)
    let files = FileManager.default
    let manifests = folder.appendingPathComponent("manifests")
    let more = folder.appendingPathComponent("more")
    for directory in [manifests, more] {
      try files.createDirectory(at: directory, withIntermediateDirectories: true)
    }
    let queries = source.words.queries(Self.queryCount, &asking).joined(separator: "\n") + "\n"
    try Data(queries.utf8).write(to: folder.appendingPathComponent("queries.txt"))

    let lines = folder.appendingPathComponent("corpus.tsv")
    try Data().write(to: lines)
    let output = try FileHandle(forWritingTo: lines)
    for start in stride(from: 0, to: count, by: Self.fileSize) {
      let records = (start..<min(start + Self.fileSize, count)).map { record(at: $0, &source, &random) }
      let file = manifests.appendingPathComponent("records-\(padded(start / Self.fileSize, to: 5)).json")
      let text = "[" + records.map(\.manifest).joined(separator: ",\n") + "]\n"
      try Data(text.utf8).write(to: file)
      try output.write(contentsOf: Data(records.map { $0.line + "\n" }.joined().utf8))
    }
    try output.close()

    let one = record(at: count, &source, &random)
    try Data(one.manifest.utf8).write(to: more.appendingPathComponent("record.json"))
    try Data((one.line + "\n").utf8).write(to: folder.appendingPathComponent("more.tsv"))
  }

  private func record(at index: Int, _ source: inout RecordSource, _ random: inout SeededRandom)
    -> CorpusRecord
  {
    var record = source.record(at: index, &random)
    if audiences > 0 { record.audience = ["all", "group-\(index % audiences)"] }
    if terms > 0 {
      // Each of the terms is of some record, then some are of many.
      let number = index < terms ? index : Int(Double(terms) * random.unit() * random.unit())
      record.access = CorpusTerms.access(number)
    }
    return record
  }
}

func padded(_ number: Int, to width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
