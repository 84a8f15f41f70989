import CartularyCatalog
import CartularyModel
import Foundation
import TestSupport
import Testing

@testable import CartularyServer

@Suite("Templates of the pages, and what fills them")
struct TemplateTests {
  @Test("every template names our escaper first, and has no way round it")
  func escapers() {
    for (name, text) in PageFiles.templates {
      #expect(text.hasPrefix("{{% CONTENT_TYPE:\(name == "json-ld" ? "JSONLD" : "PAGE")}}\n"), "\(name)")
      for tag in ["{{{", "{{&", "{{=", "{{*", "{{<", "{{$"] {
        #expect(!text.contains(tag), "\(name): \(tag)")
      }
    }
    #expect(PageFiles.templates.count == 21)
  }

  @Test("every file of the pages is in the table of files")
  func files() throws {
    let folder = ProjectFiles.path("Sources/CartularyServer/Pages")
    let templates = try FileManager.default.contentsOfDirectory(atPath: folder + "/Templates")
    #expect(Set(templates) == Set(PageFiles.templates.keys.map { $0 + ".mustache" }))
    let assets = try FileManager.default.contentsOfDirectory(atPath: folder + "/Assets")
    #expect(Set(assets) == Set(PageFiles.assets.map(\.name)))
  }

  @Test("every name of a template is declared by one object, every key is used, and both renderers agree")
  func keys() async throws {
    let served = try await ServedCatalog(PageRecords.all + PageRecords.fillers)
    let models = try served.models()
    var strict = StrictMustache(PageFiles.templates)
    for (name, table) in models {
      #expect(strict.text(of: table, as: name) == PageRenderer.standard.text(of: table, as: name), "\(name)")
    }
    #expect(strict.faults.distinct == [])
    let declared = models.reduce(into: Set<String>()) { $0.formUnion($1.table.names) }
    #expect(declared.subtracting(strict.used).sorted() == [])
  }

  @Test("whatever the texts of a model say, the markup stays the same, and the texts are read back")
  func hostileModels() async throws {
    let served = try await ServedCatalog(PageRecords.all + PageRecords.fillers)
    let models = try served.models()
    for (name, table) in models {
      let tame = PageMarkup(PageRenderer.standard.text(of: table.mapping(to: "x"), as: name))
      let hostile = table.mapping(to: HostileText.all)
      let found = PageMarkup(PageRenderer.standard.text(of: hostile, as: name))
      #expect(found.skeleton == tame.skeleton && found.faults == [], "\(name): \(found.faults.prefix(3))")
      let isHeld = found.texts.contains(HostileText.all)
      #expect(isHeld, "\(name)")
    }
  }

  @Test("a quote that a combining mark follows is escaped, in a partial too")
  func combiningMarks() {
    let renderer = PageRenderer([
      "outer": "{{% CONTENT_TYPE:PAGE}}\n<p title=\"{{text}}\">{{>inner}}</p>",
      "inner": "{{% CONTENT_TYPE:PAGE}}\n<b title=\"{{text}}\">",
      "data": "{{% CONTENT_TYPE:JSONLD}}\n{{text}}",
    ])
    struct Model { let text: String }
    let text = renderer.text(Model(text: "\"\u{301}<\u{20DD}&"), as: "outer")
    #expect(
      text == "<p title=\"&quot;\u{301}&lt;\u{20DD}&amp;\"><b title=\"&quot;\u{301}&lt;\u{20DD}&amp;\"></p>")
    #expect(renderer.text(Model(text: "</script\u{301}>"), as: "data") == "\\u003c/script\u{301}\\u003e")
  }
}

/// Texts that would end an element, an attribute, a script or a line.
enum HostileText {
  static let all =
    "</script><script>run()</script><!-- ]]> \"\u{301} onx=run() '\u{20DD} \"\u{200D} {{pageTitle}} {{{x}}} &amp; &lt;"
}

extension ViewTable {
  /// The table with other texts, but for codes of our own that stand in the name of an attribute.
  func mapping(to text: String) -> ViewTable {
    func changed(_ value: Any) -> Any {
      switch value {
      case is String: text
      case let table as ViewTable: table.mapping(to: text)
      case let items as [Any]: items.map(changed)
      default: value
      }
    }
    var changedValues = values.mapValues(changed)
    changedValues["markKind"] = values["markKind"]
    return ViewTable(values: changedValues)
  }

  /// All names of the table and of those in it.
  var names: Set<String> {
    func names(_ value: Any) -> Set<String> {
      switch value {
      case let table as ViewTable: table.names
      case let items as [Any]: items.reduce(into: []) { $0.formUnion(names($1)) }
      default: []
      }
    }
    return values.reduce(into: Set(values.keys)) { $0.formUnion(names($1.value)) }
  }
}

extension Sequence<String> {
  fileprivate var distinct: [String] { Set(self).sorted() }
}

extension ServedCatalog {
  /// Models of pages of every kind, with everything that a page can show, and with nothing.
  func models() throws -> [(name: String, table: ViewTable)] {
    let (catalog, site) = (catalog, service.site)
    do {
      let maker = PageMaker(catalog: catalog, viewer: .public, diseases: nil, site: site)
      func query(_ pairs: [PageQuery.Pair]) -> PageQuery { PageQuery(pairs) }
      let profile: [PageQuery.Pair] = [("requester", "academic"), ("use", "education"), ("country", "FR")]
      var models: [(name: String, table: ViewTable)] = [
        ("start", ViewTable(try maker.start())), ("about", ViewTable(try maker.about())),
        ("error", ViewTable(ErrorPage(Problem(404, .noSuchPath, "no"), site))),
        ("error", ViewTable(ErrorPage(Problem(400, .badAddress, "no", help: "try"), site))),
        (
          "sign-in",
          ViewTable(
            SignInPage(chrome: site.chrome("x"), isSignedIn: false, signInFault: "no", signInAction: "/"))
        ),
        (
          "sign-in",
          ViewTable(
            SignInPage(chrome: site.chrome("x"), isSignedIn: true, signInFault: nil, signInAction: "/"))
        ),
      ]
      let searches: [[PageQuery.Pair]] = [
        [], [("q", "water")], [("q", "water"), ("license", "CC0-1.0"), ("license", "MIT")],
        [("q", "water gauge height"), ("more", "keyword"), ("find.theme", "w")] + profile,
        [("q", "wather")], [("q", "zzqq"), ("license", "CC-BY-4.0")], [("q", "licens:x")],
        [("q", "license:CC-BY-4.0")], [("q", "free water"), ("page", "2")],
        [("q", "publisher:level")],
      ]
      for pairs in searches { models.append(("search", ViewTable(try maker.search(query(pairs))))) }
      for field in ["publisher", "theme"] {
        let pairs: [PageQuery.Pair] = [("name", field == "publisher" ? "Lake office" : "Water")]
        if let page = try maker.listing(query(pairs), of: field) {
          models.append(("listing", ViewTable(page)))
        }
      }
      for pairs: [PageQuery.Pair] in [[], [("q", "height")], [("q", "zzqq")]] {
        models.append(("variables", ViewTable(try maker.variables(query(pairs)))))
      }
      for id in PageRecords.all.map(\.dataset.id) {
        for pairs in [[], profile, [("column", "he")]] {
          var page = try maker.dataset(id, query(pairs))
          page.formats = [FormatButton(formatHref: "/x.json", formatText: "JSON")]
          page.hasFormats = true
          models.append(("dataset", ViewTable(page)))
        }
      }
      return models
    }
  }
}
