import Foundation
import Testing

/// `fenceline decode` on the worked examples of the protocol's page, and on a datagram that the client in
/// Python sealed.
///
/// Oracle: the text of docs/protocols/native-datagram.md, and Python's own `struct`.
extension EndToEnd {
  struct DecodeTests {
    private let site: Site
    private let key: String

    init() throws {
      site = try Site()
      key = try site.write("key", "7:000102030405060708090a0b0c0d0e0f\n")
      unsafe chmod(key, 0o600)
    }

    /// A named block of the page, with its spaces and line breaks.
    private func example(_ name: String) throws -> String {
      let page = repository.appending(path: "docs/protocols/native-datagram.md")
      let text = try String(contentsOf: page, encoding: .utf8)
      let start = try #require(text.range(of: "```hex \(name)\n"))
      let end = try #require(text.range(of: "```", range: start.upperBound..<text.endIndex))
      return String(text[start.upperBound..<end.lowerBound])
    }

    @Test func `the documented report decodes as the page says, in both languages`() throws {
      let hex = try example("report-datagram")
      let english = try site.run(["decode", hex, "--key-file", key])
      #expect(english.status == 0, "\(english.error)")
      for words in [
        "860000000000017", "2025-12-31T23:59:58.500Z", "31.2304160°", "121.4737010°", "1.500 s",
        "5.2 m", "0.90", "1.30 m/s", "270.50°", "position, charging", "87 %", "satellites",
        "860000000000024", "strap open", "15 %", "not said", "holds",
      ] {
        #expect(english.output.contains(words), "\(words)")
      }
      let chinese = try site.run(["decode", hex, "--key-file", key], language: "zh")
      #expect(chinese.status == 0)
      for words in ["报文头", "定位点 1", "腕带脱落", "5.2 米", "校验通过"] {
        #expect(chinese.output.contains(words), "\(words)")
      }
      // Nothing is written anywhere: no store is needed or made.
      #expect(!FileManager.default.fileExists(atPath: site.data))
    }

    @Test func `digits are read as other programs copy them`() throws {
      let digits = try example("report-datagram").filter(\.isHexDigit)
      let bytes = stride(from: 0, to: digits.count, by: 2).map { digits.dropFirst($0).prefix(2) }
      let plain = try site.run(["decode", digits, "--key-file", key])
      for text in [
        "0x" + digits, digits.uppercased(), bytes.joined(separator: ":"),
        bytes.map { "0x" + $0 }.joined(separator: ", "), bytes.joined(separator: "-"),
      ] {
        let told = try site.run(["decode", text, "--key-file", key])
        #expect(told.status == 0 && told.output == plain.output, "\(text)")
      }
    }

    @Test func `JSON lines hold every byte once, each with its offset`() throws {
      let outcome = try site.run(
        ["decode", try example("acknowledgement-datagram"), "--key-file", key, "--json"]
      )
      let fields = outcome.objects.filter { $0["field"] != nil }
      var offset = 0
      for field in fields {
        #expect(field["offset"] as? Int == offset)
        offset += (field["bytes"] as? String ?? "").count / 2
      }
      #expect(offset == 70)
      let codes = fields.filter { $0["field"] as? String == "code" }.map { $0["value"] as? String }
      #expect(codes == ["kept", "unknownDevice"])
      #expect(outcome.objects.last?["verdict"] as? String == "opened")
    }

    @Test(arguments: ["refused-server-nonce", "refused-header-not-authenticated"])
    func `what cannot be decrypted is explained as far as its header, and refused`(
      _ name: String
    ) throws {
      let outcome = try site.run(["decode", try example(name), "--key-file", key])
      #expect(outcome.status == 65)
      #expect(outcome.output.contains("sealed body") && outcome.output.contains("does not hold"))
      #expect(!outcome.output.contains("860000000000017"))
      #expect(outcome.error.contains("another key"))
    }

    @Test func `the key of another sender is named as the cause`() throws {
      let other = try site.write("other", "9:ffffffffffffffffffffffffffffffff\n")
      unsafe chmod(other, 0o600)
      let outcome = try site.run(["decode", try example("hello-datagram"), "--key-file", other])
      #expect(outcome.status == 65)
      #expect(outcome.error.contains("sender 9") && outcome.error.contains("of 7"))
      // Without any key the header alone is asked for, and told.
      let bare = try site.run(["decode", try example("hello-datagram")])
      #expect(bare.status == 0 && bare.output.contains("not checked"))
    }

    @Test(arguments: ["", "4", "46 4c 0", "zz", "46x4c", "报文"])
    func `what is no hexadecimal text is refused in a sentence`(_ text: String) throws {
      let outcome = try site.run(["decode", text, "--key-file", key])
      #expect(outcome.status == 64)
      #expect(outcome.error.hasPrefix("fenceline: "), "\(outcome.error)")
    }

    @Test(.enabled(if: hasPython, "python3 with cryptography is not here"))
    func `a datagram sealed in Python is explained field by field, read from standard input`()
      throws
    {
      let script = """
        import sys
        sys.path.insert(0, sys.argv[1])
        import native_gateway as gateway
        class Quiet(gateway.Gateway):
            def __init__(self, key):
                self.sender, self.cipher = 7, gateway.AESGCM(key)
                self.salt, self.counter, self.waiting = 5, 1772447400000000, {}
        sender = Quiet(bytes(range(16)))
        sender.seal([(1772447400000, 42, 255500000, 1120500000), (1772447401000, 43, -1, 1)])
        print(sender.waiting[1772447400000000].datagram.hex(" ", 4))
        """
      let clients = repository.appending(path: "Tests/clients").path
      let sealed = try Running(
        site,
        ["python3", "-B", "-c", script, clients],
        program: "/usr/bin/env"
      )
      #expect(try sealed.wait(seconds: 60) == 0, "\(sealed.error)")
      let file = try site.write("datagram.hex", sealed.output)
      let decoded = try Running(
        site,
        [
          "sh", "-c", "exec \"$0\" decode - --key-file \"$1\" --json < \"$2\"", binary.path, key,
          file,
        ],
        program: "/usr/bin/env"
      )
      #expect(try decoded.wait(seconds: 60) == 0, "\(decoded.error)")
      let outcome = Site.Outcome(status: 0, output: decoded.output, error: "")
      func values(_ name: String) -> [Double] {
        outcome.objects.filter { $0["field"] as? String == name }.compactMap {
          $0["value"] as? Double
        }
      }
      #expect(values("device") == [42, 43])
      #expect(values("latitude") == [25.55, -0.0000001])
      #expect(values("longitude") == [112.05, 0.0000001])
      let times = outcome.objects.filter { $0["field"] as? String == "time" }
      #expect(times.first?["value"] as? String == "2026-03-02T10:30:00.000Z")
      #expect(outcome.objects.last?["verdict"] as? String == "opened")
    }
  }
}

/// Whether the client can run here.
private let hasPython: Bool = {
  guard let site = try? Site() else { return false }
  let words = ["python3", "-c", "import cryptography"]
  let python = try? Running(site, words, program: "/usr/bin/env")
  return (try? python?.wait(seconds: 60)) == 0
}()
