internal import CartularyBase
internal import CartularyModel

/// Writes native manifests in canonical form: keys in the order of Docs/MANIFEST.md, one indentation, one
/// way of quoting and folding. Comments and records are preserved: that is checked before anything is
/// returned.
package struct ManifestFormatter: Sendable {
  package init() {}

  /// The result for one text.
  package enum Outcome: Sendable {
    /// The canonical text, which may be unchanged.
    case formatted([UInt8])
    /// Why the text is left as it is: its errors, or one diagnostic that says what cannot be reformatted.
    case refused([ManifestDiagnostic])
    /// A manifest in another format, which is not reformatted.
    case otherFormat(String)
  }

  /// Formats a text.
  ///
  /// - Parameter name: How the text is named in diagnostics.
  package func format(_ bytes: [UInt8], named name: String) -> Outcome {
    let reader = ManifestReader(checksPolicy: false)
    let before = reader.read(bytes, named: name)
    guard !before.hasErrors else { return .refused(before.diagnostics.filter { $0.severity == .error }) }
    if let format = before.files.first?.format, format != NativeFormat().name { return .otherFormat(format) }
    let content = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    let source = SourceText(bytes: content)
    let isJSON = content.first { $0 != 0x20 && !(0x09...0x0D).contains($0) }.map("[{".utf8.contains) ?? false
    do throws(ManifestLayout.Refusal) {
      let text = try Self.canonical(source, isJSON: isJSON)
      let after = reader.read(Array(text.utf8), named: name)
      guard after.records.map(\.dataset) == before.records.map(\.dataset), !after.hasErrors else {
        throw .init(message: "the canonical form would be read as a different record", mark: nil)
      }
      return .formatted(Array(text.utf8))
    } catch {
      var report = SourceReport(file: name, text: source)
      report.say(.notLaidOut, error.message, at: error.mark, help: error.help)
      return .refused(report.closing())
    }
  }

  private static func canonical(_ source: SourceText, isJSON: Bool) throws(ManifestLayout.Refusal) -> String {
    let result: Result<String, ManifestLayout.Refusal>
    do throws(WorkThread.Refusal) {
      result = try LargeStackThread.run {
        Result { () throws(ManifestLayout.Refusal) in
          isJSON ? try json(source) : try yaml(source)
        }
      }
    } catch {
      throw .init(message: error.message, mark: nil)
    }
    return try result.get()
  }

  private static func yaml(_ source: SourceText) throws(ManifestLayout.Refusal) -> String {
    let layout = try ManifestLayout(source)
    let text = layout.text()
    let again = try ManifestLayout(SourceText(bytes: Array(text.utf8)))
    guard again.comments.sorted() == layout.comments.sorted() else {
      throw .init(message: "a comment would be lost", mark: nil)
    }
    return text
  }

  private static func json(_ source: SourceText) throws(ManifestLayout.Refusal) -> String {
    var reader = JSONReader(source.bytes)
    do throws(JSONReader.Fault) {
      let root = try reader.document()
      return JSONEmitter.document(
        NativeOrder.ordered(value(root, source), keys: NativeKeys.dataset.outlines()))
    } catch {
      throw .init(message: error.message, mark: .offset(error.offset))
    }
  }

  /// Numbers and words keep their JSON types.
  private static func value(_ node: SourceNode, _ source: SourceText) -> ManifestValue {
    switch node.content {
    case .null: .null
    case .scalar(let text):
      source.bytes[source.offset(of: node.mark)] == UInt8(ascii: "\"") ? .text(text) : .number(text)
    case .list(let items): .list(items.map { value($0, source) })
    case .map(let entries): .map(entries.map { ($0.key, value($0.value, source)) })
    }
  }
}
