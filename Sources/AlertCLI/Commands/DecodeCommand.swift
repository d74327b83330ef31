public import ArgumentParser
import Foundation
import GeoCore
public import Ingest
import Presentation

struct DecodeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decode",
    abstract: say("Explain a native datagram field by field.", "逐字段解释原生报文。"),
    discussion: say(
      """
      For whoever writes a gateway (docs/protocols/native-datagram.md). No store is needed. Without a key,
      or where the tag does not hold, the header alone is explained; exit 65 if the datagram would be refused.
      """,
      """
      供网关开发者使用（docs/protocols/native-datagram.md），无需数据目录。没有密钥或校验不通过时
      只解释报文头；报文会被拒收时退出码为 65。
      """
    )
  )

  @Argument(
    help: ArgumentHelp(
      say(
        "Hexadecimal digits, with spaces, line breaks, colons or 0x between them; - reads standard input.",
        "十六进制数字，其间可有空格、换行、冒号或 0x；- 表示标准输入。"
      )
    )
  )
  var hex: [String]

  @Option(
    help: ArgumentHelp(
      say("The key file of `sender add`.", "`sender add` 的密钥文件。"),
      valueName: "file"
    )
  )
  var keyFile: String?

  @Option(
    name: .customLong("as"),
    help: ArgumentHelp(
      say(
        "What to read it as, whatever the header says: report or acknowledgement.",
        "按何种报文解读（不论报文头）：report 上报，acknowledgement 确认。"
      ),
      valueName: "kind"
    )
  )
  var kind: NativeDatagram.Kind?

  @OptionGroup var output: OutputOptions

  func run() throws {
    let bytes = try HexText.bytes(
      hex == ["-"] ? try Self.standardInput() : hex.joined(separator: " ")
    )
    let key = try keyFile.map { try KeyFile.read(at: $0) }
    let explanation = try DatagramExplanation(bytes, key: key?.1, as: kind)
    if output.json {
      for field in explanation.fields { Console.line(DatagramTable.line(of: field)) }
      Console.line(DatagramTable.line(of: explanation))
    } else {
      Console.table(DatagramTable.table(of: explanation))
    }
    switch explanation.verdict {
    case .opened:
      if !output.json {
        let faults = explanation.fields.count { $0.fault != nil }
        Console.tell(
          "the tag holds, and the body is well formed"
            + (faults > 0 ? ", but for \(faults) fields that a server would refuse" : ""),
          "校验通过，报文体格式正确" + (faults > 0 ? "，但有 \(faults) 个字段会被拒收" : "")
        )
      }
    case .noKey:
      Console.note(
        "the header only: name the sender's key with --key-file to open the body",
        "仅报文头：请用 --key-file 给出发送方密钥以解密报文体"
      )
    case .refused(let refusal):
      var reason = refusal.sentence
      if refusal == .badTag, let key, let sender = explanation.sender, key.0 != sender {
        reason = Sentence(
          "\(reason.english); the key file is of sender \(key.0.value), the datagram of \(sender.value)",
          "\(reason.chinese)；密钥文件属于发送方 \(key.0.value)，报文属于 \(sender.value)"
        )
      }
      throw CommandError.refusedDatagram(reason)
    }
  }

  /// The longest text that is read: a datagram is 1,200 bytes, and people add spaces.
  private static let greatestLength = 1 << 20

  private static func standardInput() throws -> String {
    let data = try FileHandle.standardInput.read(upToCount: greatestLength) ?? Data()
    return String(decoding: data, as: UTF8.self)
  }
}

extension NativeDatagram.Kind: ExpressibleByArgument {
  public init?(argument: String) {
    switch argument {
    case "report": self = .report
    case "acknowledgement": self = .acknowledgement
    default: return nil
    }
  }
}

/// Bytes as people paste them.
enum HexText {
  /// Reads hexadecimal digits; white space, colons, commas, dashes and a `0x` before bytes are passed over.
  static func bytes(_ text: String) throws -> [UInt8] {
    var digits: [UInt8] = []
    let parts = text.split { $0.isWhitespace || ":,-".contains($0) }
    for character in parts.map({ $0.lowercased().hasPrefix("0x") ? $0.dropFirst(2) : $0 }).joined()
    {
      guard character.isASCII, let digit = character.hexDigitValue else {
        throw CommandError.misused(
          Sentence(
            "“\(String(character).onOneLine)” is no hexadecimal digit; give the datagram as 0-9, a-f",
            "“\(String(character).onOneLine)”不是十六进制数字；请用 0-9、a-f 给出报文"
          )
        )
      }
      digits.append(UInt8(digit))
    }
    guard !digits.isEmpty, digits.count % 2 == 0 else {
      throw CommandError.misused(
        Sentence(
          "\(digits.count) hexadecimal digits are no whole number of bytes; is something cut off?",
          "\(digits.count) 个十六进制数字不是整数个字节；内容是否不完整？"
        )
      )
    }
    return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
  }

  /// Two digits for each byte.
  static func text(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef")
    return String(bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
  }
}
