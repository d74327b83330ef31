import GeoFormats
import Testing

/// What a misspelt word was meant to be, against what people type; by eye.
struct SpellingTests {
  private let commands = ["list", "show", "acknowledge", "assign", "resolve", "import", "check"]

  @Test(arguments: [
    ("lst", "list"), ("lsit", "list"), ("LIST", "list"), ("shwo", "show"),
    ("acknowlege", "acknowledge"), ("assing", "assign"), ("chekc", "check"), ("imports", "import"),
  ])
  func `a wrong, missing, surplus or swapped letter finds the word`(
    _ typed: String,
    _ meant: String
  ) {
    #expect(nearest(to: typed, among: commands) == meant)
  }

  @Test(arguments: ["", "xyz", "delete", "告警", "ls -l"])
  func `what is no misspelling finds nothing`(_ typed: String) {
    #expect(nearest(to: typed, among: ["acknowledge", "resolve"]) == nil)
  }

  @Test func `the nearest wins, and the first of equals`() {
    #expect(nearest(to: "--form", among: ["--format", "--from"]) == "--from")
    #expect(nearest(to: "ab", among: ["abc", "abd"]) == "abc")
    #expect(nearest(to: "list", among: []) == nil)
  }
}
