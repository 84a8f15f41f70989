extension [String] {
  /// The texts with a separator between them.
  ///
  /// The standard library's `joined` asks the runtime what an array is, which looks through all conformances of the program
  /// once: a hundredth of a process that searches. So what every start needs is joined by this.
  package func line(_ separator: String) -> String {
    var line = ""
    for index in indices {
      if index > 0 { line += separator }
      line += self[index]
    }
    return line
  }
}
