import CartularyBase
import CartularyModel
import Foundation
import TestSupport
import Testing

@testable import CartularyManifests

/// What the publishers of the real records wrote as licences, whatever format they wrote it in.
@Suite("Licences of real records")
struct RealLicenseTests {
  /// The free text that is left, for a source: what is stated, how much of it, and the texts.
  struct Share {
    var stated = 0
    var free: [String] = []

    mutating func count(_ text: String) {
      guard !text.allSatisfy(\.isWhitespace) else { return }
      stated += 1
      if LicenseTable.standard.licenses(from: text).contains(where: { $0.id == License.customID }) {
        free.append(text)
      }
    }
  }

  @Test(
    "at most one in twenty stays free text",
    .enabled(if: ProjectFiles.realData("") != nil, "the real records are not next to the project"))
  func share() throws {
    let root = try #require(ProjectFiles.realData(""))
    var shares: [(name: String, share: Share)] = []
    for folder in try FileManager.default.contentsOfDirectory(atPath: root).sorted() {
      let path = root + "/" + folder
      guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else { continue }
      var share = Share()
      for name in names.sorted() {
        guard let bytes = FileManager.default.contents(atPath: path + "/" + name).map(Array.init) else {
          continue
        }
        Self.nodes(of: bytes, name: name).forEach { Self.collect($0, into: &share) }
      }
      shares.append((folder, share))
    }
    var (stated, free) = (0, 0)
    for (name, share) in shares where share.stated > 0 {
      print(
        "licences of \(name): \(share.free.count) of \(share.stated) free text",
        percent(share.free.count, share.stated))
      (stated, free) = (stated + share.stated, free + share.free.count)
      guard ProcessInfo.processInfo.environment["CARTULARY_FREE_LICENCES"] != nil else { continue }
      for (text, count) in Dictionary(grouping: share.free, by: { $0 }).mapValues(\.count).sorted(by: {
        $0.value > $1.value
      }) {
        print("   ", count, text.prefix(260).replacingOccurrences(of: "\n", with: " "))
      }
    }
    print("licences of all: \(free) of \(stated) free text", percent(free, stated))
    #expect(stated > 3_000)
    #expect(Double(free) <= 0.05 * Double(stated))
  }

  private func percent(_ part: Int, _ whole: Int) -> String {
    "(" + String(format: "%.1f", 100 * Double(part) / Double(whole)) + " %)"
  }

  private static func nodes(of bytes: [UInt8], name: String) -> [SourceNode] {
    if name.hasSuffix("json") || name.hasSuffix("jsonld") {
      // Python writes NaN, which is neither JSON nor a licence.
      let text = String(decoding: bytes, as: UTF8.self).replacingOccurrences(of: ": NaN", with: ": null")
      var reader = JSONReader(Array(text.utf8))
      return (try? [reader.anyDocument()]) ?? []
    }
    guard name.hasSuffix("md") || name.hasSuffix("yaml") else { return [] }
    let end =
      name.hasSuffix("md") ? MarkdownPage.division(of: bytes)?.frontMatter.upperBound ?? 0 : bytes.count
    var reader = YAMLReader(String(decoding: bytes[..<end], as: UTF8.self), source: SourceText(bytes: bytes))
    var roots: [SourceNode] = []
    try? reader.forEachDocument { roots.append($0) }
    return roots
  }

  private static func collect(_ node: SourceNode, into share: inout Share) {
    for entry in node.entries ?? [] {
      if ["license", "licence", "licenses"].contains(entry.key.split(separator: ":").last?.lowercased()) {
        for item in entry.value.items {
          let text =
            item.text
            ?? ["@id", "url", "path", "name", "title"].lazy.compactMap { item[$0]?.firstText }.first
          if let text { share.count(text) }
        }
      } else {
        collect(entry.value, into: &share)
      }
    }
    if case .list(let items) = node.content { items.forEach { collect($0, into: &share) } }
  }
}

extension JSONReader {
  /// A whole document of any size, for searching the files of a test.
  fileprivate mutating func anyDocument() throws(Fault) -> SourceNode {
    guard nextByte() == UInt8(ascii: "{") else {
      var items: [SourceNode] = []
      try forEachItem { reader throws(Fault) in items.append(try reader.value()) }
      return SourceNode(content: .list(items), mark: .offset(0))
    }
    var entries: [SourceEntry] = []
    try forEachEntry { key, offset, reader throws(Fault) in
      let value: SourceNode
      if reader.nextByte() == UInt8(ascii: "[") {
        var items: [SourceNode] = []
        try reader.forEachItem { reader throws(Fault) in items.append(try reader.value()) }
        value = SourceNode(content: .list(items), mark: .offset(offset))
      } else {
        value = try reader.value()
      }
      entries.append(SourceEntry(key: key, keyMark: .offset(offset), value: value))
    }
    return SourceNode(content: .map(entries), mark: .offset(0))
  }
}
