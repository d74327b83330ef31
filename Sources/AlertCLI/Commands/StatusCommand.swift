import AlertStore
import ArgumentParser
import GeoCore
import Monitor
import Presentation

struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: say("How the service is, and what it refused.", "服务状态与拒收统计。"),
    discussion: say(
      """
      The wire is silent to strangers: a gateway's engineer who gets no acknowledgement finds the reason
      in `status --senders`.
      """,
      "链路对陌生方不作任何回应：网关收不到确认时，可在 `status --senders` 中查明原因。"
    )
  )

  @OptionGroup var data: StoreOptions
  @OptionGroup var output: OutputOptions
  @Flag(help: ArgumentHelp(say("Of each sender.", "按发送方。"))) var senders = false

  func run() throws {
    let open = try data.open()
    if senders { return try showSenders(open) }
    var status = try open.store.status()
    let age = status["publishedAtSystem"].flatMap { Int64($0) }
      .map { ServiceClock.system - Instant(milliseconds: $0) }
    let isAlive = status["running"] == "true" && (age.map { $0 < .seconds(10) } ?? false)
    status["running"] = isAlive ? "true" : "false"
    for (name, count) in try open.store.counts() { status["rows.\(name)"] = "\(count)" }
    let unassigned = try subjectsWithoutArea(open)
    status["subjectsWithoutExecutionArea"] = "\(unassigned)"
    if output.json {
      var line = JSONLine()
      for (name, value) in status.sorted(by: { $0.key < $1.key }) { line.add(name, value) }
      return Console.line(line)
    }
    if status["clock"] == "virtual" {
      Console.note("REHEARSAL: the clock is virtual", "演练：使用虚拟时钟")
    }
    Console.tell(
      isAlive ? "the service runs" : "the service does not run",
      isAlive ? "服务运行中" : "服务未运行"
    )
    var table = Table([
      Table.Column(Sentence("WHAT", "项目")), Table.Column(Sentence("VALUE", "数值"), .right),
    ])
    status["publishedAtSystem"] = nil
    for (name, value) in status.sorted(by: { $0.key < $1.key }) where !value.isEmpty {
      let time = ["startedAt", "publishedAt"].contains(name) ? Int64(value) : nil
      let text = time.map { timeText(Instant(milliseconds: $0), table: .china) } ?? value
      table.append([Table.Cell(name), Table.Cell(text)])
    }
    Console.table(table)
  }

  /// How many subjects have nothing to be outside of: an omission that nobody else would notice.
  private func subjectsWithoutArea(_ open: OpenStore) throws -> Int {
    let roster = try Roster(open.store, at: open.now)
    let extending = roster.zones.values.filter { $0.role == .permitted && $0.effect == .extends }
    return roster.subjects.values.count { subject in
      !extending.contains { zone in
        switch zone.assignee {
        case .everyone: true
        case .jurisdiction(let id): roster.isIn(id, subject.id)
        case .subject(let id): id == subject.id
        case .leaves: false
        }
      }
    }
  }

  private func showSenders(_ open: OpenStore) throws {
    let status = try open.store.senderStatus()
    var table = Table([
      Table.Column(Sentence("SENDER", "编号"), .right), Table.Column(Sentence("NAME", "名称")),
      Table.Column(Sentence("LAST SEEN", "最近收到")),
      Table.Column(Sentence("DATAGRAMS", "报文"), .right),
      Table.Column(Sentence("REPEATED", "重发"), .right),
      Table.Column(Sentence("KEPT", "接收"), .right), Table.Column(Sentence("LATE", "补传"), .right),
      Table.Column(Sentence("REFUSED", "拒收")),
    ])
    for row in try open.store.registry(of: .sender) {
      guard case .sender(let sender) = row.fact else { continue }
      let values = status[sender.number] ?? [:]
      let refused = values.filter { name, value in
        value > 0 && (name.hasPrefix("refused.") || Self.refusals.contains(name))
      }
      if output.json {
        var line = JSONLine()
        line.add("sender", sender.number.value)
        line.add("name", sender.name)
        for (name, value) in values.sorted(by: { $0.key < $1.key }) { line.add(name, value) }
        Console.line(line)
        continue
      }
      let seen = values["lastSeen"].map { timeText(Instant(milliseconds: $0), table: .china) }
      let reasons = refused.sorted { $0.key < $1.key }.map { name, value in
        "\(name.split(separator: ".").last ?? "") \(value)"
      }
      table.append([
        Table.Cell("\(sender.number.value)"), Table.Cell(sender.name),
        Table.Cell(seen ?? say("never", "从未")), Table.Cell("\(values["datagrams"] ?? 0)"),
        Table.Cell("\(values["repeatedDatagrams"] ?? 0)"),
        Table.Cell("\(values["fixes.kept"] ?? 0)"), Table.Cell("\(values["fixes.late"] ?? 0)"),
        Table.Cell(reasons.isEmpty ? "—" : reasons.joined(separator: ", ")),
      ])
    }
    // What names no sender of ours can only be counted for all strangers together.
    let strange = try open.store.status().filter { $0.key.hasPrefix("refused.") && $0.value != "0" }
      .compactMapValues { Int64($0) }.filter { name, count in
        count > status.values.reduce(0) { $0 + ($1[name] ?? 0) }
      }
    if output.json {
      var line = JSONLine()
      line.add("sender", nil as String?)
      line.add("name", nil as String?)
      for (name, count) in strange.sorted(by: { $0.key < $1.key }) { line.add(name, count) }
      return Console.line(line)
    }
    let reasons = strange.sorted { $0.key < $1.key }.map { "\($0.key.dropFirst(8)) \($0.value)" }
    table.append([
      Table.Cell("—"), Table.Cell(say("strangers", "陌生方")), Table.Cell(""), Table.Cell(""),
      Table.Cell(""), Table.Cell(""), Table.Cell(""),
      Table.Cell(reasons.isEmpty ? "—" : reasons.joined(separator: ", ")),
    ])
    Console.table(table)
  }

  /// The counters of fixes that were refused.
  private static let refusals = Set(
    FixOutcome.allCases.filter { !$0.isAccepted && $0 != .duplicate }.map { "fixes.\($0)" }
  )
}
