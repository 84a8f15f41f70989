import CartularyCatalog
import CartularyLedger
import CartularyManifests
import CartularyModel
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import CartularyServer

@Suite("Records to take away")
struct RecordFormatTests {
  private static let html = [("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")]

  /// Among them records whose ids end as formats do, one of them for partners.
  private static let named: [SourcedDataset] =
    [
      .sample("tides"), .sample("tides.json", title: "The page of tides.json"), .sample("only.ttl"),
      .sample("tides.yaml", title: "Zorblax") { $0.audience = Audience(labels: ["partners"])! },
      .sample("secret") { $0.audience = Audience(labels: ["partners"])! },
    ]

  private static func served(
    _ records: [SourcedDataset]
  ) async throws -> (catalog: ServedCatalog, token: String, key: AccessKey) {
    let made = AccessKey.make(labels: ["partners"], expires: nil, note: nil)
    let catalog = try await ServedCatalog(records) { settings in
      settings.keys = KeyFile.standardPath(catalog: settings.catalog)
      try KeyFile(path: settings.keys ?? "").write([made.key])
    }
    return (catalog, made.token, made.key)
  }

  @Test("each format is what export writes of the record, whatever its texts are, with a tag")
  func documents() async throws {
    let served = try await ServedCatalog(PageRecords.all)
    let types = [
      "json": "application/json", "yaml": "application/yaml", "ttl": "text/turtle; charset=utf-8",
      "jsonld": "application/ld+json",
    ]
    #expect(Set(types.keys) == Set(RecordFormat.served.map(\.ending)))
    for id in PageRecords.all.map(\.dataset.id) {
      let record = try #require(try served.catalog.publishedDataset(id: id, as: .public))
      for format in RecordFormat.served {
        let target = "/dataset/\(id).\(format.ending)"
        let answer = await served.service.get(target)
        #expect(answer.status == 200 && answer.headers[.contentType] == types[format.ending], "\(target)")
        #expect(answer.text == ExportFormats.document(of: [record], as: format.export.name), "\(target)")
        #expect(
          answer.headers[.vary] == "Accept, Authorization"
            && answer.headers[.cacheControl] == "public, max-age=60")
        let tag = try #require(answer.headers[.eTag])
        let again = await served.service.get(target, [("If-None-Match", tag)])
        #expect(again.status == 304 && again.text.isEmpty)
        let head = await served.service.get(target, method: "HEAD")
        #expect(head.text.isEmpty && head.headers[.contentLength] == String(answer.text.utf8.count))
      }
    }
  }

  @Test("a hidden record and one that never was have the same answer; whoever may see it gets it")
  func hidden() async throws {
    let (served, token, _) = try await Self.served(Self.named)
    for format in RecordFormat.served {
      let hidden = await served.service.get("/dataset/secret.\(format.ending)")
      let never = await served.service.get("/dataset/sorcet.\(format.ending)")
      #expect(hidden.status == 404 && hidden.headers == never.headers)
      #expect(hidden.text.replacing("secret", with: "sorcet") == never.text)
      let seen = await served.service.get("/dataset/secret.\(format.ending)", token: token)
      #expect(seen.status == 200 && seen.headers[.cacheControl] == "private, no-store")
      #expect(seen.headers[.eTag] == nil && seen.text.contains("secret"))
    }
  }

  @Test("a record whose id ends as a format does has its page, for those who see it")
  func endings() async throws {
    let (served, token, _) = try await Self.served(Self.named)
    let service = served.service
    for headers in [[], Self.html, [("Accept", "text/html")]] {
      let page = await service.get("/dataset/tides.json", headers)
      #expect(page.status == 200 && page.headers[.contentType]?.hasPrefix("text/html") == true)
      #expect(page.headers[.contentSecurityPolicy]?.contains("trusted-types") == true)
      #expect(page.text.contains("The page of tides.json"))
    }
    #expect(await service.get("/dataset/tides.json?requester=academic", Self.html).status == 200)
    #expect(try await service.get("/dataset/tides.json.json").object()["id"] as? String == "tides.json")
    #expect(await service.get("/dataset/only.ttl", Self.html).status == 200)
    #expect(await service.get("/dataset/only.json").status == 404)
    // For everyone else, it is the format of the other record, as if the hidden one never was.
    let twin = try await Self.served(Self.named.filter { $0.dataset.id != "tides.yaml" })
    let (here, there) = await (
      service.get("/dataset/tides.yaml"), twin.catalog.service.get("/dataset/tides.yaml")
    )
    #expect(here.status == 200 && here.text == there.text && here.text.contains("id: tides\n"))
    #expect(here.headers[.contentType] == there.headers[.contentType])
    let page = await service.get("/dataset/tides.yaml", token: token)
    #expect(page.status == 200 && page.text.contains("Zorblax"))
  }

  @Test("a page links the formats that are to be had, in its head too")
  func links() async throws {
    let (served, token, _) = try await Self.served(Self.named)
    let page = await served.service.get("/dataset/tides.json", Self.html)
    let addresses = PageMarkup(page.text).addresses
    for format in RecordFormat.served {
      let target = "/dataset/tides.json.\(format.ending)"
      #expect(addresses.contains(target), "\(target)")
      #expect(await served.service.get(target).status == 200)
    }
    #expect(!addresses.contains("/dataset/tides.json.csv"))
    for (type, ending) in [("application/ld+json", "jsonld"), ("text/turtle", "ttl")] {
      #expect(page.text.contains("<link rel=\"alternate\" type=\"\(type)\""))
      #expect(addresses.count { $0 == "/dataset/tides.json.\(ending)" } == 2)
    }
    // Where another record's page is, there is no format. Other lists may link the page.
    func buttons(_ page: HTTPAnswer) -> [String] {
      RecordFormat.served.map { "/dataset/tides." + $0.ending }.filter {
        page.text.contains("formaction=\"\($0)\"")
      }
    }
    let (other, partner) = await (
      served.service.get("/dataset/tides", Self.html),
      served.service.get("/dataset/tides", token: token, Self.html)
    )
    #expect(buttons(other) == ["/dataset/tides.jsonld", "/dataset/tides.ttl", "/dataset/tides.yaml"])
    #expect(buttons(partner) == ["/dataset/tides.jsonld", "/dataset/tides.ttl"])
  }

  @Test("the session of a person counts for pages alone, which link the formats of what everyone sees")
  func sessions() async throws {
    let (served, token, _) = try await Self.served(Self.named)
    let signIn = HTTPQuestion(
      "POST", SignIn.path,
      headers: [
        .contentType: "application/x-www-form-urlencoded", HTTPField.Name("Sec-Fetch-Site")!: "same-origin",
      ],
      authority: "localhost", body: Array("key=\(token)".utf8))
    let set = try #require(await served.service.answer(signIn).headers[.setCookie])
    let cookie = [("Cookie", String(set.prefix { $0 != ";" }))]
    let page = await served.service.get("/dataset/secret", Self.html + cookie)
    #expect(page.status == 200 && !page.text.contains("/dataset/secret.json"))
    #expect(
      await served.service.get("/dataset/tides", Self.html + cookie).text.contains("/dataset/tides.ttl"))
    let format = await served.service.get("/dataset/secret.json", cookie)
    let anyone = await served.service.get("/dataset/secret.json")
    #expect(format.status == 404 && format.headers == anyone.headers)
    let bearer = await served.service.get("/dataset/secret", token: token, Self.html)
    #expect(bearer.text.contains("/dataset/secret.json"))
  }
}
