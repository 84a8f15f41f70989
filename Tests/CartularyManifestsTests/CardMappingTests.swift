import CartularyBase
import CartularyModel
import TestSupport
import Testing

@testable import CartularyManifests

/// Field by field: what the fixtures of each format come to.
@Suite("Cards, pages, entries and packages, field by field")
struct CardMappingTests {
  private func fixture(_ name: String) throws -> [Dataset] {
    let batch = ManifestReader(checksPolicy: false).read(paths: [
      ProjectFiles.path("Tests/CartularyManifestsTests/Fixtures/formats/" + name)
    ])
    #expect(!batch.hasErrors, "\(batch.diagnostics)")
    return batch.records.map(\.dataset)
  }

  @Test("a dataset card")
  func card() throws {
    let card = try #require(try fixture("huggingface-card/good-configurations.md").first)
    #expect(card.id == "huggingface.co-datasets-good-configurations")
    #expect(card.identifiers == ["good-configurations"])
    #expect(card.title == "River gauges 🜁")
    #expect(card.description == "Daily levels of forty rivers & lakes.")
    #expect(card.languages == ["en", "zh-Hant"])
    #expect(card.licenses.map(\.id) == [License.customID])
    #expect(card.licenses.first?.text == "river-terms https://example.org/river-terms")
    #expect(card.rights == "River terms, version of 2024.")
    #expect(card.keywords == ["hydrology", "time-series", "time-series-forecasting"])
    #expect(card.landingPage == "https://example.org/gauges")
    #expect(card.steward == Agent(name: "Gauge desk", email: "desk@example.org"))
    #expect(card.relations.map(\.target) == ["huggingface.co-datasets-lake-levels"])
    #expect(card.relations.map(\.kind) == [.derivedFrom])
    #expect(card.access.modes == [.registeredDownload])
    #expect(card.access.requirements.first?.note == "You agree not to identify anyone.")
    #expect(card.dataDictionary?.variables.map(\.name) == ["level", "gauge", "read_at"])
    #expect(card.dataDictionary?.variables.map(\.type) == [.number, .string, .datetime])
    #expect(card.unmapped?["Personal and Sensitive Information"] == "Observers are named in the raw files.")
    #expect(card.unmapped?["language"] == "en, zh-Hant, eng, code")
    #expect(card.accessRights == nil && card.sensitivity == .unspecified)
  }

  @Test("a card in a folder is named after the folder, and unknown licences are ignored")
  func cardFolder() throws {
    let text =
      "---\nlicense: [unknown]\ntask_ids: []\n---\n# Dataset Card for [Dataset Name]\n\n### Dataset Summary\n\n[More Information Needed](https://example.org/how)\n"
    let batch = try read(text, as: "datasets/squad_v2/README.md")
    let card = try #require(batch.records.first?.dataset)
    #expect(card.id == "huggingface.co-datasets-squad-v2")
    #expect(card.title == "squad_v2")
    #expect(card.description.isEmpty)
    #expect(card.openness == .none)
    #expect(batch.diagnostics.map(\.code) == [.missingInSource, .missingInSource])
  }

  @Test("a page of JKAN")
  func page() throws {
    let page = try #require(try fixture("jkan/good-custom-licence.md").first)
    #expect(page.id == "example-library-good-custom-licence")
    #expect(page.title == "Archive of tomorrow")
    #expect(page.description == "Talking about health (https://example.org/health):\n\n- one\n- two & three")
    #expect(page.publisher == Agent(name: "Example Library"))
    #expect(page.steward == Agent(name: "Records desk", email: "records@example.org"))
    #expect(page.themes == ["Health and Social Care", "Sport and Leisure"])
    #expect(page.issued?.description == "2023-01-01")
    #expect(page.modified == nil)
    #expect(page.licenses.map(\.id) == ["LicenseRef-other-closed"])
    #expect(page.landingPage == "https://example.org/archive/")
    #expect(page.distributions.map(\.format) == ["ZIP", "CSV"])
    #expect(page.distributions.map(\.title) == ["Everything", "Index"])
    #expect(
      page.distributions.map(\.downloadURL) == [
        "https://example.org/all.zip", "https://example.org/index.csv",
      ])
    #expect(page.unmapped == ["records": "42"])
    let bare = try #require(try fixture("jkan/good-no-licence.md").first)
    #expect(bare.licenses.map(\.id) == ["NONE"])
    #expect(bare.description == "Counts of cycles at **forty** places, by the hour.")
    #expect(bare.issued?.description == "2019-05")
    #expect(bare.modified?.description == "2024-02-29")
  }

  @Test("pages whose names differ only in punctuation have different ids")
  func pageNames() throws {
    let text = "---\ntitle: T\nnotes: N\norganization: Moray\n---\n"
    let first = try record(text, as: "moray-boundaries+-+moray.md")?.id
    let second = try record(text, as: "moray-boundaries+%28moray%29.md")?.id
    #expect(first == "moray-boundaries-moray")
    #expect(second?.hasPrefix("moray-boundaries-moray-") == true)
  }

  @Test("an entry of the registry")
  func entry() throws {
    let entry = try #require(try fixture("aws-open-data/good-controlled-access.yaml").first)
    #expect(entry.id == "registry.opendata.aws-good-controlled-access")
    #expect(entry.title == "ASL 1000")
    #expect(entry.publisher == Agent(name: "NVIDIA Corporation", url: "https://www.nvidia.com/en-us/"))
    #expect(entry.steward == Agent(name: "contact@example.org", email: "contact@example.org"))
    #expect(
      entry.landingPage == "https://github.com/NVIDIA/Trustworthy-AI/tree/main/ASL%20Developer%20Community")
    #expect(entry.keywords == ["aws-pds", "video", "machine learning"])
    #expect(entry.frequency == .asNeeded)
    #expect(entry.frequencyText == "New data added as soon as it is available.")
    #expect(entry.licenses.map(\.id) == ["LicenseRef-NVIDIA-Dataset-License"])
    #expect(entry.distributions.map(\.accessURL) == ["arn:aws:s3:::trustworthyaiproduct"])
    #expect(entry.distributions.map(\.title) == ["ASL 1000 Data"])
    #expect(entry.distributions.map(\.format) == ["S3 BUCKET"])
    #expect(entry.access.modes == [.onRequest])
    #expect(entry.access.url?.hasPrefix("https://www.nvidia.com/en-us/gated-resources/") == true)
    #expect(entry.access.requirements.map(\.kind) == [.application])
    #expect(entry.accessRights == .restricted)
    #expect(Set(entry.unmapped?.keys.map { $0 } ?? []) == ["Citation", "DataAtWork"])
    let retired = try #require(try fixture("aws-open-data/good-deprecated.yaml").first)
    #expect(retired.unmapped?["Deprecated"] == "True")
    #expect(retired.unmapped?["DeprecatedNotice"] != nil)
    #expect(retired.licenses.map(\.id) == ["CC-BY-4.0"])
    #expect(retired.accessRights == nil && retired.access.modes == [.openDownload])
  }

  @Test("the description of a resource is kept, and is a title only if it is short")
  func resources() throws {
    let long =
      "Version 4 of a product with two hundred bands, " + String(repeating: "each of them wide, ", count: 6)
    let text =
      "Name: N\nLicense: Ask the keeper.\nTags: []\nResources:\n- ARN: a\n  Region: us-east-2\n  Description: |\n    Tables:\n    - one\n    - two\n- ARN: b\n  Description: g3at v004 - \(long)\n- ARN: c\n  Description: Index\n"
    let batch = try read(text)
    let forms = try #require(batch.records.first?.dataset).distributions
    #expect(forms.map(\.title) == [nil, "g3at v004", "Index"])
    #expect(forms[0].description == "Tables:\n- one\n- two\nRegion us-east-2")
    #expect(forms[1].description?.hasPrefix("g3at v004 - Version 4") == true)
    #expect(forms[2].description == nil)
    // An unknown licence is a warning in every format.
    #expect(batch.diagnostics.contains { $0.code == .customLicense && $0.place?.line == 2 })
  }

  @Test(
    "every format reports an unknown licence",
    arguments: [
      ("---\ntitle: T\nnotes: N\norganization: O\nlicense: Ask the keeper\n---\n", "a.md"),
      ("---\npretty_name: P\nlicense: Ask the keeper\ntask_ids: []\n---\n# P\n\nText.\n", "b.md"),
      (#"{"dataset":[{"title":"T","identifier":"i","license":"Ask the keeper"}]}"#, "data.json"),
      (
        #"{"success":true,"result":{"name":"n","title":"T","license_id":"Ask the keeper","resources":[]}}"#,
        "c.json"
      ),
    ])
  func customLicenses(text: String, file: String) throws {
    let batch = try read(text, as: file)
    #expect(batch.records.map(\.dataset.openness) == [.custom])
    #expect(batch.diagnostics.count { $0.code == .customLicense } == 1)
  }

  @Test("a card's other licence is named by its details, and its repository is the landing page")
  func details() throws {
    func card(_ details: String) throws -> Dataset {
      try #require(
        try record(
          "---\npretty_name: P\nlicense: other\nlicense_details: \(details)\ntask_ids: []\n---\n# P\n\n- **Homepage:** [More info needed]\n- **Repository:** https://example.org/repo\n- **Paper:** https://example.org/paper\n- **Point of Contact:** [More info needed]\n\n### Licensing Information\n\nSee the agreement.\n",
          as: "p.md"))
    }
    let known = try card("Microsoft Research Data License Agreement")
    #expect(known.licenses.map(\.id) == ["LicenseRef-MSR-DLA"])
    #expect(known.rights == "Microsoft Research Data License Agreement\nSee the agreement.")
    #expect(known.landingPage == "https://example.org/repo")
    #expect(known.unmapped?["Paper"] == "https://example.org/paper")
    #expect(known.unmapped?["Repository"] == nil)
    #expect(known.steward == nil)
    let other = try card("terms of the shared task")
    #expect(other.licenses.map(\.id) == ["LicenseRef-other"])
  }

  @Test("line ends that notes write as backslash and letter are read as line ends")
  func writtenLineEnds() throws {
    let page = try record(
      "---\ntitle: T\nnotes: <p>One (HSCP).\\r\\n\\r\\nTwo.</p>\norganization: O\nlicense: CC0\n---\n",
      as: "a.md")
    #expect(page?.description.contains("\\") == false)
    #expect(page?.description.hasPrefix("One (HSCP).") == true)
  }

  @Test("who pays and who needs an account")
  func costs() throws {
    let text =
      "Name: N\nLicense: CC0\nTags: []\nResources:\n- ARN: a\n  Type: S3 Bucket\n  RequesterPays: True\n  AccountRequired: True\n- ARN: b\n  Type: S3 Bucket\n  ControlledAccess: https://example.org/apply\n- ARN: c\n  Type: SNS Topic\n"
    let entry = try #require(try record(text))
    #expect(entry.access.fee?.covers == "requests and transfer, paid to AWS, for 1 of 2 resources")
    #expect(entry.access.modes == [.registeredDownload, .onRequest])
    #expect(entry.accessRights == .restricted)
  }

  @Test("a package of CKAN")
  func package() throws {
    let package = try #require(try fixture("ckan/good-package-show.json").first)
    #expect(package.id == "example-city-air-quality-stations")
    #expect(
      package.identifiers == [
        "urn:example:air-1", "6f0fbd34-8d1b-4d5c-9f3e-2f1f0f6a7c11", "air-quality-stations",
      ])
    #expect(package.title == "Air quality stations")
    #expect(
      package.description == "Hourly means of NO2 & PM10.\n\nSee the manual (https://example.org/manual).")
    #expect(package.landingPage == "https://example.org/air")
    #expect(package.version == "2.1")
    #expect(package.licenses.map(\.id) == ["CC-BY-4.0"])
    #expect(package.publisher == Agent(name: "Example City"))
    #expect(package.creators == [Agent(name: "Air group", email: "air@example.org")])
    #expect(package.steward == Agent(name: "Open data team", email: "opendata@example.org"))
    #expect(package.keywords == ["air", "NO2"])
    #expect(
      package.themes == ["Environment", "http://publications.europa.eu/resource/authority/data-theme/ENVI"])
    #expect(package.languages == ["de", "en"])
    #expect(package.spatial == [Place(box: BoundingBox(west: 6.9, south: 50.8, east: 7.2, north: 51.1))])
    #expect(package.temporal?.start?.description == "2018-01-01")
    #expect(package.temporal?.end?.description == "2023-12-31")
    #expect(package.frequency == .hourly)
    #expect(package.issued?.description == "2019-03-01")
    #expect(package.modified?.description == "2024-05-17")
    #expect(package.accessRights == .public)
    #expect(package.distributions.map(\.downloadURL) == ["https://data.example.org/air.csv", nil])
    #expect(package.distributions.map(\.accessURL) == [nil, "https://example.org/api"])
    #expect(package.distributions.map(\.byteCount) == [52311, nil])
    #expect(package.distributions.map(\.checksum) == ["sha256:9f86d081", nil])
    #expect(package.distributions.map(\.description) == [nil, "live"])
    #expect(package.unmapped?["harvest_source"] == "none of ours")
    #expect(package.audience == .public)
  }

  @Test("results of a CKAN search are read, and private packages are left out")
  func search() throws {
    let path = ProjectFiles.path(
      "Tests/CartularyManifestsTests/Fixtures/formats/ckan/good-package-search.json")
    let batch = ManifestReader(checksPolicy: false).read(paths: [path])
    let sets = batch.records.map(\.dataset)
    #expect(sets.map(\.id) == ["finance-budget-2024", "trees"])
    #expect(sets.map(\.openness) == [.none, .shareAlike])
    #expect(sets[1].spatial == [Place(box: BoundingBox(west: -3.3, south: 55.8, east: -3.0, north: 56.0))])
    #expect(sets[1].frequency == .annual)
    #expect(batch.diagnostics.map(\.code) == [.privateInSource])
    #expect(batch.diagnostics[0].help?.contains("'audience'") == true)
    #expect(batch.diagnostics[0].subject == "staff-survey")
    #expect(try fixture("ckan/good-list.json").map(\.id) == ["roads-bridges", "roads-tunnels"])
  }

  @Test("a paragraph on whom to ask is not a name, and its text is kept")
  func prose() throws {
    let contact =
      "We want your feedback.\n  <br>\n  Write to data@example.org, or see [the forum](https://example.org/f)."
    let dataset = try #require(
      try record(
        """
        Name: N
        Description: "One &amp; all.\\n\\n- x\\n- y"
        License: CC0
        Tags: []
        ManagedBy: "[A](https://a.example.org) and [B](https://b.example.org)"
        Contact: |
          \(contact)
        Resources:
          - Description: "[Table](https://example.org/t)"
            ARN: arn:aws:s3:::t
            Type: S3 Bucket
        """, as: "n.yaml"))
    #expect(
      dataset.steward
        == Agent(name: "data@example.org", email: "data@example.org", url: "https://example.org/f"))
    #expect(dataset.unmapped?["Contact"]?.contains("feedback") == true)
    #expect(dataset.publisher == Agent(name: "A and B", url: "https://a.example.org"))
    #expect(dataset.unmapped?["ManagedBy"]?.contains("https://b.example.org") == true)
    #expect(dataset.distributions[0].title == "Table")
    #expect(dataset.distributions[0].description == "[Table](https://example.org/t)")
    #expect(dataset.unmapped?["Resources.Description"] == nil)
    #expect(dataset.description == "One & all.\n\n- x\n- y")
  }

  @Test(
    "agents are read from what people write",
    arguments: [
      ("Jo Doe, <jo@x.org>", Agent(name: "Jo Doe", email: "jo@x.org"), true),
      (
        "HELP DESK: help@x.org. Home page: https://x.org/",
        Agent(name: "HELP DESK", email: "help@x.org", url: "https://x.org/"), false
      ),
      ("A <a@x.org>, B <b@x.org>", Agent(name: "A", email: "a@x.org"), false),
      (
        "For questions on any of the data please write to a@x.org", Agent(name: "a@x.org", email: "a@x.org"),
        false
      ),
      ("[A](mailto:a@x.org)", Agent(name: "A", email: "a@x.org"), true),
      ("Jo Doe", Agent(name: "Jo Doe"), true),
      ("U.S. Example Agency (https://x.org)", Agent(name: "U.S. Example Agency", url: "https://x.org"), true),
      (
        "(Example Consortium)[https://x.org/]", Agent(name: "Example Consortium", url: "https://x.org/"), true
      ),
      ("[Example Society (https://x.org/)", Agent(name: "Example Society", url: "https://x.org/"), true),
      ("[Jo Doe]", Agent(name: "Jo Doe"), true),
      (
        "[Jo Doe](mailto:jo@x.org), [Al Roe](mailto:al@x.org)", Agent(name: "Jo Doe", email: "jo@x.org"),
        false
      ),
      (
        "If you have questions about the data, you can create an Issue at https://x.org/issues",
        Agent(name: "https://x.org/issues", url: "https://x.org/issues"), false
      ),
      ("https://x.org (its data), https://y.org", Agent(name: "https://x.org", url: "https://x.org"), false),
      (
        "[Jo Doe](mailto:jo@x.org) (Organization Committee), [Al Roe](mailto:al@x.org) (Organization Committee), [Di Poe](mailto:di@x.org)",
        Agent(name: "Jo Doe", email: "jo@x.org"), false
      ),
    ] as [(String, Agent, Bool)])
  func agents(text: String, agent: Agent, isWhole: Bool) throws {
    let read = try #require(Agent.written(text))
    #expect(read == agent)
    #expect(read.saysAll(of: text) == isWhole)
  }

  @Test(
    "HTML becomes plain text",
    arguments: [
      ("a <b>b</b> c", "a b c"), ("<p>one</p><p>two</p>", "one\n\ntwo"), ("x<br/>y", "x\ny"),
      ("<script>alert(1)</script>text", "text"), ("<style>p{}</style><p>t</p>", "t"),
      ("a &lt;b&gt; &#233;&#xe9;", "a <b> éé"),
      ("<a href='https://x.org/'>here</a>", "here (https://x.org/)"),
      ("<a href=\"https://x.org\">https://x.org</a>", "https://x.org"),
      ("<ul><li>a<li>b</ul>", "- a\n- b"), ("10K<n<100K and <i>more</i>", "10K<n<100K and more"),
      ("<b>open", "open"), ("<b>x</b> <unclosed", "x <unclosed"), ("<!-- no --><b>yes</b>", "yes"),
      ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"), ("a&nbsp;b", "a b"),
      ("no markup *here*\n\n- x", "no markup *here*\n\n- x"), ("R&amp;D\n\n- x\n- y", "R&D\n\n- x\n- y"),
      ("one<br>\n\n## <b>two</b>", "one\n\n## two"), ("<p>a\nb</p>\n<p>c", "a b\n\nc"),
      ("<a href=\"javascript:x\">y</a>", "y"),
    ])
  func html(text: String, plain: String) {
    #expect(HTMLText.plain(text) == plain)
  }

  @Test("a lot of broken HTML takes no longer than valid HTML")
  func slowHTML() async throws {
    for piece in ["<", "<a ", "<a href=\"", "<p>", "&", "<!--", "<script>", "</a>", "<b '"] {
      let text = "<b>x</b>" + String(repeating: piece, count: (128 << 10) / piece.utf8.count)
      let plain = try await OwnThread.run(withinSeconds: 300) { HTMLText.plain(text) }
      #expect(plain.utf8.count <= 2 * text.utf8.count)
    }
  }

  @Test("documentation in a folder is skipped, but reported if it is named")
  func documentation() throws {
    let directory = TemporaryDirectory()
    let readme = try directory.write("# About\n\n--- not front matter\n", to: "README.md")
    try directory.write("---\nlayout: page\n---\nHello\n", to: "about.md")
    try directory.write(withLines(""), to: "a.yaml")
    let batch = ManifestReader(checksPolicy: false).read(paths: [directory.path])
    #expect(batch.records.count == 1)
    #expect(batch.diagnostics.map(\.code) == [.skippedFile])
    #expect(!batch.hasErrors)
    #expect(ManifestReader(checksPolicy: false).read(paths: [readme]).marks == ["M011 1:1"])
  }

  @Test(
    "whole folders of real records are imported",
    .enabled(if: ProjectFiles.realData("") != nil, "the real records are not next to the project"),
    arguments: [
      ("aws-open-data-registry", "aws-open-data"), ("hf-dataset-cards", "huggingface-card"),
      ("opendatascotland-jkan", "jkan"),
    ])
  func real(folder: String, format: String) throws {
    let path = try #require(ProjectFiles.realData(folder))
    let batch = ManifestReader(checksPolicy: false).read(paths: [path])
    #expect(!batch.hasErrors, "\(batch.diagnostics.filter { $0.severity == .error })")
    #expect(batch.records.count == batch.files.count && batch.records.count > 300)
    #expect(batch.records.allSatisfy { $0.origin.format == format })
    #expect(batch.records.allSatisfy { !$0.dataset.title.isEmpty && DatasetID.isWellFormed($0.dataset.id) })
    let unread = batch.records.count { $0.dataset.frequency == .unknown }
    print("\(folder): \(batch.records.count) records, frequency unknown in \(unread)")
  }
}
