internal import CartularyIndex

/// The numbers of the ranking, in one place. `table` has the reason for each, and Docs/RANKING.md repeats it with
/// what each is worth. All are constants: a measured average would drift with each publication, would not be
/// the same in two shards, and would reveal hidden records.
enum Scoring {
  static let unit = 16.0
  static let k1 = 3.0 * unit
  static let pairBonus = 0.4
  static let beginningBonus = 0.3
  static let expansionWeight = 0.5
  static let synonymWeight = 0.3
  static let spellingWeight = 0.8
  static let otherFirstLetterShare = 0.5
  static let otherDigitShare = 0.5
  static let respellingCount = 3
  static let doubtfulShare = 1.0 / 1024
  static let shortestCorrected = 3
  static let shortestTwiceCorrected = 9
  static let completeBonus = 0.5
  static let someWordsBonus = 0.00390625
  static let nameWeight = 1_048_576.0
  static let mentionWeight = 0.4
  static let mentionDepth = 500
  static let siblingShare = 0.9
  static let siblingReach = 20
  static let longestBeginning = 12
  static let shortestBeginning = 2
  static let expansionCount = 3

  static let weighting = BM25(k1: k1, k2: 0, k3: 1, b: 0, minimumNormalizedLength: 0.5)

  /// What a term weighs that says something of the record as a whole, as one plain occurrence of a word does.
  static let oneOccurrence = Int(unit)

  /// A phrase must not run from one keyword into the next.
  static let valueGap = 100
  static let earliestDay = "0001-01-01"
  static let latestDay = "9999-12-31"

  struct Row {
    let name: String
    let value: Double
    let reason: String
  }

  static let table: [Row] = [
    Row(
      name: "unit", value: unit,
      reason: "integer wdf to one occurrence of weight 1: keeps the sum's differences when it is rounded"),
    Row(
      name: "k1", value: k1,
      reason: "BM25's k1 on that scale (3 occurrences); b is 0, as lengths are in the wdf already"),
    Row(
      name: "pairBonus", value: pairBonus,
      reason: "two words of the query side by side; from 0.3 to 0.5 the same"),
    Row(
      name: "beginningBonus", value: beginningBonus,
      reason:
        "the last word as the beginning of a name: people type MOD15 and evapot; from 0.25 to 0.35 the same"
    ),
    Row(
      name: "expansionWeight", value: expansionWeight,
      reason: "an abbreviation's long form, all its words together: less than the word itself"),
    Row(
      name: "synonymWeight", value: synonymWeight,
      reason: "a synonym of the thesaurus, all its words together: less than the catalog's own long forms"),
    Row(
      name: "spellingWeight", value: spellingWeight,
      reason: "the likeliest word for one that is in no record, and others by their likelihood"),
    Row(
      name: "otherFirstLetterShare", value: otherFirstLetterShare,
      reason: "how likely a word is that begins otherwise: slips are seldom in the first letter"),
    Row(
      name: "otherDigitShare", value: otherDigitShare,
      reason: "how likely a code with other digits is: a digit is seldom a slip for another"),
    Row(
      name: "respellingCount", value: Double(respellingCount),
      reason: "what a word in no record may mean, at most"),
    Row(
      name: "doubtfulShare", value: doubtfulShare,
      reason: "a text's reading in a less likely language: it is found by it and hardly ranked"),
    Row(
      name: "shortestCorrected", value: Double(shortestCorrected),
      reason:
        "signs of the shortest word that is corrected, short capitals apart, which are other abbreviations"),
    Row(
      name: "shortestTwiceCorrected", value: Double(shortestTwiceCorrected),
      reason: "letters from which on two edits are corrected; in shorter words two make another word"),
    Row(
      name: "completeBonus", value: completeBonus,
      reason: "every word of the query there; from 0.25 to 1 the same, and without it worse"),
    Row(
      name: "someWordsBonus", value: someWordsBonus,
      reason:
        "if no record has all the words, each two that one has: orders near equals; from 1/64 up, tutorials fall"
    ),
    Row(
      name: "nameWeight", value: nameWeight,
      reason: "the query is a name: above any sum of 128 words; each tier of names twice the one below"),
    Row(
      name: "mentionWeight", value: mentionWeight,
      reason: "a weight grows by this share of ln(1 + k) where k other publishers mention the record"),
    Row(
      name: "mentionDepth", value: Double(mentionDepth),
      reason: "how many of the best by their words are put in order by their mentions, too"),
    Row(
      name: "siblingShare", value: siblingShare,
      reason: "near equals: the newer weighs at least this share; less is another match"),
    Row(
      name: "siblingReach", value: Double(siblingReach),
      reason: "how many places a newer one may come up, so that pages fit together"),
    Row(
      name: "shortestBeginning", value: Double(shortestBeginning),
      reason: "letters of the shortest beginning that is indexed; one letter finds too much"),
    Row(
      name: "longestBeginning", value: Double(longestBeginning),
      reason: "letters of the longest beginning; who types more has typed the word"),
    Row(
      name: "expansionCount", value: Double(expansionCount),
      reason: "long forms to an abbreviation, those of the most records; more does not help"),
  ]

  /// Fields with names in them: the last word of a query may be a beginning of one of their words.
  static let fieldsWithBeginnings: Set<String> = ["title", "alias", "keyword"]
  /// Fields whose neighbouring words count as pairs.
  static let fieldsWithPairs: Set<String> = ["title", "alias", "keyword", "place", "description", "terms"]
  /// Fields of which each value may be in a language of its own, and long enough to tell.
  static let fieldsOfRunningText: Set<String> = ["title", "alias", "description", "variable"]
  /// Fields that may define an abbreviation.
  static let fieldsWithDefinitions: Set<String> = ["title", "alias", "keyword", "description"]
}

/// How much an occurrence in a field counts: BM25F, folded into wdf when a record is indexed.
struct FieldWeight: Sendable {
  /// What one occurrence counts.
  let weight: Double
  /// How far a long field dilutes its words: 0 not at all (lists of names), 1 fully.
  let lengthNormalization: Double
  /// Occurrences beyond this many do not count; keeps a stuffed field from winning.
  let maximumFrequency: Int
  /// The usual number of words.
  let averageLength: Double
  let reason: String

  private init(_ weight: Double, b: Double, cap: Int = .max, average: Double, _ reason: String) {
    self.weight = weight
    lengthNormalization = b
    maximumFrequency = cap
    averageLength = average
    self.reason = reason
  }

  static let title = FieldWeight(
    8, b: 1, average: 9, "says most; a short title more than a long one in which the word is one of many")
  static let alias = FieldWeight(
    4, b: 0, average: 3, "more names do not dilute a name: a dataset with many names is well known")
  static let keyword = FieldWeight(
    4, b: 0, cap: 2, average: 8, "chosen words; more repeats are stuffing")
  static let theme = FieldWeight(2, b: 0, cap: 1, average: 3, "broad subjects, true of many records")
  static let place = FieldWeight(2, b: 0, cap: 1, average: 3, "often meant, and said by many records")
  static let publisher = FieldWeight(1, b: 0, cap: 1, average: 4, "seldom what is asked for in words")
  static let steward = FieldWeight(0.5, b: 0, cap: 1, average: 4, "a person's name, hardly ever meant")
  static let creator = FieldWeight(0.5, b: 0, cap: 1, average: 4, "a person's name, hardly ever meant")
  static let granularity = FieldWeight(1, b: 0, cap: 1, average: 3, "chosen words, and few")
  static let terms = FieldWeight(
    0.5, b: 0, cap: 1, average: 40, "a record's own words on its terms: seldom what it is about")
  static let labels = FieldWeight(
    0.25, b: 0, cap: 1, average: 80,
    "what its codes of terms are called and mean: our own words, which find, and hardly rank")
  static let description = FieldWeight(
    1, b: 0.75, cap: 3, average: 90, "running text: the measure of the others; a word is seldom meant thrice")
  static let variable = FieldWeight(
    0.5, b: 1, average: 60, "columns can be hundreds, and each word of theirs says little of the whole")

  /// By the name of the field.
  static let table: [(field: String, weight: FieldWeight)] = [
    ("title", title), ("alias", alias), ("keyword", keyword), ("theme", theme), ("place", place),
    ("publisher", publisher), ("steward", steward), ("creator", creator), ("granularity", granularity),
    ("terms", terms), ("terms: codes", labels), ("intermediary", terms), ("description", description),
    ("variable", variable),
  ]
}
