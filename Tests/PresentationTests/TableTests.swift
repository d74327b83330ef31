import GeoCore
import Presentation
import Testing

/// Tables and the width of characters, against widths counted by hand.
struct TableTests {
  /// A table of two rows, one of them with a long office.
  func table() -> Table {
    var table = Table([
      .init(Sentence("Id", "编号"), isKeptWhole: true), .init(Sentence("Office", "司法所")),
      .init(Sentence("Fixes", "定位点"), .right),
    ])
    table.append(["S-1", Table.Cell("仙都司法所", .red), "12"])
    table.append(["S-10", "浙江省丽水市缙云县壶镇司法所", "1234"])
    return table
  }

  @Test(arguments: [
    ("abc", 3), ("严管", 4), ("a严b", 4), ("（无）", 6), ("e\u{301}", 1), ("한글", 4), ("…", 1),
    ("👨‍👩‍👧", 2), ("ｶ", 1), ("𠀀", 2), ("", 0), ("é—·", 3),
  ])
  func `a wide character takes two cells`(_ text: String, _ cells: Int) {
    #expect(text.cellCount == cells)
  }

  @Test func `what is too long ends in an ellipsis and never in half a character`() {
    #expect("司法所".shortened(toCells: 6) == "司法所")
    #expect("司法所".shortened(toCells: 5) == "司法…")
    #expect("司法所".shortened(toCells: 4) == "司…")
    #expect("司法所".shortened(toCells: 1) == "…")
  }

  @Test func `columns line up in Chinese`() {
    #expect(
      table().text(in: .chinese) == """
        编号  司法所                        定位点
        S-1   仙都司法所                        12
        S-10  浙江省丽水市缙云县壶镇司法所    1234

        """
    )
  }

  @Test func `the widest column gives way to the terminal and no other`() {
    #expect(
      table().text(in: .english, width: 30) == """
        Id    Office             Fixes
        S-1   仙都司法所            12
        S-10  浙江省丽水市缙云…   1234

        """
    )
  }

  @Test(arguments: [19, 25, 33, 41, 60])
  func `no line is wider than the terminal`(_ width: Int) {
    for line in table().text(in: .chinese, width: width).split(separator: "\n") {
      #expect(String(line).cellCount <= width)
    }
  }

  @Test func `colour is only there when asked for and moves nothing`() {
    let plain = table().text(in: .english)
    let colored = table().text(in: .english, isColored: true)
    #expect(!plain.contains("\u{1B}"))
    #expect(colored.contains("\u{1B}[31m仙都司法所\u{1B}[0m"))
    #expect(colored.replacing(/\u{1B}\[[0-9;]*m/, with: "") == plain)
  }

  @Test func `a name cannot steer the terminal`() {
    var table = Table([.init(Sentence("Name", "姓名"))])
    table.append(["a\u{1B}[2Jb\nc\u{202E}d"])
    let text = table.text(in: .english)
    #expect(!text.contains("\u{1B}") && !text.contains("\u{202E}"))
    #expect(text.split(separator: "\n").count == 2)
  }
}
