/// What ranking does in addition to weighing words. An evaluation can leave each out to see what it is worth.
package enum RankingPart: String, CaseIterable, Sendable {
  /// Words of the query side by side.
  case pairs
  /// The last word as the beginning of a name.
  case beginnings
  /// The long forms of abbreviations, in the records' own words.
  case abbreviations
  /// Other words for the same thing.
  case thesaurus
  /// The word most like one that no record has.
  case spelling
  /// All the words together.
  case completeness
  /// What has the query as its name first.
  case names
  /// Of near equals that are called the same but for a version or a date, the newest first.
  case siblings
  /// What other publishers mention higher.
  case mentions
  /// Of equals, the fresher and fuller first.
  case quality
}
