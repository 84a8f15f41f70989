import CartularyBase
import CartularyModel
import TestSupport
import Testing

@testable import CartularyManifests

@Suite("How foreign records say that data is had")
struct ForeignAvailabilityTests {
  private static let day = CalendarDate("2026-06-01")!  // a valid date

  private static func kind(_ dataset: Dataset) -> Availability { DataAvailability(of: dataset, on: day).kind }

  // MARK: - AWS

  private func entry(_ resources: String) throws -> Dataset {
    try #require(
      try record(
        "Name: N\nLicense: https://creativecommons.org/publicdomain/zero/1.0/\nTags: []\nResources:\n"
          + resources))
  }

  private static let open = "- ARN: a\n  Type: S3 Bucket\n"

  @Test("an open bucket is a download; a topic or a service says nothing of the way")
  func openBucket() throws {
    let open = try entry(Self.open)
    #expect(open.access.modes == [.openDownload] && Self.kind(open) == .openDownload)
    #expect(try entry("- ARN: a\n  Type: SNS Topic\n").access.modes.isEmpty)
    #expect(try entry("- URL: a\n  Type: CloudFront Distribution\n").access.modes.isEmpty)
  }

  @Test("a bucket that its name or its description withholds is not open")
  func withheldBucket() throws {
    let named = try entry(
      "- ARN: arn:aws:s3:us-east-1:1:accesspoint/x-restricted-access-point/\n  Type: S3 Bucket\n")
    #expect(named.access.modes.isEmpty && named.accessRights == .restricted)
    let told = try entry(
      Self.open + "  Description: Access requires signing a data use agreement.\n")
    #expect(told.access.modes.isEmpty && Self.kind(told) == .notStated)
    #expect(
      try entry("- ARN: arn:aws:s3:::astro/uncontrolled/\n  Type: S3 Bucket\n").access.modes == [
        .openDownload
      ])
  }

  @Test("keys that a login gives are a registration, whatever else controls access an application")
  func login() throws {
    let login = try entry(Self.open + "  ControlledAccess: https://data.example.org/s3credentials\n")
    #expect(login.access.modes == [.registeredDownload] && Self.kind(login) == .registration)
    #expect(login.access.requirements.map(\.kind) == [.registration])
    #expect(login.accessRights == .restricted)
    let apply = try entry(Self.open + "  ControlledAccess: https://example.org/apply\n")
    #expect(apply.access.requirements.map(\.kind) == [.application] && Self.kind(apply) == .onRequest)
  }

  @Test("of data that is controlled in part, the steps say for what, and the answer is left open")
  func partlyControlled() throws {
    let part = try entry(
      Self.open + "- ARN: b\n  Type: S3 Bucket\n  ControlledAccess: https://example.org/apply\n")
    #expect(part.access.requirements.map(\.note) == ["for 1 of 2 resources"])
    #expect(part.access.modes == [.openDownload, .onRequest])
    let answer = DataAvailability(of: part, on: Self.day)
    #expect(answer.reasons.map(\.code) == ["access-contradiction"])
  }

  @Test("whoever downloads where the requester pays owes the fee")
  func requesterPays() throws {
    let paid = try entry(Self.open + "  RequesterPays: True\n")
    #expect(paid.access.fee?.kind == .charged)
    #expect(paid.access.fee?.covers == "requests and transfer, paid to AWS")
    #expect(paid.access.modes.isEmpty && paid.access.requirements.isEmpty)
    let decision = UseDecision.decide(paid.useTerms, for: UseProfile(), on: Self.day)
    #expect(decision.reasons.contains { $0.kind == .owed && $0.code == "fee" })
  }

  // MARK: - Addresses

  @Test(
    "the address of a resource is a file, an interface or a page",
    arguments: [
      ("CSV", "https://example.org/a/b", Availability.openDownload),
      ("", "https://example.org/a/b.gpkg", .openDownload),
      ("CSV", "https://example.org/a.xlsx", .openDownload),
      ("XML", "https://example.org/api/members/xml", .openDownload),
      ("WFS", "https://example.org/geoserver/inspire/ows?version=2.0.0&", .api),
      ("", "https://example.org/arcgis/rest/services/A/FeatureServer/0", .api),
      ("OGC WMS", "https://example.org/maps?x", .api),
      ("WFS", "https://example.org/item.html?id=1", .notStated),
      ("CSV", "https://example.org/a.html", .notStated), ("PDF", "https://example.org/a.pdf", .notStated),
      ("JSON", "https://example.org/x/datadictionary.json", .notStated),
      ("ARCGIS HUB DATASET", "https://example.org/datasets/a", .notStated),
      ("ARCGIS GEOSERVICE", "https://storymaps.example.org/stories/1", .notStated),
      ("ZIP", "https://example.org/metadata/a.zip", .openDownload),
      ("", "https://example.org/a", .notStated), ("WFS", "https://example.org", .notStated),
    ])
  func address(format: String, address: String, expected: Availability) throws {
    let page = try #require(
      try record(
        "---\ntitle: T\nnotes: N\norganization: O\nlicense: CC0\nresources:\n- name: R\n  url: '\(address)'\n  format: '\(format)'\n---\n",
        as: "a.md"))
    #expect(Self.kind(page) == expected)
    #expect(page.distributions.map { $0.downloadURL ?? $0.accessURL } == [address])
  }

  @Test("a catalog is not its data, though it is public; an interface is one")
  func stacIndex() throws {
    func item(_ isAPI: Bool, _ access: String) throws -> Dataset {
      try #require(
        try record(
          #"[{"id":1,"slug":"s","title":"T","summary":"S","url":"https://example.org/catalog.json","access":"\#(access)","isApi":\#(isAPI)}]"#,
          as: "a.json"))
    }
    #expect(Self.kind(try item(false, "public")) == .notStated)
    #expect(Self.kind(try item(true, "public")) == .api)
    #expect(try item(true, "protected").access.modes.isEmpty)
    #expect(try item(false, "public").unmapped?["isApi"] == "false")
  }

  // MARK: - HDR UK

  private func health(_ rights: String) throws -> Dataset {
    let model =
      #"{"domainType":"DataModel","documentationVersion":"1","label":"L","id":"0a","title":"T","accessRights":"\#(rights)"}"#
    return try #require(try record("{\"dataModels\":[\(model)]}", as: "a.json"))
  }

  @Test("where requests begin, whom to ask, and that only staff have it")
  func healthData() throws {
    #expect(Self.kind(try health("https://example.org/data-requests")) == .onRequest)
    #expect(Self.kind(try health("Please contact the publisher")) == .onRequest)
    #expect(Self.kind(try health("Authorised access by Trust staff only.")) == .notReleased)
    #expect(Self.kind(try health("See the paper.")) == .notStated)
  }

  // MARK: - Terms beside a licence

  @Test("terms of use beside a licence count where they are stricter")
  func termsBesideLicense() throws {
    let item =
      #"[{"id":"a","title":"T","state_date":"2020","snippet":"s","provider":"P","category":"c","license":"CC-BY-4.0","terms_of_use":"The data is shared under CC BY 4.0. It is also shared under the ODbL."}]"#
    let dataset = try #require(try record(item, as: "a.json"))
    #expect(dataset.licenses.map(\.id) == ["CC-BY-4.0", "ODbL-1.0"])
  }
}
