import Foundation
import GeoCore
import Presentation
import Testing

/// The JSON writer, against Foundation's JSONSerialization, and the order of members by eye.
struct JSONLineTests {
  /// What Foundation reads.
  func read(_ line: JSONLine) throws -> [String: Any] {
    let value = try JSONSerialization.jsonObject(with: Data(line.bytes))
    return try #require(value as? [String: Any])
  }

  @Test func `every string is read back as it was`() throws {
    let strings =
      ["", "张三", "\"\\/", "👮", "\u{2028}\u{FEFF}", "</script>"]
      + (0...0x7F).map { "a\(Character(Unicode.Scalar(UInt8($0))))b" }
    for string in strings {
      var line = JSONLine()
      line.add(string, string)
      let back = try read(line)
      #expect(back[string] as? String == string)
      #expect(line.bytes.count { $0 < 0x20 } == 1, "only the line feed at the end")
    }
  }

  @Test func `numbers have the decimals that were asked for`() throws {
    var line = JSONLine()
    line.add("int", Int64.min)
    line.add("unsigned", UInt64.max)
    line.add("one", 12_430.96, decimals: 1)
    line.add("small", -0.04, decimals: 1)
    line.add("e7", scaled: -1, decimals: 7)
    line.add("big", 1e300, decimals: 2)
    line.add("nan", Double.nan, decimals: 2)
    line.add("zero", 3.5, decimals: 0)
    #expect(
      line.text == #"{"int":-9223372036854775808,"unsigned":18446744073709551615,"one":12431.0,"#
        + #""small":0.0,"e7":-0.0000001,"big":1e+300,"nan":null,"zero":4}"#
    )
    #expect(try read(line).count == 8)
  }

  @Test func `members stay in order, nest and can be null`() throws {
    var inner = JSONLine()
    inner.add("ok", true)
    var numbers = JSONArray()
    numbers.append(1)
    numbers.append(2.25, decimals: 1)
    numbers.append(JSONArray(["x", "y"]))
    numbers.append(inner)
    var line = JSONLine()
    line.add("z", inner)
    line.add("a", numbers)
    line.add("empty", JSONLine())
    line.add("none", JSONArray())
    line.addNull("n")
    line.add("s", String?.none)
    line.add("objects", JSONArray([inner, inner]))
    #expect(
      line.text == #"{"z":{"ok":true},"a":[1,2.3,["x","y"],{"ok":true}],"empty":{},"none":[],"#
        + #""n":null,"s":null,"objects":[{"ok":true},{"ok":true}]}"#
    )
    #expect(try read(line).count == 7)
    #expect(line.bytes == Array(line.text.utf8) + [10])
  }
}
