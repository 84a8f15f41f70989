/// The owner's settings for a catalog.
package struct WireSettings: WireObject {
  package struct Setting: WireObject {
    fileprivate let setting: (name: String, value: String)

    package static let name = "setting"
    package static let summary = "A setting that has a value."
    package static let fields: [WireField<Setting>] = [
      .init("name", "The setting's name.") { $0.setting.name },
      .init("value", "Its value, as it was set.") { $0.setting.value },
    ]
  }

  private let settings: [Setting]

  package init(_ settings: [(name: String, value: String)]) {
    self.settings = settings.map { Setting(setting: $0) }
  }

  package static let name = "settings"
  package static let pluralName = "settings"
  package static let summary = "The owner's settings for a catalog."
  package static let fields: [WireField<WireSettings>] = [
    .init("settings", "Those that have a value.") { $0.settings }
  ]
}
