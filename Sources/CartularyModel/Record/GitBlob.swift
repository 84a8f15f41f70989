internal import Crypto

/// The name that git gives to the content of a file.
package enum GitBlob {
  /// Whether bytes are the content that git knows by a name, but perhaps for line ends, which git may keep otherwise
  /// than the checkout has them.
  ///
  /// - Parameter name: Hexadecimal: 40 digits in a repository of SHA-1, 64 in one of SHA-256.
  package static func isContent(_ bytes: [UInt8], of name: String) -> Bool {
    if self.name(of: bytes, like: name) == name { return true }
    let plain = withoutCarriageReturns(bytes)
    return plain.count < bytes.count && self.name(of: plain, like: name) == name
  }

  /// Of the kind that another name is.
  private static func name(of bytes: [UInt8], like other: String) -> String {
    other.utf8.count == 64
      ? digest(of: bytes, SHA256()).hexadecimal : digest(of: bytes, Insecure.SHA1()).hexadecimal
  }

  private static func digest<Function: HashFunction>(of bytes: [UInt8], _ function: Function)
    -> Function.Digest
  {
    var function = function
    function.update(data: Array("blob \(bytes.count)\0".utf8))
    function.update(data: bytes)
    return function.finalize()
  }

  /// With line feeds for the line ends of Windows.
  private static func withoutCarriageReturns(_ bytes: [UInt8]) -> [UInt8] {
    var plain: [UInt8] = []
    plain.reserveCapacity(bytes.count)
    for (index, byte) in bytes.enumerated() {
      let isLineEnd = byte == 0x0D && index + 1 < bytes.count && bytes[index + 1] == 0x0A
      if !isLineEnd { plain.append(byte) }
    }
    return plain
  }
}
