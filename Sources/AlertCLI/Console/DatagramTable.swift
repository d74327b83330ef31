import GeoCore
import Ingest
import Presentation

/// A datagram's fields as a table and as JSON.
enum DatagramTable {
  /// How many bytes of a field are shown at most; the rest is counted.
  private static let shownBytes = 16

  /// One row for each field: where it is, its bytes, what it is called, what it says.
  static func table(of explanation: DatagramExplanation) -> Table {
    var table = Table([
      Table.Column(Sentence("PART", "部分"), isKeptWhole: true),
      Table.Column(Sentence("OFFSET", "偏移"), .right),
      Table.Column(Sentence("BYTES", "字节")),
      Table.Column(Sentence("FIELD", "字段"), isKeptWhole: true),
      Table.Column(Sentence("VALUE", "取值"), isKeptWhole: true),
    ])
    var last: DatagramExplanation.Part?
    for field in explanation.fields {
      let part = field.part == last ? "" : words(field.part).in(language)
      last = field.part
      var value = text(of: field)
      if let fault = field.fault, fault != .badTag { value += "  ✗ " + fault.words.in(language) }
      let rest = field.bytes.count - shownBytes
      let more = rest > 0 ? say("… (\(field.bytes.count) bytes)", "…（\(field.bytes.count)字节）") : ""
      table.append([
        Table.Cell(part, .bold), Table.Cell("\(field.offset)"),
        Table.Cell(HexText.text(field.bytes.prefix(shownBytes)) + more),
        Table.Cell(field.name.words.in(language)),
        Table.Cell(value, field.fault == nil ? nil : .boldRed),
      ])
    }
    return table
  }

  private static func words(_ part: DatagramExplanation.Part) -> Sentence {
    switch part {
    case .header: Sentence("header", "报文头")
    case .body: Sentence("body", "报文体")
    case .fix(let index): Sentence("fix \(index)", "定位点 \(index)")
    case .range(let index): Sentence("range \(index)", "区段 \(index)")
    case .tag: Sentence("tag", "校验码")
    case .rest: Sentence("rest", "剩余")
    }
  }

  // MARK: - Values

  private static func text(of field: DatagramExplanation.Field) -> String {
    switch field.value {
    case .opaque: field.name == .magic ? "\"\(ascii(field.bytes))\"" : "—"
    case .number(let number):
      field.name == .counter || field.name == .reportCounter ? counter(number) : "\(number)"
    case .scaled(let number, let decimals, let unit):
      decimal(number, decimals) + (unit?.text(in: language) ?? "")
    case .time(let instant): isoText(instant) ?? "\(instant.milliseconds)"
    case .kind(let kind): kind?.words.in(language) ?? "—"
    case .flags(let flags):
      flags.isEmpty
        ? say("none", "无") : flags.each.map { $0.in(language) }.joined(separator: say(", ", "、"))
    case .source(let source): source?.words.in(language) ?? "—"
    case .outcome(let code, let outcome):
      "\(code) " + (outcome?.words.in(language) ?? say("not known here", "此版本未知"))
    case .tag(let holds):
      switch holds {
      case true?: say("holds", "校验通过")
      case false?: say("does not hold", "校验不通过")
      case nil: say("not checked", "未校验")
      }
    case .unsaid: say("not said", "未说明")
    }
  }

  /// A sender's counter begins as its clock in microseconds, and so tells when its session began.
  private static func counter(_ number: UInt64) -> String {
    let instant = Instant(milliseconds: Int64(clamping: number / 1_000))
    let years = FixOutcome.earliestTime...Instant(milliseconds: 4_102_444_800_000)
    guard years.contains(instant), let time = isoText(instant) else { return "\(number)" }
    return "\(number)" + say(" (a clock of \(time))", "（时钟 \(time)）")
  }

  private static func decimal(_ number: Int64, _ decimals: Int) -> String {
    let digits = String(number.magnitude)
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    let sign = number < 0 ? "-" : ""
    return decimals == 0
      ? sign + padded : "\(sign)\(padded.dropLast(decimals)).\(padded.suffix(decimals))"
  }

  private static func ascii(_ bytes: [UInt8]) -> String {
    String(bytes.map { (0x20..<0x7F).contains($0) ? Character(Unicode.Scalar($0)) : "." })
  }

  // MARK: - JSON

  /// A field: `part`, `index`, `offset`, `bytes`, `field`, `value`, `unit`, `fault`.
  ///
  /// Numbers that a unit scales are decimal; what is not said is null, and so is a fault that is not.
  static func line(of field: DatagramExplanation.Field) -> JSONLine {
    var line = JSONLine()
    let (part, index) = json(of: field.part)
    line.add("part", part)
    line.add("index", index)
    line.add("offset", field.offset)
    line.add("bytes", HexText.text(field.bytes))
    line.add("field", field.name.rawValue)
    var unit: DatagramExplanation.Unit?
    switch field.value {
    case .opaque, .unsaid: line.addNull("value")
    case .number(let number): line.add("value", number)
    case .scaled(let number, let decimals, let its):
      line.add("value", scaled: number, decimals: decimals)
      unit = its
    case .time(let instant): line.add("value", isoText(instant))
    case .kind(let kind): line.add("value", kind.map { "\($0)" })
    case .flags(let flags): line.add("value", JSONArray(flags.names))
    case .source(let source): line.add("value", source.map { "\($0)" })
    case .tag(let holds): line.add("value", holds)
    case .outcome(let code, let outcome): line.add("value", outcome.map { "\($0)" } ?? "\(code)")
    }
    line.add("unit", unit?.rawValue)
    line.add("fault", field.fault?.rawValue)
    return line
  }

  /// The verdict: `opened`, `noKey` or the refusal's name.
  static func line(of explanation: DatagramExplanation) -> JSONLine {
    var line = JSONLine()
    switch explanation.verdict {
    case .opened: line.add("verdict", "opened")
    case .noKey: line.add("verdict", "noKey")
    case .refused(let refusal): line.add("verdict", "\(refusal)")
    }
    return line
  }

  private static func json(of part: DatagramExplanation.Part) -> (String, Int?) {
    switch part {
    case .header: ("header", nil)
    case .body: ("body", nil)
    case .fix(let index): ("fix", index)
    case .range(let index): ("range", index)
    case .tag: ("tag", nil)
    case .rest: ("rest", nil)
    }
  }
}
