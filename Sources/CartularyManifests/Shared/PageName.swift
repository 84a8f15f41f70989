internal import CartularyModel

/// The name of a page by its file: catalogs of pages do not state it anywhere else.
struct PageName {
  /// Folders from the top, without empty ones and dots.
  private let folders: [String]
  /// The file's name without its extension, with `%20` and `+` decoded.
  let stem: String

  init(_ path: String) {
    var parts = path.split(separator: "/").map(String.init).filter { $0 != "." && $0 != ".." }
    let file = parts.popLast() ?? ""
    folders = parts
    let bare = file.lastIndex(of: ".").map { String(file[..<$0]) } ?? file
    stem = Self.decoded(bare.isEmpty ? file : bare)
  }

  /// The name of a card: its file's name, or its folder's if that is README.
  var card: String {
    guard ["readme", "index"].contains(stem.lowercased()), let folder = folders.last else { return stem }
    return Self.decoded(folder)
  }

  /// An id made from a name. If the name has characters that ids do not allow, a hash keeps it unique:
  /// `boundaries - moray` and `boundaries (moray)` are two pages.
  ///
  /// - Returns: Empty if no id can be made.
  static func slug(_ name: String) -> String {
    let slug = DatasetID.slug(name)
    let isFaithful = name.unicodeScalars.allSatisfy {
      $0.isASCII
        && ($0.properties.isAlphabetic || ("0"..."9").contains($0) || " -_.,".unicodeScalars.contains($0))
    }
    guard !isFaithful, !slug.isEmpty else { return slug }
    let hash = ContentHash(of: name.utf8).description.prefix(8)
    return DatasetID.slug(slug.prefix(DatasetID.maximumByteCount - 9) + "-" + hash)
  }

  /// `%26` as `&`, `+` as a space; unchanged if the result is not valid UTF-8.
  private static func decoded(_ text: String) -> String {
    guard text.contains("%") || text.contains("+") else { return text }
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), rest.count >= 2,
        let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16), value >= 0x20
      {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte == UInt8(ascii: "+") ? 0x20 : byte)
      }
    }
    return String(validating: bytes, as: UTF8.self) ?? text
  }
}
