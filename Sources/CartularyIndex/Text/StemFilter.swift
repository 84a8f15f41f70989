/// Tells in which languages a word may have a stem that is looked for: most words in none, which is found out by a look at two
/// bytes of them, whatever the number of stems and languages.
struct StemFilter {
  /// Languages by their places in the list, a bit each; those from the 32nd on share the last.
  typealias Languages = UInt32

  /// By the first byte of a word; where the first two are ASCII, by both.
  private var firsts = [Languages](repeating: 0, count: 256)
  private var pairs = [Languages](repeating: 0, count: 128 * 128)
  /// Languages in which nothing tells.
  private var always: Languages = 0
  /// What stands somewhere in a word, with its letters as bits.
  private var rests: [(languages: Languages, letters: UInt32, bytes: ArraySlice<UInt8>)] = []

  init(_ wanted: [WantedStems]) {
    for (index, wanted) in wanted.enumerated() {
      let languages: Languages = 1 << Languages(min(index, 31))
      for stem in wanted.spellings {
        guard let first = stem.first else { continue }
        switch wanted.likeness {
        case .unknown: always |= languages
        case .rest: rests.append((languages, Self.letters(of: stem[1...]), stem[1...]))
        case .beginning(let count):
          firsts[Int(first)] |= languages
          guard first < 0x80 else { continue }
          // A stem of one byte, or whose second is another letter in the word, tells nothing of the second.
          let second = count > 1 && stem.count > 1 && stem[1] < 0x80 ? Int(stem[1]) : nil
          for byte in second.map({ $0...$0 }) ?? 0...127 { pairs[Int(first) << 7 | byte] |= languages }
        }
      }
    }
  }

  /// The languages in which a folded word may have a stem that is looked for; a bit too many does no harm.
  func languages(of word: String) -> Languages {
    var word = word
    return word.withUTF8 { bytes in
      guard let first = bytes.first else { return 0 }
      var found = always | firsts[Int(first)]
      if bytes.count > 1, first < 0x80, bytes[1] < 0x80 {
        found = always | pairs[Int(first) << 7 | Int(bytes[1])]
      }
      guard !rests.isEmpty else { return found }
      let letters = Self.letters(of: bytes)
      for rest in rests where rest.letters & ~letters == 0 && Self.holds(bytes, rest.bytes) {
        found |= rest.languages
      }
      return found
    }
  }

  private static func letters(of bytes: some Sequence<UInt8>) -> UInt32 {
    bytes.reduce(0) { $0 | 1 << UInt32($1 & 31) }
  }

  private static func holds(_ word: UnsafeBufferPointer<UInt8>, _ rest: ArraySlice<UInt8>) -> Bool {
    guard rest.count <= word.count else { return false }
    return (0...(word.count - rest.count)).contains { word[$0...].starts(with: rest) }
  }
}
