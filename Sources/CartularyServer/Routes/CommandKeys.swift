internal import CartularyManifests
internal import CartularyWire

/// Reads the parameters of an address as the keys of a command, so that both fronts check and answer the same requests.
struct CommandKeys {
  let command: ProtocolCommand
  let bounds: CommandBounds

  /// The request that an address makes.
  ///
  /// - Parameter path: Parameters in the path.
  /// - Throws: `Problem` 400.
  func request(_ query: QueryString, path: [String: String]) throws(Problem) -> ProtocolRequest {
    var keys: [String: JSONValue] = path.mapValues { .string($0) }
    var given: [String: [QueryString.Pair]] = [:]
    for pair in query.pairs {
      guard !path.keys.contains(pair.key), command.keyNames.contains(pair.key) else {
        throw unknown(pair, path)
      }
      given[pair.key, default: []].append(pair)
    }
    for (name, pairs) in given {
      guard let key = ProtocolKey.named(name) else {
        preconditionFailure("the table of keys has every key of a command")
      }
      keys[name] = try value(of: key, pairs)
    }
    return ProtocolRequest(command.name, keys)
  }

  private func unknown(_ pair: QueryString.Pair, _ path: [String: String]) -> Problem {
    guard !HTTPQuestion.tokenKeys.contains(pair.key.lowercased()) else {
      return Problem(
        400, .badAddress, "a credential does not belong in an address", range: pair.range,
        help: "send it as: Authorization: Bearer TOKEN; this one is known to logs now, so revoke it")
    }
    var fault = ProtocolFault.unknownKey(pair.key, of: command)
    fault.suggest.removeAll { path.keys.contains($0) }
    fault.range = pair.range
    return Problem(fault)
  }

  private func value(of key: ProtocolKey, _ pairs: [QueryString.Pair]) throws(Problem) -> JSONValue {
    var texts: [String] = []
    for pair in pairs {
      guard let text = pair.value else {
        throw Problem(
          400, .badRequest, "'\(key.name)' needs a value", range: pair.range, help: "write \(key.name)=...")
      }
      texts.append(text)
    }
    let isList =
      switch key.kind {
      case .texts, .flagOrTexts: true
      case .text, .number, .profile, .id: false
      }
    if !isList, pairs.count > 1 {
      throw Problem(400, .badRequest, "'\(key.name)' is given more than once", range: pairs[1].range)
    }
    let (text, range) = (texts[0], pairs[0].range)
    switch key.kind {
    case .text, .id: return .string(text)
    case .texts: return .array(texts.map { .string($0) })
    case .flagOrTexts: return texts == ["true"] ? .bool(true) : .array(texts.map { .string($0) })
    case .number: return .number(String(try number(key.name, text, range)))
    case .profile: return text.first == "{" ? try object(key.name, text) : .string(text)
    }
  }

  private func number(_ name: String, _ text: String, _ range: Range<Int>) throws(Problem) -> Int {
    let isPlain =
      !text.isEmpty && text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    guard isPlain, let number = Int(text) else {
      throw Problem(
        400, .badRequest, "'\(name)' is a whole number, not '\(text.prefix(40))'", range: range)
    }
    if let bounds = bounds.ranges[name], !bounds.contains(number) {
      throw Problem(
        400,
        WireError(
          code: ProtocolFault.Code.invalidArgument.rawValue,
          message: "'\(name)' is \(bounds.lowerBound) to \(bounds.upperBound), not \(number)", range: range))
    }
    return number
  }

  private func object(_ name: String, _ text: String) throws(Problem) -> JSONValue {
    do throws(JSONValue.Fault) {
      return try JSONValue(json: Array(text.utf8))
    } catch {
      var fault = ProtocolFault(error)
      fault.help = fault.help ?? "'\(name)' is the name of a profile, or a JSON object"
      throw Problem(fault)
    }
  }
}
