import GeoCore
import GeoFormats
import Testing

/// What a Chinese keyboard writes in place of plain characters: put back, read, or told; by eye
/// against Unicode's block "Halfwidth and Fullwidth Forms".
struct HalfWidthTests {
  @Test func `full-width forms become plain ones and words stay`() {
    #expect("２０２６－０３－０２　１８：００".halfWidth == "2026-03-02 18:00")
    #expect("——ｃｒｓ＝ｗｇｓ８４".halfWidth == "--crs=wgs84")
    #expect("“王芳”，‘a’～".halfWidth == "\"王芳\",'a'~")
    #expect("青岚县 plain: 22:00-06:00".halfWidth == "青岚县 plain: 22:00-06:00")
    #expect("".halfWidth.isEmpty)
  }

  @Test(arguments: [
    "２２：００－０６：００", "22：00—06：00", "周一至周日　22：00－06：00；", "周一－周日 22:00-06:00",
  ])
  func `a schedule may be written full-width`(_ text: String) {
    let plain = parseSchedule("22:00-06:00", timeZone: "Asia/Shanghai")
    #expect(plain != nil)
    #expect(parseSchedule(text, timeZone: "Asia/Shanghai") == plain)
  }

  @Test func `full-width commas in a header are told as such and nothing else is`() {
    let subjects = "编号，姓名，辖区，分级处遇\nS2，王，O1，普管\n"
    let registry = message {
      _ = try RegistryFile.readSubjects(csv: Array(subjects.utf8), file: "s.csv")
    }
    #expect(registry.english.hasPrefix("s.csv: 1 value is wrong"))
    let fixes = "时间，纬度，经度\n2026-03-02T08:00:00Z，25.5，112.1\n"
    let track = message { _ = try read(fixes, file: "t.csv", device: 1) }
    for sentence in [registry, track] {
      #expect(sentence.english.contains("full-width commas"))
      #expect(sentence.chinese.contains("全角逗号"))
    }
  }

  @Test func `a full-width comma in GeoJSON is shown where it stands`() {
    let text = "{\"type\":\"Feature\"，\"properties\":{}}"
    let refusal = message {
      let wgs84 = try Conversion(from: .wgs84)
      _ = try ZoneFile.readZones(Array(text.utf8), file: "z", conversion: wgs84)
    }
    #expect(refusal.english.contains("not the full-width “，”"))
    #expect(refusal.chinese.contains("全角的“，”"))
  }
}
