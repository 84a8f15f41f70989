/// `/sign-in`: where a key is pasted once.
struct SignInPage: Sendable {
  var chrome: PageChrome
  var isSignedIn: Bool
  /// Whether a key may be typed: not over a connection that others can read.
  var canSignIn = true
  var signInFault: String?
  var signInAction: String
}
