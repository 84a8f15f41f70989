import CartularyBase
import Foundation

@testable import CartularyServer

/// Mustache as the templates use it, and stricter than the package that fills them: a name that no object has, a name that
/// several objects of the stack have, a section of an empty text, an unescaped tag and an escaper that is not named are
/// faults. What passes here cannot fall through there.
struct StrictMustache {
  private indirect enum Token {
    case text(String)
    case variable(String)
    case section(String, [Token], isInverted: Bool)
    case partial(String)
    case content(String)
  }

  private let templates: [String: [Token]]
  private(set) var faults: [String] = []
  /// Names that were looked up.
  private(set) var used: Set<String> = []

  init(_ texts: [String: String]) {
    var (templates, faults): ([String: [Token]], [String]) = ([:], [])
    for (name, text) in texts { templates[name] = Self.parse(text, name, &faults) }
    (self.templates, self.faults) = (templates, faults)
  }

  mutating func text(of table: ViewTable, as name: String) -> String { run(name, [table]) }

  // MARK: - Filling

  private mutating func run(_ name: String, _ stack: [Any]) -> String {
    guard let tokens = templates[name] else {
      faults.append("no template \(name)")
      return ""
    }
    var content: String?
    return run(tokens, stack, &content, name)
  }

  private mutating func run(_ tokens: [Token], _ stack: [Any], _ content: inout String?, _ place: String)
    -> String
  {
    var result = ""
    for token in tokens {
      switch token {
      case .text(let text): result += text
      case .content(let name): content = name
      case .partial(let name): result += run(name, stack)
      case .variable(let name):
        let value = value(name, stack, place)
        guard let text = value as? String else {
          if !(value is NSNull) { faults.append("\(place): {{\(name)}} is not a text") }
          continue
        }
        switch content {
        case "PAGE": result += Escape.markup(text)
        case "JSONLD": result += Escape.jsonForPage(text)
        default: faults.append("\(place): {{\(name)}} has no escaper")
        }
      case .section(let name, let inner, let isInverted):
        let value = value(name, stack, place)
        if value as? String == "" { faults.append("\(place): section of an empty text \(name)") }
        let isOff = value is NSNull || value as? Bool == false || (value as? [Any])?.isEmpty == true
        if isInverted {
          if isOff { result += run(inner, stack, &content, place) }
        } else if let items = value as? [Any] {
          for item in items { result += run(inner, stack + [item], &content, place) }
        } else if !isOff {
          result += run(inner, value is Bool ? stack : stack + [value], &content, place)
        }
      }
    }
    return result
  }

  private mutating func value(_ name: String, _ stack: [Any], _ place: String) -> Any {
    if name == "." { return stack[stack.count - 1] }
    used.insert(name)
    let owners = stack.compactMap { ($0 as? ViewTable)?.values[name] }
    if owners.count != 1 { faults.append("\(place): \(owners.count) objects have \(name)") }
    return owners.last ?? NSNull()
  }

  // MARK: - Parsing

  private static func parse(_ text: String, _ name: String, _ faults: inout [String]) -> [Token] {
    // A tag of a section, or of a partial, that stands alone on its line takes the line with it.
    let text = text.replacing(/(?m)^[ \t]*(\{\{[#^\/!%>][^}]*\}\})[ \t]*\r?\n/) { String($0.output.1) }
    var stack: [(name: String, isInverted: Bool, tokens: [Token])] = [("", false, [])]
    var rest = text[...]
    while let start = rest.firstRange(of: "{{"), let end = rest[start.upperBound...].firstRange(of: "}}") {
      if start.lowerBound > rest.startIndex {
        stack[stack.count - 1].tokens.append(.text(String(rest[..<start.lowerBound])))
      }
      let tag = rest[start.upperBound..<end.lowerBound]
      rest = rest[end.upperBound...]
      let word = tag.dropFirst().filter { $0 != " " }
      switch tag.first {
      case "#", "^": stack.append((word, tag.first == "^", []))
      case "/":
        let section = stack.removeLast()
        if section.name != word || stack.isEmpty { faults.append("\(name): {{/\(word)}}") }
        guard !stack.isEmpty else { return [] }
        stack[stack.count - 1].tokens.append(
          .section(section.name, section.tokens, isInverted: section.isInverted))
      case ">": stack[stack.count - 1].tokens.append(.partial(word))
      case "%": stack[stack.count - 1].tokens.append(.content(String(word.drop { $0 != ":" }.dropFirst())))
      default:
        if tag.wholeMatch(of: /[A-Za-z][A-Za-z0-9]*|\./) == nil { faults.append("\(name): {{\(tag)}}") }
        stack[stack.count - 1].tokens.append(.variable(String(tag)))
      }
    }
    if stack.count > 1 { faults.append("\(name): \(stack[1].name) is not closed") }
    stack[0].tokens.append(.text(String(rest)))
    return stack[0].tokens
  }
}
