import GeoCore
import Presentation

/// The way from nothing to the first alert, as `fenceline help` shows it.
///
/// Every indented line can be pasted into a shell; a test does so.
enum Guide {
  /// The guide in a language.
  static func text(in language: Language) -> String {
    steps.map { step in
      "\(step.title.in(language))\n\n\(step.commands(language == .chinese))"
    }.joined(separator: "\n") + "\n" + ending.in(language)
  }

  private struct Step {
    var title: Sentence
    var body: String
    /// What stands in the commands for `@name`, `@office` and so on.
    var names: [(mark: String, words: Sentence)] = []

    /// The commands, indented.
    func commands(_ isChinese: Bool) -> String {
      var text = body
      for (mark, words) in names {
        text = text.replacing(mark, with: isChinese ? words.chinese : words.english)
      }
      return text.split(separator: "\n", omittingEmptySubsequences: false)
        .map { $0.isEmpty ? "" : "    \($0)" }.joined(separator: "\n") + "\n"
    }
  }

  private static let steps = [
    Step(
      title: Sentence(
        """
        From nothing to the first alert, in ten minutes. Paste the indented lines into a shell.

        1. Make a store, and say who you are.
        """,
        """
        从零开始到第一条告警，约十分钟。请将缩进的各行粘贴到终端中。

        1. 建立数据目录，并说明您是谁。
        """
      ),
      body: """
        export FENCELINE_DATA=centre FENCELINE_OPERATOR=wang
        fenceline init
        fenceline operator add wang --name @name
        """,
      names: [("@name", Sentence("\"Wang Fang\"", "王芳"))]
    ),
    Step(
      title: Sentence(
        "2. Say whom you supervise: an office, a person of it, and what that person carries.",
        "2. 登记监督对象：一个司法所、一名对象，以及其携带的装置。"
      ),
      body: """
        fenceline jurisdiction add 431024001 --name @office --level office
        fenceline subject add S1 --name @subject --jurisdiction 431024001 --grade standard
        fenceline device assign 1 --subject S1 --kind phone
        """,
      names: [
        ("@office", Sentence("\"Chengguan office\"", "城关司法所")),
        ("@subject", Sentence("\"Li Ming\"", "李明")),
      ]
    ),
    Step(
      title: Sentence(
        """
        3. Draw where the person may be. Any GeoJSON, KML or CSV with WKT will do; its coordinate system has
           to be stated (--crs gcj02 for maps of Amap). Look at a file first with `fenceline zone check`.
        """,
        """
        3. 绘制允许区域。GeoJSON、KML 或含 WKT 的 CSV 均可；必须说明坐标系（高德地图用 --crs gcj02）。
           可先用 `fenceline zone check` 检查文件。
        """
      ),
      body: """
        cat > zone.geojson <<'END'
        {"type":"Feature",
         "properties":{"id":"home","name":"@zone","role":"permitted","assignee":"subject:S1"},
         "geometry":{"type":"Polygon","coordinates":[[
          [112.36,25.58],[112.38,25.58],[112.38,25.60],[112.36,25.60],[112.36,25.58]]]}}
        END
        fenceline zone import zone.geojson --crs wgs84
        """,
      names: [("@zone", Sentence("permitted area", "允许区域"))]
    ),
    Step(
      title: Sentence(
        "4. Register what will send positions, and start the service. It goes on in the background.",
        "4. 登记发送方并启动服务。服务在后台运行。"
      ),
      body: """
        fenceline sender add --name gateway --key-file gateway.key
        fenceline serve --listen 127.0.0.1:7700 &
        sleep 1
        """
    ),
    Step(
      title: Sentence(
        """
        5. Send a track, as a gateway would: a ride of ten minutes, the last five of them outside. A GPX file,
           NMEA and others do as well; `fenceline track check FILE` tells what is in one.
        """,
        """
        5. 像网关一样发送轨迹：骑行十分钟，后五分钟在区域之外。也可使用 GPX、NMEA 等文件；
           用 `fenceline track check 文件` 查看其内容。
        """
      ),
      body: """
        cat > ride.csv <<'END'
        time,latitude,longitude
        2026-03-02T08:00:00+08:00,25.5900,112.3700
        2026-03-02T08:03:00+08:00,25.5950,112.3700
        2026-03-02T08:06:00+08:00,25.6050,112.3700
        2026-03-02T08:08:00+08:00,25.6100,112.3700
        2026-03-02T08:10:00+08:00,25.6150,112.3700
        END
        fenceline send ride.csv --device 1 --to 127.0.0.1:7700 --key-file gateway.key \\
          --speed max --end now
        """
    ),
    Step(
      title: Sentence(
        "6. See the alert, draw it, and close it. `fenceline watch` shows new ones as they come.",
        "6. 查看告警、绘制地图并办结。`fenceline watch` 实时显示新告警。"
      ),
      body: """
        fenceline alert list
        NAME=$(fenceline alert list --json | sed -n '1s/.*"alert":"\\([^"]*\\)".*/\\1/p')
        fenceline alert show $NAME
        fenceline map --out map.svg
        fenceline alert acknowledge $NAME
        fenceline alert resolve $NAME --note @note
        """,
      names: [("@note", Sentence("\"called, is back\"", "已电话联系，对象已返回"))]
    ),
    Step(
      title: Sentence("7. Stop the service.", "7. 停止服务。"),
      body: "kill %1"
    ),
  ]

  private static let ending = Sentence(
    """
    No data of your own? `fenceline simulate --out samples` invents a county's evening.
    docs/TUTORIAL.md goes on with leaves, curfews, replays and reports. `fenceline --help` lists all
    commands, `fenceline help COMMAND` explains one.
    """,
    """
    没有自己的数据？`fenceline simulate --out samples` 会生成一个虚构县城的一晚；docs/TUTORIAL.zh-CN.md
    继续介绍请假、宵禁、回放和报表。`fenceline --help` 列出全部命令，`fenceline help 命令` 说明单个命令。
    """
  )
}
