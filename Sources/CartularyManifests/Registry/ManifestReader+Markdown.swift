extension ManifestReader {
  /// Reads the front matter as YAML, with its places in the file; the rest is prose.
  static func markdown(of file: SourceFile, _ report: inout SourceReport) -> SourceDocument? {
    guard let division = MarkdownPage.division(of: file.bytes) else {
      report.say(
        .unknownFormat, "Markdown without front matter", at: .offset(0),
        help: "a dataset card begins with '---', YAML and another '---'")
      return nil
    }
    // The opening hyphens are YAML's own start of a document, so that lines count as in the file.
    let yaml = String(decoding: file.bytes[division.frontMatter], as: UTF8.self)
    var reader = YAMLReader(yaml, source: report.text)
    var roots: [SourceNode] = []
    do throws(YAMLReader.Fault) {
      try reader.forEachDocument { roots.append($0) }
    } catch {
      report.say(error)
      return nil
    }
    guard let root = roots.first, root.entries != nil else {
      report.say(
        .unknownFormat, "front matter that is not a map of keys", at: roots.first?.mark ?? .offset(0),
        help: "a dataset card begins with '---', YAML and another '---'")
      return nil
    }
    let body = MarkdownBody(String(decoding: file.bytes[division.bodyStart...], as: UTF8.self))
    return SourceDocument(
      file: file, syntax: .markdown(MarkdownPage(frontMatter: root, body: body)))
  }
}
