import CartularyBase
import CartularyModel
import TestSupport
import Testing

@testable import CartularyManifests

@Suite("Disease trees")
struct DiseaseTreeTests {
  private static let obo = """
    format-version: 1.2

    [Term]
    id: DOID:4
    name: disease

    [Term]
    id: DOID:162
    name: cancer
    alt_id: DOID:9999
    is_a: DOID:4 ! disease

    [Term]
    id: DOID:10155
    name: intestinal cancer
    is_a: DOID:162 {source="x"} ! cancer

    [Term]
    id: DOID:1
    is_obsolete: true
    is_a: DOID:10155

    [Typedef]
    id: part_of
    is_a: nothing

    """

  private func parsed(_ text: String) -> DiseaseTree? { read(text).tree }

  private func read(_ text: String) -> (tree: DiseaseTree?, marks: [String]) {
    let (tree, said) = DiseaseTreeReader.read(SourceFile(name: "d", bytes: Array(text.utf8)))
    return (tree, said.map { $0.code.rawValue + ($0.place.map { " \($0.line):\($0.column)" } ?? "") })
  }

  @Test("OBO is read: ids, other ids, names and the hierarchy; obsolete terms are left out")
  func obo() throws {
    let tree = try #require(parsed(Self.obo))
    #expect(tree.ancestors(of: "DOID:10155") == ["DOID:10155", "DOID:162", "DOID:4"])
    #expect(tree.ancestors(of: "label:intestinal cancer") == tree.ancestors(of: "DOID:10155"))
    #expect(tree.canonical("DOID:9999") == "DOID:162")
    #expect(tree.ancestors(of: "DOID:1") == nil && tree.termCount == 3)
  }

  @Test("JSON is read as a map, below meta, and as a graph")
  func json() throws {
    let map = #"{"DOID:162": {"label": "cancer", "parents": ["DOID:4"]}, "DOID:4": {}}"#
    let graph = """
      {"graphs": [{"nodes": [{"id": "http://purl.obolibrary.org/obo/DOID_162", "lbl": "cancer"}],
       "edges": [{"sub": "http://purl.obolibrary.org/obo/DOID_162", "pred": "is_a",
       "obj": "http://purl.obolibrary.org/obo/DOID_4"}]}]}
      """
    for text in [map, #"{"meta": {"diseases": \#(map)}, "vectors": [1]}"#, #"{"diseases": \#(map)}"#, graph] {
      #expect(parsed(text)?.ancestors(of: "label:cancer") == ["DOID:162", "DOID:4"], "\(text)")
    }
  }

  @Test("a compact copy gives the same answers, and an invalid one is refused")
  func compact() throws {
    let tree = try #require(parsed(Self.obo))
    let copy = try #require(DiseaseTree(compactText: tree.compactText))
    #expect(copy == tree)
    for text in ["", "cartulary-diseases 1\n2\nA:1\t7\nA:2\n", "cartulary-diseases 1\n1\n", "x\n1\nA:1\n"] {
      #expect(DiseaseTree(compactText: text) == nil, "\(text)")
    }
    #expect(DiseaseTree(compactText: "cartulary-diseases 1\n2\nA:1\t1\nA:2\t0\n") == nil)
  }

  @Test(
    "faults in an ontology are reported with their place",
    arguments: [
      ("", ["M004"]), ("just text\n", ["M012"]), ("{}", ["M012"]), ("{\"a\": ", ["M005 1:7"]),
      ("[Term]\nname: x\n", ["M103 1:1"]), ("[Term]\nid: A:1\nis_a:\n", ["M103 3:1"]),
      ("[Term]\nid: A:1\nis_a: A:2\n\n[Term]\nid: A:2\nis_a: A:1\n", ["M221 2:5"]),
      ("[Term]\nid: A:1\nis_a: A:1\n", ["M221 2:5"]),
    ])
  func faults(text: String, expected: [String]) {
    let (tree, marks) = read(text)
    #expect(tree == nil)
    #expect(marks == expected)
  }

  @Test("500,000 terms are read in seconds, and one more is refused")
  func large() throws {
    func ontology(_ count: Int) -> String {
      var text = ""
      text.reserveCapacity(count * 40)
      for number in 0..<count {
        text += "[Term]\nid: T:\(number)\n"
        if number > 0 { text += "is_a: T:\(number / 2)\n" }
      }
      return text
    }
    let clock = ContinuousClock()
    let start = clock.now
    let tree = try #require(parsed(ontology(DiseaseTree.maximumTermCount)))
    let spent = clock.now - start
    print("500,000 diseases read in \(spent)")
    #expect(spent < .seconds(60))
    #expect(tree.ancestors(of: "T:499999")?.count == 20)
    #expect(read(ontology(DiseaseTree.maximumTermCount + 1)).marks == ["M008"])
  }
}
