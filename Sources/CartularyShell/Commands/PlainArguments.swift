internal import ArgumentParser

/// The arguments of a command, taken apart by exact names.
///
/// The parser looks at the declarations of a command by reflection before it reads the first argument, which takes longer
/// than a search. So the commands that are run most take their arguments from here, and whatever is not plain is
/// left to the parser: short options, a bare `--`, an empty value behind `=`, what is given twice, wrong values, help and errors.
final class PlainArguments {
  /// What is neither an option nor the value of one, in order.
  let words: [String]
  /// Whether the parser has to be asked: something was not understood.
  private(set) var needParser = false
  private let given: [(name: OptionName, value: String)]
  /// The given options that the command has asked for.
  private var isAsked: [Bool]

  /// - Parameter arguments: Without the command's name.
  /// - Returns: `nil` if the parser has to be asked.
  init?(_ arguments: ArraySlice<String>) {
    var words: [String] = []
    var given: [(name: OptionName, value: String)] = []
    var rest = arguments
    while let argument = rest.popFirst() {
      guard Self.beginsWithDash(argument) else {
        words.append(argument)
        continue
      }
      guard let option = Self.option(argument, &rest) else { return nil }
      given.append(option)
    }
    (self.words, self.given) = (words, given)
    isAsked = Array(repeating: false, count: given.count)
  }

  /// Whether everything that was given has been asked for and understood.
  var areUnderstood: Bool { !needParser && isAsked.allSatisfy { $0 } }

  // MARK: - What a command asks for

  func has(_ name: OptionName) -> Bool { !values(name, isRepeatable: false).isEmpty }

  func text(_ name: OptionName) -> String? { values(name, isRepeatable: false).first }

  func texts(_ name: OptionName) -> [String] { values(name, isRepeatable: true) }

  /// The value of an option as the parser would read it.
  func value<Value: ExpressibleByArgument>(_ name: OptionName) -> Value? {
    value(name) { Value(argument: $0) }
  }

  func value<Value>(_ name: OptionName, _ read: (String) throws -> Value?) -> Value? {
    guard let text = text(name) else { return nil }
    guard let value = try? read(text) else {
      needParser = true
      return nil
    }
    return value
  }

  /// The only word.
  func word() -> String {
    guard words.count == 1 else {
      needParser = true
      return ""
    }
    return words[0]
  }

  /// Options with all their values; what they forbid is told by the parser.
  func options<Options: PlainOptions>() -> Options {
    var options = Options()
    options.read(self)
    do { try options.validate() } catch { needParser = true }
    return options
  }

  // MARK: - Steps

  private func values(_ name: OptionName, isRepeatable: Bool) -> [String] {
    var values: [String] = []
    for (index, option) in given.enumerated() where option.name == name {
      isAsked[index] = true
      values.append(option.value)
    }
    if !isRepeatable, values.count > 1 { needParser = true }
    return values
  }

  private static func option(
    _ argument: String, _ rest: inout ArraySlice<String>
  ) -> (name: OptionName, value: String)? {
    guard argument.utf8.starts(with: "--".utf8) else { return nil }
    let text = argument.utf8.dropFirst(2)
    if let sign = text.firstIndex(of: UInt8(ascii: "=")) {
      guard let name = OptionName(rawValue: String(Substring(text[..<sign]))), !name.isFlag else {
        return nil
      }
      let value = text[text.index(after: sign)...]
      // The parser takes `--name=` for a name without a value.
      return value.isEmpty ? nil : (name, String(Substring(value)))
    }
    guard let name = OptionName(rawValue: String(Substring(text))) else { return nil }
    if name.isFlag { return (name, "") }
    guard let value = rest.popFirst(), !beginsWithDash(value) else { return nil }
    return (name, value)
  }

  private static func beginsWithDash(_ argument: String) -> Bool { argument.utf8.first == UInt8(ascii: "-") }
}
