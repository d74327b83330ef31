public import ArgumentParser
import GeoCore
public import GeoFormats
import Presentation

/// How files of tracks are read.
struct TrackReadingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      say("The device of a file that does not name it.", "文件未注明装置时的装置编号。"),
      valueName: "number"
    )
  )
  var device: DeviceNumber?

  @Option(
    help: ArgumentHelp(
      say("The coordinate system of the tracks.", "轨迹的坐标系。"),
      valueName: "wgs84|gcj02|bd09|EPSG:n"
    )
  )
  var trackCrs: CoordinateSystem = .wgs84

  @Option(
    help: ArgumentHelp(
      say(
        "Whose clock times without an offset are by: UTC, Asia/Shanghai.",
        "没有时差的时间所用的时钟：UTC、Asia/Shanghai。"
      ),
      valueName: "zone"
    )
  )
  var clock: String?

  @Option(
    help: ArgumentHelp(
      say(
        "The day (UTC) on which an NMEA file without a date begins.",
        "没有日期的 NMEA 文件的起始日期（UTC）。"
      ),
      valueName: "YYYY-MM-DD"
    )
  )
  var date: CivilDate?

  @Option(
    help: ArgumentHelp(
      say("The format; without it, the content tells.", "格式；默认按内容识别。"),
      valueName: TrackFormat.allCases.map(\.rawValue).joined(separator: "|")
    )
  )
  var trackFormat: TrackFormat?

  /// The options as a reader takes them.
  func reading() throws -> TrackReading {
    TrackReading(
      device: device,
      conversion: try Conversion.telling(from: trackCrs),
      clock: try clock.map(Self.clock),
      date: date,
      format: trackFormat
    )
  }

  /// UTC needs no file.
  private static func clock(_ name: String) throws -> TimeZoneTable {
    if ["utc", "z"].contains(name.lowercased()) {
      return TimeZoneTable(name: "UTC", firstOffsetSeconds: 0)
    }
    return try TimeZoneFile.read(named: name)
  }
}

/// Files of tracks and how they are read.
struct TrackOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      say("Files of tracks (docs/formats.md).", "轨迹文件（见 docs/formats.md）。")
    )
  )
  var tracks: [String] = []

  @OptionGroup var options: TrackReadingOptions

  /// Reads all files; tells of every line that was passed over.
  ///
  /// - Parameter assumed: the device of a file that names none, where the command names none either.
  /// - Returns: the fixes in order of time.
  /// - Throws: what is wrong with a file or its name, as a sentence.
  func read(assuming assumed: DeviceNumber? = nil) throws -> [Fix] {
    var fixes: [Fix] = []
    var reading = try options.reading()
    reading.device = reading.device ?? assumed
    for file in tracks {
      let bytes = try InputFile.readFile(at: file)
      let bar = ProgressBar("reading \(file)", "读取 \(file)")
      if bytes.count > 4 << 20 { bar.show() }
      let track = try TrackFile.read(bytes, file: file, as: reading)
      bar.end()
      for remark in track.remarks {
        Console.note("\(file): \(remark.english)", "\(file)：\(remark.chinese)")
      }
      for line in track.skipped.prefix(Self.namedCount) {
        let text = Self.text(of: line)
        Console.note("\(file), \(text.english)", "\(file) \(text.chinese)")
      }
      if track.skippedCount > Self.namedCount {
        Console.note(
          "\(file): \(track.skippedCount) lines passed over in all",
          "\(file)：共跳过 \(track.skippedCount) 行"
        )
      }
      fixes += track.fixes
    }
    return fixes.enumerated().sorted { a, b in
      (a.element.time, a.offset) < (b.element.time, b.offset)
    }.map(\.element)
  }

  /// How many lines that were passed over are named; the rest is counted.
  static let namedCount = 5

  /// A line that was passed over, and why.
  static func text(of line: SkippedLine) -> Sentence {
    Sentence(
      "line \(line.line): passed over: \(line.reason.english)",
      "第 \(line.line) 行：已跳过：\(line.reason.chinese)"
    )
  }
}

extension CivilDate: ExpressibleByArgument {
  public init?(argument: String) {
    guard let date = parseDate(argument) else { return nil }
    self = date
  }
}

extension TrackFormat: ExpressibleByArgument {}
extension WrittenTrackFormat: ExpressibleByArgument {}
