import AlertStore
import ArgumentParser
import GeoCore
import GeoFormats
import Monitor
import Presentation

struct ReplayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: say("Which alerts do these inputs lead to?", "回放：这些数据会产生哪些告警？"),
    discussion: say(
      """
      Without track files the input log of the store is replayed: the alerts are those of the live
      service, byte for byte. With track files a registry from files is used, on a virtual clock, and no
      store. A track and zones alone are enough:

        fenceline replay walk.gpx --zones home.geojson --crs wgs84 --map walk.svg

      Then each device is taken for the wristband of one subject, and zones that do not say otherwise
      concern everyone. --from and --to limit the alerts, by when they were raised, and the tracks.
      """,
      """
      不给出轨迹文件时，回放数据目录的输入日志，所得告警与实时服务逐字节一致。给出轨迹文件时，
      按文件中的登记信息在虚拟时钟上回放，不使用数据目录。只有轨迹和围栏也可以：

        fenceline replay walk.gpx --zones home.geojson --crs wgs84 --map walk.svg

      此时每个装置视为一名对象的腕带，未写明的围栏适用于所有人。--from 和 --to 限定告警的产生时间及轨迹。
      """
    )
  )

  @OptionGroup var track: TrackOptions
  @OptionGroup var data: StoreOptions
  @OptionGroup var author: AuthorOptions
  @OptionGroup var output: OutputOptions

  @Flag(
    help: ArgumentHelp(
      say("With --json: the figures of each subject.", "与 --json 合用：输出每名对象的统计。")
    )
  )
  var summary = false
  @Option(
    help: ArgumentHelp(
      say(
        "Draw zones, tracks and alerts as a picture (SVG): of --subject, else of whoever has alerts.",
        "将围栏、轨迹和告警绘制为图片（SVG）：--subject 指定的对象，否则为有告警的对象。"
      ),
      valueName: "file"
    )
  )
  var map: String?
  @Option(help: ArgumentHelp(say("The picture's title.", "图片标题。"))) var title: String?

  @Option(help: ArgumentHelp(say("Only this subject.", "仅限该对象。"), valueName: "id"))
  var subject: SubjectID?
  @OptionGroup var during: PeriodOptions

  @OptionGroup var registry: RegistryFileOptions
  @Option(
    help: ArgumentHelp(
      say(
        "With track files: decide by this configuration (`config show`), else by the defaults.",
        "与轨迹文件合用：按此配置文件（见 `config show`）判定，否则按默认值。"
      ),
      valueName: "file"
    )
  )
  var config: String?
  @Option(help: ArgumentHelp(say("How far the clock runs on.", "时钟继续运行至。"), valueName: "time"))
  var until: Instant?

  func run() throws {
    let source = try source()
    let replay = source.replay
    let period = try during.period()
    let alerts = replay.alerts.filter {
      (subject == nil || subject == $0.key.subject) && period.contains($0.raisedAt)
    }
    let alerted = Set(alerts.map(\.key.subject))
    let courses = replay.courses.values.sorted { $0.subject < $1.subject }.filter { course in
      // Of a county's log, those who have alerts are plenty.
      subject.map { $0 == course.subject }
        ?? (source.store == nil || alerted.contains(course.subject))
    }
    let drawn = map == nil ? [] : courses.filter { alerted.isEmpty || alerted.contains($0.subject) }
    if let open = source.store {
      try open.store.audit(
        reader: author.name,
        command: map == nil ? "replay" : "replay --map",
        subjects: alerted.union(courses.map(\.subject)),
        now: open.now
      )
    }
    if let map {
      let picture = MapPicture(
        title: title ?? source.title,
        zones: source.zones.map { MapPicture.ZoneShape($0) },
        tracks: drawn.map { track(of: $0, source, in: period) },
        alerts: alerts.map {
          MapPicture.Alert($0, subject: source.names[$0.key.subject] ?? $0.key.subject.text)
        }
      )
      try picture.write(to: map)
    }
    tell(source, courses, alerts)
  }

  private func tell(_ source: Source, _ courses: [SubjectCourse], _ alerts: [AlertRecord]) {
    let replay = source.replay
    if output.json {
      if summary {
        for course in courses {
          Console.line(CourseTable.line(of: course, alerts: alerts, until: replay.end))
        }
      } else {
        for alert in alerts { Console.line(AlertFacts(alert).line) }
      }
      return
    }
    if !courses.isEmpty {
      CourseTable.show(courses, named: source.names, alerts: alerts, until: replay.end)
      Console.line("")
    }
    if !alerts.isEmpty {
      Console.table(CourseTable.table(of: alerts))
      Console.line("")
    }
    let fixes = replay.outcomes.values.reduce(0, +)
    Console.tell(
      "\(counted(fixes, "report")), \(counted(alerts.count, "alert"))",
      "\(fixes) 条上报，\(alerts.count) 条告警"
    )
    if let map { Console.note("\(map) is drawn", "已绘制 \(map)") }
    if let strange = replay.outcomes[.unknownDevice] {
      Console.note(
        "\(strange) fixes are of devices that nobody carries; see --devices and --subjects",
        "\(strange) 个定位点的装置无人佩戴；见 --devices 和 --subjects"
      )
    }
  }

  private func track(
    of course: SubjectCourse,
    _ source: Source,
    in period: Period
  ) -> MapPicture.Track {
    let point = { (fix: CredibleFix) in
      MapPicture.Track.Point(fix.coordinate, fix.time, course.state(at: fix.time))
    }
    var track = MapPicture.Track(
      name: source.names[course.subject] ?? course.subject.text,
      points: course.places.filter { period.contains($0.time) }.map(point),
      setAside: course.placesSetAside.filter { period.contains($0.time) }.map(point)
    )
    track.markBreaches(by: source.replay.alerts.filter { $0.key.subject == course.subject })
    return track
  }
}

// MARK: - What is replayed

extension ReplayCommand {
  /// A replay, and what a picture of it needs.
  private struct Source {
    var replay: Replay
    var store: OpenStore?
    var zones: [Zone]
    var names: [SubjectID: String]
    var title: String
  }

  /// How much the replay keeps.
  private var detail: Replay.Detail {
    map != nil ? .places : output.json && !summary ? .alerts : .figures
  }

  private func source() throws -> Source {
    let bar = ProgressBar("replaying", "回放")
    defer { bar.end() }
    let title = say("Replay", "回放")
    guard !track.tracks.isEmpty else {
      try refuseConfiguration()
      let open = try data.open()
      let replay = try Replay(log: open.store, keeping: detail, placesOf: subject) {
        bar.show($0, of: $1)
      }
      let roster = try Roster(open.store, at: open.now)
      return Source(
        replay: replay,
        store: open,
        zones: roster.zones.values.sorted { $0.id < $1.id },
        names: roster.subjects.mapValues(\.name),
        title: title
      )
    }
    let fixes = try track.read(assuming: registry.assumesWearers ? DeviceNumber(1) : nil)
    guard !fixes.isEmpty else { throw CommandError.noFixes }
    let book = try registry.book(for: fixes, of: track.tracks)
    let replay = Replay(
      fixes: fixes,
      registry: book.rows,
      rules: try rules(),
      until: until,
      keeping: detail
    ) {
      bar.show($0, of: $1)
    }
    var source = Source(replay: replay, store: nil, zones: [], names: [:], title: title)
    for row in book.rows {
      switch row.fact {
      case .zone(let zone): source.zones.append(zone)
      case .subject(let subject): source.names[subject.id] = subject.name
      default: break
      }
    }
    if track.tracks.count == 1, let file = track.tracks.first {
      source.title = "\(title): \(RegistryFileOptions.stem(of: file))"
    }
    return source
  }

  /// The rules that the replay of track files goes by.
  private func rules() throws -> DecisionRules {
    guard let config else { return DecisionRules() }
    let bytes = try InputFile.readFile(at: config, atMost: ConfigurationFile.greatestLength + 1)
    return try ConfigurationFile.read(bytes, file: config).rules
  }

  /// A log says itself by which rules it was judged.
  private func refuseConfiguration() throws {
    guard config != nil else { return }
    throw CommandError.misused(
      Sentence(
        "--config is for replays of track files; a store's log holds the rules that it was judged by",
        "--config 仅用于回放轨迹文件；数据目录的输入日志中已含当时的规则"
      )
    )
  }
}
