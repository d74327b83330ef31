public import GeoCore

/// A line or point of a file of tracks that gave no fix.
public struct SkippedLine: Hashable, Sendable {
  /// The line, counted from 1.
  public var line: Int

  /// Why, and what it should be.
  public var reason: Sentence
}

/// The fixes of one file, in the order in which they stand there.
public struct Track: Hashable, Sendable {
  /// What the file calls the track; without a name, the file itself.
  public var name: String

  /// The format in which it was read.
  public var format: TrackFormat

  /// The fixes, in file order; not sorted by time.
  public var fixes: [Fix] = []

  /// The first lines that gave no fix, up to ``TrackReading/namedLimit``.
  public var skipped: [SkippedLine] = []

  /// How many lines gave no fix.
  public var skippedCount = 0

  /// What is true of the file as a whole and should be known to whoever trusts it.
  public var remarks: [Sentence] = []

  private let namedLimit: Int

  /// Creates a track without fixes.
  init(name: String, format: TrackFormat, namedLimit: Int) {
    self.name = name
    self.format = format
    self.namedLimit = namedLimit
  }

  /// Counts a line that gave no fix, and names it while there is room.
  mutating func skip(line: Int, _ reason: SkipReason) {
    skippedCount += 1
    if skipped.count < namedLimit {
      skipped.append(SkippedLine(line: line, reason: reason.sentence))
    }
  }

  /// The times that a fix of a file can have: from the first that the service keeps to the year 2199.
  static let times =
    FixOutcome.earliestTime..<Instant(milliseconds: 7_258_118_400_000)

  /// Takes a fix, or counts the line that gave none.
  mutating func take(_ fix: Result<Fix, SkipReason>, line: Int) {
    switch fix {
    case .success(let fix) where Self.times.contains(fix.time): fixes.append(fix)
    case .success(let fix): skip(line: line, .impossibleTime(fix.time))
    case .failure(let reason): skip(line: line, reason)
    }
  }
}

/// Files of tracks, in every format of ``TrackFormat``.
public enum TrackFile {
  /// Reads the fixes of a file of tracks, in file order.
  ///
  /// The format is found from the content; the ending of the name decides only where the content
  /// leaves it open. A broken line, point or sentence costs that line, point or sentence: it is counted
  /// and named with its line, and never costs the file.
  ///
  /// - Parameters:
  ///   - bytes: the file.
  ///   - file: what the file is called in an error.
  ///   - reading: what its text does not say.
  /// - Returns: the track, with what was skipped.
  /// - Throws: ``TrackFileError`` where the file is no track, or where it leaves open what only the
  ///   caller can know: the device, the clock, the day.
  public static func read(
    _ bytes: [UInt8],
    file: String,
    as reading: TrackReading
  ) throws(TrackFileError) -> Track {
    do {
      let format: TrackFormat
      if let stated = reading.format {
        format = stated
      } else {
        format = try TrackFormat(of: bytes, file: file)
      }
      var track = Track(name: file, format: format, namedLimit: reading.namedLimit)
      try fill(&track, from: bytes, as: reading)
      return track
    } catch {
      throw TrackFileError(file: file, cause: error)
    }
  }

  private static func fill(
    _ track: inout Track,
    from bytes: [UInt8],
    as reading: TrackReading
  ) throws(TrackFileError.Cause) {
    switch track.format {
    case .csv: try readCSV(bytes, as: reading, into: &track)
    case .recording: try readRecording(bytes, into: &track)
    case .geojson: try readGeoJSON(bytes, as: reading, into: &track)
    case .gpx, .nmea, .plt, .emission:
      guard !reading.conversion.isProjected else {
        throw .degreesOnly(track.format, reading.conversion.system)
      }
      guard let device = reading.device else { throw .noDevice }
      switch track.format {
      case .gpx: try readGPX(bytes, of: device, reading.conversion, into: &track)
      case .nmea: try readNMEA(bytes, of: device, as: reading, into: &track)
      case .plt: readPLT(bytes, of: device, reading.conversion, into: &track)
      default: try readEMission(bytes, of: device, reading.conversion, into: &track)
      }
    }
  }
}
