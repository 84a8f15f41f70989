import CartularyIndex
import CartularyModel
import TestSupport
import Testing

@testable import CartularyCatalog

/// How little a search asks of the engine: all comes of the lists of its terms, and nothing is looked up twice.
@Suite("The work of a search")
struct SearchWorkTests {
  /// What a query costs a reader that nobody else uses.
  private func work(_ query: SearchQuery, facets: FacetQuery = .all, _ test: TestCatalog) throws -> IndexWork
  {
    let before = try test.catalog.withSession(.public) { $0.reader.work }
    _ = try test.catalog.search(query, facets: facets, page: ResultPage(limit: 2), as: .public)
    let after = try test.catalog.withSession(.public) { $0.reader.work }
    return IndexWork(
      searches: after.searches - before.searches,
      dictionaryScans: after.dictionaryScans - before.dictionaryScans,
      documents: after.documents - before.documents, lists: after.lists - before.lists)
  }

  @Test(
    "no search by the engine, whatever is counted; each list once; a dictionary once a word",
    arguments: [
      ("asthma", IndexWork(documents: 2)),
      ("asthma air children", IndexWork(documents: 2)),
      (
        "asthma license:CC-BY-4.0 sensitivity:controlled sharing:open-data",
        IndexWork(documents: 1)
      ),
      ("", IndexWork(documents: 2)),
      ("license:CC-BY-4.0 modified:2000..", IndexWork(documents: 2)),
      // Nothing to rank: each unknown word is compared with those of its letter, then with all.
      ("+asthmq license:CC-BY-4.0 sensitivity:controlled modified:2000..", IndexWork(dictionaryScans: 1)),
    ] as [(String, IndexWork)])
  func counted(query: String, expected: IndexWork) async throws {
    let test = try await TestCatalog(library)
    let work = try work(SearchQuery(query), test)
    #expect(work.searches == expected.searches && work.dictionaryScans == expected.dictionaryScans, "\(work)")
    #expect(work.documents <= 2, "\(work)")
    // The same again reads no list.
    #expect(try self.work(SearchQuery(query), test).lists == 0 && work.lists <= 20, "\(work)")
  }
}
