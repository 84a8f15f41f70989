import Testing

@testable import CartularyModel

@Suite("Tables that the project ships")
struct PackagedTableTests {
  @Test("rows have the cells of the header, and quotes hold commas")
  func rows() {
    let table = PackagedTable(Array("a,b,c\n1,\"2, two\",x|y\n,,\n".utf8), columnCount: 3, name: "test")
    #expect(table.rows.map { $0.map(PackagedTable.text) } == [["1", "2, two", "x|y"], ["", "", ""]])
    #expect(PackagedTable.texts(table.rows[0][2]) == ["x", "y"])
    #expect(PackagedTable.texts(table.rows[1][2]) == [])
  }

  @Test("one column read by itself is the column of the rows")
  func oneColumn() {
    let csv = PackageResources.licences_csv
    var cells: [PackagedTable.Cell] = []
    PackagedTable.forEachCell(ofColumn: 1, in: csv) { cells.append($0) }
    #expect(cells == PackagedTable(csv, columnCount: 4, name: "test").rows.map { $0[1] })
    #expect(Set(cells.map(PackagedTable.text)) == Set(LicenseTable.ids) && !cells.isEmpty)
  }

  /// Codes are what other catalogs are read by, so one that comes twice would be a slip that shows nowhere.
  @Test(
    "each code of countries and languages is there once, and each row has a name",
    arguments: [
      (PackageResources.countries_csv, 7, 255, [2, 3, 3]),
      (PackageResources.languages_csv, 5, 185, [2, 3, 3]),
    ])
  func codes(csv: [UInt8], columns: Int, rowCount: Int, lengths: [Int]) {
    let rows = PackagedTable(csv, columnCount: columns, name: "test").rows.map { $0.map(PackagedTable.text) }
    #expect(rows.count == rowCount)
    var seen: Set<String> = []
    for row in rows {
      #expect(!row[3].isEmpty, "\(row)")
      for (code, length) in zip(row, lengths) where !code.isEmpty {
        #expect(seen.insert(code).inserted, "\(code)")
        // Parts of the United Kingdom have longer codes.
        #expect(code.utf8.count == length || code.hasPrefix("GB-"), "\(code)")
      }
    }
  }

  @Test("the ambiguous texts of a country are codes or names of it")
  func ambiguity() {
    let table = PackagedTable(PackageResources.countries_csv, columnCount: 7, name: "countries.csv")
    var count = 0
    for row in table.rows {
      let own = row[0...3].map(PackagedTable.text) + PackagedTable.texts(row[4])
      for text in PackagedTable.texts(row[6]) {
        #expect(own.contains(text), "\(text)")
        #expect(Countries.code(for: text) == nil, "\(text)")
        count += 1
      }
    }
    #expect(count == 33)
  }

  @Test("the European Union has 27 members, and the Economic Area three more")
  func unions() {
    let codes = PackagedTable(PackageResources.countries_csv, columnCount: 7, name: "countries.csv").rows
      .map { PackagedTable.text($0[0]) }
    #expect(codes.filter { Countries.isMember($0, of: "EU") }.count == 27)
    #expect(
      codes.filter { Countries.isMember($0, of: "EEA") && !Countries.isMember($0, of: "EU") } == [
        "IS", "LI", "NO",
      ])
    #expect(!codes.contains { Countries.isMember($0, of: "GB") })
  }
}
