/// `/sign-in`: where a key is pasted once.
struct SignInPage: Sendable {
  var chrome: PageChrome
  var isSignedIn: Bool
  var signInFault: String?
  var signInAction: String
}
