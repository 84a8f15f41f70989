internal import CartularyBase
package import CartularyModel

/// Fills what a record may say on its terms and its usefulness, with the texts that a test wants there.
package enum StatedTerms {
  /// - Parameter text: Called for each text; may return another each time.
  package static func fill(_ dataset: inout Dataset, text: () -> String) {
    dataset.limits = LimitKind.allCases.map { DataLimit(kind: $0, text: text()) }
    dataset.notShared = WithheldReason.allCases.map { reason in
      var part = WithheldPart(what: text(), reason: reason)
      (part.text, part.since, part.until) = (text(), PartialDate("2020"), PartialDate("2035-06"))
      return part
    }
    dataset.granularity = [text(), text()]
    dataset.unitOfObservation = text()
    dataset.uses = UseCaseOutcome.allCases.map { outcome in
      var use = UseCase(title: text())
      (use.outcome, use.url, use.lesson) = (outcome, "https://example.org/use", text())
      return use
    }
    var utility = DataUtility()
    (utility.grade, utility.scale, utility.epsilon) = ("3", "0–5", "1.0")
    (utility.k, utility.note) = (10, text())
    dataset.utility = utility
    var refresh = RefreshPlan(kind: .recurring)
    refresh.schedule = text()
    dataset.refresh = refresh
    dataset.subForms = CollaborationSubForm.allCases
    dataset.inferred = ["title": text(), "granularity": text()]
    fill(&dataset.access, text: text)
  }

  private static func fill(_ access: inout AccessTerms, text: () -> String) {
    access.statedOpen = StatedOpenness(quote: text(), purposes: [.education])
    var requests = RequestPolicy(stance: .welcome)
    (requests.form, requests.contact, requests.note) = (
      "https://example.org/ask", Agent(name: "Desk"), text()
    )
    access.requests = requests
    var embargo = RelativeEmbargo(after: TimeSpan("18 months") ?? .none, event: text())
    embargo.date = PartialDate("2024-03-31")
    access.embargo = embargo
    (access.eraseAfter, access.keepFor, access.effort) = (
      TimeSpan("P5Y"), TimeSpan("2 years"), TimeSpan("three weeks")
    )
    var agreement = AgreementTerms(kind: .adaptable)
    (agreement.name, agreement.template, agreement.offersSample) = (
      text(), "https://example.org/dsa.pdf", true
    )
    access.agreement = agreement
    var review = ReviewTerms()
    (review.body, review.criteria, review.isBlinded) = (text(), text(), true)
    (review.checksFeasibility, review.checksMission) = (true, false)
    access.review = review
    access.isPurposeBound = true
    access.addedLists = ListedTerm.allCases
    var legal = LegalTerms()
    (legal.regimes, legal.controller, legal.consentKind) = (
      LegalRegime.allCases, Agent(name: "University"), .broad
    )
    legal.basis = text()
    access.legal = legal
    access.fee = FeeTerms(
      kind: .reduced, amount: "EUR 200", reduced: text(), url: "https://example.org/prices")
    access.fee?.covers = text()
    access.fee?.conditions = text()
  }
}
