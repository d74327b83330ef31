import AlertStore
import ArgumentParser
import GeoCore
import Monitor
import Presentation

extension AlertCommand {
  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: say(
        "Show alerts with every step of their lives, and where they are.",
        "显示告警、全部处置过程及其位置图。"
      ),
      discussion: say(
        """
        The small map shows the zones concerned and the subject's fixes from an hour before the alert
        began to an hour after it ended, or after it began where it goes on.
        """,
        "小地图显示相关围栏，以及告警开始前一小时至结束（持续中的为开始）后一小时的定位点。"
      )
    )

    @OptionGroup var data: StoreOptions
    @OptionGroup var author: AuthorOptions

    @Argument(help: ArgumentHelp(say("Names, or beginnings of names.", "告警编号或其开头。")))
    var names: [String]

    @Option(
      help: ArgumentHelp(
        say("Draw the same as a picture (SVG), of one alert.", "将同样内容绘制为图片（SVG），仅限一条告警。"),
        valueName: "file"
      )
    )
    var map: String?

    func run() throws {
      guard map == nil || names.count == 1 else {
        throw CommandError.misused(
          Sentence("--map draws one alert; name one", "--map 只绘制一条告警；请只给出一个编号")
        )
      }
      let open = try data.open()
      let roster = try Roster(open.store, at: open.now)
      let alerts = try names.map { try open.store.alert(named: $0) }
      try open.store.audit(
        reader: author.name,
        command: "alert show",
        subjects: alerts.map(\.key.subject),
        now: open.now
      )
      let known = try open.store.knownRegistry()
      for alert in alerts {
        let steps = try open.store.steps(of: alert.name)
        AlertTable.describe(alert, steps, roster).forEach { Console.line($0) }
        let around = try AlertSurroundings(of: alert, in: open.store, by: known)
        let picture = picture(of: alert, around, roster)
        show(picture, around.period)
        if let map {
          try picture.write(to: map)
          Console.note("\(map) is drawn", "已绘制 \(map)")
        }
      }
    }

    private func picture(
      of alert: AlertRecord,
      _ around: AlertSurroundings,
      _ roster: Roster
    ) -> MapPicture {
      let name = roster.context(of: alert.key.subject).name
      var track = MapPicture.Track(
        points: around.track.compactMap(MapPicture.Track.Point.init)
      )
      track.markBreaches(by: [alert])
      return MapPicture(
        title: "\(alert.key.kind.words.in(language)) \(alert.name) · \(name) \(alert.key.subject)",
        zones: around.zones.map { MapPicture.ZoneShape($0) },
        tracks: [track],
        alerts: [MapPicture.Alert(alert, subject: name)]
      )
    }

    /// Writes the small map, or why there is none.
    private func show(_ picture: MapPicture, _ period: Period) {
      let span =
        timeText(period.start, table: .china) + " – " + timeText(period.end, table: .china)
      let count = picture.tracks.reduce(0) { $0 + $1.points.count }
      let hasPlace = picture.alerts.contains { $0.coordinate != nil }
      Console.line("")
      if !hasPlace {
        Console.tell("  the alert has no position", "  该告警无定位")
      }
      guard hasPlace || count > 0 else {
        Console.tell("  no fix from \(span): nothing to draw", "  \(span) 无定位点：无图可绘")
        return
      }
      for line in CharacterMap(picture).lines(in: language, isColored: Console.isTerminal) {
        Console.line(line.isEmpty ? "" : "  " + line)
      }
      Console.tell("  \(counted(count, "fix", "fixes")) from \(span)", "  \(span)：\(count) 个定位点")
    }
  }
}
