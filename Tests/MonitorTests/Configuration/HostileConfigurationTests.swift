import GeoCore
import Testing

@testable import Monitor

/// Files that mean harm or are none: read to an end in a moment, and refused with a line.
struct HostileConfigurationTests {
  private func refusal(_ bytes: [UInt8]) -> String? {
    do throws(ConfigurationError) {
      _ = try ConfigurationFile.read(bytes, file: "f")
      return nil
    } catch {
      return error.description
    }
  }

  private func refusal(_ text: String) -> String? { refusal(Array(text.utf8)) }

  @Test func `a file that is too long is refused unread`() {
    let long = [UInt8](repeating: UInt8(ascii: "#"), count: ConfigurationFile.greatestLength + 1)
    #expect(
      refusal(long)
        == "f, line 1: the file is longer than 64 KiB, which no configuration is; name another file."
    )
    #expect(refusal(Array(long.dropLast())) == nil)
  }

  @Test func `text in another encoding is told of with its line`() {
    let bytes =
      Array("windows:\n# ".utf8) + [0xCA, 0xB1, 0xBC, 0xE4] + Array("\n  leg: 5 min\n".utf8)
    #expect(
      refusal(bytes) == "f, line 2: the text is not UTF-8; save the file in that encoding."
    )
  }

  @Test(arguments: [
    "a: &a [x]\nb: [*a, *a]\n", "\"a\": &a 1\n", "{windows:&w {}}\n", "- *a\n", "? *a\n: 1\n",
    "a: 'x\n # ' \nb: &c 1\n", "windows:\n  leg: \"#\" # \n  late: *x\n", "# a\u{2028}b: &c 1\n",
    "a: |\n  \"\nb: &c 1\n", "a: it's #\nb: *c\n",
  ])
  func `no anchor and no alias comes as far as the parser`(text: String) {
    #expect(refusal(text)?.contains("an anchor or an alias") == true)
  }

  @Test(arguments: [
    "# R&D & *others*\nwindows:\n  leg: 5 min # *important*\n", "windows: # &x\n  leg: 5 min\n",
    "evidence:\n  a&b*c:\n    miss: 0.01\n",
  ])
  func `comments may hold what they like`(text: String) { #expect(refusal(text) == nil) }

  @Test func `a billion laughs are not laughed`() {
    var text = "a0: &a0 [x, x]\n"
    for level in 1...60 { text += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n" }
    text += "? *a60\n: 1\n"
    #expect(refusal(text)?.contains("line 1: an anchor") == true)
  }

  @Test func `depth ends before the stack does`() {
    for open in ["[", "{a: ", "- ", "? "] {
      let deep = String(repeating: open, count: ConfigurationFile.greatestLength / open.count - 1)
      #expect(refusal(deep) != nil, "\(open)")
    }
  }

  @Test(arguments: [71, 72, 73] as [UInt64])
  func `a mutilated file is read or refused, never more`(seed: UInt64) {
    var random = Seeded(seed)
    let whole = Array(
      ConfigurationFile.text(of: Configuration(), title: []) { $0.chinese }.utf8
    )
    for _ in 0..<60 {
      var bytes = whole
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        let index = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: bytes[index] = .random(in: 0...255, using: &random)
        case 1: bytes.remove(at: index)
        default:
          bytes.insert(
            Array("{}[]:-?&*!|>'\"%@`#,\n\t ".utf8).randomElement(using: &random) ?? 0,
            at: index
          )
        }
      }
      let told = refusal(bytes)
      #expect(told.map { $0.hasPrefix("f") } ?? true)
    }
  }
}
