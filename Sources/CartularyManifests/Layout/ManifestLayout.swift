/// The documents of a YAML manifest with their comments, ready to be written in canonical form.
///
/// Comments belong to what they are next to: one at the end of a line to what is on it, one alone on its
/// line to what follows, or, if it is indented deeper than that, to the end of what came before.
struct ManifestLayout {
  /// One document and the comments that belong to the whole of it.
  struct Document {
    var header: [String] = []
    var root: ManifestValue
  }

  /// Why a text cannot be reformatted.
  struct Refusal: Error {
    let message: String
    let mark: SourceMark?
    var help: String?
  }

  let documents: [Document]
  /// The text of every comment.
  let comments: [String]

  /// - Parameter source: The text without a byte order mark.
  init(_ source: SourceText) throws(Refusal) {
    try Self.refuseStrangeLines(source)
    var reader = YAMLReader(String(decoding: source.bytes, as: UTF8.self), source: source)
    var roots: [SourceNode] = []
    do throws(YAMLReader.Fault) {
      try reader.forEachDocument { if !$0.isNull { roots.append($0) } }
    } catch {
      throw Refusal(message: error.message, mark: error.mark, help: error.help)
    }
    var tree = AnchorTree(source)
    for root in roots { try tree.add(root) }
    let found = YAMLComments(source.bytes, scalars: tree.scalars.sorted(), flows: tree.flows)
    try tree.check(found.comments)
    tree.flowEnds = found.flowEnds
    for comment in found.comments { tree.attach(comment) }
    comments = found.comments.map(\.text)
    documents = tree.documents(roots)
  }

  /// The text in canonical form.
  func text() -> String {
    let text = text(YAMLEmitter())
    return YAMLReader.isRefusedForAliases(text) ? self.text(YAMLEmitter(escapesAmpersands: true)) : text
  }

  private func text(_ emitter: YAMLEmitter) -> String {
    documents.map { document in
      let header = document.header.map { $0 + "\n" }.joined()
      return (header.isEmpty ? "" : header + "\n")
        + emitter.document(NativeOrder.ordered(document.root, keys: NativeKeys.dataset.outlines()))
    }.joined(separator: "---\n")
  }

  /// libyaml and this code must agree on lines, and a stream may hold nothing but documents.
  private static func refuseStrangeLines(_ source: SourceText) throws(Refusal) {
    let bytes = source.bytes
    for (index, byte) in bytes.enumerated() {
      let isLoneReturn = byte == 0x0D && (index + 1 == bytes.count || bytes[index + 1] != 0x0A)
      let isOtherBreak =
        (byte == 0xC2 && bytes[(index + 1)...].first == 0x85)
        || (byte == 0xE2 && bytes[(index + 1)...].starts(with: [0x80, 0xA8]))
        || (byte == 0xE2 && bytes[(index + 1)...].starts(with: [0x80, 0xA9]))
      if isLoneReturn || isOtherBreak {
        throw Refusal(
          message: "a line break that is not a line feed", mark: .offset(index),
          help: "write it as \\r, \\N or \\L")
      }
      guard index == 0 || bytes[index - 1] == 0x0A else { continue }
      if byte == UInt8(ascii: "%") {
        throw Refusal(message: "a directive, which cannot be reformatted", mark: .offset(index))
      }
      if bytes[index...].starts(with: "...".utf8) {
        throw Refusal(message: "a document end marker", mark: .offset(index), help: "leave '...' out")
      }
    }
  }
}
