/// FNV-1a of 64 bits: short, and the same on every machine. It finds damage and keeps names apart; it is not a guard
/// against anyone who wants two texts of one hash. Source: draft-eastlake-fnv.
///
/// Each of its steps can be undone, so every change within one byte changes the hash.
package enum FNV1a {
  /// - Returns: `0xCBF29CE484222325` for no bytes.
  package static func hash(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return hash
  }

  /// Of the UTF-8 of a text.
  package static func hash(_ text: String) -> UInt64 {
    var text = text
    return text.withUTF8 { hash(UnsafeRawBufferPointer($0)) }
  }
}
