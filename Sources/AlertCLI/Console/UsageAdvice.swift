import ArgumentParser
import GeoCore
import GeoFormats
import Presentation

/// What is wrong with the words of a command, and what to write instead.
struct UsageAdvice {
  /// The command that the arguments name, as far as they name one.
  private let path: String
  private let command: any ParsableCommand.Type
  /// What follows its name.
  private let rest: [String]

  /// Finds the command that arguments name.
  init(_ arguments: [String]) {
    var (path, command) = ("fenceline", Fenceline.self as any ParsableCommand.Type)
    var rest = arguments[...]
    while let word = rest.first,
      let child = command.configuration.subcommands.first(where: { $0._commandName == word })
    {
      (path, command) = ("\(path) \(word)", child)
      rest.removeFirst()
    }
    (self.path, self.command, self.rest) = (path, command, Array(rest))
  }

  /// The sentence for a refusal of ArgumentParser.
  ///
  /// - Parameters:
  ///   - message: what ArgumentParser says.
  ///   - help: what the option or argument that it is about is for; empty where it is about none.
  /// - Returns: `nil` where ArgumentParser says enough.
  func sentence(for message: String, help: String) -> Sentence? {
    ofCommand() ?? ofOptions() ?? ofMissing(message, help) ?? ofValue(message, help)
      ?? ofSurplus(message)
  }

  // MARK: - Words that are misspelt

  private func ofCommand() -> Sentence? {
    let isRoot = command == Fenceline.self
    let known = command.configuration.subcommands.map { $0._commandName } + (isRoot ? ["help"] : [])
    guard known.count > 1, let word = rest.first else { return nil }
    // Two dozen names are no help in a sentence.
    let choice = Sentence(
      isRoot ? "`fenceline --help` lists them" : "write one of \(list(known))",
      isRoot ? "请用 `fenceline --help` 查看全部命令" : "可用的有：\(list(known, "、"))"
    )
    if word.halfWidth.hasPrefix("-") {
      return Sentence(
        "\(word) stands where a command is expected; \(choice.english), and options go behind it",
        "\(word) 处应为命令；\(choice.chinese)，选项写在命令之后"
      )
    }
    let wrong = "\(path) \(word)"
    if let near = nearest(to: word.halfWidth, among: known) {
      return Sentence(
        "there is no command `\(wrong)`; did you mean `\(path) \(near)`?",
        "没有命令 `\(wrong)`；是否想写 `\(path) \(near)`？"
      )
    }
    return Sentence(
      "there is no command `\(wrong)`; \(choice.english)",
      "没有命令 `\(wrong)`；\(choice.chinese)"
    )
  }

  private func ofOptions() -> Sentence? {
    let known = options
    for (index, word) in rest.enumerated() {
      if word == "--" { return nil }
      let plain = word.halfWidth
      let name = String(plain.prefix { $0 != "=" })
      guard name.hasPrefix("-"), name.contains(where: \.isLetter), Int(name) == nil else {
        continue
      }
      if known.contains(name), plain == word { continue }
      // A value may begin with a dash only behind its option.
      if index > 0, takesText(rest[index - 1]) { continue }
      let meant = "--" + name.drop { $0 == "-" }
      let near = known.contains(meant) ? meant : nearest(to: meant, among: known)
      if plain != word, let near {
        return Sentence(
          "\(word) is not written with the plain characters of a keyboard; write \(near)",
          "\(word) 含有全角字符或破折号；请写 \(near)"
        )
      }
      if let near {
        return Sentence(
          "there is no option \(word) here; did you mean \(near)?",
          "没有选项 \(word)；是否想写 \(near)？"
        )
      }
      return Sentence(
        "there is no option \(word) here; `\(path) --help` lists those that are",
        "没有选项 \(word)；请用 `\(path) --help` 查看可用的选项"
      )
    }
    return nil
  }

  /// Whether an argument is an option whose value is free text.
  private func takesText(_ word: String) -> Bool {
    ["--note", "--text", "--reason", "--measure", "--name", "--title"].contains(word)
  }

  /// The long names of the command's options, as its help lists them.
  private var options: [String] {
    let help = Fenceline.helpMessage(for: command)
    let words = help.split { !($0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-")) }
    return Array(Set(words.filter { $0.hasPrefix("--") && $0.count > 2 }.map(String.init))).sorted()
      + ["-h"]
  }

  private func list(_ words: [String], _ mark: String = ", ") -> String {
    words.joined(separator: mark)
  }
}

// MARK: - Values

extension UsageAdvice {
  private func ofMissing(_ message: String, _ help: String) -> Sentence? {
    let isMissing = message.hasPrefix("Missing expected argument '")
    guard isMissing || message.hasPrefix("Missing value for '"),
      let start = message.firstIndex(of: "'")
    else { return nil }
    let place = String(message[start...].dropFirst().prefix { $0 != "'" })
    let (name, form) = (Self.name(of: place), Self.form(of: place))
    let advice = Sentence(
      help + (form.map { "; " + $0.english } ?? ""),
      help + (form.map { "；" + $0.chinese } ?? "")
    )
    return isMissing
      ? Sentence("\(name) is missing: \(advice.english)", "缺少 \(name)：\(advice.chinese)")
      : Sentence("\(name) has no value: \(advice.english)", "\(name) 没有取值：\(advice.chinese)")
  }

  private func ofValue(_ message: String, _ help: String) -> Sentence? {
    guard message.hasPrefix("The value '"),
      let middle = message.firstRange(of: "' is invalid for '")
    else { return nil }
    let value = String(message[..<middle.lowerBound].dropFirst("The value '".count)).onOneLine
    let rest = message[middle.upperBound...]
    guard let end = rest.firstIndex(of: "'") else { return nil }
    let (place, allowed) = (String(rest[..<end]), Self.words(in: rest[end...].dropFirst()))
    let name = Self.name(of: place)
    let advice: Sentence
    if value.halfWidth != value {
      let plain = value.halfWidth
      advice = Sentence(
        "write it with the plain characters of a keyboard: \(plain)",
        "请用半角字符书写：\(plain)"
      )
    } else if let near = nearest(to: value, among: allowed) {
      advice = Sentence("did you mean \(near)?", "是否想写 \(near)？")
    } else if !allowed.isEmpty {
      // The help of such an option tells in Chinese what each of its words means.
      let chinese = help.isEmpty ? list(allowed, "、") : help
      advice = Sentence("write one of \(list(allowed))", "请写 \(list(allowed, "、"))（\(chinese)）")
    } else {
      // What has no form of its own is an identifier.
      advice =
        Self.form(of: place)
        ?? Sentence(
          "write 1 to 64 bytes without spaces, commas and quotes",
          "请写 1 至 64 字节，不含空格、逗号和引号"
        )
    }
    return Sentence(
      "“\(value)” cannot be \(name): \(advice.english)",
      "“\(value)”不能作为 \(name)：\(advice.chinese)"
    )
  }

  private func ofSurplus(_ message: String) -> Sentence? {
    guard message.contains("nexpected argument"), let start = message.firstIndex(of: "'") else {
      return nil
    }
    let words = message[start...].dropFirst().prefix { $0 != "'" }
    return Sentence(
      "“\(words)” is a word too many; put a value with spaces into quotes, such as "
        + "\"2026-03-02 18:00\"",
      "多出了“\(words)”；含空格的取值请加引号，如 \"2026-03-02 18:00\""
    )
  }

  /// The option of a place such as `--level <level>`, or the place of an argument without an option.
  private static func name(of place: String) -> String {
    place.hasPrefix("--") ? String(place.prefix { $0 != " " }) : place
  }

  /// How a value is written, by the name of its place.
  private static func form(of name: String) -> Sentence? {
    let place = name.split(separator: "<").last.map { $0.prefix { $0 != ">" } } ?? ""
    return switch place {
    case "time":
      Sentence(
        "write a time such as \"2026-03-02 18:00\" or 2026-03-02T18:00:00+08:00, or a date",
        "请写时间，如 \"2026-03-02 18:00\" 或 2026-03-02T18:00:00+08:00，或日期"
      )
    case "YYYY-MM-DD": Sentence("write a day such as 2026-03-02", "请写日期，如 2026-03-02")
    case "duration":
      Sentence("write a length such as 90s, 30m, 2h, 1d", "请写时长，如 90s、30m、2h、1d")
    case "host:port":
      Sentence(
        "write an address and a port, such as 127.0.0.1:7700",
        "请写地址和端口，如 127.0.0.1:7700"
      )
    case "wgs84|gcj02|bd09|EPSG:n":
      Sentence(
        "write wgs84 (GPS), gcj02 (Amap, Tencent), bd09 (Baidu), or EPSG: and a number",
        "请写 wgs84（GPS）、gcj02（高德、腾讯）、bd09（百度），或 EPSG: 加编号"
      )
    case "device", "number", "step", "limit", "per-datagram", "seed", "n", "d":
      Sentence("write a whole number, digits only", "请写整数，只用数字")
    case "factor": Sentence("write a number such as 60x", "请写倍数，如 60x")
    default: nil
    }
  }

  /// The words that a list of allowed values names: in quotes, or one a line after a dash.
  private static func words(in text: Substring) -> [String] {
    guard text.contains("provide one of") else { return [] }
    let lines = text.split(separator: "\n").filter { $0.hasPrefix("  - ") }
    guard lines.isEmpty else { return lines.map { String($0.dropFirst(4)) } }
    return text.split(separator: "'", omittingEmptySubsequences: false).enumerated()
      .filter { $0.offset % 2 == 1 }.map { String($0.element) }
  }
}
