import CartularyBase
import CartularyQuery
import Foundation
import TestSupport
import Testing

/// Mutated queries: none may trap, and whatever is read must print and be read again.
@Suite("Fuzz")
struct FuzzTests {
  private static let seeds = GrammarTable.all.map(\.0) + AwkwardQueries.corpus.map(\.text)

  /// 20,000 in all, or as many as the environment asks for.
  private static let countOfEach =
    (ProcessInfo.processInfo.environment["CARTULARY_FUZZ_PARSE"].flatMap(Int.init) ?? 20_000) / 4

  @Test(
    "mutated queries end in a tree or a fault within the text", arguments: [1, 2, 3, 4] as [UInt64])
  func mutations(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var (read, refused) = (0, 0)
    for index in 0..<Self.countOfEach {
      let text = Self.mutated(using: &generator)
      let mode: ParseMode = Bool.random(using: &generator) ? .strict : .lenient
      do {
        let query = try QueryParser.sample.parse(text, mode: mode)
        read += 1
        let canonical = query.canonicalText
        do {
          if try QueryParser.sample.parse(canonical, mode: .lenient) != query {
            Issue.record(
              "seed \(seed), \(index): \(text.debugDescription) prints as \(canonical.debugDescription)")
          }
        } catch let error where error.code == .limitExceeded {
          // Canonical text adds brackets, and so may pass a limit that the text itself kept.
        }
        for note in query.notes { check(note, in: text) }
      } catch {
        refused += 1
        check(error.diagnostic, in: text)
      }
      let offset = Int.random(in: 0...text.utf8.count, using: &generator)
      let context = QueryParser.sample.completionContext(for: text, at: offset)
      #expect(context.range.upperBound <= text.utf8.count + 3)
    }
    print("fuzz seed \(seed): \(read) read, \(refused) refused")
  }

  private func check(_ diagnostic: QueryDiagnostic, in text: String) {
    let isWithin = diagnostic.range.lowerBound >= 0 && diagnostic.range.upperBound <= text.utf8.count
    let printed = DiagnosticRenderer.render(diagnostic)
    if !isWithin || !printed.contains("^") { Issue.record("\(text.debugDescription): \(diagnostic)") }
  }

  private static func mutated(using generator: inout SeededGenerator) -> String {
    var scalars = Array(seeds.randomElement(using: &generator)!.unicodeScalars)  // never empty
    for _ in 0..<Int.random(in: 1...6, using: &generator) {
      let place = Int.random(in: 0...scalars.count, using: &generator)
      switch Int.random(in: 0...4, using: &generator) {
      case 0:
        scalars.insert(
          contentsOf: RandomTrees.pieces.randomElement(using: &generator)!.unicodeScalars, at: place)
      case 1 where place < scalars.count:
        scalars.remove(at: place)
      case 2 where place < scalars.count:
        scalars[place] = Unicode.Scalar(UInt8.random(in: 0...127, using: &generator))
      case 3:
        scalars.insert(contentsOf: seeds.randomElement(using: &generator)!.unicodeScalars, at: place)
      default:
        scalars.insert(contentsOf: scalars[..<place], at: place)
      }
    }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars.prefix(3000))
    return String(text)
  }
}
