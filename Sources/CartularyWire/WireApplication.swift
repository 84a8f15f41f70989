package import CartularyModel

/// What an application for access to a dataset needs, with a letter to start from.
package struct WireApplication: WireObject {
  /// A paper to have ready.
  package struct Document: WireObject {
    private let document: AccessApplication.Document

    init(_ document: AccessApplication.Document) { self.document = document }

    package static let name = "application document"
    package static let summary = "A paper that an application needs."
    package static let fields: [WireField<Document>] = [
      .init("title", "What it is, such as the approval of an ethics committee.") { $0.document.title },
      .init("name", "Its name in the record; null if it is not stated.") { $0.document.name },
      .init("url", "The address of its form or text; null if it is not stated.") { $0.document.url },
    ]
  }

  /// A letter to start from. It is never sent.
  package struct Letter: WireObject {
    private let letter: ApplicationLetter

    init(_ letter: ApplicationLetter) { self.letter = letter }

    package static let name = "letter"
    package static let summary =
      "A letter to start from, which is never sent. What the profile does not say stands in square brackets."
    package static let fields: [WireField<Letter>] = [
      .init("to", "Who decides, or whom to ask.") { $0.letter.recipients },
      .init("subject", "What it is about.") { $0.letter.subject },
      .init("text", "The letter: paragraphs with an empty line between them, points after `- `.") {
        $0.letter.text
      },
    ]
  }

  private let id: String
  private let application: AccessApplication
  private let letter: ApplicationLetter?
  private let decision: WireDecision

  /// - Parameter letter: `nil` if there is nothing to apply for.
  package init(
    id: String, _ application: AccessApplication, letter: ApplicationLetter?, decision: WireDecision
  ) {
    (self.id, self.application, self.letter, self.decision) = (id, application, letter, decision)
  }

  package static let name = "application"
  package static let summary = "What an application for access to a dataset needs. Nothing is sent."
  package static let fields: [WireField<WireApplication>] = [
    .init("id", "The dataset's id.") { $0.id },
    .init(
      "prospect", "Whether there is something to apply for: `not-needed`, `open` or `excluded`."
    ) { $0.application.prospect.rawValue },
    .init("bodies", "Who decides or reviews, in the order of the steps.") { $0.application.bodies },
    .init("forms", "Where requests begin.") { $0.application.forms },
    .init("contacts", "Whom to ask.") { $0.application.contacts },
    .init("documents", "Papers to have ready, in the order of the steps.") {
      $0.application.documents.map(Document.init)
    },
    .init("undertakings", "What binds whoever has the data: steps of `decision` after access.") {
      $0.application.undertakings.map(WireStep.init)
    },
    .init("own-questions", "Questions for the requester.") {
      $0.application.ownQuestions.map(WireDecision.Reason.init)
    },
    .init("holder-questions", "Questions that only the holder can answer.") {
      $0.application.holderQuestions.map(WireDecision.Reason.init)
    },
    .init("letter", "A letter to start from; null if there is nothing to apply for, or use is excluded.") {
      $0.letter.map(Letter.init)
    },
    .init("decision", "The decision, with all steps and how the data can be had.") { $0.decision },
  ]
}

/// An application as one key of an answer that has its own id.
package struct WireRequest: WireObject {
  private let application: WireApplication

  package init(_ application: WireApplication) { self.application = application }

  package static let name = "request"
  package static let summary = "An application in an answer that has its own `id`."
  package static let fields: [WireField<WireRequest>] = [
    .init("application", "The application.") { $0.application }
  ]
}
