internal import CartularyBase
internal import CartularyCatalog
internal import CartularyModel
internal import Foundation

/// Prints explanations, similar datasets and suggestions: a table for people and programs alike.
struct ExplanationPrinter {
  let console: Console

  func print(_ explanation: Explanation) { for line in Self.lines(explanation) { console.write(line) } }

  /// The interpretation of a query, safe for a terminal.
  static func lines(_ explanation: Explanation) -> [String] {
    var lines = [
      "query    " + TerminalText.harmless(explanation.canonical),
      "tree     " + TerminalText.harmless(explanation.tree),
    ]
    for clause in explanation.clauses {
      let expansion = clause.expansion.isEmpty ? "" : " → " + clause.expansion.joined(separator: ", ")
      lines.append("clause   \(clause.count)\t" + TerminalText.harmless(clause.text + expansion))
    }
    lines.append("matches  \(explanation.total)")
    if let sentence = explanation.matched.sentence {
      lines.append("words    " + TerminalText.harmless(sentence))
    }
    return lines + ["engine   " + TerminalText.harmless(explanation.engineQuery)]
  }

  func print(_ explanation: HitExplanation) {
    console.write("\(explanation.id)  weight \(Self.number(explanation.weight))")
    if explanation.mentionCount > 0 {
      let publishers = explanation.mentionCount == 1 ? "publisher" : "publishers"
      console.write(
        "  × \(Self.number(explanation.mentionFactor))\tmentioned by \(explanation.mentionCount) other \(publishers)"
      )
    }
    for word in explanation.words {
      console.write(
        "  \(Self.number(word.weight))\t\(TerminalText.harmless(word.word))\t\(word.fields.joined(separator: ", "))"
      )
    }
  }

  func print(_ similar: [SimilarDataset]) { Self.table(similar).print(as: .tsv, on: console) }

  func print(_ list: SuggestionList) { Self.table(list).print(as: .tsv, on: console) }

  static func table(_ similar: [SimilarDataset]) -> ResultTable {
    ResultTable(
      [
        .init(name: "id", isWhole: true), .init(name: "title"), .init(name: "shared"),
        .init(name: "replaced-by", isWhole: true),
      ],
      rows: similar.map {
        [$0.dataset.id, $0.dataset.title, $0.sharedTerms.joined(separator: " "), $0.replacedBy ?? ""]
      })
  }

  static func table(_ list: SuggestionList) -> ResultTable {
    ResultTable(
      [.init(name: "text", isWhole: true), .init(name: "kind"), .init(name: "count", isNumber: true)],
      rows: list.suggestions.map { [$0.text, $0.kind.rawValue, $0.count.map(String.init) ?? ""] })
  }

  private static func number(_ weight: Double) -> String { String(format: "%.2f", weight) }
}
