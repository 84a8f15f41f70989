import CartularyManifests
import TestSupport
import Testing

@testable import CartularyMCP

@Suite("Docs/ASSISTANTS.md")
struct AssistantPageTests {
  @Test("has a row for each tool, with its arguments and the keys of its answer")
  func tools() throws {
    let text = try ProjectFiles.text("Docs/ASSISTANTS.md")
    for tool in ToolTable.tools(withConnectors: true) {
      #expect(text.contains(Self.row(tool)), "\(Self.row(tool))")
    }
  }

  private static func row(_ tool: Tool) -> String {
    let arguments = tool.arguments.map { $0.isRequired ? "**`\($0.name)`**" : "`\($0.name)`" }
    let keys: [String] =
      switch tool.form {
      case .structured(let keys, _): keys.keys.sorted().map { "`\($0)`" }
      case .connector: ["text alone"]
      }
    return "| `\(tool.name)` | \(arguments.joined(separator: ", ")) | \(keys.joined(separator: ", ")) |"
  }

  @Test("says how long answers are, and which revisions are spoken")
  func numbers() throws {
    let text = try ProjectFiles.text("Docs/ASSISTANTS.md")
    #expect(text.contains("at most 24,000 bytes") && AnswerBudget.byteCount == 24_000)
    #expect(text.contains("2,000\n  characters") && PublishedText.maximumCharacterCount == 2_000)
    #expect(ProtocolRevision.names.allSatisfy(text.contains))
    for prompt in AssistantPrompt.all { #expect(text.contains("`\(prompt.name)`")) }
  }
}
