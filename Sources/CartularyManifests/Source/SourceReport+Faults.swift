extension SourceReport {
  mutating func say(_ fault: JSONReader.Fault) {
    say(fault.code, fault.message, at: .offset(fault.offset), length: fault.length, help: fault.help)
  }

  mutating func say(_ fault: YAMLReader.Fault) {
    say(fault.code, fault.message, at: fault.mark, length: fault.length, help: fault.help)
  }

  mutating func say(_ refusal: SourceFile.Refusal) {
    say(refusal.code, refusal.message, at: nil)
  }
}
