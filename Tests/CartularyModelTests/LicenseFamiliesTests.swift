import Testing

@testable import CartularyModel

@Suite("Ids that differ in their version alone are a family")
struct LicenseFamiliesTests {
  @Test(
    "a version is a number behind a dash, and what follows is a part of it",
    arguments: [
      ("CC-BY-4.0", "CC-BY"), ("CC-BY-3.0-US", "CC-BY"), ("LicenseRef-CC-BY-unversioned", "CC-BY"),
      ("LicenseRef-Terms-v2", "Terms"), ("LicenseRef-Terms-v2.1-draft", "Terms"), ("GPL-3.0-only", "GPL"),
      ("A-1-B-2", "A"), ("A--1", "A-"), ("ASWF-Digital-Assets-1.1", "ASWF-Digital-Assets"),
    ])
  func family(id: String, name: String) {
    #expect(LicenseTable.familyName(of: id) == name)
  }

  @Test(
    "a number within a word is not a version",
    arguments: [
      "MIT", "0BSD", "X11", "A-", "A-v", "A-1x", "A-2v", "-1", "A-vv1", "A-1é", "A-٣", "LicenseRef-custom",
      "",
    ])
  func noFamily(id: String) {
    #expect(LicenseTable.familyName(of: id) == nil)
  }

  @Test("families of the table hold each id with a version once, but not under a name that is an id itself")
  func table() {
    let families = LicenseTable.families
    #expect(families["CC-BY"]?.contains("CC-BY-4.0") == true)
    #expect(families["CC-BY"]?.contains("LicenseRef-CC-BY-unversioned") == true)
    let members = families.values.flatMap { $0 }
    #expect(members.count == Set(members).count)
    for id in LicenseTable.ids {
      guard let name = LicenseTable.familyName(of: id), !LicenseTable.ids.contains(name) else { continue }
      #expect(families[name]?.contains(id) == true, "\(id)")
    }
  }
}
