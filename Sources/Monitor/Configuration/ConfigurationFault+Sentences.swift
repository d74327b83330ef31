internal import GeoCore

/// Why a key, a value or a whole file cannot be, and what may stand there instead.
enum ConfigurationReason {
  static func tooLong(_ limit: Int) -> Sentence {
    Sentence(
      "the file is longer than \(limit / 1_024) KiB, which no configuration is; name another file",
      "文件超过 \(limit / 1_024) KiB，不会是配置文件；请换一个文件"
    )
  }

  static let notUTF8 = Sentence(
    "the text is not UTF-8; save the file in that encoding",
    "文字不是 UTF-8 编码；请以 UTF-8 保存文件"
  )

  static let anchor = Sentence(
    "an anchor or an alias (& or *) stands here; write the value itself",
    "此处使用了锚点或别名（& 或 *）；请直接写出数值"
  )

  static let secondDocument = Sentence(
    "a second document begins here (---); leave one in the file",
    "此处开始了第二个文档（---）；文件中只能有一个"
  )

  static let tooDeep = Sentence(
    "this is nested far too deeply; a key lies in two sections at most",
    "嵌套过深；键最多位于两层小节之内"
  )

  static func notYAML(_ problem: String) -> Sentence {
    let chinese = translations.first { problem.hasPrefix($0.english) }?.chinese ?? problem
    return Sentence(
      "this is no YAML (\(problem)); a key stands as `floor: 10 m`, indented with spaces",
      "不是 YAML（\(chinese)）；键应写作 `floor: 10 m`，并用空格缩进"
    )
  }

  static func noMap(example: ConfigurationKey?) -> Sentence {
    let words = example.map { "`\($0.path.last ?? ""): \($0.defaultText)`" } ?? "`windows:`"
    return Sentence(
      "keys have to stand here, each on a line of its own, such as \(words)",
      "此处应为若干键，每行一个，如 \(words)"
    )
  }

  static func noValue(_ key: ConfigurationKey) -> Sentence {
    Sentence(
      "one value has to stand here, such as \(key.defaultText)",
      "此处应为一个数值，如 \(key.defaultText)"
    )
  }

  static func empty(_ key: ConfigurationKey) -> Sentence {
    Sentence(
      "the value is missing; write one, such as \(key.defaultText), or take the line out",
      "缺少数值；请填写，如 \(key.defaultText)，或删去此行"
    )
  }

  static func twice(first line: Int) -> Sentence {
    Sentence(
      "this key stands on line \(line) already; take one out",
      "此键已在第 \(line) 行出现；请删去一个"
    )
  }

  static func unknown(near: String?, known: [String]) -> Sentence {
    guard let near else {
      let list = known.joined(separator: ", ")
      return Sentence(
        "there is no such key; what can stand here is \(list)",
        "没有此键；此处可用 \(known.joined(separator: "、"))"
      )
    }
    return Sentence(
      "there is no such key; did you mean \"\(near)\"?",
      "没有此键；是否应为“\(near)”？"
    )
  }

  static func unknownGrade(near: String?) -> Sentence {
    guard let near else {
      return Sentence(
        "there is no such grade; look with `fenceline grade list`, or make it with `fenceline grade set`",
        "没有此处遇等级；可用 `fenceline grade list` 查看，或用 `fenceline grade set` 新建"
      )
    }
    return Sentence(
      "there is no such grade; did you mean \"\(near)\"?",
      "没有此处遇等级；是否应为“\(near)”？"
    )
  }

  static func badValue(
    _ text: String,
    _ reading: ConfigurationQuantity.Reading,
    _ key: ConfigurationKey
  ) -> Sentence {
    let units = key.quantity.units.map(\.name).filter { !$0.isEmpty }
    let (english, chinese) = (units.joined(separator: ", "), units.joined(separator: "、"))
    let example = key.defaultText
    switch reading {
    case .noUnit:
      return Sentence(
        "\"\(text)\" has no unit; add \(english), as in \(example)",
        "“\(text)”没有单位；请加上 \(chinese)，如 \(example)"
      )
    case .otherUnit(let unit) where units.isEmpty:
      return Sentence(
        "\"\(text)\" has a unit, \"\(unit)\", and may have none; write it as \(example)",
        "“\(text)”带有单位“\(unit)”，此处不用单位；请写作 \(example)"
      )
    case .otherUnit(let unit):
      return Sentence(
        "\"\(unit)\" is no unit for this; write \(english), as in \(example)",
        "此处不能用单位“\(unit)”；请用 \(chinese)，如 \(example)"
      )
    case .broken:
      return Sentence(
        "\"\(text)\" has to be a whole number, as in \(example)",
        "“\(text)”应为整数，如 \(example)"
      )
    case .noNumber, .value:
      return Sentence(
        "\"\(text)\" is no number; write it as \(example)",
        "“\(text)”不是数字；请写作 \(example)"
      )
    }
  }

  static func outOfRange(_ text: String, _ key: ConfigurationKey) -> Sentence {
    let (low, high) = key.rangeText
    return Sentence(
      "\(text) is out of range; it may be from \(low) to \(high)",
      "\(text) 超出范围；应在 \(low) 至 \(high) 之间"
    )
  }

  static func above(_ value: String, _ other: ConfigurationKey, _ limit: String) -> Sentence {
    Sentence(
      "\(value) is above \(other.name), which is \(limit); lower the one or raise the other",
      "\(value) 大于 \(other.name) 的 \(limit)；请调低前者或调高后者"
    )
  }

  static func below(_ value: String, _ other: ConfigurationKey, _ limit: String) -> Sentence {
    Sentence(
      "\(value) is below \(other.name), which is \(limit); raise the one or lower the other",
      "\(value) 小于 \(other.name) 的 \(limit)；请调高前者或调低后者"
    )
  }

  /// What libyaml says of texts that people write, in Chinese.
  private static let translations: [(english: String, chinese: String)] = [
    ("mapping values are not allowed", "此处不能再有冒号"),
    ("could not find expected ':'", "缺少冒号"),
    ("found character that cannot start any token", "有不能出现在开头的字符，如制表符"),
    ("found a tab character", "用了制表符缩进"),
    ("did not find expected key", "应为一个键，请检查缩进"),
    ("did not find expected '-' indicator", "应为列表项，请检查缩进"),
    ("did not find expected ',' or", "括号没有配对"),
    ("did not find expected <document start>", "应为文件开头"),
    ("found unexpected end of stream", "引号没有配对"),
    ("control characters are not allowed", "含有控制字符"),
    ("block sequence entries are not allowed", "此处不能有列表项"),
  ]
}
