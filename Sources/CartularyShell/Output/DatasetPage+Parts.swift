internal import CartularyModel

// Parts of a record in one line each.

extension DatasetPage {
  /// `nil` if nothing is stated.
  static func review(_ review: ReviewTerms) -> String? {
    joined([
      review.body, review.criteria.map { "criteria: \($0)" },
      ReviewTerms.remark(isBlinded: review.isBlinded),
      review.checksFeasibility == true ? "checks that the data can answer the question" : nil,
      review.checksMission == true ? "the purpose has to fit the holder's mission" : nil,
    ])
  }

  static func law(_ legal: LegalTerms) -> String? {
    joined(
      legal.regimes.map(\.rawValue) + [
        legal.controller.map { "controller: \($0.name)" },
        legal.consentKind.map { "consent: \($0.rawValue)" }, legal.basis,
      ])
  }

  static func utility(_ utility: DataUtility) -> String? {
    joined([
      utility.grade.map { grade in "grade \(grade)" + (utility.scale.map { " on \($0)" } ?? "") }
        ?? utility.scale.map { "scale \($0)" },
      utility.epsilon.map { "epsilon \($0)" }, utility.k.map { "k \($0)" }, utility.note,
    ])
  }

  static func withheld(_ part: WithheldPart) -> String? {
    joined([part.text, part.since.map { "since \($0)" }, part.until.map { "until \($0)" }])
  }

  static func useCase(_ use: UseCase) -> String {
    joined([use.title, use.url, use.lesson.map { "learnt: \($0)" }]) ?? use.title
  }

  private static func joined(_ parts: [String?]) -> String? {
    let stated = parts.compactMap { $0 }
    return stated.isEmpty ? nil : stated.joined(separator: "; ")
  }
}
