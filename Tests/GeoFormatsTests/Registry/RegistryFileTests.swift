// What: CSV files of the registry, and every fault of a bad one. Oracle: rows written here by hand.

import GeoCore
import GeoFormats
import Testing

@Suite struct RegistryFileTests {
  @Test func `a roster as a Chinese spreadsheet writes it is read`() throws {
    let text =
      "\u{FEFF}编号,姓名,辖区,分级处遇,重点对象,起,止\r\nS1,\"欧阳, 一\",431024001,严管,是,2026/3/2,\r\n"
      + "\r\nS2,\"李\"\"二\"\"\",431024001,lenient,,,\r\n"
    let rows = try RegistryFile.readSubjects(csv: Array(text.utf8), file: "s.csv")
    #expect(rows.map(\.line) == [2, 4])
    #expect(
      rows[0].value
        == Subject(
          id: "S1",
          name: "欧阳, 一",
          jurisdiction: "431024001",
          grade: "strict",
          isKeySubject: true
        )
    )
    #expect(rows[0].effective?.start == parseInstant("2026-03-02T00:00:00+08:00"))
    #expect(rows[0].effective?.end == .distantFuture)
    #expect(rows[1].value.name == "李\"二\"" && rows[1].effective == nil)
    #expect(rows[1].value.grade == "lenient" && !rows[1].value.isKeySubject)
  }

  @Test func `every fault is told, and nothing is taken`() throws {
    let text =
      "id,name,jurisdiction,grade,key,from,until\nS 1,A,J,strict,,,\nS2,,J,strict,maybe,,\n"
      + "S3,C,J,strict,,2026-03-02,2026-03-01\nS4,D,J\nS5,E,J,strict,,,\nS5,F,J,strict,,,\n"
    let error = try #require(throws: RegistryFileError.self) {
      try RegistryFile.readSubjects(csv: Array(text.utf8), file: "s.csv")
    }
    let places = error.faults.map { "\($0.line) \($0.column) \($0.value)" }
    #expect(
      places == ["2 id S 1", "3 name ", "3 key maybe", "4 until 2026-03-01", "5  ", "7 id S5"]
    )
    let english = error.sentence.english
    #expect(english.hasPrefix("s.csv: 6 values are wrong and nothing was taken; correct line 2"))
    #expect(english.contains("line 7, column id, \"S5\": line 6 says the same for that time"))
    #expect(error.sentence.chinese.contains("第 3 行 key 列“maybe”：应写是或否"))
  }

  @Test func `a subject may stand twice for times that do not meet`() throws {
    let text =
      "id,name,jurisdiction,grade,from,until\nS1,A,J,strict,,2026-03-02\nS1,A,J,普管,2026-03-02,\n"
    let rows = try RegistryFile.readSubjects(csv: Array(text.utf8), file: "s.csv")
    #expect(rows.map(\.value.grade) == ["strict", "standard"])
  }

  @Test func `jurisdictions form a tree`() throws {
    let header = "id,name,level,parent\n"
    let good = header + "43,湖南,省,\n431024,嘉禾,county,43\n431024001,所,司法所,431024\n"
    let rows = try RegistryFile.readJurisdictions(csv: Array(good.utf8), file: "j.csv")
    #expect(rows.map(\.value.level) == [.province, .county, .office])
    #expect(rows[0].value.parent == nil && rows[2].value.parent == "431024")
    let circle = header + "A,a,county,B\nB,b,county,A\n"
    let error = try #require(throws: RegistryFileError.self) {
      try RegistryFile.readJurisdictions(csv: Array(circle.utf8), file: "j.csv")
    }
    #expect(error.faults.map(\.line) == [2, 3])
  }

  @Test func `devices are numbers on somebody's wrist or in a pocket`() throws {
    let text = "device,kind,subject\n18446744073709551615,腕带,S1\n7,phone,S1\n"
    let rows = try RegistryFile.readDevices(csv: Array(text.utf8), file: "d.csv")
    #expect(rows.map(\.value.device.value) == [.max, 7])
    #expect(rows.map(\.value.kind) == [.wristband, .phone])
    let bad = "device,kind,subject\n-1,watch,S1\n7,phone,S1\n7,phone,S2\n"
    let error = try #require(throws: RegistryFileError.self) {
      try RegistryFile.readDevices(csv: Array(bad.utf8), file: "d.csv")
    }
    #expect(error.faults.map(\.column) == ["device", "kind", "device"])
  }

  @Test func `leaves and permits say from when until when`() throws {
    let header = "id,subject,start,end,destination,way,reason,approver,level,reported_back\n"
    let good = header + "L1,S1,2026-03-02 08:00,2026-03-04T18:00:00+08:00,Z9,,就医,王,office,\n"
    let leave = try #require(
      try RegistryFile.readLeaves(csv: Array(good.utf8), file: "l.csv").first?.value
    )
    #expect(leave.period.start == parseInstant("2026-03-02T00:00:00Z"))
    #expect(leave.destination == "Z9" && leave.way == nil && leave.approvalLevel == .office)
    #expect(leave.reportedBackAt == nil && leave.cancelledAt == nil)
    let bad = header + "L1,S1,2026-03-02,2026-03-04 18:00,,,r,a,office,soon\n"
    let error = try #require(throws: RegistryFileError.self) {
      try RegistryFile.readLeaves(csv: Array(bad.utf8), file: "l.csv")
    }
    #expect(error.faults.map(\.column) == ["start", "reported_back"])
    let permits =
      "id,subject,zone,start,end,approver\nP1,S1,Z1,2026-03-02 08:00,2026-03-02 09:00,王\n"
    let permit = try RegistryFile.readPermits(csv: Array(permits.utf8), file: "p.csv").first?.value
    #expect(permit?.period.end == parseInstant("2026-03-02T01:00:00Z") && permit?.zone == "Z1")
  }

  @Test func `a header that cannot be used is refused`() {
    func refusal(_ text: [UInt8]) -> String {
      message { _ = try RegistryFile.readDevices(csv: text, file: "d.csv") }.english
    }
    #expect(refusal([]).contains("the column device (设备) is missing"))
    let misspelt = refusal(Array("device,kind,subject,untill\n".utf8))
    #expect(misspelt.contains("\"untill\": no such column; known are device, kind, subject, from"))
    #expect(refusal(Array("device,device,kind,subject\n".utf8)).contains("stands twice"))
    // 设备 in GBK, as an old spreadsheet saves it.
    #expect(refusal([0xC9, 0xE8, 0xB1, 0xB8, 0x2C, 0x0A]).contains("save the file as CSV UTF-8"))
  }

  @Test func `a written table reads back`() throws {
    let names = ["plain", "with, comma", "with \"quotes\"", "two\nlines", "é 中"]
    let text = CSVText.table(
      header: ["id", "name", "level", "parent"],
      rows: names.enumerated().map { ["J\($0.offset)", $0.element, "county", ""] }
    )
    let rows = try RegistryFile.readJurisdictions(csv: Array(text.utf8), file: "j.csv")
    #expect(rows.map(\.value.name) == names)
    #expect(rows.map(\.line) == [2, 3, 4, 5, 7])
  }
}
