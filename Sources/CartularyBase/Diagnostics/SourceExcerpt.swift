/// A line of text with a part of it marked by carets below, safe to print and cut to a width.
package struct SourceExcerpt: Sendable, Equatable {
  /// The line, or the part of it around the mark, with `…` where it was cut.
  package let line: String
  /// Spaces and carets that stand under `line`.
  package let marks: String

  /// - Parameters:
  ///   - text: The text, of one line or more. The line in which `range` begins is shown.
  ///   - range: The part to mark, in UTF-8 offsets of `text`. What lies outside the line is left out; an
  ///     empty range marks the character at its offset.
  ///   - width: The most cells that the line fills.
  package init(_ text: String, marking range: Range<Int>, width: Int = 100) {
    let line = Self.line(of: text, at: range.lowerBound)
    var cells = Self.cells(of: line.text, from: line.start, marking: range)
    // A mark after the last character stands under a blank.
    cells.append(Cell(text: " ", width: 1, isMarked: false))
    if !cells.contains(where: \.isMarked) {
      let place = cells.indices.first { cells[$0].end > range.lowerBound } ?? cells.count - 1
      cells[place].isMarked = true
    }
    let window = Self.window(over: cells, width: max(width, 8))
    var shown = window.lowerBound > 0 ? "…" : ""
    var marks = window.lowerBound > 0 ? " " : ""
    for cell in cells[window] {
      shown += cell.text
      marks += String(repeating: cell.isMarked ? "^" : " ", count: cell.width)
    }
    if window.upperBound < cells.count { shown += "…" }
    self.line = shown.trimmingSpacesAtEnd()
    self.marks = marks.trimmingSpacesAtEnd()
  }

  /// One character as it is shown.
  private struct Cell {
    let text: String
    let width: Int
    var isMarked: Bool
    /// UTF-8 offset in the whole text after the character.
    var end = Int.max
  }

  private static func line(of text: String, at offset: Int) -> (text: Substring, start: Int) {
    let bytes = text.utf8
    let place =
      bytes.index(bytes.startIndex, offsetBy: max(offset, 0), limitedBy: bytes.endIndex) ?? bytes.endIndex
    // Of a line of a megabyte, no more than the neighbourhood is looked at.
    let from = bytes.index(place, offsetBy: -reach, limitedBy: bytes.startIndex) ?? bytes.startIndex
    let to = bytes.index(place, offsetBy: reach, limitedBy: bytes.endIndex) ?? bytes.endIndex
    let isLineBreak = { (byte: UInt8) in byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") }
    let start = bytes[from..<place].lastIndex(where: isLineBreak).map { bytes.index(after: $0) } ?? from
    let end = bytes[place..<to].firstIndex(where: isLineBreak) ?? to
    let (first, last) = (scalarStart(start, in: bytes), scalarStart(end, in: bytes))
    return (text[first..<last], bytes.distance(from: bytes.startIndex, to: first))
  }

  private static func scalarStart(_ place: String.Index, in bytes: String.UTF8View) -> String.Index {
    var place = place
    while place < bytes.endIndex, bytes[place] & 0xC0 == 0x80 { place = bytes.index(before: place) }
    return place
  }

  /// How many bytes around the mark can be shown: more than fit any terminal.
  private static let reach = 4096

  private static func cells(of line: Substring, from start: Int, marking range: Range<Int>) -> [Cell] {
    var offset = start
    return line.map { character in
      let characterRange = offset..<offset + character.utf8.count
      offset = characterRange.upperBound
      let text = TerminalText.harmless(String(character))
      return Cell(
        text: text, width: TerminalText.cellCount(text), isMarked: characterRange.overlaps(range), end: offset
      )
    }
  }

  /// Returns which characters to show: all, if they fit, or those around the beginning of the mark.
  private static func window(over cells: [Cell], width: Int) -> Range<Int> {
    // The last cell is the blank after the line, which takes no room of its own.
    if cells.dropLast().reduce(0, { $0 + $1.width }) <= width { return 0..<cells.count }
    let mark = cells.firstIndex(where: \.isMarked) ?? 0
    var room = width - 2 - cells[mark].width  // two for the signs of cutting
    // A third of the line before the mark tells where it stands; what follows the mark is what it is about.
    var start = mark
    var roomBefore = room / 3
    while start > 0, cells[start - 1].width <= roomBefore {
      start -= 1
      roomBefore -= cells[start].width
      room -= cells[start].width
    }
    var end = mark + 1
    while end < cells.count, cells[end].width <= room {
      room -= cells[end].width
      end += 1
    }
    return start..<end
  }
}

extension String {
  fileprivate func trimmingSpacesAtEnd() -> String {
    String(self[..<(lastIndex { $0 != " " }.map { index(after: $0) } ?? startIndex)])
  }
}
