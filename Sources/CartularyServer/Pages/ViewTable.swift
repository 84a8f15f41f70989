internal import Foundation
internal import Mustache

/// A view model by the names of its properties, read once: looking each name up by reflection takes longer than a search.
///
/// A property that is `nil` is found too, so that no name falls through to an object around it.
struct ViewTable: MustacheParent {
  /// Each a text, a flag, another table, a list of such, or `NSNull`.
  let values: [String: Any]

  init(values: [String: Any]) { self.values = values }

  init(_ model: Any) {
    var values: [String: Any] = [:]
    for case (let name?, let value) in Mirror(reflecting: model).children { values[name] = Self.value(value) }
    self.init(values: values)
  }

  func child(named name: String) -> Any? { values[name] }

  private static func value(_ value: Any) -> Any {
    switch value {
    case let text as String: return text
    case let flag as Bool: return flag
    default: break
    }
    let mirror = Mirror(reflecting: value)
    switch mirror.displayStyle {
    case .optional: return mirror.children.first.map { Self.value($0.value) } ?? NSNull()
    case .collection: return mirror.children.map { Self.value($0.value) }
    default: return ViewTable(value)
    }
  }
}
