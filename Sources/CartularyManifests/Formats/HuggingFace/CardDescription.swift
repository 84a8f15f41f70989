/// What a card says that its dataset is, rather than how to fill a card in.
struct CardDescription {
  private var isInComment = false
  private var isBelowLabel = false

  /// The summary, otherwise the description or the introduction, without comments, links that have labels of their own,
  /// and the template's own sentences; `nil` if nothing is left.
  static func text(of body: MarkdownBody) -> String? {
    body.section("Dataset Summary", where: filter())
      ?? body.section("Dataset Description", isOwn: true, where: filter())
      ?? body.section("Dataset Details", isOwn: true, where: filter())
      ?? body.introduction(where: filter())
      ?? body.section("Supported Tasks and Leaderboards", where: filter())
  }

  private static func filter() -> (Substring) -> Bool {
    var description = CardDescription()
    return { description.keeps($0) }
  }

  /// Lines are asked for in their order, as comments and labels go on for several of them.
  private mutating func keeps(_ line: Substring) -> Bool {
    if line.contains("<!--") { isInComment = true }
    if isInComment {
      if line.contains("-->") { isInComment = false }
      return false
    }
    if Self.isLabelled(line) {
      isBelowLabel = true
      return false
    }
    // What stands indented below a label belongs to it.
    if isBelowLabel, line.first?.isWhitespace == true { return false }
    isBelowLabel = false
    let folded = line.lowercased()
    guard !Self.templates.contains(where: { folded.contains($0) }) else { return false }
    return line.isEmpty
      || !MarkdownBody.isNavigation(line) && !line.hasPrefix("#") && Placeholder.told(String(line)) != nil
  }

  /// `- **Homepage:** …`, one of the labels that the template has.
  private static func isLabelled(_ line: Substring) -> Bool {
    let bare = line.drop { $0 == " " || $0 == "-" || $0 == "*" }
    guard line.contains("**"), let end = bare.firstIndex(where: { $0 == "*" || $0 == ":" }) else {
      return false
    }
    return labels.contains(SourceNode.trim(String(bare[..<end])).lowercased())
  }

  private static let labels: Set = [
    "homepage", "repository", "paper", "leaderboard", "point of contact", "size of downloaded dataset files",
    "size of the generated dataset", "total amount of disk used", "curated by", "funded by [optional]",
    "shared by [optional]", "language(s) (nlp)", "license", "paper [optional]", "demo [optional]", "website",
  ]

  private static let templates = [
    "this dataset card aims to be a base template", "provide a quick summary of the dataset",
    "briefly summarize the dataset", "it has been generated using [this raw template]",
  ]
}

/// Names of people or bodies in one line of a card.
enum CardNames {
  /// `A. Author, B. Buthor and C. Cuthor`; `nil` for sentences.
  static func list(in text: String) -> [String]? {
    let names = text.replacing(", and ", with: ", ").replacing(" and ", with: ", ").replacing(
      " & ", with: ", "
    )
    .split(separator: ",").compactMap { SourceNode.nonEmpty(String($0)) }
    let isList =
      !names.isEmpty
      && names.allSatisfy { name in
        let words = name.split(separator: " ")
        return words.count <= 5
          && words.allSatisfy { word in
            guard let first = word.first else { return false }
            return first.isUppercase
              || ["de", "van", "von", "der", "el", "al", "da", "di", "la", "of"].contains(String(word))
          } && !name.contains { "@:;()[]<>!?".contains($0) } && !name.hasSuffix(".")
      }
    return isList ? names : nil
  }
}
