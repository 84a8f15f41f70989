internal import CartularyBase
internal import CartularyModel
internal import Foundation

/// What is lost between a record and what was read back.
enum ExportLoss {
  /// Paths of the native manifest's keys, without the numbers of list items, sorted, each once. What was read
  /// beyond the record is not a loss.
  ///
  /// - Parameter back: `nil` if nothing could be read: then everything is lost.
  static func paths(of dataset: Dataset, notIn back: Dataset?) -> [String] {
    var lost: Set<String> = []
    compare(tree(of: dataset.asExchanged), back.map { tree(of: $0.asExchanged) }, "", &lost)
    return lost.sorted()
  }

  /// Everything that a record says, as paths.
  static func paths(of dataset: Dataset) -> [String] { paths(of: dataset, notIn: nil) }

  /// Our own JSON, whose nesting is bounded by the types. It has everything that is stated, without shorthand.
  private static func tree(of dataset: Dataset) -> SourceNode {
    guard let json = try? JSONEncoder().encode(dataset) else {
      return SourceNode(content: .null, mark: .offset(0))
    }
    var reader = JSONReader([UInt8](json))
    return (try? reader.value(within: .max)) ?? SourceNode(content: .null, mark: .offset(0))
  }

  private static func isWhole(_ node: SourceNode, in back: SourceNode) -> Bool {
    var lost: Set<String> = []
    compare(node, back, "", &lost)
    return lost.isEmpty
  }

  private static func compare(
    _ node: SourceNode, _ back: SourceNode?, _ path: String, _ lost: inout Set<String>
  ) {
    switch node.content {
    case .null: break
    case .scalar(let text): if back?.text != text { lost.insert(path) }
    case .map(let entries):
      for entry in entries {
        // Unmapped values have the source's own keys.
        let inner = path == "unmapped" ? path : path.isEmpty ? entry.key : path + "." + entry.key
        compare(entry.value, back?[entry.key], inner, &lost)
      }
    case .list(let items):
      let present = back?.items ?? []
      if items.allSatisfy({ $0.text != nil }) {
        // A text that is stated twice is lost if it comes back once.
        var rest = Dictionary(present.compactMap(\.text).map { ($0, 1) }, uniquingKeysWith: +)
        for item in items {
          let text = item.text ?? ""
          if let count = rest[text], count > 0 { rest[text] = count - 1 } else { lost.insert(path) }
        }
      } else {
        // Items that are unchanged, in any order; the others are compared by position.
        var rest = LossCandidates(present)
        let missing = items.filter { !rest.take(whole: $0, isWhole) }
        // If their numbers differ, they cannot be matched.
        let left = rest.nodes
        let others: [SourceNode?] = missing.count == left.count ? left : missing.map { _ in nil }
        for (item, other) in zip(missing, others) { compare(item, other, path, &lost) }
      }
    }
  }
}

extension Dataset {
  /// The record with one spelling for what formats spell differently, and without what only says that
  /// nothing is stated.
  fileprivate var asExchanged: Dataset {
    var copy = self
    copy.licenses = licenses.asExchanged
    for index in copy.distributions.indices {
      copy.distributions[index].licenses = distributions[index].licenses.asExchanged
    }
    copy.access.dataUse = access.dataUse.flatMap { text in
      let terms = ParsedDataUse(text).terms
      return terms.isEmpty ? [text] : terms.map(\.canonical)
    }
    if let after = access.embargo?.after { copy.access.embargo?.after = after.asExchanged }
    copy.access.eraseAfter = access.eraseAfter?.asExchanged
    return copy
  }
}

extension TimeSpan {
  /// "18 months" and `P18M` say the same.
  fileprivate var asExchanged: TimeSpan { TimeSpan(isoDuration) ?? self }
}

extension [License] {
  /// A source's name for a known licence adds nothing to the licence.
  fileprivate var asExchanged: [License] {
    filter { $0.id != License.notStated.id }.map { license in
      license.id == License.customID ? license : License(id: license.id, openness: license.openness)
    }
  }
}
