internal import CartularyBase
internal import CartularyModel
internal import Foundation
internal import JWTKit

/// Finds out what the holder of a JSON Web Token may see.
///
/// All that the token says of itself is checked here before jwt-kit checks the signature.
actor TokenVerifier {
  private let rules: TokenRules
  private let groupMap: WatchedFile<GroupMap>
  private var keySet: KeySet
  private var stamp: PrivateFile.Stamp?
  private var looked: ContinuousClock.Instant = .now
  private var keySetFault: String?

  /// - Throws: If one of the files cannot be read now.
  init(_ rules: TokenRules) async throws(PrivateFile.Fault) {
    self.rules = rules
    stamp = PrivateFile.stamp(of: rules.keySet)
    keySet = try await KeySet.read(rules.keySet, algorithms: rules.algorithms)
    groupMap = try WatchedFile(rules.groupMap, GroupMap.read)
  }

  /// Why one of the files says something else than what is known.
  var fault: String? { keySetFault ?? groupMap.fault?.description }

  /// - Parameter now: Seconds since 1970.
  /// - Returns: `nil` for a token that is not valid.
  func viewer(of text: String, at now: Double = Date().timeIntervalSince1970) async -> Viewer? {
    await refresh()
    guard let token = try? IdentityToken(text), rules.algorithms.contains(token.algorithm),
      let key = keySet.keys[token.keyID], key.algorithm == token.algorithm, token.isMeant(by: rules, at: now),
      (try? await key.collection.verify(text, as: Nothing.self)) != nil
    else { return nil }
    let map = groupMap.contents.labels
    let labels = Set(token.groups(in: rules.groupsClaim).flatMap { map[$0] ?? [] })
    return Viewer(wellFormedLabels: labels)
  }

  /// The claims are ours to check.
  private struct Nothing: JWTPayload {
    func verify(using algorithm: some JWTAlgorithm) async throws {}
  }

  private func refresh() async {
    guard looked + .seconds(1) <= .now else { return }
    looked = .now
    let stamp = PrivateFile.stamp(of: rules.keySet)
    guard stamp != self.stamp else { return }
    self.stamp = stamp
    do throws(PrivateFile.Fault) {
      keySet = try await KeySet.read(rules.keySet, algorithms: rules.algorithms)
      keySetFault = nil
    } catch {
      keySetFault = error.description
    }
  }
}
