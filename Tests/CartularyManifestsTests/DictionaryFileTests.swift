import CartularyBase
import CartularyModel
import Foundation
import TestSupport
import Testing

@testable import CartularyManifests

@Suite("Data dictionaries in CSV")
struct DictionaryFileTests {
  /// Reads a manifest that names a file, with that file next to it.
  private func read(_ csv: Data, _ dictionary: String = "file: columns.csv") throws -> ManifestBatch {
    let directory = TemporaryDirectory()
    try directory.write(csv, to: "columns.csv")
    let path = try directory.write(withLines("data-dictionary: {\(dictionary)}\n"), to: "a.yaml")
    return ManifestReader(checksPolicy: false).read(paths: [path])
  }

  private func variables(_ csv: String) throws -> [Variable] {
    let batch = try read(Data(csv.utf8))
    #expect(batch.diagnostics.isEmpty, "\(batch.diagnostics)")
    return try #require(batch.records.first?.dataset.dataDictionary).variables
  }

  @Test("each column of the file is a key of the variable")
  func columns() throws {
    let variables = try variables(
      #"""
      name,label,type,unit,description,values,minimum,maximum,missing,identifier,sensitivity,audience
      state,State,string,,"Of the gauge, ""as seen""",ok = working; off = switched off,,,"-9; NA",quasi,controlled,staff
      level,Level,number,m,,,-5,40,-999,none,,
      """#)
    let state = variables[0]
    #expect(state.name == "state")
    #expect(state.label == "State")
    #expect(state.type == .string)
    #expect(state.unit == nil)
    #expect(state.description == #"Of the gauge, "as seen""#)
    #expect(
      state.values == [
        AllowedValue(value: "ok", label: "working"), AllowedValue(value: "off", label: "switched off"),
      ])
    #expect(state.missing == ["-9", "NA"])
    #expect(state.identifier == .quasi)
    #expect(state.sensitivity == .controlled)
    #expect(state.audience?.labels == ["staff"])
    #expect(variables[1].unit == "m")
    #expect(variables[1].minimum == "-5")
    #expect(variables[1].maximum == "40")
    #expect(variables[1].missing == ["-999"])
    #expect(variables[1].audience == nil)
  }

  @Test(
    "other names of the columns are understood",
    arguments: DictionaryColumn.allCases.flatMap { column in column.aliases.map { (column, $0) } })
  func aliases(column: DictionaryColumn, alias: String) {
    #expect(DictionaryColumn(header: alias) == column)
    #expect(DictionaryColumn(header: alias.uppercased().replacingOccurrences(of: "-", with: "_")) == column)
    #expect(DictionaryColumn(header: alias.replacingOccurrences(of: "-", with: " ")) == column)
  }

  @Test("no alias means two columns")
  func distinctAliases() {
    #expect(Set(DictionaryColumn.names).count == DictionaryColumn.names.count)
  }

  @Test("labels are names if there are no names; line ends, a byte order mark and empty lines do not matter")
  func tolerance() throws {
    #expect(
      try variables("\u{FEFF}Label,Data Type\r\nage,INTEGER\r\n\r\nborn,varchar(10)").map(\.type) == [
        .integer, .string,
      ])
    #expect(
      try variables("variable,codes\nsex,\"f|m\"\nsize,\"1, 2, 3\"\n").map { $0.values.map(\.value) } == [
        ["f", "m"], ["1", "2", "3"],
      ])
    #expect(try variables("name,description\nx,\"two\nlines\"\n").first?.description == "two\nlines")
  }

  @Test("a column of tables makes tables, in the order in which they occur")
  func tables() throws {
    let csv = Data("table,name\nb,x\na,y\nb,z\n".utf8)
    let tables = try #require(try read(csv).records.first?.dataset.dataDictionary?.tables)
    #expect(tables.map(\.name) == ["b", "a"])
    #expect(tables.map { $0.variables.map(\.name) } == [["x", "z"], ["y"]])
    let one = try read(Data("name\nx\n".utf8), "tables: [{name: t, title: T, file: columns.csv}]")
    #expect(one.records.first?.dataset.dataDictionary?.tables.first?.name == "t")
    #expect(one.records.first?.dataset.dataDictionary?.variables.map(\.name) == ["x"])
    #expect(try read(csv, "tables: [{name: t, file: columns.csv}]").marks == ["M102 4:44"])
  }

  @Test(
    "each fault has its code and its place in the CSV",
    arguments: [
      ("M101", "⌖nmae,type\nx,string\n"), ("M101", "name,⌖tipe\nx,string\n"), ("M101", "name,⌖lable\nx,L\n"),
      ("M101", "name,⌖sensitivty\nx,public\n"), ("W106", "name,⌖wobble factor\nx,1\n"),
      ("M103", "name,⌖\nx,1\n"),
      ("M009", "name,⌖name\nx,y\n"), ("M009", "variable,⌖column\nx,y\n"),
      ("M009", "name,label,⌖title\nx,y,z\n"),
      ("M103", "⌖unit,type\nm,string\n"), ("M015", "name,type\nx,string,⌖more\n"),
      ("M015", "name,type\n⌖x\n"),
      ("M015", "name,description\nx,\"two\nlines\"\n⌖y\n"), ("M015", "name,label\nx,⌖\"open\n"),
      ("M015", "name,label\nx,a⌖\"b\n"), ("M015", "name,label\nx,\"a\"⌖b\n"),
      ("M015", "name,type⌖\rx,string\r"),
      ("M015", "⌖name;type\nx;string\n"), ("M015", "⌖name\ttype\nx\tstring\n"),
      ("M015", "name,label\né,ü,⌖ö\n"),
      ("M004", ""), ("M004", "\u{FEFF}"), ("M004", "\n\n"), ("M004", "name,type\n"),
      ("M201", "name,type\nx,⌖strang\n"), ("M201", "name,sensitivity\nx,⌖secretish\n"),
      ("M201", "name,identifier\nx,⌖maybe\n"), ("M201", "name,type\nx,\"⌖strang\"\n"),
      ("M202", "name,audience\nx,⌖Staff\n"), ("M103", "name,type\n⌖,string\n"), ("M003", "name\nx⌖\0\n"),
      ("M108", "name,description\nx,⌖" + String(repeating: "y", count: 70_000) + "\n"),
      ("M008", "name\n" + String(repeating: "x\n", count: 20_000) + "⌖y\n"),
    ])
  func fault(code: String, marked: String) throws {
    let text = MarkedText(marked)
    let batch = try read(Data(text.text.utf8))
    #expect(batch.marks.contains(text.expectation(code)), "\(marked.prefix(200))\n\(batch.marks)")
    #expect(batch.diagnostics.allSatisfy { $0.file?.hasSuffix("/columns.csv") == true })
    #expect(batch.records.isEmpty == (code != "W106"))
  }

  /// The columns of the file that REDCap offers for download.
  private static let headerOfREDCap =
    #""Variable / Field Name","Form Name","Section Header","Field Type","Field Label","#
    + #""Choices, Calculations, OR Slider Labels","Field Note","Text Validation Type OR Show Slider Number","#
    + #""Text Validation Min","Text Validation Max",Identifier?,"Branching Logic (Show field only if...)","#
    + #""Required Field?","Custom Alignment","Question Number (surveys only)","Matrix Group Name","#
    + #""Matrix Ranking?","Field Annotation""#

  @Test("a REDCap dictionary: forms are tables, choices values, validation types and bounds")
  func redcap() throws {
    let rows = [
      #"record_id,visit,,text,"Record",,,,,,,,,,,,,"#,
      #"sex,visit,,radio,"<b>Sex</b>, as stated","1, female | 2, male, or other|-9, ",at birth,,,,,,,,,,,"#,
      #"born,visit,,text,Born,,,date_dmy,1900-01-01,today,y,,,,,,,"#,
      #"weight,visit,,text,Weight,,in kg,number_1dp,30,200,,,,,,,,"#,
      #"seen,visit,,text,Seen,,,datetime_seconds_ymd,,,,,,,,,,"#,
      #"signs,labs,,checkbox,Signs,"a, fever | b",,,,,,,,,,,,"#,
      #"well,labs,,yesno,Well?,,,,,,,,,,,,,"#,
    ]
    let csv = "\u{FEFF}" + ([Self.headerOfREDCap] + rows).joined(separator: "\r\n")
    let batch = try read(Data(csv.utf8))
    #expect(batch.diagnostics.isEmpty, "\(batch.diagnostics)")
    let tables = try #require(batch.records.first?.dataset.dataDictionary?.tables)
    #expect(tables.map(\.name) == ["visit", "labs"])
    let variables = tables.flatMap(\.variables)
    #expect(variables.map(\.name) == ["record_id", "sex", "born", "weight", "seen", "signs", "well"])
    #expect(variables.map(\.type) == [.string, .string, .date, .number, .datetime, .list, .boolean])
    #expect(variables[1].label == "Sex, as stated")
    #expect(variables[1].description == "at birth")
    #expect(
      variables[1].values == [
        AllowedValue(value: "1", label: "female"), AllowedValue(value: "2", label: "male, or other"),
        AllowedValue(value: "-9"),
      ])
    #expect(variables[5].values == [AllowedValue(value: "a", label: "fever"), AllowedValue(value: "b")])
    #expect(variables.map(\.identifier) == [nil, nil, .direct, nil, nil, nil, nil])
    #expect([variables[2].minimum, variables[2].maximum] == ["1900-01-01", "today"])
    #expect([variables[3].minimum, variables[3].maximum] == ["30", "200"])
    let api = try read(
      Data(
        "field_name,form_name,field_type,field_label,select_choices_or_calculations\nx,f,dropdown,X,\"0, no\"\n"
          .utf8))
    #expect(api.diagnostics.isEmpty, "\(api.diagnostics)")
    #expect(
      api.records.first?.dataset.dataDictionary?.variables.first?.values == [
        AllowedValue(value: "0", label: "no")
      ])
  }

  @Test(
    "what of a REDCap dictionary has no place is named in a warning, and nothing is an error",
    arguments: [
      ("sum,f,,calc,S,[a]+[b],,,,,,,,,,,,", "Choices", "1 cell is not read"),
      ("pain,f,,slider,P,none | some | worst,,,,,,,,,,,,", "Choices", "1 cell is not read"),
      ("mail,f,,text,M,,,email,,,,,,,,,,", "Text Validation Type", "1 cell is not read"),
      ("scan,f,,file,S,,,,,,,,,,,,,", "Field Type", "1 cell is not read"),
      ("odd,f,,hologram,S,,,,,,,,,,,,,", "Field Type", "1 cell is not read"),
      ("x,f,Part A,text,X,,,,,,,,,,,,,", "Section Header", "1 cell is not read"),
      ("x,f,,text,X,,,,,,,[sex] = '1',,,,,,", "Branching Logic", "1 cell is not read"),
      ("x,f,,text,X,,,,,,,,y,,,,,\ny,f,,text,Y,,,,,,,,y,,,,,", "Required Field?", "2 cells are not read"),
      ("x,f,,text,X,,,,,,,,,,,,,@HIDDEN", "Field Annotation", "1 cell is not read"),
      ("x,f,,text,X,,,,,,maybe,,,,,,,", "Identifier?", "1 cell is not read"),
      ("x,f,,text,X,,,,,,,,,,,,,\nhi,f,,descriptive,Welcome,,,,,,,,,,,,,", "'hi'", "is not read"),
    ])
  func redcapRest(rows: String, column: String, words: String) throws {
    let batch = try read(Data((Self.headerOfREDCap + "\n" + rows).utf8))
    #expect(batch.diagnostics.map(\.code) == [.unreadColumn])
    let message = try #require(batch.diagnostics.first?.message)
    #expect(message.contains(column) && message.contains(words), "\(message)")
    let names = try #require(batch.records.first?.dataset.dataDictionary).variables.map(\.name)
    #expect(!names.isEmpty && !names.contains("hi"))
  }

  @Test("columns that are not REDCap's are a warning, however near to one of ours")
  func redcapColumns() throws {
    let batch = try read(
      Data("Variable / Field Name,Form Name,Field Type,nmae,Sensitivty,Form Name\nx,f,text,1,2,g\n".utf8))
    #expect(batch.marks == ["W106 1:44", "W106 1:49", "W106 1:60"], "\(batch.diagnostics)")
    #expect(batch.records.first?.dataset.dataDictionary?.tables.map(\.name) == ["f"])
    #expect(
      try read(Data("Variable / Field Name,Form Name,Field Type\n,f,text\n".utf8)).marks == ["M103 2:1"])
    #expect(try read(Data("Variable / Field Name,Form Name,Field Type\nx,f\n".utf8)).marks == ["M015 2:1"])
  }

  @Test("UTF-16 is reported as such, in either byte order")
  func utf16() throws {
    for mark in [[0xFF, 0xFE, 0x6E, 0], [0xFE, 0xFF, 0, 0x6E]] as [[UInt8]] {
      let batch = try read(Data(mark))
      #expect(batch.diagnostics.map(\.code) == [.notText])
      #expect(batch.diagnostics.first?.message.contains("UTF-16") == true)
    }
  }

  @Test("all faults of a file are reported, and its near misses named")
  func several() throws {
    let batch = try read(Data("name,type\nx,strang\n,string\ny,numbr\n".utf8))
    #expect(batch.marks == ["M201 2:3", "M103 3:1", "M201 4:3"])
    #expect(batch.diagnostics.first?.help == "did you mean 'string'?")
    #expect(batch.diagnostics.allSatisfy { $0.subject == "a" })
  }

  @Test(
    "only a file in the manifest's own folder is read",
    arguments: [
      ("../columns.csv", "M110 4:25"), ("sub/../../columns.csv", "M110 4:25"), ("..", "M110 4:25"),
      ("/etc/passwd", "M110 4:25"), ("file:///etc/passwd", "M110 4:25"),
      ("https://example.org/x.csv", "M110 4:25"),
      ("./", "M110 4:25"), ("missing.csv", "M001 4:25"), ("sub", "M001 4:25"), ("link.csv", "M001 4:25"),
      ("linked/columns.csv", "M001 4:25"), ("fifo.csv", "M001 4:25"), ("columns.csv/x.csv", "M001 4:25"),
      ("huge.csv", "M002 4:25"),
    ])
  func paths(path: String, mark: String) throws {
    let outside = TemporaryDirectory()
    try outside.write("name\nsecret\n", to: "columns.csv")
    let directory = TemporaryDirectory()
    try directory.write("name\nx\n", to: "columns.csv")
    try directory.write("name\nx\n", to: "sub/columns.csv")
    symlink(outside.path + "/columns.csv", directory.path + "/link.csv")
    symlink(outside.path, directory.path + "/linked")
    mkfifo(directory.path + "/fifo.csv", 0o600)
    try directory.write("", to: "huge.csv")
    // A sparse file: it has the size but takes no space.
    truncate(directory.path + "/huge.csv", 100 << 20)
    let manifest = try directory.write(withLines("data-dictionary: {file: '\(path)'}\n"), to: "a.yaml")
    let batch = ManifestReader(checksPolicy: false).read(paths: [manifest])
    #expect(batch.marks == [mark], "\(batch.diagnostics)")
    #expect(batch.records.isEmpty)
  }

  @Test("a path below the folder is read, whatever path names the manifest")
  func below() throws {
    let directory = TemporaryDirectory()
    try directory.write("name\nx\n", to: "sub/deep/columns.csv")
    try directory.write(withLines("data-dictionary: {file: ./sub/deep/columns.csv}\n"), to: "a.yaml")
    for path in [directory.path, directory.path + "/a.yaml", directory.path + "/./a.yaml"] {
      let batch = ManifestReader(checksPolicy: false).read(paths: [path])
      #expect(batch.records.first?.dataset.dataDictionary?.variables.map(\.name) == ["x"])
    }
  }
}
