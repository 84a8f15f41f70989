internal import Foundation

/// Text without what does not count when it is compared.
package enum FoldedText {
  /// `text` without case and accents, in one form for each way of writing it.
  ///
  /// Compatibility forms become plain ones (`ﬁ` is `fi`, full width is half), cases fold (`ß` is `ss`),
  /// accents and the points of Arabic and Hebrew are dropped, and Latin letters with a stroke or in one
  /// piece are spelt out (`ø` is `o`, `æ` is `ae`). Marks that tell words apart stay: Indic vowel signs,
  /// Thai vowels and tones, Japanese voicing. Folding twice is folding once.
  package static func words(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.lowercased() }
    // Upper and then lower case is case folding: it meets in the middle what has several lower cases, as ς.
    let unmarked = text.decomposedStringWithCompatibilityMapping.uppercased().lowercased()
      .decomposedStringWithCompatibilityMapping
    var folded = String.UnicodeScalarView()
    for scalar in unmarked.unicodeScalars where scalar.isASCII || !isDiacritic(scalar) {
      if let spelt = speltOut[scalar] {
        folded.append(contentsOf: spelt.unicodeScalars)
      } else {
        folded.append(scalar)
      }
    }
    // Composed again, so that Hangul is syllables and voiced kana are one character each.
    return String(folded).precomposedStringWithCanonicalMapping
  }

  /// A word folded after its umlauts and rings are spelt out as people do who have no key for them, `Löwe` as `loewe`
  /// and `Århus` as `aarhus`; `nil` for a word without any.
  package static func spelling(_ word: String) -> String? {
    if word.utf8.allSatisfy({ $0 < 0x80 }) { return nil }
    let composed = word.precomposedStringWithCanonicalMapping.lowercased()
    guard composed.unicodeScalars.contains(where: { umlauts[$0] != nil }) else { return nil }
    var spelt = String.UnicodeScalarView()
    for scalar in composed.unicodeScalars {
      if let letters = umlauts[scalar] {
        spelt.append(contentsOf: letters.unicodeScalars)
      } else {
        spelt.append(scalar)
      }
    }
    return words(String(spelt))
  }

  private static let umlauts: [Unicode.Scalar: String] = [
    "ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe",
  ]

  /// Lower case, outer blanks dropped, each inner run of blanks, `_` and `-` written as one `-`: the one way in which
  /// spellings of codes are compared.
  package static func code(_ text: String) -> String {
    var text = text
    // Codes are ASCII as a rule, and every start of the program folds hundreds of them: bytes take a tenth of the time.
    let folded = text.withUTF8(asciiCode)
    if let folded { return folded }
    return anyCode(text)
  }

  /// - Returns: `nil` for bytes that are not all ASCII.
  private static func asciiCode(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    guard bytes.allSatisfy({ $0 < 0x80 }) else { return nil }
    return String(unsafeUninitializedCapacity: bytes.count) { folded in
      var count = 0
      var isGap = false
      for byte in bytes {
        switch byte {
        case 0x20, 0x09...0x0D, UInt8(ascii: "_"), UInt8(ascii: "-"):
          isGap = count > 0
        default:
          if isGap {
            folded[count] = UInt8(ascii: "-")
            count += 1
          }
          isGap = false
          folded[count] = (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
          count += 1
        }
      }
      return count
    }
  }

  private static func anyCode(_ text: String) -> String {
    var folded = ""
    var isGap = false
    for character in text.lowercased() {
      if character.isWhitespace || character == "_" || character == "-" {
        isGap = !folded.isEmpty
      } else {
        if isGap { folded.append("-") }
        isGap = false
        folded.append(character)
      }
    }
    return folded
  }

  /// Letters and digits alone, in lower case: `Data-Set (1)` is `dataset1`.
  package static func letters(_ text: String) -> String {
    text.lowercased().filter { $0.isLetter || $0.isNumber }
  }

  /// Whether `scalar` is a mark that search leaves out of account, or shows nothing at all.
  ///
  /// The combining class tells: 0 is vowel signs, 1...9 nuktas, voicing and viramas, 103...132 the vowels
  /// and tones of Thai, Lao and Tibetan; all others sit on letters that are known without them.
  private static func isDiacritic(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.properties.isDefaultIgnorableCodePoint { return true }
    guard scalar.properties.generalCategory == .nonspacingMark else { return false }
    let combiningClass = scalar.properties.canonicalCombiningClass.rawValue
    return combiningClass >= 10 && !(103...132).contains(combiningClass)
  }

  /// Latin letters that Unicode does not decompose, and apostrophes, as one writes them on a keyboard without them.
  private static let speltOut: [Unicode.Scalar: String] = [
    "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ł": "l", "þ": "th", "ŧ": "t",
    "\u{2018}": "'", "\u{2019}": "'", "\u{02BC}": "'",
  ]
}
