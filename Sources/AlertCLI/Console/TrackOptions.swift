import ArgumentParser
import GeoCore
import GeoFormats
import Presentation

/// Files of tracks and how they are read.
struct TrackOptions: ParsableArguments {
  @Argument(help: ArgumentHelp(say("GPX or CSV files.", "GPX 或 CSV 文件。"))) var tracks: [String] = []

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

  /// Reads all files; tells of every line that was passed over.
  ///
  /// - Parameter assumed: the device of a file that names none, where the command names none either.
  /// - Returns: the fixes in order of time.
  /// - Throws: what is wrong with a file or its name, as a sentence.
  func read(assuming assumed: DeviceNumber? = nil) throws -> [Fix] {
    let device = device ?? assumed
    var fixes: [Fix] = []
    let conversion = try Conversion(from: trackCrs)
    for file in tracks {
      let bytes = try InputFile.readFile(at: file)
      let bar = ProgressBar("reading \(file)", "读取 \(file)")
      if bytes.count > 4 << 20 { bar.show() }
      let track: Track
      if file.lowercased().hasSuffix(".gpx") {
        guard let device else { throw CommandError.noDevice(file) }
        track = try TrackFile.readTrack(
          gpx: bytes,
          file: file,
          device: device,
          conversion: conversion
        )
      } else if file.lowercased().hasSuffix(".csv") {
        track = try TrackFile.readTrack(
          csv: bytes,
          file: file,
          device: device,
          conversion: conversion
        )
      } else {
        throw CommandError.unknownTrack(file)
      }
      bar.end()
      for line in track.skipped.prefix(5) {
        Console.note(
          "\(file), line \(line.line): passed over: \(line.reason.english)",
          "\(file) 第 \(line.line) 行：已跳过：\(line.reason.chinese)"
        )
      }
      if track.skippedCount > 5 {
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
}
