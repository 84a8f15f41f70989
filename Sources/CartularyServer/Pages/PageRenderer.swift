internal import CartularyBase
internal import Mustache

/// Fills the templates of the pages, which are part of the program.
///
/// Each template names our escaper in its first line: Mustache begins every template and every partial with its own,
/// which goes by `Character` and lets a quote through that a combining mark follows.
struct PageRenderer: Sendable {
  /// Parsed when a server first needs it.
  static let standard = PageRenderer(PageFiles.templates)

  private let library: MustacheLibrary

  /// - Parameter templates: Their texts, by name.
  init(_ templates: [String: String]) {
    // A name that is not known where a template is parsed is an error there.
    MustacheContentTypes.register(PageContent(), named: "PAGE")
    MustacheContentTypes.register(StructuredContent(), named: "JSONLD")
    do {
      library = MustacheLibrary(templates: try templates.mapValues { try MustacheTemplate(string: $0) })
    } catch {
      preconditionFailure("the templates are part of the program, and tested: \(error)")
    }
  }

  /// The text of a page.
  ///
  /// - Parameters:
  ///   - model: A view model: a struct of texts, flags, optionals, lists and other such structs.
  ///   - name: The template's name.
  func text(_ model: some Sendable, as name: String) -> String { text(of: ViewTable(model), as: name) }

  func text(of table: ViewTable, as name: String) -> String {
    guard let text = library.render(table, withTemplate: name) else {
      preconditionFailure("there is no template '\(name)'")
    }
    return text
  }

  private struct PageContent: MustacheContentType {
    func escapeText(_ text: String) -> String { Escape.markup(text) }
  }

  private struct StructuredContent: MustacheContentType {
    func escapeText(_ text: String) -> String { Escape.jsonForPage(text) }
  }
}
