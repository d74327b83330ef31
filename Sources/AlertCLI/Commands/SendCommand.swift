import ArgumentParser
import GeoCore
import Ingest
import Monitor
import Presentation

struct SendCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "send",
    abstract: say("Send tracks over UDP, as a gateway does.", "像网关一样通过 UDP 发送轨迹。"),
    discussion: say(
      "Every datagram is repeated until it is acknowledged; exit 69 if some never were.",
      "每个报文在获得确认前会重发；始终未获确认时退出码为 69。"
    )
  )

  @OptionGroup var track: TrackOptions
  @OptionGroup var output: OutputOptions

  @Option(help: ArgumentHelp(say("Where to.", "服务器地址。"), valueName: "host:port"))
  var to: Endpoint

  @Option(
    help: ArgumentHelp(
      say("The key file of `sender add`.", "`sender add` 的密钥文件。"),
      valueName: "file"
    )
  )
  var keyFile: String

  @Option(
    help: ArgumentHelp(
      say("How many times faster than it was taken: 60x, or max.", "倍速：60x，或 max 表示不等待。"),
      valueName: "factor"
    )
  )
  var speed = Speed(factor: 1)

  @Option(
    help: ArgumentHelp(
      say(
        "Move all times so that the first fix is then: now, or a time.",
        "平移时间，使首个定位点位于 now 或指定时刻。"
      ),
      valueName: "now|time"
    )
  )
  var start: String?

  @Option(
    help: ArgumentHelp(
      say(
        "Move all times so that the last fix is then: now, or a time.",
        "平移时间，使最后一个定位点位于 now 或指定时刻。"
      ),
      valueName: "now|time"
    )
  )
  var end: String?

  @Flag(
    help: ArgumentHelp(
      say(
        "Send each fix when the server's clock shows its time: for rehearsals on a virtual clock.",
        "按服务器时钟到达定位时间时发送：用于虚拟时钟演练。"
      )
    )
  )
  var byServerClock = false

  @Option(help: ArgumentHelp(say("The most fixes in a datagram.", "每个报文最多定位点数。")))
  var perDatagram: Int = NativeDatagram.maximumFixCount

  func run() throws {
    var fixes = try track.read()
    guard let first = fixes.first, let last = fixes.last else { throw CommandError.noFixes }
    let shift = try shift(start, from: first.time) ?? shift(end, from: last.time) ?? .zero
    for index in fixes.indices { fixes[index].time = fixes[index].time + shift }
    guard (1...NativeDatagram.maximumFixCount).contains(perDatagram) else {
      throw CommandError.misused(
        Sentence(
          "--per-datagram is 1 to \(NativeDatagram.maximumFixCount)",
          "--per-datagram 应为 1 至 \(NativeDatagram.maximumFixCount)"
        )
      )
    }
    let (number, key) = try KeyFile.read(at: keyFile)
    var settings = TrackSender.Settings(speed: speed.factor)
    settings.fixesPerDatagram = perDatagram
    settings.followsServer = byServerClock
    var sender = try TrackSender(
      host: to.host,
      port: to.port,
      sender: number,
      key: key,
      settings: settings
    )
    var secondsAlone = 0
    let summary = sender.send(fixes) { sent, acknowledged in
      secondsAlone = acknowledged == 0 ? secondsAlone + 1 : .min
      if secondsAlone == 3 { tellOfSilence() }
      guard Console.isTerminal, !output.json else { return }
      Console.note(
        "\(sent) of \(fixes.count) sent, \(acknowledged) acknowledged",
        "已发送 \(sent)/\(fixes.count)，已确认 \(acknowledged)"
      )
    }
    tell(summary, count: fixes.count)
    let devices = Set(fixes.map(\.device))
    for (outcome, count) in summary.outcomes.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      let only = devices.count == 1 ? devices.first : nil
      guard let advice = outcome.advice(for: count, of: only) else { continue }
      Console.note(advice.english, advice.chinese)
    }
    if summary.unacknowledged == fixes.count { throw CommandError.unanswered(fixes.count, to) }
    if summary.unacknowledged > 0 {
      throw CommandError.unacknowledged(summary.unacknowledged)
    }
  }

  /// Says after a while without an answer that it is worth looking at the other end.
  private func tellOfSilence() {
    Console.note(
      "\(to) does not answer; is the service running there? Trying for a minute, Ctrl-C ends",
      "\(to) 没有应答；服务是否已在该地址运行？将重试一分钟，按 Ctrl-C 结束"
    )
  }

  /// How far all times are moved so that `instant` becomes the one that was asked for.
  private func shift(_ asked: String?, from instant: Instant) throws -> Milliseconds? {
    guard let asked else { return nil }
    guard let wanted = asked == "now" ? ServiceClock.system : Instant(argument: asked) else {
      throw CommandError.misused(
        Sentence(
          "--start and --end take `now` or a time such as 2026-03-02T18:30",
          "--start 和 --end 应为 now 或时间，如 2026-03-02T18:30"
        )
      )
    }
    return wanted - instant
  }

  private func tell(_ summary: TrackSender.Summary, count: Int) {
    let outcomes = summary.outcomes.sorted { $0.key.rawValue < $1.key.rawValue }
    if output.json {
      var line = JSONLine()
      line.add("fixes", count)
      line.add("datagrams", summary.datagrams)
      line.add("retries", summary.retries)
      for (outcome, number) in outcomes { line.add("\(outcome)", number) }
      line.add("unacknowledged", summary.unacknowledged)
      Console.line(line)
    } else {
      let codes =
        outcomes.map { "\($0.key.words.in(language)) \($0.value)" }
        + (summary.unacknowledged == 0
          ? [] : [say("not acknowledged", "未确认") + " \(summary.unacknowledged)"])
      let list = codes.joined(separator: say(", ", "，"))
      Console.tell(
        "\(counted(count, "fix", "fixes")) in \(counted(summary.datagrams, "datagram")), "
          + "\(counted(summary.retries, "retry", "retries")): \(list)",
        "\(count) 个定位点，\(summary.datagrams) 个报文，重发 \(summary.retries) 次：\(list)"
      )
    }
  }
}
