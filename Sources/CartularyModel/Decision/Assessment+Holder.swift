internal import CartularyBase

// How the holder meets requests: the stance, the agreement, the review, and what binds whoever gets the data.

extension Assessment {
  mutating func checkHolder() {
    if let requests = access.requests { check(requests) }
    if let agreement = access.agreement { check(agreement) }
    if let review = access.review { check(review) }
    if access.isPurposeBound == true {
      owe(
        step(
          .use, "Use it only for the purpose that the request states.", "purpose-bound",
          "access.purpose-bound"),
        "yes", "use is bound to the stated purpose")
    }
    if let span = access.eraseAfter {
      owe(
        step(.erase, "Delete the data \(span) after you get it.", "erase-after", "access.erase-after"),
        span.description, "the data has to be gone after \(span)")
    }
  }

  private mutating func check(_ requests: RequestPolicy) {
    let (term, path) = (requests.stance.rawValue, "access.requests")
    switch requests.stance {
    case .welcome, .unlistedWelcome: return
    case .longTermOnly:
      ask("requests", term, at: path, "only lasting collaborations are considered: is it one?")
    case .declined where isHadByAnyone: return
    case .declined: fail("requests", term, at: path, "requests from outside are generally declined")
    }
  }

  /// A requirement of the same kind says it already, with the details of a step.
  private func isRequired(_ kinds: Requirement...) -> Bool {
    access.requirements.contains { kinds.contains($0.kind) }
  }

  private mutating func check(_ agreement: AgreementTerms) {
    guard !isRequired(.agreement) else { return }
    let names = [agreement.name, agreement.template].compactMap { $0 }
    if names.contains(where: isSigned) { return }
    var step = step(
      .sign, Requirement.agreement.definition, Requirement.agreement.rawValue, "access.agreement")
    step.url = agreement.template ?? step.url
    let notes = [
      agreement.name, agreement.kind.definition,
      agreement.offersSample == true ? "sample data can be had first" : nil,
    ].compactMap { $0 }
    step.note = notes.joined(separator: "; ")
    owe(
      step, [agreement.kind.rawValue, agreement.name].compactMap { $0 }.joined(separator: ": "),
      "an agreement is signed")
  }

  private mutating func check(_ review: ReviewTerms) {
    guard !isRequired(.review) else { return }
    var step = step(.approve, Requirement.review.definition, Requirement.review.rawValue, "access.review")
    step.body = review.body ?? step.body
    let notes = [
      review.criteria.map { "criteria: \($0)" }, ReviewTerms.remark(isBlinded: review.isBlinded),
      review.checksFeasibility == true ? "it checks that the data can answer the question" : nil,
      review.checksMission == true ? "the purpose has to fit the holder's mission" : nil,
    ].compactMap { $0 }
    step.note = notes.isEmpty ? nil : notes.joined(separator: "; ")
    owe(step, review.body ?? "review", "a body reviews the request")
  }

  mutating func checkRelativeEmbargo() {
    if let embargo = access.embargo, embargo.isOfEachPart == true {
      // What is older can be had, and which part is wanted is for the requester to say.
      let term = "\(embargo.after) after \(embargo.event)"
      owe(
        step(
          .apply, "Ask for parts that can be had already: each begins \(term).", "embargo", "access.embargo"),
        term, "no part can be had before \(term)")
    }
    if let reason = access.embargoReason(on: day) { add(reason) }
  }
}
