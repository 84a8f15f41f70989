/// Lines of files, each in eight bytes: what is kept of very many records.
struct PlaceTable {
  struct Place {
    fileprivate let file: Int32
    fileprivate let line: Int32
  }

  private var files: [String] = []

  /// Files come one after the other.
  mutating func place(of file: String, _ line: Int) -> Place {
    if files.last != file { files.append(file) }
    return Place(file: Int32(files.count - 1), line: Int32(clamping: line))
  }

  /// `samples/air.yaml:12`.
  func text(of place: Place) -> String { "\(files[Int(place.file)]):\(place.line)" }
}
