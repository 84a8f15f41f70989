internal import CartularyCatalog
internal import CartularyManifests
internal import CartularyWire

/// The description of the interface as OpenAPI 3.1, made of the tables that answer: routes, keys, fields and the types
/// of the wire.
enum OpenAPIDocument {
  /// - Parameter baseURL: Where clients find the server; empty for an address of the same origin.
  static func text(_ baseURL: String) -> String {
    let document: DescriptionNode = [
      "openapi": "3.1.0",
      "info": [
        "title": "Cartulary", "version": .text(WireVersion.program),
        "summary": "What datasets there are, and on what terms they may be used.",
        "description": .text(description),
        "license": ["name": "GPL-3.0-or-later", "identifier": "GPL-3.0-or-later"],
      ],
      "servers": [["url": .text(baseURL.isEmpty ? "/" : baseURL)]],
      "security": [[:], ["bearer": []]],
      "paths": .object(
        RouteTable.interface.map { (key: $0.pattern, value: ["get": operation($0), "head": head($0)]) }),
      "components": [
        "securitySchemes": ["bearer": ["type": "http", "scheme": "bearer"]],
        "schemas": .object(schemas.map { (key: SchemaNames.key($0.name), value: schema($0)) }),
      ],
    ]
    return document.json() + "\n"
  }

  private static var description: String {
    let fields = FieldTable.all.map { "`\($0.name)`" }.joined(separator: ", ")
    return
      "A query is words, phrases in quotes, -word to exclude, and filters such as license:CC-BY-4.0. Fields: "
      + fields + ". Without a credential, what is public is answered."
  }

  // MARK: - Operations

  private static func operation(_ route: Route) -> DescriptionNode {
    let node: DescriptionNode = ["operationId": .text(name(route)), "summary": .text(route.summary)]
    return node.adding("parameters", parameters(route)).adding("responses", responses(route, hasBody: true))
  }

  private static func head(_ route: Route) -> DescriptionNode {
    let node: DescriptionNode = [
      "operationId": .text(name(route) + "-head"), "summary": "The headers of the same answer.",
    ]
    return node.adding("parameters", parameters(route)).adding("responses", responses(route, hasBody: false))
  }

  private static func name(_ route: Route) -> String {
    switch route.kind {
    case .command(let command, _): command.name
    case .page(let page): page.rawValue
    case .bulk(let bulk): bulk.rawValue
    case .record(let format): "record-" + format.ending
    case .view(let view): view.rawValue
    case .asset: "asset"
    }
  }

  private static func parameters(_ route: Route) -> DescriptionNode? {
    let path = route.pathKeys
    var list: [DescriptionNode] = path.map { parameter($0, in: "path", isRequired: true, nil) }
    switch route.kind {
    case .command(let command, let bounds):
      list += command.keyNames.filter { !path.contains($0) }.map { name in
        parameter(
          name, in: "query", isRequired: command.keys.contains(name + "!"), bounds.ranges[name],
          // Nothing is typed yet.
          mayBeEmpty: command.name == "complete")
      }
    case .bulk(let bulk):
      list += bulk.keys.map { parameter($0, in: "query", isRequired: false, bulk.bounds.ranges[$0]) }
    case .page, .record, .view, .asset: break
    }
    return list.isEmpty ? nil : .list(list)
  }

  private static func parameter(
    _ name: String, in place: String, isRequired: Bool, _ range: ClosedRange<Int>?, mayBeEmpty: Bool = false
  ) -> DescriptionNode {
    guard let key = ProtocolKey.named(name) else { preconditionFailure("every key has a row") }
    let values = values(of: name)
    let text = DescriptionNode.object([(key: "type", value: "string")])
      .adding("enum", values.map { .list($0.map { .text($0) }) })
      .adding("minLength", isRequired && !mayBeEmpty && values == nil ? 1 : nil)
    var schema: DescriptionNode =
      switch key.kind {
      case .number: ["type": "integer"]
      case .texts, .flagOrTexts: ["type": "array", "items": text]
      case .profile: profile
      case .text, .id: text
      }
    if let range {
      schema = schema.adding("minimum", .number(range.lowerBound)).adding(
        "maximum", .number(range.upperBound))
    }
    let node: DescriptionNode = [
      "name": .text(name), "in": .text(place), "required": .flag(isRequired), "description": .text(key.help),
      "schema": schema,
    ]
    return node.adding("explode", place == "query" ? true : nil)
  }

  /// The name of a profile that ships with the program, or a text of JSON.
  private static var profile: DescriptionNode {
    let name: DescriptionNode = ["type": "string", "enum": .list(StandardProfiles.names.map { .text($0) })]
    let object: DescriptionNode = [
      "type": "string", "pattern": "^\\{", "contentMediaType": "application/json",
      "contentSchema": ["type": "object"],
    ]
    return ["anyOf": [name, object]]
  }

  /// The values that a parameter may have, if there is a list of them.
  private static func values(of name: String) -> [String]? {
    switch name {
    case "mode": ["standard", "strict", "lenient"]
    case "sort": FieldTable.sortKeys.flatMap { [$0, "-" + $0] }
    case "field": FieldTable.all.map(\.name)
    case "fields": FieldTable.facets.map(\.name)
    case "facets": ["true"] + FieldTable.facets.map(\.name)
    default: nil
    }
  }

  // MARK: - Answers

  private static func responses(_ route: Route, hasBody: Bool) -> DescriptionNode {
    var answers: [(key: String, value: DescriptionNode)] = [
      (key: "200", value: answer(route, hasBody)),
      (key: "304", value: ["description": "As the client has it."]),
    ]
    for (status, text) in refusals {
      let node: DescriptionNode = ["description": .text(text)]
      let content: DescriptionNode? =
        hasBody ? [HTTPAnswer.problem: ["schema": reference("problem")] as DescriptionNode] : nil
      answers.append((key: status, value: node.adding("content", content)))
    }
    return .object(answers)
  }

  private static let refusals = [
    ("400", "A parameter or the query has a fault, with its place and what to try."),
    ("401", "The credential is not valid."),
    ("404", "The record does not exist, or the asker may not see it."),
    ("405", "The path does not take the method."), ("406", "None of the accepted types can be had."),
    ("409", "The cursor belongs to another state of the catalog."), ("413", "The body is too large."),
    ("414", "The address is too long."), ("429", "Too many requests."), ("431", "The headers are too large."),
    ("500", "An internal error."), ("503", "Busy, too slow, or the catalog cannot be read at the moment."),
  ]

  private static func answer(_ route: Route, _ hasBody: Bool) -> DescriptionNode {
    var summary = route.summary
    if case .bulk(.changes) = route.kind { summary += " Each is a `\(SchemaNames.key(WireChange.name))`." }
    let node: DescriptionNode = ["description": .text(summary)]
    guard hasBody else { return node }
    switch route.kind {
    case .command(let command, _):
      let shapes = command.shapes.map { versioned($0) }
      let schema: DescriptionNode = shapes.count == 1 ? shapes[0] : ["oneOf": .list(shapes)]
      let content: DescriptionNode = ["application/json": ["schema": schema]]
      return node.adding("content", content)
    case .page(.llms): return node.adding("content", ["text/plain": ["schema": ["type": "string"]]])
    case .page(.openAPI):
      return node.adding("content", ["application/vnd.oai.openapi+json": ["schema": ["type": "object"]]])
    case .page(.catalogs):
      return node.adding("content", ["application/linkset+json": ["schema": ["type": "object"]]])
    case .page(.openSearch), .view, .asset: return node
    case .page: return node.adding("content", ["application/json": ["schema": ["type": "object"]]])
    case .record(let format):
      let type: DescriptionNode = ["schema": ["type": .text(format.isObject ? "object" : "string")]]
      return node.adding("content", .object([(key: format.mediaType, value: type)]))
    case .bulk(let bulk):
      return node.adding(
        "content",
        .object(bulk.types.map { (key: $0, value: ["schema": ["type": "string"]] as DescriptionNode) }))
    }
  }

  // MARK: - Schemas

  private static var schemas: [WireShape] {
    var seen: Set<String> = []
    let answers = RouteTable.all.flatMap { route -> [WireShape] in
      if case .command(let command, _) = route.kind { command.shapes } else { [] }
    }
    // Whole answers of commands, which are parts of others here.
    let within = [WireShape(WireDecision.self), WireShape(WireApplication.self), WireShape(WireReach.self)]
    return (answers + within + WireShapes.parts).filter { seen.insert($0.name).inserted }
  }

  static func reference(_ name: String) -> DescriptionNode {
    ["$ref": .text("#/components/schemas/" + SchemaNames.key(name))]
  }

  private static func versioned(_ shape: WireShape) -> DescriptionNode {
    [
      "allOf": [
        reference(shape.name),
        [
          "type": "object", "properties": ["version": ["const": .number(WireVersion.current)]],
          "required": ["version"],
        ],
      ]
    ]
  }

  private static func schema(_ shape: WireShape) -> DescriptionNode {
    let always = shape.keys.filter { !$0.type.hasSuffix(", or absent") }
    let node: DescriptionNode = [
      "type": "object", "description": .text(shape.summary),
      "properties": .object(
        shape.keys.map {
          (key: $0.name, value: SchemaNames.schema($0.type).adding("description", .text($0.help)))
        }),
    ]
    return node.adding("required", always.isEmpty ? nil : .list(always.map { .text($0.name) }))
  }
}
