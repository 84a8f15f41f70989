import CartularyBase
import CartularyModel
import Foundation
import TestSupport
import Testing

@testable import CartularyManifests

@Suite("The checker")
struct CheckerTests {
  @Test("each seeded fault is found where it is", arguments: SeededFault.table)
  func seeded(fault: SeededFault) throws {
    let path = try TemporaryDirectory.shared.write(fault.text, to: "\(fault.text.hashValue)/\(fault.file)")
    let batch = ManifestReader().read(paths: [path])
    #expect(batch.marks.contains(fault.mark), "\(fault.mark) is not among \(batch.marks)")
    // The letter of a code makes it an error, a warning or advice, and only an error keeps the record out.
    #expect(batch.records.isEmpty == batch.hasErrors)
  }

  @Test(
    "names of variables are read by words, whatever signs and capitals divide them",
    arguments: [
      ("name", "a person's name"), ("station_name", nil), ("PatientName", "a person's name"), ("rename", nil),
      ("dateOfBirth", "a date of birth"), ("DATE-OF-BIRTH", "a date of birth"), ("dob2", nil),
      ("email address", "an email address"), ("home\r\naddress", "an address"),
      ("latitude", "an exact place"),
      ("plateau", nil), ("device_id_email", "an email address"), ("", nil), ("__", nil),
      ("x1First Name", nil),
      ("x1FirstName", nil), ("my1 FirstName", "a person's name"),
    ] as [(String, String?)])
  func likelyIdentifiers(name: String, meaning: String?) {
    #expect(LikelyIdentifier.meaning(of: Variable(name: name)) == meaning)
    // A word that is not ASCII takes the way that asks Unicode.
    let foreign = LikelyIdentifier.meaning(of: Variable(name: name + " é"))
    #expect(foreign == (name == "name" ? nil : meaning))
  }

  @Test(
    "a policy finding is a warning, and where it is told to be an error it keeps its record out, in every format",
    arguments: SeededFault.policyFindings)
  func policyFindings(fault: SeededFault) throws {
    let path = try TemporaryDirectory.shared.write(fault.text, to: "findings-\(fault.text.hashValue)/a.yaml")
    let warned = ManifestReader().read(paths: [path])
    #expect(!warned.hasErrors && warned.records.count == 1, "\(warned.diagnostics)")
    let refused = ManifestReader(refusesPolicyFindings: true).read(paths: [path])
    #expect(refused.records.isEmpty && refused.marks.contains(fault.mark), "\(refused.diagnostics)")
    let strict = refused.diagnostics.filter(\.code.isPolicyFinding)
    #expect(!strict.isEmpty && strict.allSatisfy { $0.severity == .error && $0.subject == "a" })
    // Whoever imports the same record gets around nothing: also a record of a format without native keys is left out.
    let dataset = try #require(warned.records.first?.dataset)
    for refuses in [true, false] {
      var report = SourceReport(file: "foreign", text: SourceText(bytes: []))
      PolicyRules.check(
        FoundRecord(dataset: dataset, mark: .offset(0), sourceRange: 0..<0), today: .today,
        refusesFindings: refuses, report: &report)
      #expect(report.hasErrors == refuses && report.diagnostics.map(\.code.rawValue).contains(fault.code))
    }
  }

  @Test("a record of any exported format is left out for the findings that the format carries")
  func findingsOfFormats() throws {
    let path = try TemporaryDirectory.shared.write(
      SeededFault.policyFindings.map { fault in
        fault.text.replacingOccurrences(of: "id: a\n", with: "id: a\(fault.text.hashValue)\n")
      }.joined(separator: "---\n"), to: "findings/all.yaml")
    let warned = ManifestReader().read(paths: [path])
    #expect(warned.records.count == SeededFault.policyFindings.count)
    for format in ExportFormats.all where format.name != "csv" {
      for record in warned.records {
        let text = format.document(of: PublishedDataset(record.dataset))
        let file = try TemporaryDirectory.shared.write(
          text, to: "findings/\(format.name)/\(record.dataset.id)\(format.fileExtension)")
        let found = ManifestReader().read(paths: [file]).records.flatMap(\.dataset.contradictions)
        let strict = ManifestReader(refusesPolicyFindings: true).read(paths: [file])
        #expect(strict.records.isEmpty || found.isEmpty, "\(format.name): \(text)")
        if ["yaml", "json", "jsonl"].contains(format.name) { #expect(!found.isEmpty) }
      }
    }
  }

  @Test(
    "the table has a row for every code of structure, vocabulary and policy that one native file can have")
  func coverage() {
    let elsewhere: Set<ManifestDiagnostic.Code> = [
      .unreadable, .tooLarge, .notText, .nothingFound, .tooDeep, .tooMany, .unknownFormat, .unusableKey,
      .notLaidOut, .tooLong,
      .duplicateID, .missingInSource, .unreadableInSource, .skippedFile, .skippedRecord, .omitted,
      .duplicateTitle, .endBeforeStart, .privateInSource, .cutText,
      // Other formats, CSV dictionaries and profiles have their own tables.
      .unreadColumn, .invalidCSV, .outsideFolder, .unknownContext, .unknownReference, .conflictingValues,
      .contradictoryFacts, .cyclicDiseases, .unknownDataUse,
    ]
    let seeded = Set(SeededFault.table.map(\.code))
    for code in ManifestDiagnostic.Code.allCases where !elsewhere.contains(code) {
      #expect(seeded.contains(code.rawValue), "\(code.rawValue) is not seeded")
    }
    #expect(SeededFault.table.count >= 60)
  }

  @Test("a missing description is a warning, and not also too short")
  func missingDescription() throws {
    let path = try TemporaryDirectory.shared.write("id: a\ntitle: A\n", to: "missing-description/a.yaml")
    let codes = ManifestReader().read(paths: [path]).diagnostics.map(\.code)
    #expect(codes.contains(.missingInSource) && !codes.contains(.shortDescription))
  }

  @Test("a complete record has no diagnostics")
  func sound() throws {
    let text =
      SeededFault.head + """
        landing-page: https://example.org/levels
        publisher: { name: Basin Authority, email: desk@example.org }
        temporal: 1998/..
        spatial: [{ name: Scotland, code: GB-SCT }]
        issued: 1999-03-01
        modified: 2024-05-17
        license: CC-BY-4.0
        sensitivity: public
        sharing: open-data
        data-dictionary:
          variables:
            - { name: station_name, type: string }
            - { name: level, minimum: -5, maximum: 40 }
            - { name: latitude, identifier: none }

        """
    let path = try TemporaryDirectory.shared.write(text, to: "sound/record.yaml")
    #expect(ManifestReader().read(paths: [path]).diagnostics.isEmpty)
  }

  @Test(
    "what is allowed is not reported",
    arguments: [
      "sensitivity: restricted\naudience: [public]\nsharing: open-data\ntechniques: synthetic-data\n",
      "sensitivity: internal\n", "sharing: [internal, open-data]\nlicense: MIT\n",
      "access: { embargo-until: 2999-01-01 }\nlicense: MIT\n",
      "relations: [{ kind: part-of, target: b }]\nlicense: MIT\n",
      "spatial: [{ code: EU }, { code: GB-SCT }]\nlicense: MIT\n",
      "keywords: [none, unknown, data]\nlicense: MIT\n",
    ])
  func allowed(lines: String) throws {
    let path = try TemporaryDirectory.shared.write(
      SeededFault.head + lines, to: "allowed-\(lines.hashValue)/record.yaml")
    let found = ManifestReader().read(paths: [path]).diagnostics.filter { $0.severity > .advice }
    #expect(found.isEmpty, "\(found)")
  }

  @Test("an imported record that breaks a rule is kept with a warning")
  func imported() throws {
    let text = """
      {"conformsTo": "https://project-open-data.cio.gov/v1.1/schema", "dataset": [{"title": "T",
       "description": "D", "identifier": "https://example.org/1", "accessLevel": "non-public",
       "temporal": "2021-01-01/2019-01-01", "issued": "2999-01-01"}]}
      """
    let path = try TemporaryDirectory.shared.write(text, to: "imported/data.json")
    let batch = ManifestReader().read(paths: [path])
    #expect(batch.records.count == 1 && !batch.hasErrors)
    #expect(batch.diagnostics.map(\.code).contains(.futureDate))
  }

  @Test("a title used again in another file is reported with its first place")
  func titles() throws {
    let directory = TemporaryDirectory()
    try directory.write("id: a\ntitle: Lake Levels\ndescription: x\n", to: "a.yaml")
    try directory.write("id: b\ntitle: lake  levels\ndescription: x\n", to: "b.yaml")
    let found = ManifestReader().read(paths: [directory.path]).diagnostics.filter {
      $0.code == .duplicateTitle
    }
    #expect(
      found.count == 1 && found[0].file?.hasSuffix("b.yaml") == true && found[0].message.contains("a.yaml:1"))
  }

  @Test("standard input is read as a file of that name")
  func standardInput() {
    let batch = ManifestReader().read(paths: ["-"], standardInput: Array("id: A b\ntitle: x\n".utf8))
    #expect(Set(batch.diagnostics.map(\.file)) == ["<stdin>"])
    let json = ManifestReader().read(paths: ["-"], standardInput: Array("{\"id\": 1,}".utf8))
    #expect(json.diagnostics.map(\.code) == [.invalidJSON])
  }

  @Test("the samples have no errors and no warnings")
  func samples() {
    let batch = ManifestReader().read(paths: [ProjectFiles.path("catalog-samples")])
    #expect(!batch.hasErrors)
    let warnings = batch.diagnostics.filter { $0.severity == .warning }
    #expect(warnings.isEmpty, "\(warnings.map { "\($0.file ?? "") \($0.code.rawValue)" })")
  }

  @Test("Docs/MANIFEST.md lists every code with its level and reason")
  func documentation() throws {
    let text = try ProjectFiles.text("Docs/MANIFEST.md")
    for code in ManifestDiagnostic.Code.allCases {
      let row = "| `\(code.rawValue)` | \(code.severity.rawValue) | \(code.explanation) |"
      #expect(text.contains(row), "missing: \(row)")
    }
  }
}
