import CartularyBase
import CartularyModel

@testable import CartularyManifests

/// A manifest with one fault, whose place is marked in its text with `«`.
struct SeededFault: CustomStringConvertible, Sendable {
  let code: String
  let marked: String
  var file = "record.yaml"

  init(_ code: String, _ marked: String, as file: String = "record.yaml") {
    (self.code, self.marked, self.file) = (code, marked, file)
  }

  /// A fault in one of the lines after those that every record has.
  static func line(_ code: String, _ lines: String) -> SeededFault { SeededFault(code, head + lines + "\n") }

  /// The same in JSON: the entries that follow.
  static func json(_ code: String, _ entries: String) -> SeededFault {
    SeededFault(
      code,
      #"{"id": "a", "title": "Lake levels", "description": "Daily mean water level at 41 gauges of the basin.","#
        + "\n " + entries + "}\n", as: "record.json")
  }

  static let head = """
    id: a
    title: Lake levels
    description: Daily mean water level at 41 gauges of the northern basin.

    """

  var text: String {  // By scalar: a mark that joins what stands before it joins the sign.
    String(String.UnicodeScalarView(marked.unicodeScalars.filter { $0 != "«" }))
  }

  /// `M201 4:14`.
  var mark: String {
    var line = 1
    var column = 1
    for scalar in marked.unicodeScalars {
      if scalar == "«" { return "\(code) \(line):\(column)" }
      (line, column) = scalar == "\n" ? (line + 1, 1) : (line, column + 1)
    }
    return code
  }

  var description: String { "\(code): \(marked)" }
}

extension SeededFault {
  static let table: [SeededFault] = structure + vocabulary + policy + json

  static let structure: [SeededFault] = [
    .line("M121", "keywords: [lakes, «\u{200B}]"),
    .line("M121", "themes: [«\u{301}]"),
    .line("M121", "publisher: { name: «\u{FEFF}\u{FE0F} }"),
    .line("M121", "steward: { name: «\u{AD} }"),
    .line("M121", "distributions: [{ title: A, format: «\u{200D} }]"),
    .line("M121", "aliases: [«\u{A8}]"),
    .line("M121", "spatial: [{ name: «\u{2060} }]"),
    SeededFault("M121", "id: a\ntitle: «\u{3164}\ndescription: B\n"),
    .json("M121", "\"keywords\": [«\"\u{180E}\"]"),
    SeededFault("M103", "«title: A\ndescription: B\n"),
    SeededFault("M103", "«id: a\ndescription: B\n"),
    SeededFault("M104", "id: «Lake Levels\ntitle: A\ndescription: B\n"),
    SeededFault("M104", "id: «-a\ntitle: A\ndescription: B\n"),
    SeededFault("M102", "id: a\ntitle: «[A]\ndescription: B\n"),
    SeededFault("M102", "id: a\ntitle: «''\ndescription: B\n"),
    SeededFault("M006", "id: a\ntitle: «@home\ndescription: B\n"),
    SeededFault("M006", "id: a\ntitle: b«: c\ndescription: B\n"),
    SeededFault("M004", "# nothing but a comment\n"),
    .line("M101", "«keywrds: [x]"),
    .line("M101", "publisher: { name: P, «mail: p@example.org }"),
    .line("M101", "access:\n  mode: api\n  «modus: x"),
    .line("M101", "data-dictionary:\n  variables:\n    - name: x\n      «typ: string"),
    .line("M101", "license: { id: MIT, openness: open, «txt: x }"),
    .line("M103", "license: «{ id: MIT }"),
    .line("M102", "publisher: «[A, B]"),
    .line("M102", "keywords: «{ a: b }"),
    .line("M102", "access: «open"),
    .line("M102", "«audience:"),
    .line("M105", "modified: «2023-02-29"),
    .line("M105", "issued: «yesterday"),
    .line("M105", "temporal: «2021/2019"),
    .line("M105", "temporal: { start: «soon }"),
    .line("M105", "access: { embargo-until: «2026-13-01 }"),
    .line("M106", "distributions:\n  - bytes: «many"),
    .line("M106", "access: { maximum-months: «-3 }"),
    .line("M107", "cartulary: «2"),
    .line("M109", "spatial: [{ name: X, box: «[1, 2, 3] }]"),
    .line("M109", "spatial: [{ name: X, box: «[0, 60, 1, 50] }]"),
    .line("M009", "«title: Again"),
    .line("M009", "license: MIT\n«licence: MIT"),
    .line("M010", "«<<: { title: B }"),
    .line("W101", "«keywords:"),
  ]

  static let vocabulary: [SeededFault] = [
    .line("M201", "sensitivity: «restrictid"),
    .line("M201", "sharing: [open-data, «opn-data]"),
    .line("M201", "forms: «pool"),
    .line("M201", "techniques: [aggregation, «blurring]"),
    .line("M201", "access-rights: «secret"),
    .line("M201", "frequency: «sometimes"),
    .line("M201", "access:\n  requires:\n    - «agrement"),
    .line("M201", "access:\n  requires:\n    - kind: «agrement"),
    .line("M201", "access: { purposes: [«fun] }"),
    .line("M201", "access: { requesters: [«robots] }"),
    .line("M201", "relations: [{ kind: «cousin, target: b }]"),
    .line("M201", "illustrative: [«titel]"),
    .line("M201", "data-dictionary: { variables: [{ name: x, type: «strng }] }"),
    .line("M201", "data-dictionary: { variables: [{ name: x, identifier: «maybe }] }"),
    .line("M202", "audience: [«Staff]"),
    .line("M202", "data-dictionary: { variables: [{ name: x, audience: [«a_b] }] }"),
    .line("W104", "license: «Ask us"),
  ]

  /// Statements that contradict each other.
  static let policyFindings = policy.filter {
    ManifestDiagnostic.Code(rawValue: $0.code)?.isPolicyFinding == true
  }

  static let policy: [SeededFault] = [
    .line("M301", "sensitivity: restricted\naudience: [public]\naccess: { mode: «open-download }"),
    .line(
      "M301", "sensitivity: highly-restricted\naudience: [public]\naccess:\n  «mode: [api, open-download]"),
    .line("M302", "sensitivity: restricted\naudience: [public]\nsharing: «open-data"),
    .line("M303", "access: { embargo-until: «2999-01-01, erase-by: 2998-12-31 }"),
    .line("W301", "sensitivity: «public\naccess-rights: confidential\naudience: [public]"),
    .line("W302", "sharing: internal\ndistributions:\n  - download-url: «https://example.org/a.csv"),
    .line("W303", "«sharing: [intermediated-data-sharing]"),
    .line("W304", "«sharing: [closed-trusted-partnership]"),
    .line("W304", "sharing: «closed-trusted-partnership\naccess: { requires: review }"),
    .line("W305", "sharing: open-data\nlicense: «Ask us first"),
    .line("W306", "sensitivity: «controlled"),
    .line("W307", "access: { embargo-until: «2020-01-01 }"),
    .line("W308", "access: { publication-moratorium-until: «2020 }"),
    .line("W309", "access: { erase-by: «2020-05 }"),
    .line("W310", "data-dictionary: { variables: [{ name: x, minimum: «5, maximum: -5 }] }"),
    .line("W311", "data-dictionary:\n  variables:\n    - name: x\n    - name: «x"),
    .line("W311", "data-dictionary:\n  tables:\n    - name: t\n      variables: [x, «x]"),
    .line("W312", "landing-page: «www.example.org"),
    .line("W312", "distributions:\n  - access-url: «http:/example.org"),
    .line("W312", "distributions: [«example.org/data]"),
    .line("W312", "access: { requires: [{ kind: agreement, url: «ask us }] }"),
    .line("W313", "steward: { name: S, email: «s at example.org }"),
    .line("W315", "issued: 2024-05-02\nmodified: «2024-05-01"),
    .line("W316", "issued: «2999-01-01"),
    .line("W317", "spatial: [{ name: Britain, code: «UK }]"),
    .line("W317", "access: { jurisdictions: [EU, «Germany] }"),
    .line("M304", "version: «FILL IN which one"),
    .line("W107", "keywords: «air, no2, leeds"),
    .line("W318", "version: «TBD"),
    .line("W318", "keywords: [water, «xxx]"),
    .line("W318", "publisher: «N/A"),
    .line("W319", "relations: [{ kind: part-of, target: «a }]"),
    .line("W320", "sensitivity: public\ndata-dictionary: { variables: [{ name: x, identifier: «direct }] }"),
    .line("W317", "access: { storage-jurisdictions: [EEA, «Narnia] }"),
    .line("W321", "access: { purposes: [education], «prohibited-purposes: [education] }"),
    .line("W321", "access: { «purposes: [commercial], requires: [no-commercial-use] }"),
    .line("W321", "access: { «mode: [not-released, api] }"),
    .line("W321", "access: { maximum-months: «0 }"),
    .line("W321", "access: { «fee: { kind: charged, amount: 200 } }"),
    .line("W321", "access: { cost: «200 }"),
    .line("W321", "access:\n  «requires: [{ kind: fee, cost: 1.200 }]"),
    .line("M103", "access: { embargo: «{ after: 18 months } }"),
    .line("W322", "sharing: «closed-trusted-partnership"),
    .line(
      "W322",
      "sharing: «intermediated-data-sharing\naccess: { intermediary: Broker, contact: Desk, lead-time: a week }"
    ),
    SeededFault(
      "W323",
      """
      - id: a
        title: Lake levels
        description: Daily mean water level at 41 gauges of the basin.
        relations: [{ kind: part-of, target: «b }]
      - id: b
        title: Lakes
        description: All that is measured at the lakes of the basin.
        relations: [{ kind: part-of, target: a }]

      """),
    .line("W321", "access:\n  «data-use: [NRES, NCU]"),
    .line("W321", "access:\n  «data-use: [GRU, POA]"),
    .line("W321", "access:\n  «data-use: [GRU, GS:GB, GS:FR]"),
    SeededFault("A302", "«" + head),
    .line("A304", "sensitivity: public\ndata-dictionary: { variables: [«email] }"),
    .line("A304", "access-rights: public\ndata-dictionary:\n  variables:\n    - «name: dateOfBirth"),
    .line("A305", "access: { requires: [«agreement] }"),
    .line("A305", "access: { requires: [{ kind: agreement, note: x }, «{ kind: nda, name: NDA }] }"),
    .line("A305", "access: { agreement: standard, requires: [«agreement] }"),
    SeededFault("A301", "id: a\ntitle: A\ndescription: «Short.\n"),
    SeededFault("A303", "id: a\ntitle: Water levels\ndescription: «water levels\n"),
  ]

  static let json: [SeededFault] = [
    .json("M101", #"«"keywrds": ["x"]"#),
    .json("M201", #""sensitivity": «"restrictid""#),
    .json("M105", #""temporal": {"start": «"soon"}"#),
    .json("M009", #""version": "1", «"version": "2""#),
    .json("M005", #""keywords": ["x"«,]"#),
    .json("M005", #""version": 01«"#),
    .json("M102", #""publisher": «["A"]"#),
    .json("W312", #""landing-page": «"example""#),
    .json("W306", #""sensitivity": «"restricted""#),
  ]
}
