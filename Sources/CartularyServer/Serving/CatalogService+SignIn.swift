internal import HTTPTypes

/// The page on which a person pastes a key once, and its form.
extension CatalogService {
  /// - Throws: `Problem` 404 if no keys are taken, 429 for someone who tries many; else as `SignIn.outcome`.
  func signIn(_ asked: Asked) async throws(Problem) -> HTTPAnswer {
    guard let form = signInForm else { throw Problem(404, .noSuchPath, "this path does not exist") }
    let question = asked.question
    guard question.method == "POST" else {
      // A browser that holds a session which is over is told so once, and forgets it.
      let isOver = asked.asker == .anyone && !form.cookie.values(in: question.headers).isEmpty
      guard isOver else { return try await signInPage(asked, form) }
      var answer = try await signInPage(
        asked, form, fault: "Your session is over: its key has expired, or was revoked.")
      answer.headers[.setCookie] = form.cookie.clearing
      return answer
    }
    try checkAttempts(question)
    switch try form.outcome(of: question) {
    case .begun(let cookie), .ended(let cookie):
      return HTTPAnswer(303, [.location: site.addresses.page(SignIn.path), .setCookie: cookie])
    case .refused:
      return try await signInPage(asked, form, fault: "This key is not valid, or it has expired.")
    case .tooOld:
      return try await signInPage(
        asked, form, fault: "This key was made before people could sign in with one. Ask for a new one.")
    }
  }

  private func signInPage(
    _ asked: Asked, _ form: SignIn, fault: String? = nil
  ) async throws(Problem) -> HTTPAnswer {
    let (isSafe, isSignedIn) = (form.isSafe(asked.question), asked.asker.name != nil && fault == nil)
    let text = try await onThread { [self] in
      let maker = PageMaker(
        catalog: try source.catalog(), viewer: asked.asker.viewer, diseases: diseases, site: site)
      var page = SignInPage(
        chrome: try maker.chrome("Sign in", at: SignIn.path), isSignedIn: isSignedIn,
        canSignIn: isSafe && !isSignedIn, signInFault: fault, signInAction: site.addresses.page(SignIn.path))
      page.chrome.isUnlisted = true
      return pages.text(page, as: "sign-in")
    }
    var answer = HTTPAnswer(fault == nil ? 200 : 401, text: text, type: HTTPAnswer.html + "; charset=utf-8")
    if fault != nil { answer.headers[.wwwAuthenticate] = #"Bearer error="invalid_token""# }
    answer.headers[CommonHeaders.robots] = "noindex, follow"
    return answer
  }
}
