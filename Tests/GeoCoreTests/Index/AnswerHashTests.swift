import GeoCore
import Testing

/// The hash of answers, against the published vectors of FNV-1a with 64 bits, and the bytes that
/// docs/formats.md names, written out by hand.
struct AnswerHashTests {
  @Test(
    arguments: [
      ("", 0xcbf2_9ce4_8422_2325), ("a", 0xaf63_dc4c_8601_ec8c), ("foobar", 0x8594_4171_f739_67e8),
    ] as [(String, UInt64)]
  )
  func `the hash of a text is the published one`(text: String, expected: UInt64) {
    var hash = AnswerHash()
    hash.add(text.utf8)
    #expect(hash.value == expected)
  }

  @Test func `an answer is the point, its zones and a line's end`() {
    var (answer, bytes) = (AnswerHash(), AnswerHash())
    answer.add(point: "7", zones: ["A", "县"])
    answer.add(point: "", zones: [])
    bytes.add([0x37, 0x1F, 0x41, 0x1F, 0xE5, 0x8E, 0xBF, 0x0A, 0x0A])
    #expect(answer == bytes)
  }
}
