import CartularyBase
import CartularyQuery
import Testing

@Suite("Grammar")
struct GrammarTests {
  @Test("text is read as the tree next to it", arguments: GrammarTable.all)
  func tree(text: String, expected: String) throws {
    #expect(try QueryParser.sample.parse(text, mode: .strict).printed == expected)
  }

  @Test("every node knows the part of the text that it was read from")
  func ranges() throws {
    let text = "wäter -(a OR licence:mit,CC0-1.0) modified:>2020"
    let query = try QueryParser.sample.parse(text, mode: .strict)
    #expect(
      places(in: query.root, of: text) == [
        text, "wäter", "-(a OR licence:mit,CC0-1.0)", "(a OR licence:mit,CC0-1.0)", "a",
        "licence:mit,CC0-1.0", "licence",
        "mit", "CC0-1.0", "modified:>2020", "modified", "2020",
      ])
  }

  private func places(in node: Node?, of text: String) -> [String] {
    guard let node else { return [] }
    func part(_ range: Range<Int>) -> String { String(decoding: Array(text.utf8)[range], as: UTF8.self) }
    var inner: [String] = []
    switch node.kind {
    case .and(let parts), .or(let parts): inner = parts.flatMap { places(in: $0, of: text) }
    case .not(let node), .required(let node), .scope(_, let node): inner = places(in: node, of: text)
    case .field(let clause):
      inner = [part(clause.fieldRange)]
      switch clause.match {
      case .values(let values): inner += values.map { part($0.range) }
      case .range(let lower, let upper): inner += [lower, upper].compactMap { $0 }.map { part($0.range) }
      case .box: break
      }
    default: break
    }
    return [part(node.range)] + inner
  }
}
