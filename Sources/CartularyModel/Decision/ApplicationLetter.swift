internal import CartularyBase

/// A letter that asks for access, written from a profile. What the profile does not say stands in square brackets, for
/// the requester to fill in. It is never sent.
public struct ApplicationLetter: Hashable, Sendable {
  /// One part of the letter.
  public enum Part: Hashable, Sendable {
    /// A paragraph of one line.
    case paragraph(String)
    /// Points below a paragraph, each of one line; never empty.
    case list([String])
  }

  /// To whom it goes; never empty.
  public let recipients: [String]
  /// What it is about, in one line.
  public let subject: String
  /// The letter, from the salutation to the name below it.
  public let parts: [Part]

  /// Writes a letter.
  public init(for dataset: Dataset, from profile: UseProfile, _ application: AccessApplication) {
    let names = application.bodies.isEmpty ? application.contacts : application.bodies
    recipients = names.isEmpty ? ["[who decides on requests]"] : names
    subject = "Request for access to \(dataset.title) (\(dataset.id))"
    var parts: [Part] = []
    func add(_ heading: String, _ points: [String]) {
      guard !points.isEmpty else { return }
      parts += [.paragraph(heading), .list(points)]
    }
    parts.append(.paragraph("To whom it may concern,"))
    let publisher = dataset.publisher.map { ", published by \($0.name)" } ?? ""
    let identifier = dataset.identifiers.first.map { ", \($0)" } ?? ""
    parts.append(
      .paragraph("I ask for access to “\(dataset.title)” (\(dataset.id)\(identifier))\(publisher)."))
    add("Who asks:", Self.requester(profile.requester))
    add("What the data is for:", Self.purpose(profile))
    add("What I have already:", Self.inHand(profile.requester))
    add("I enclose, or will send when it is ready:", application.documents.map(Self.line))
    add("Your terms ask the following, and I will keep to it:", application.undertakings.map(Self.line))
    add("Your terms also ask this of me:", application.ownQuestions.map { "\($0.message): [your answer]" })
    add("These points are open; please answer them:", application.holderQuestions.map(\.message))
    parts.append(.paragraph("Yours faithfully,"))
    parts.append(.paragraph("[your name and position]"))
    self.parts = parts
  }

  /// The letter as one text: paragraphs with an empty line between them, points after `- `.
  package var text: String {
    parts.map { part in
      switch part {
      case .paragraph(let line): line
      case .list(let points): points.map { "- " + $0 }.joined(separator: "\n")
      }
    }.joined(separator: "\n\n")
  }

  private static func requester(_ requester: RequesterProfile) -> [String] {
    var lines = [
      requester.kind.map { "Kind of requester: \($0.rawValue)" }
        ?? "[what you are: a university, a company, …]",
      requester.institution.map { "Institution: \($0)" } ?? "[your institution, if you ask for one]",
      requester.regions.isEmpty ? "[where you are]" : "Place: " + requester.regions.joined(separator: ", "),
    ]
    if !requester.processingRegions.isEmpty {
      lines.append("The data is processed in: " + requester.processingRegions.joined(separator: ", "))
    }
    if !requester.storageRegions.isEmpty {
      lines.append("The data is stored in: " + requester.storageRegions.joined(separator: ", "))
    }
    return lines
  }

  private static func purpose(_ profile: UseProfile) -> [String] {
    let purpose = profile.purpose
    var lines = profile.askedPurposes.map { "Purpose: \($0.rawValue) (\($0.definition.asClause))" }
    if lines.isEmpty { lines.append("[what you want the data for]") }
    lines.append("[your question, and which part of the data answers it]")
    if !purpose.diseases.isEmpty { lines.append("Diseases: " + purpose.diseases.joined(separator: ", ")) }
    if !purpose.researchTypes.isEmpty {
      lines.append("Type of research: " + purpose.researchTypes.joined(separator: ", "))
    }
    lines.append(
      profile.isCommercial.map { "Commercial use: \(word($0))" } ?? "[whether the use is commercial]")
    if let isGenetic = purpose.isGenetic { lines.append("Genetic study: \(word(isGenetic))") }
    lines.append(purpose.months.map { "For \($0) \($0 == 1 ? "month" : "months")" } ?? "[for how long]")
    if let date = purpose.publishOn { lines.append("Results are published: \(date)") }
    if let makes = purpose.makesDerivatives {
      lines.append("Something made from the data is passed on: \(word(makes))")
    }
    if let shares = purpose.sharesOnward { lines.append("The data itself is passed on: \(word(shares))") }
    lines += purpose.sensitive.map { "Sensitive topic: \($0)" }
    return lines
  }

  private static func inHand(_ requester: RequesterProfile) -> [String] {
    [
      requester.hasEthicsApproval == true ? "the approval of an ethics committee" : nil,
      requester.hasInstitutionalApproval == true ? "the approval of my institution" : nil,
      requester.isApprovedUser == true ? "approval as a user" : nil,
      requester.hasApprovedProject == true ? "approval of the project" : nil,
    ].compactMap { $0 } + requester.signed.map { "signed: \($0)" }
      + requester.trainings.map { "training completed: \($0)" }
  }

  private static func line(_ document: AccessApplication.Document) -> String {
    document.title + (document.url.map { " (\($0))" } ?? "")
  }

  private static func line(_ step: UseStep) -> String { step.title + (step.note.map { " (\($0))" } ?? "") }

  private static func word(_ isSo: Bool) -> String { isSo ? "yes" : "no" }
}

extension String {
  /// A sentence without its full stop, its first letter small unless the word is an abbreviation.
  fileprivate var asClause: String {
    let text = hasSuffix(".") ? dropLast() : self[...]
    let isAbbreviation = text.dropFirst().first?.isUppercase == true
    return isAbbreviation ? String(text) : text.prefix(1).lowercased() + text.dropFirst()
  }
}
