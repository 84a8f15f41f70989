import CartularyBase
import Foundation
import TestSupport
import Testing

@testable import CartularyModel

@Suite("Terms that come from programmes")
struct InheritedTermsTests {
  private static func part(_ id: String, of wholes: String..., audience: Audience = .public) -> Dataset {
    var dataset = Dataset(id: id, title: id, description: "A record.")
    dataset.relations = wholes.map { Relation(kind: .partOf, target: $0) }
    dataset.audience = audience
    return dataset
  }

  private static func resolver(_ records: [Dataset]) -> TermsResolver {
    TermsResolver(
      record: { id in records.first { $0.id == id } },
      named: { id in records.filter { $0.formerIDs.contains(id) } })
  }

  private static func inheritance(of dataset: Dataset, _ others: Dataset...) throws -> TermsInheritance {
    try resolver(others + [dataset]).inheritance(of: dataset)
  }

  private static let programme: Dataset = {
    var dataset = part("programme")
    dataset.access.modes = [.onRequest]
    dataset.access.requirements = [
      AccessRequirement(kind: .application), AccessRequirement(kind: .agreement),
    ]
    dataset.access.purposes = [.generalResearch]
    dataset.access.url = "https://example.org/apply"
    return dataset
  }()

  private static let staff = Audience(labels: ["staff"])!  // a well-formed label

  @Test("the table has every key of the access terms")
  func table() throws {
    var dataset = Dataset(id: "a", title: "A", description: "B")
    StatedTerms.fill(&dataset) { "text" }
    var access = dataset.access
    access.modes = [.api]
    access.url = "https://example.org"
    (access.contact, access.intermediary) = (Agent(name: "a"), Agent(name: "b"))
    access.requirements = [AccessRequirement(kind: .training)]
    (access.purposes, access.prohibitedPurposes) = ([.education], [.marketing])
    access.requesters = [.academic]
    (access.jurisdictions, access.storageJurisdictions) = (["GB"], ["GB"])
    access.requesterJurisdictions = ["GB"]
    (access.embargoUntil, access.eraseBy) = (PartialDate("2030"), PartialDate("2040"))
    access.publicationMoratoriumUntil = PartialDate("2031")
    (access.maximumMonths, access.reviewDays) = (3, 4)
    (access.consent, access.cost, access.leadTime, access.note) = ("a", "b", "c", "d")
    access.dataUse = ["GRU"]
    let json = try JSONSerialization.jsonObject(with: JSONEncoder().encode(access)) as? [String: Any]
    var keys = Set(try #require(json).keys)
    #expect(keys.remove("adds-to-programme") != nil)
    #expect(keys == Set(InheritableKey.all.map(\.name)))
    #expect(Set(ListedTerm.allCases) == Set(InheritableKey.all.compactMap(\.list)))
    // And each is taken over.
    dataset.access = access
    dataset.access.addedLists = []
    let child = Self.part("child", of: "a")
    let taken = child.taking(try Self.inheritance(of: child, dataset))
    #expect(taken.access == dataset.access)
  }

  @Test("a key that the record states counts instead of the programme's, and each says where it comes from")
  func keyByKey() throws {
    var child = Self.part("child", of: "programme")
    child.access.requirements = [AccessRequirement(kind: .training)]
    let inheritance = try Self.inheritance(of: child, Self.programme)
    let effective = EffectiveTerms(child.useTerms(inheriting: inheritance))
    #expect(effective.terms.access.requirements.map(\.kind) == [.training])
    #expect(effective.terms.access.purposes == [.generalResearch])
    #expect(effective.origin(of: "access.requires[0]").id == nil)
    #expect(effective.origin(of: "access.purposes").id == "programme")
    #expect(effective.takenPaths.map(\.path) == ["access.mode", "access.purposes", "access.url"])
    var profile = UseProfile()
    (profile.requester.kind, profile.purpose.kinds) = (.academic, [.generalResearch])
    profile.purpose.isCommercial = false
    let decision = UseDecision.decide(
      child.useTerms(inheriting: inheritance), for: profile, on: UseDecisionTests.day)
    #expect(decision.outcome == .allowedWithConditions)
    #expect(decision.steps.first { $0.code == "training" }?.from == nil)
    #expect(decision.steps.first { $0.code == "on-request" }?.from == "programme")
  }

  @Test("lists add up where the record says so, and the places are those of each record")
  func adding() throws {
    var child = Self.part("child", of: "programme")
    child.access.requirements = [AccessRequirement(kind: .training), AccessRequirement(kind: .agreement)]
    child.access.addedLists = [.requires]
    let effective = EffectiveTerms(
      child.useTerms(inheriting: try Self.inheritance(of: child, Self.programme)))
    #expect(effective.terms.access.requirements.map(\.kind) == [.training, .agreement, .application])
    #expect(effective.origin(of: "access.requires[2]") == ("programme", "access.requires[0]"))
    #expect(effective.origin(of: "access.requires[1]") == (nil, "access.requires[1]"))
    #expect(effective.origin(of: "access.requires").id == nil)
    // Nothing is added to a list without being said.
    child.access.addedLists = [.purposes]
    let other = EffectiveTerms(child.useTerms(inheriting: try Self.inheritance(of: child, Self.programme)))
    #expect(other.terms.access.requirements.map(\.kind) == [.training, .agreement])
  }

  @Test("terms come through a chain, and say from which link; an intermediary's come last")
  func chain() throws {
    let middle = Self.part("middle", of: "programme")
    var child = Self.part("child", of: "middle")
    child.access.intermediary = Agent(name: "Broker", identifier: "broker")
    var broker = Self.part("broker")
    broker.access.requirements = [AccessRequirement(kind: .fee)]
    broker.access.maximumMonths = 12
    let inheritance = try Self.inheritance(of: child, middle, Self.programme, broker)
    #expect(inheritance.programmes.map(\.id) == ["middle", "broker"])
    let effective = EffectiveTerms(child.useTerms(inheriting: inheritance))
    #expect(effective.origin(of: "access.requires[1]").id == "programme")
    #expect(effective.origin(of: "access.maximum-months").id == "broker")
  }

  @Test("restricted access rights are taken over, public ones and licences are not")
  func rights() throws {
    var programme = Self.part("programme")
    programme.licenses = LicenseTable.standard.licenses(from: "CC0-1.0")
    programme.accessRights = .public
    let child = Self.part("child", of: "programme")
    #expect(try Self.inheritance(of: child, programme) == .none)
    programme.accessRights = .restricted
    let taken = child.taking(try Self.inheritance(of: child, programme))
    #expect(taken.accessRights == .restricted && taken.licenses.isEmpty)
  }

  @Test("nothing comes from a record that not everyone may see who sees this one, as if it were not there")
  func audiences() throws {
    let both = Audience(labels: ["staff", "board"])!  // well-formed labels
    let audiences = [Audience.public, Self.staff, both, Audience(labels: ["public", "staff"])!]
    for (own, others) in audiences.flatMap({ one in audiences.map { (one, $0) } }) {
      var programme = Self.programme
      programme.audience = others
      let child = Self.part("child", of: "programme", audience: own)
      let includes = others.isPublic || (!own.isPublic && Set(own.labels).isSubset(of: others.labels))
      let found = try Self.inheritance(of: child, programme)
      #expect(found.programmes.isEmpty != includes, "\(own) of \(others)")
      if !includes {
        #expect(try found == Self.inheritance(of: child))
        #expect(found.gaps.map(\.kind) == [.missing])
      }
    }
  }

  @Test("where a programme is gone, the only record that replaces it counts")
  func replaced() throws {
    let child = Self.part("child", of: "old")
    var new = Self.programme
    new.relations = [Relation(kind: .replaces, target: "old")]
    #expect(try Self.inheritance(of: child, new).programmes.map(\.id) == ["programme"])
    var second = new
    second.id = "second"
    #expect(try Self.inheritance(of: child, new, second).gaps.map(\.kind) == [.missing])
    // One that not everyone may see does not count, and is not told of.
    second.audience = Self.staff
    #expect(try Self.inheritance(of: child, new, second) == Self.inheritance(of: child, new))
  }

  @Test("a circle, and what hangs on it, gives nothing")
  func circles() throws {
    var one = Self.programme
    one.relations = [Relation(kind: .partOf, target: "two")]
    let two = Self.part("two", of: "programme")
    let child = Self.part("child", of: "two")
    for record in [one, two, child] {
      let found = try Self.resolver([one, two, child]).inheritance(of: record)
      #expect(found.programmes.isEmpty && found.gaps.map(\.kind) == [.circle], "\(record.id)")
    }
    // A circle of records that this one's readers do not see is none.
    let hidden = Self.part("two", of: "programme", audience: Self.staff)
    #expect(try Self.resolver([one, hidden, child]).inheritance(of: child).gaps.map(\.kind) == [.missing])
  }

  @Test("eight programmes within each other are followed, nine are not")
  func depth() throws {
    var records = [Self.programme]
    for number in 1...9 {
      records.append(Self.part("p\(number)", of: number == 1 ? "programme" : "p\(number - 1)"))
    }
    let resolver = Self.resolver(records)
    #expect(try resolver.inheritance(of: records[8]).programmes.map(\.id) == ["p7"])
    let terms = records[8].useTerms(inheriting: try resolver.inheritance(of: records[8]))
    #expect(EffectiveTerms(terms).origin(of: "access.purposes").id == "programme")
    #expect(UseTerms(canonicalText: terms.canonicalText)?.canonicalText == terms.canonicalText)
    let deep = try resolver.inheritance(of: records[9])
    #expect(deep.programmes.isEmpty && deep.gaps.map(\.kind) == [.deep])
  }

  @Test("too many programmes, and terms that are too long, give nothing")
  func limits() throws {
    var child = Self.part("child")
    let many = (0...TermsResolver.maximumCount).map { number in
      var programme = Self.programme
      programme.id = "p\(number)"
      return programme
    }
    child.relations = many.map { Relation(kind: .partOf, target: $0.id) }
    #expect(try Self.resolver(many).inheritance(of: child).gaps.map(\.kind) == [.many])
    child.relations.removeLast()
    #expect(try Self.resolver(many).inheritance(of: child).programmes.count == 1)
    var long = Self.programme
    long.access.note = String(repeating: "word ", count: 13_200)
    child.relations = [Relation(kind: .partOf, target: "programme")]
    #expect(try Self.inheritance(of: child, long).gaps.map(\.kind) == [.long])
  }

  // MARK: - Properties

  /// The terms of a record with some programmes, the first of which may have one of its own.
  private static func terms(
    _ random: inout SeededGenerator, programmes count: Int, depth: Int = 3
  ) -> UseTerms {
    var own = UseDecisionTests.terms(&random)
    // What is left out is where programmes come in.
    if Bool.random(using: &random) { (own.access.purposes, own.access.dataUse) = ([], []) }
    if Bool.random(using: &random) { (own.access.modes, own.licenses) = ([], []) }
    if Bool.random(using: &random) { (own.access.requesters, own.access.prohibitedPurposes) = ([], []) }
    own.access.addedLists = ListedTerm.allCases.filter { _ in Int.random(in: 0..<4, using: &random) == 0 }
    own.programmes = (0..<count).map { number in
      let further = number == 0 && depth > 1 ? Int.random(in: 0...1, using: &random) : 0
      return ProgrammeTerms(id: "p\(number)", terms: terms(&random, programmes: further, depth: depth - 1))
    }
    return own
  }

  @Test(
    "no programme makes an answer wider than the wider of what was answered before and on its terms alone")
  func neverWider() {
    var random = SeededGenerator(seed: 2_026)
    var (changed, narrowed) = (0, 0)
    for _ in 0..<12_000 {
      let terms = Self.terms(&random, programmes: Int.random(in: 1...2, using: &random))
      let profile = UseDecisionTests.profile(&random)
      func outcome(_ terms: UseTerms) -> UseOutcome {
        UseDecision.decide(terms, for: profile, on: UseDecisionTests.day).outcome
      }
      var without = terms
      let last = without.programmes.removeLast()
      let (before, theirs, now) = (outcome(without), outcome(last.terms), outcome(terms))
      #expect(now >= min(before, theirs), "\(terms.canonicalText)\n\(profile)")
      if now != before { changed += 1 }
      let merged = EffectiveTerms(terms).terms
      if outcome(merged) < now { narrowed += 1 }
    }
    // It is tried: programmes matter, and without the rule some would open more than they may.
    #expect(changed > 500 && narrowed > 20, "\(changed) \(narrowed)")
  }

  @Test("terms with programmes have one text, which is read back to the same answers")
  func text() throws {
    var random = SeededGenerator(seed: 44)
    for _ in 0..<1_500 {
      let terms = Self.terms(&random, programmes: Int.random(in: 0...2, using: &random))
      let read = try #require(UseTerms(canonicalText: terms.canonicalText))
      #expect(read.canonicalText == terms.canonicalText)
      let profile = UseDecisionTests.profile(&random)
      let decisions = [terms, read].map { UseDecision.decide($0, for: profile, on: UseDecisionTests.day) }
      #expect(decisions[0].outcome == decisions[1].outcome)
      #expect(Set(decisions[0].reasons.map(\.code)) == Set(decisions[1].reasons.map(\.code)))
      #expect(terms.availability(on: UseDecisionTests.day) == read.availability(on: UseDecisionTests.day))
    }
    for broken in ["(\tp", ")", "(\tp\n)\n)", "(\n)", "(\tp\textra\n)"] {
      #expect(UseTerms(canonicalText: broken) == nil, "\(broken)")
    }
  }

  @Test("a reason that binds because of a programme names it, and has the place in its manifest")
  func reasons() throws {
    var random = SeededGenerator(seed: 11)
    for _ in 0..<1_000 {
      let terms = Self.terms(&random, programmes: 1)
      let decision = UseDecision.decide(
        terms, for: UseDecisionTests.profile(&random), on: UseDecisionTests.day)
      let ids: Set<String> = ["p0"]
      for reason in decision.reasons { #expect(reason.from.map(ids.contains) ?? true) }
      for step in decision.steps { #expect(step.from.map(ids.contains) ?? true) }
    }
  }
}
