/// One made-up dataset, in the forms in which each engine reads it.
struct CorpusRecord {
  var id: String
  var title: String
  var description: String
  var publisher: String
  var keywords: [String]
  var theme: String
  var sensitivity: String
  /// An SPDX id or a `LicenseRef-…`; `nil` if the record states nothing.
  var license: String?
  var sharing: String
  var format: String
  var modified: String
  var years: ClosedRange<Int>
  var variables: [(name: String, description: String)]
  /// Empty for the public.
  var audience: [String] = []
  /// JSON of the key `access`; `nil` for no terms beside the licence.
  var access: String?

  /// The order of columns is that of `PlainXapian/index.cpp` and `peers.py`.
  var line: String {
    let names = variables.map { "\($0.name.split(separator: "_").joined(separator: " ")) \($0.description)" }
    return [
      id, title, description, publisher, keywords.joined(separator: " "), theme, sensitivity, license ?? "",
      sharing, format, modified, names.joined(separator: " "),
    ].joined(separator: "\t")
  }

  /// A native manifest in JSON. All texts are letters and blanks, so nothing needs an escape.
  var manifest: String {
    var keys = [
      #""id":"\#(id)""#, #""title":"\#(title)""#, #""description":"\#(description)""#,
      #""publisher":"\#(publisher)""#,
      #""keywords":[\#(keywords.map { "\"\($0)\"" }.joined(separator: ","))]"#,
      #""themes":"\#(theme)""#, #""sensitivity":"\#(sensitivity)""#, #""sharing":"\#(sharing)""#,
      #""distributions":[{"format":"\#(format)"}]"#, #""modified":"\#(modified)""#,
      #""temporal":{"start":"\#(years.lowerBound)","end":"\#(years.upperBound)"}"#,
    ]
    if let license { keys.append(#""license":"\#(license)""#) }
    if sharing == "open-data", !["public", "internal"].contains(sensitivity) {
      keys.append(#""techniques":["anonymisation"]"#)
    }
    if !audience.isEmpty {
      keys.append(#""audience":[\#(audience.map { "\"\($0)\"" }.joined(separator: ","))]"#)
    }
    if let access { keys.append(#""access":\#(access)"#) }
    if !variables.isEmpty {
      let columns = variables.map { #"{"name":"\#($0.name)","description":"\#($0.description)"}"# }
      keys.append(
        #""data-dictionary":{"tables":[{"name":"t","variables":[\#(columns.joined(separator: ","))]}]}"#)
    }
    return "{" + keys.joined(separator: ",") + "}"
  }
}
