internal import CartularyBase
internal import CartularyCatalog
internal import CartularyModel

extension HitCard {
  /// - Parameter isMarked: Whether the words of the query are marked in the snippet.
  init(_ hit: Hit, _ addresses: any PageAddresses, profile: PageProfile, isMarked: Bool = true) {
    let dataset = hit.dataset
    self.init(
      hitHref: addresses.dataset(dataset.id, profile.pairs), hitTitle: PageText.shown(dataset.title, 300),
      hitByline: Self.byline(dataset),
      hitReplaced: hit.replacedBy.map {
        ReplacedBy(
          replacedHref: PageText.web($0) ?? addresses.dataset($0), replacedText: PageText.shown($0, 200))
      }, hitHasSnippet: false, hitSnippet: SnippetPiece.pieces(of: hit.snippet, isMarked: isMarked),
      badges: BadgeText.badges(
        hit.availability, dataset.sensitivity, dataset.sharing, license: dataset.license, dataset.openness),
      hitVerdict: hit.use.map(HitVerdict.init), hitHasColumns: false, hitColumns: [], hitMoreColumns: nil,
      hitHasReasons: false, hitReasons: [])
    hitHasSnippet = !hitSnippet.isEmpty
  }

  private static func byline(_ dataset: DatasetSummary) -> String? {
    let formats = dataset.formats.prefix(5).joined(separator: ", ")
    return PageText.joined([
      dataset.publisher.map { PageText.shown($0, 120) },
      dataset.modified.map { "changed \($0)" } ?? dataset.issued.map { "published \($0)" },
      formats.isEmpty ? nil : PageText.shown(formats, 80) + (dataset.formats.count > 5 ? " …" : ""),
    ])
  }
}

extension SnippetPiece {
  /// The pieces of a text in which the markers of `Hit.Marker` stand around the words of a query.
  static func pieces(of text: String, isMarked: Bool) -> [SnippetPiece] {
    var pieces: [SnippetPiece] = []
    var (piece, isWithin) = (String.UnicodeScalarView(), false)
    func close() {
      let text = PageText.shown(String(piece))
      if !text.isEmpty { pieces.append(SnippetPiece(isMarked: isWithin && isMarked, pieceText: text)) }
      piece = String.UnicodeScalarView()
    }
    let (start, end) = (Hit.Marker.start.unicodeScalars.first, Hit.Marker.end.unicodeScalars.first)
    for scalar in text.unicodeScalars {
      switch scalar {
      case start, end:
        close()
        isWithin = scalar == start
      default: piece.append(scalar)
      }
    }
    close()
    return pieces
  }
}

extension BadgeText {
  static func badges(
    _ availability: Availability, _ sensitivity: Sensitivity, _ sharing: [SharingType], license: String,
    _ openness: Openness
  ) -> [BadgeText] {
    let isStated = availability != .notStated
    let level = sensitivity.rank.map(String.init) ?? "x"
    let isLicensed = license != License.notStated.id
    return [
      BadgeText(
        badgeClass: "i i-\(availability.rawValue)" + (isStated ? "" : " quiet"), badgeName: "Availability",
        badgeText: isStated ? PageWords.availability(availability).text : "Availability not stated"),
      BadgeText(
        badgeClass: "s s-\(level)", badgeName: "Sensitivity",
        badgeText: sensitivity.rank == nil ? "Sensitivity not stated" : PageWords.sensitivity(sensitivity)),
    ]
      + sharing.map {
        BadgeText(badgeClass: "i i-sharing", badgeName: "Sharing", badgeText: PageWords.sharing($0))
      } + [
        BadgeText(
          badgeClass: isLicensed ? "i i-license o-\(openness.rawValue)" : "i i-license quiet",
          badgeName: "Licence",
          badgeText: isLicensed ? PageText.shown(PageWords.license(license), 60) : "No licence stated")
      ]
  }
}

extension HitVerdict {
  init(_ use: HitUse) {
    let next = use.firstStep.map { "First: " + $0.title } ?? use.question.map { "Open: " + $0 }
    self.init(
      verdictClass: "v v-\(use.outcome.rawValue)", verdictText: PageWords.outcome(use.outcome).text,
      verdictNext: PageText.stated(next, 400))
  }
}
