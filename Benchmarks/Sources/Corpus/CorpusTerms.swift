/// Terms of use that differ by number, as those of a catalog with many agreements do.
enum CorpusTerms {
  private static let documents = [
    "agreement", "nda", "review", "ethics-approval", "output-review", "no-reidentification", "attribution",
    "fee",
  ]
  private static let requesters = ["academic", "non-profit", "government", "for-profit", "student"]

  /// The value of the key `access` of a manifest, in JSON.
  static func access(_ number: Int) -> String {
    var keys = [#""requires":[{"kind":"\#(documents[number % 8])","name":"Document \#(number)"}]"#]
    if number % 5 == 1 {
      keys.append(#""requesters":["\#(requesters[number % 3])","\#(requesters[3 + number % 2])"]"#)
    }
    if number % 4 == 2 { keys.append(#""data-use":["HMB","TS:\#(1 + number % 60)"]"#) }
    if number % 6 == 3 { keys.append(#""embargo-until":"\#(2020 + number % 20)-01-01""#) }
    return "{" + keys.joined(separator: ",") + "}"
  }
}
