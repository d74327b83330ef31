import ArgumentParser
import GeoCore
import GeoFormats
import Presentation

struct TrackCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: say("Tell what files of tracks hold.", "检查轨迹文件的内容。"),
    discussion: say(
      "No store is needed and nothing is sent. What gives no fix is named with its line.",
      "无需数据目录，不发送任何数据。不能读取的行会逐一注明行号和原因。"
    )
  )

  @Argument(help: ArgumentHelp(say("Files of tracks.", "轨迹文件。"))) var files: [String]
  @OptionGroup var options: TrackReadingOptions
  @OptionGroup var output: OutputOptions
  @Flag(help: ArgumentHelp(say("Name every line that was passed over.", "列出所有跳过的行。")))
  var all = false

  func run() throws {
    var reading = try options.reading()
    // What the fixes are of is no matter here.
    reading.device = reading.device ?? DeviceNumber(0)
    reading.namedLimit = all ? .max : TrackOptions.namedCount
    var refused = 0
    for file in files {
      do {
        let track = try TrackFile.read(try InputFile.readFile(at: file), file: file, as: reading)
        if output.json { tell(json: track, file) } else { tell(track, file) }
      } catch let error as any ExplainedError where files.count > 1 {
        refused += 1
        if output.json {
          tell(json: error, file)
        } else {
          Console.tell(error.sentence.english, error.sentence.chinese)
        }
      }
    }
    if refused > 0 { throw CommandError.refusedTracks(refused, of: files.count) }
  }

  private func tell(_ track: Track, _ file: String) {
    let summary = TrackSummary(track.fixes)
    let (format, count) = (track.format.words, summary.positions)
    Console.tell(
      "\(file): \(format.english), \(counted(count, "fix", "fixes")), "
        + counted(summary.heartbeats, "heartbeat"),
      "\(file)：\(format.chinese)，\(count) 个定位点，\(summary.heartbeats) 条心跳"
    )
    if let times = summary.times {
      let (first, last) = (isoText(times.first, table: .china), isoText(times.last, table: .china))
      Console.tell("  from \(first) to \(last)", "  自 \(first) 至 \(last)")
    }
    if let box = summary.box {
      let corners = "\(box.southwest.wgs84Text) … \(box.northeast.wgs84Text)"
      Console.tell("  WGS-84 lat,lon \(corners)", "  WGS-84 纬度,经度 \(corners)")
    }
    for remark in track.remarks { Console.tell("  \(remark.english)", "  \(remark.chinese)") }
    for line in track.skipped {
      let text = TrackOptions.text(of: line)
      Console.tell("  \(text.english)", "  \(text.chinese)")
    }
    if track.skippedCount > track.skipped.count {
      let more = track.skippedCount - track.skipped.count
      Console.tell("  and \(more) more passed over", "  另有 \(more) 行已跳过")
    }
  }

  private func tell(json track: Track, _ file: String) {
    let summary = TrackSummary(track.fixes)
    var line = JSONLine()
    line.add("file", file)
    line.add("format", track.format.rawValue)
    line.add("fixes", summary.positions)
    line.add("heartbeats", summary.heartbeats)
    line.add("first", summary.times.flatMap { isoText($0.first) })
    line.add("last", summary.times.flatMap { isoText($0.last) })
    let (low, high) = (summary.box?.southwest, summary.box?.northeast)
    line.add("south", scaled: low.map { Int64($0.latitudeE7) }, decimals: 7)
    line.add("west", scaled: low.map { Int64($0.longitudeE7) }, decimals: 7)
    line.add("north", scaled: high.map { Int64($0.latitudeE7) }, decimals: 7)
    line.add("east", scaled: high.map { Int64($0.longitudeE7) }, decimals: 7)
    line.add("skipped", track.skippedCount)
    line.add(
      "reasons",
      JSONArray(
        track.skipped.map { skipped in
          var reason = JSONLine()
          reason.add("line", skipped.line)
          reason.add("reason", skipped.reason.in(language))
          return reason
        }
      )
    )
    line.add("remarks", JSONArray(track.remarks.map { $0.in(language) }))
    Console.line(line)
  }

  private func tell(json error: any ExplainedError, _ file: String) {
    var line = JSONLine()
    line.add("file", file)
    line.add("refused", error.sentence.in(language))
    Console.line(line)
  }
}
