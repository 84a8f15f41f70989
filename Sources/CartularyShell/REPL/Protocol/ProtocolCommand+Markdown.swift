internal import CartularyWire

extension ProtocolCommand {
  /// The table of Docs/PROTOCOL.md.
  static var markdown: String {
    let rows = all.map { command in
      let keys = command.keys.map { key in
        key.hasSuffix("!") ? "**`\(key.dropLast())`**" : "`\(key)`"
      }
      return
        "| `\(command.name)` | \(keys.joined(separator: ", ")) | \(command.result.replacing("](#", with: "](JSON.md#")) |"
    }
    return (["| cmd | keys | answer |", "| --- | --- | --- |"] + rows).joined(separator: "\n")
  }
}
