import Testing

@testable import CartularyModel

@Suite("Ids of the Data Use Ontology")
struct DataUseOntologyTests {
  @Test(
    "an id ends a text in any spelling",
    arguments: [
      ("DUO:0000042", "DUO:0000042"), ("duo_0000042", "DUO:0000042"),
      ("http://purl.obolibrary.org/obo/DUO_0000007", "DUO:0000007"), ("DUO:00000044", "DUO:0000044"),
      (
        "https://www.ebi.ac.uk/ols4/ontologies/duo/classes?iri=http%3A%2F%2Fpurl.obolibrary.org%2Fobo%2FDUO_0000021",
        "DUO:0000021"
      ),
      ("DUO:0000099", "DUO:0000099"), ("DUO:42", nil), ("DUO:0000042 or so", nil), ("GRU", nil), ("", nil),
    ] as [(String, String?)])
  func ids(text: String, id: String?) {
    #expect(DataUseOntology.id(endingIn: text) == id)
  }

  @Test("every code has an id and an address that are read as the code")
  func codes() {
    for code in DataUseCode.allCases {
      #expect(DataUseOntology.id(endingIn: code.id) == code.id)
      #expect(DataUseOntology.id(endingIn: code.address) == code.id)
      #expect(DataUseOntology.hasTerm(code.id))
      #expect(DataUseOntology.numberedTerm(code.id)?.number == code.number)
    }
  }

  /// The classes of release 2021-02-23.
  @Test("the ontology has these terms and no others up to 99")
  func terms() {
    let known = (0...99).filter { DataUseOntology.hasTerm("DUO:00000" + ($0 < 10 ? "0" : "") + String($0)) }
    #expect(
      known == Array(1...7) + [11, 12] + Array(14...22) + Array(24...29) + Array(31...40) + Array(42...46))
    #expect(DataUseOntology.hasTerm("DUO:0000007 MONDO:0005070"), "what narrows a term is not looked at")
  }

  @Test(
    "diseases of two ontologies are known by the end of a text",
    arguments: [
      ("MONDO:0005070", "MONDO:0005070"), ("http://purl.obolibrary.org/obo/DOID_162", "DOID:162"),
      ("label:cancer", nil), ("HP:0000118", nil),
    ] as [(String, String?)])
  func diseases(text: String, id: String?) {
    #expect(DiseaseID.id(endingIn: text) == id)
    #expect(
      DiseaseID.address(of: text)?.hasPrefix("http://purl.obolibrary.org/obo/") == (id == nil ? nil : true))
  }
}
