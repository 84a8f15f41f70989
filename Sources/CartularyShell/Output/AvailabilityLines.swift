internal import CartularyModel

/// The answer to "how do I get it?" as lines of a page: a name and its text.
enum AvailabilityLines {
  static func lines(of answer: DataAvailability) -> [(String, String)] {
    [("availability", answer.kind.rawValue + ": " + answer.kind.definition)]
      + answer.reasons.map {
        (
          $0.kind == .failing ? "because" : "open question",
          $0.message + ($0.from.map { " (from \($0))" } ?? "")
        )
      }
      + answer.ways.map { way in
        let details = [way.title, way.format, way.from.map { "from \($0)" }].compactMap { $0 }.filter {
          $0 != way.target
        }
        return (
          way.kind.rawValue, way.target + (details.isEmpty ? "" : " (\(details.joined(separator: ", ")))")
        )
      }
  }
}
