internal import CartularyBase
internal import CartularyCatalog
internal import Foundation

/// The completions that the Tab key offers: commands, fields, values, ids and files. Everything from records comes only
/// from the shards that the viewer may read.
struct ReplCompleter {
  let state: ReplState

  /// - Parameter line: The text before the cursor.
  func completion(of line: String) -> LineCompletion {
    let text = line.drop(while: \.isWhitespace)
    guard text.first == "." else { return query(line) }
    let name = text.dropFirst().prefix { !$0.isWhitespace }
    if name.endIndex == text.endIndex {
      let typed = String(text)
      return LineCompletion(
        typed: typed, candidates: DotCommand.all.map(\.name).filter { $0.hasPrefix(typed) })
    }
    guard let command = DotCommand.all.first(where: { $0.word == name }) else { return .none }
    return arguments(String(text[name.endIndex...]), of: command)
  }

  // MARK: - Steps

  private func arguments(_ text: String, of command: DotCommand) -> LineCompletion {
    let typed = String(
      text[(text.lastIndex(where: \.isWhitespace).map(text.index(after:)) ?? text.startIndex)...])
    let index = text.split(whereSeparator: \.isWhitespace).count - (typed.isEmpty ? 0 : 1)
    guard
      let kind = command.completions.indices.contains(index)
        ? command.completions[index] : command.completions.last
    else { return .none }
    switch kind {
    case .choice(let all):
      // A second argument of a command that takes one has no completions.
      guard index < command.completions.count || command.arguments.contains("…") else { return .none }
      return LineCompletion(typed: typed, candidates: all().filter { $0.hasPrefix(typed) })
    case .dataset: return index == 0 ? dataset(typed) : .none
    case .query: return query(text)
    case .file: return file(text.trimmingBlanks)
    }
  }

  private func query(_ text: String) -> LineCompletion {
    guard
      let list = try? state.catalog.suggest(text, at: text.utf8.count, as: state.viewer, limit: 50)
    else { return .none }
    let typed = String(decoding: Array(text.utf8)[list.range], as: UTF8.self)
    let folded = Self.unquoted(typed.lowercased())
    // Replacing a word being typed with a title would be surprising.
    let candidates = list.suggestions.filter { $0.kind != .title }.map(\.text)
    return LineCompletion(
      typed: typed, candidates: candidates.filter { Self.unquoted($0.lowercased()).hasPrefix(folded) })
  }

  /// A value that needs quotes is completed whether or not its quote has been typed.
  private static func unquoted(_ text: String) -> Substring {
    text.first == "\"" ? text.dropFirst() : text[...]
  }

  private func dataset(_ typed: String) -> LineCompletion {
    let text = "id:" + typed
    guard
      let list = try? state.catalog.suggest(text, at: text.utf8.count, as: state.viewer, limit: 50)
    else { return .none }
    return LineCompletion(
      typed: typed, candidates: list.suggestions.map(\.text).filter { $0.hasPrefix(typed) })
  }

  private func file(_ typed: String) -> LineCompletion {
    let directory = typed.lastIndex(of: "/").map { String(typed[...$0]) } ?? ""
    let names =
      (try? FileManager.default.contentsOfDirectory(atPath: directory.isEmpty ? "." : directory)) ?? []
    let candidates = names.sorted().map { name -> String in
      var isDirectory: ObjCBool = false
      let isThere = FileManager.default.fileExists(atPath: directory + name, isDirectory: &isDirectory)
      return directory + name + (isThere && isDirectory.boolValue ? "/" : "")
    }
    return LineCompletion(typed: typed, candidates: candidates.filter { $0.hasPrefix(typed) })
  }
}

extension LineCompletion {
  static let none = LineCompletion(typed: "", candidates: [])
}
