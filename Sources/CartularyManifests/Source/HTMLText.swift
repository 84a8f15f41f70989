/// Text that people wrote in HTML, as plain text.
///
/// Blocks become lines, list items begin with `- `, links keep their address in parentheses, scripts and
/// styles are dropped. One pass over the text: broken markup costs no more than valid markup.
enum HTMLText {
  /// Plain text if there is markup; other text unchanged, since its lines may be Markdown.
  static func plain(_ text: String) -> String {
    guard isMarkup(text) else { return text }
    let bytes = Array(text.utf8)
    var writer = Writer(bytes, keepsLines: !hasBlocks(bytes))
    return writer.plainText()
  }

  /// Whether tags decide where lines end; otherwise the text's own lines do, which may be Markdown with a tag in it.
  private static func hasBlocks(_ bytes: [UInt8]) -> Bool {
    bytes.indices.contains { index in
      guard bytes[index] == UInt8(ascii: "<"), let name = Tag.name(in: bytes, at: index + 1) else {
        return false
      }
      return Tag.blocks.contains(name) || (Tag.lines.contains(name) && name != "br")
    }
  }

  /// Whether there is a tag of HTML or an entity.
  static func isMarkup(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    for (index, byte) in bytes.enumerated() {
      if byte == UInt8(ascii: "<"), let name = Tag.name(in: bytes, at: index + 1), Tag.known.contains(name) {
        return true
      }
      if byte == UInt8(ascii: "&"), Entity.read(bytes, at: index) != nil { return true }
    }
    return false
  }

  // MARK: - Tags

  private enum Tag {
    static let blocks: Set = [
      "p", "div", "ul", "ol", "table", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "section",
      "article", "header", "footer", "dl", "hr", "form", "center", "address",
    ]
    static let lines: Set = ["br", "tr", "dt", "dd", "li", "option"]
    static let inline: Set = [
      "a", "abbr", "b", "big", "cite", "code", "del", "em", "font", "i", "img", "ins", "s", "small", "span",
      "strong", "strike", "sub", "sup", "u", "tbody", "thead", "td", "th", "script", "style", "iframe",
      "body",
      "html", "head", "title", "o:p", "noscript", "template", "figure", "figcaption", "main", "nav", "aside",
      "label", "input", "button", "svg", "path", "video", "audio", "source", "picture", "meta", "link",
      "base",
      "wbr", "kbd", "samp", "var", "q", "dfn", "mark", "time", "map", "area", "col", "colgroup", "caption",
      "tfoot", "fieldset", "legend", "select", "textarea", "object", "embed", "param", "tt", "acronym",
    ]
    static let known = blocks.union(lines).union(inline)
    /// What is between their tags is not text.
    static let dropped: Set = ["script", "style", "head", "iframe", "noscript", "template"]

    /// The lower-case name of the tag whose name or slash begins at an offset; `nil` if none does.
    static func name(in bytes: [UInt8], at start: Int) -> String? {
      var index = start
      if index < bytes.count, bytes[index] == UInt8(ascii: "/") { index += 1 }
      let first = index
      while index < bytes.count, index - first < 12, isNamePart(bytes[index]) { index += 1 }
      guard index > first, !(0x30...0x39).contains(bytes[first]) else { return nil }
      return String(decoding: bytes[first..<index], as: UTF8.self).lowercased()
    }

    private static func isNamePart(_ byte: UInt8) -> Bool {
      (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: ":")
    }
  }

  // MARK: - Writing

  private struct Writer {
    private let bytes: [UInt8]
    private var index = 0
    private var text = ""
    /// Line ends that the next word needs before it: at most two.
    private var lineEnds = 0
    /// The spaces that the next word needs before it.
    private var gap = ""
    /// Whether line ends and spaces are kept as they are.
    private let keepsLines: Bool
    /// The address of each open link, and where its text began.
    private var links: [(address: String, start: Int)] = []
    private var textByteCount = 0
    /// The first `>` after the last tag that was looked at.
    private var nextClose = 0

    init(_ bytes: [UInt8], keepsLines: Bool) { (self.bytes, self.keepsLines) = (bytes, keepsLines) }

    mutating func plainText() -> String {
      var run = 0
      while index < bytes.count {
        switch bytes[index] {
        case UInt8(ascii: "<"):
          append(bytes[run..<index])
          if !skipComment(), !readTag() {
            append(bytes[index...index])
            index += 1
          }
          run = index
        case UInt8(ascii: "&"):
          guard let entity = Entity.read(bytes, at: index) else {
            index += 1
            continue
          }
          append(bytes[run..<index])
          append(Array(entity.text.utf8)[...])
          index += entity.length
          run = index
        default: index += 1
        }
      }
      append(bytes[run..<bytes.count])
      return text
    }

    /// Words with spaces between them, after any pending line ends.
    private mutating func append(_ slice: ArraySlice<UInt8>) {
      for word in String(decoding: slice, as: UTF8.self).wordsAndGaps {
        if word.first?.isWhitespace == true {
          gap = keepsLines ? gap + word : " "
          continue
        }
        if !text.isEmpty {
          if lineEnds > 0, !gap.contains("\n") { write(String(repeating: "\n", count: lineEnds)) }
          if lineEnds == 0 || gap.contains("\n") { write(gap) }
        }
        (lineEnds, gap) = (0, "")
        write(word)
      }
    }

    private mutating func write(_ piece: String) {
      text += piece
      textByteCount += piece.utf8.count
    }

    private mutating func skipComment() -> Bool {
      guard bytes[index...].starts(with: "<!".utf8) else { return false }
      let end = bytes[index...].starts(with: "<!--".utf8) ? Array("-->".utf8) : [UInt8(ascii: ">")]
      index = bytes.offset(after: end, from: index + 2) ?? bytes.count
      return true
    }

    private mutating func readTag() -> Bool {
      // Only known tags: `10K<n<100K` is not one.
      guard let name = Tag.name(in: bytes, at: index + 1), Tag.known.contains(name), let end = endOfTag()
      else { return false }
      let isClosing = bytes[index + 1] == UInt8(ascii: "/")
      let attributes = bytes[(index + 1)..<end]
      index = end + 1
      if Tag.dropped.contains(name), !isClosing {
        index = bytes.offset(afterClosing: name, from: index) ?? bytes.count
        if gap.isEmpty { gap = " " }
        return true
      }
      if Tag.blocks.contains(name) {
        lineEnds = max(lineEnds, name == "div" || name == "hr" ? 1 : 2)
      } else if Tag.lines.contains(name) {
        lineEnds = max(lineEnds, 1)
        if name == "li", !isClosing {
          append(Array("-".utf8)[...])
          if gap.isEmpty { gap = " " }
        }
      } else if name == "td" || name == "th" {
        if gap.isEmpty { gap = " " }
      } else if name == "a" {
        isClosing ? closeLink() : openLink(attributes)
      } else if name == "img", let alternative = Self.attribute("alt", in: attributes) {
        append(Array(" \(alternative) ".utf8)[...])
      }
      return true
    }

    /// The `>` that ends the tag, outside quotes if they close soon; a quote that does not is a mistake.
    ///
    /// The next `>` is remembered, so that thousands of unclosed tags cost one look-up each.
    private mutating func endOfTag() -> Int? {
      if nextClose <= index { nextClose = bytes[(index + 1)...].firstIndex(of: UInt8(ascii: ">")) ?? .max }
      guard nextClose - index <= 1 << 16 else { return nil }
      var quote: UInt8?
      for position in (index + 1)..<min(bytes.count, index + 1_024) {
        let byte = bytes[position]
        if let open = quote {
          if byte == open { quote = nil }
        } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
          quote = byte
        } else if byte == UInt8(ascii: ">") {
          return position
        }
      }
      return nextClose
    }

    private mutating func openLink(_ attributes: ArraySlice<UInt8>) {
      guard links.count < 100 else { return }
      let address = Self.attribute("href", in: attributes) ?? ""
      links.append((address, textByteCount))
    }

    private mutating func closeLink() {
      guard let link = links.popLast() else { return }
      let isAddress = ["http://", "https://", "mailto:", "ftp://"].contains { link.address.hasPrefix($0) }
      let shown = text.utf8.suffix(max(0, textByteCount - link.start))
      let bare = link.address.hasPrefix("mailto:") ? link.address.dropFirst(7) : link.address[...]
      let said = String(decoding: shown, as: UTF8.self)
      guard isAddress, !said.contains(bare), !link.address.contains(where: \.isWhitespace) else { return }
      if gap.isEmpty { gap = " " }
      append(Array("(\(bare))".utf8)[...])
    }

    private static func attribute(_ name: String, in bytes: ArraySlice<UInt8>) -> String? {
      let text = String(decoding: bytes, as: UTF8.self)
      guard let found = text.lowercased().firstRange(of: " " + name) else { return nil }
      // Lower case may have a different length, so the place is found again in bytes.
      let before = text.lowercased()[..<found.lowerBound].utf8.count
      var rest = Substring(decoding: Array(text.utf8).dropFirst(before + 1 + name.utf8.count), as: UTF8.self)
      rest = rest.drop { $0.isWhitespace }
      guard rest.first == "=" else { return nil }
      rest = rest.dropFirst().drop { $0.isWhitespace }
      let value: Substring
      if let quote = rest.first, quote == "\"" || quote == "'" {
        value = rest.dropFirst().prefix { $0 != quote }
      } else {
        value = rest.prefix { !$0.isWhitespace }
      }
      let decoded = Entity.decode(String(value))
      return SourceNode.nonEmpty(decoded)
    }
  }

  // MARK: - Entities

  private enum Entity {
    /// The character that an entity at an offset represents, and how many bytes the entity has.
    static func read(_ bytes: [UInt8], at start: Int) -> (text: String, length: Int)? {
      let body = bytes[(start + 1)...].prefix(12)
      guard let end = body.firstIndex(of: UInt8(ascii: ";")), end > start + 1 else { return nil }
      let name = String(decoding: bytes[(start + 1)..<end], as: UTF8.self)
      guard let text = name.first == "#" ? number(name.dropFirst()) : named[name] else { return nil }
      return (text, end - start + 1)
    }

    static func decode(_ text: String) -> String {
      guard text.contains("&") else { return text }
      let bytes = Array(text.utf8)
      var decoded: [UInt8] = []
      var index = 0
      while index < bytes.count {
        if bytes[index] == UInt8(ascii: "&"), let entity = read(bytes, at: index) {
          decoded += Array(entity.text.utf8)
          index += entity.length
        } else {
          decoded.append(bytes[index])
          index += 1
        }
      }
      return String(decoding: decoded, as: UTF8.self)
    }

    private static func number(_ digits: Substring) -> String? {
      let isHexadecimal = digits.first == "x" || digits.first == "X"
      let value = isHexadecimal ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
      guard let value, value >= 0x20, let scalar = Unicode.Scalar(value) else { return nil }
      return String(scalar)
    }

    private static let named: [String: String] = [
      "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ", "ndash": "–", "mdash": "—",
      "lsquo": "‘", "rsquo": "’", "ldquo": "“", "rdquo": "”", "hellip": "…", "bull": "•", "middot": "·",
      "copy": "©", "reg": "®", "trade": "™", "deg": "°", "pound": "£", "euro": "€", "yen": "¥", "cent": "¢",
      "sect": "§", "para": "¶", "plusmn": "±", "times": "×", "divide": "÷", "frac12": "½", "frac14": "¼",
      "frac34": "¾", "sup2": "²", "sup3": "³", "micro": "µ", "laquo": "«", "raquo": "»", "ensp": " ",
      "emsp": " ", "thinsp": " ", "shy": "", "zwj": "", "zwnj": "", "lrm": "", "rlm": "", "agrave": "à",
      "aacute": "á", "acirc": "â", "atilde": "ã", "auml": "ä", "aring": "å", "aelig": "æ", "ccedil": "ç",
      "egrave": "è", "eacute": "é", "ecirc": "ê", "euml": "ë", "igrave": "ì", "iacute": "í", "icirc": "î",
      "iuml": "ï", "ntilde": "ñ", "ograve": "ò", "oacute": "ó", "ocirc": "ô", "otilde": "õ", "ouml": "ö",
      "oslash": "ø", "ugrave": "ù", "uacute": "ú", "ucirc": "û", "uuml": "ü", "szlig": "ß", "Agrave": "À",
      "Aacute": "Á", "Auml": "Ä", "Aring": "Å", "AElig": "Æ", "Ccedil": "Ç", "Egrave": "È", "Eacute": "É",
      "Ouml": "Ö", "Oslash": "Ø", "Uuml": "Ü", "le": "≤", "ge": "≥", "ne": "≠", "rarr": "→", "larr": "←",
    ]
  }
}

extension String {
  /// Runs of whitespace and runs of other characters.
  fileprivate var wordsAndGaps: [String] {
    var pieces: [String] = []
    var piece = ""
    var isBlank = false
    for scalar in unicodeScalars {
      if scalar.properties.isWhitespace != isBlank {
        if !piece.isEmpty { pieces.append(piece) }
        (piece, isBlank) = ("", !isBlank)
      }
      piece.unicodeScalars.append(scalar)
    }
    if !piece.isEmpty { pieces.append(piece) }
    return pieces
  }
}

extension Array where Element == UInt8 {
  /// The offset after the next occurrence of some bytes.
  fileprivate func offset(after wanted: [UInt8], from start: Int) -> Int? {
    var index = start
    while index + wanted.count <= count {
      if self[index] == wanted[0], self[index..<(index + wanted.count)].elementsEqual(wanted) {
        return index + wanted.count
      }
      index += 1
    }
    return nil
  }

  /// The offset after `</name …>`.
  fileprivate func offset(afterClosing name: String, from start: Int) -> Int? {
    let wanted = Array(("</" + name).utf8)
    var index = start
    while index + wanted.count <= count {
      if self[index] == wanted[0],
        self[index..<(index + wanted.count)].elementsEqual(
          wanted, by: { $0 == $1 || ($0 | 0x20 == $1 && (0x41...0x5A).contains($0)) })
      {
        return (self[index...].firstIndex(of: UInt8(ascii: ">")) ?? count - 1) + 1
      }
      index += 1
    }
    return nil
  }
}
