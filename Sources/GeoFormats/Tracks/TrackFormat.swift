public import GeoCore

/// A format in which tracks are read.
public enum TrackFormat: String, CaseIterable, Sendable {
  /// GPX 1.0 and 1.1.
  case gpx
  /// A table with a header.
  case csv
  /// Sentences of a receiver.
  case nmea
  /// GeoLife's trajectories.
  case plt
  /// What the e-mission app collects on phones.
  case emission
  /// Lines and points with times.
  case geojson
  /// Fenceline's own, which loses nothing.
  case recording

  /// What people call it.
  public var words: Sentence {
    switch self {
    case .gpx: Sentence("GPX", "GPX")
    case .csv: Sentence("CSV", "CSV")
    case .nmea: Sentence("NMEA 0183", "NMEA 0183")
    case .plt: Sentence("GeoLife PLT", "GeoLife PLT")
    case .emission: Sentence("e-mission JSON", "e-mission JSON")
    case .geojson: Sentence("GeoJSON", "GeoJSON")
    case .recording: Sentence("fenceline's recording", "fenceline 记录")
    }
  }

  /// Every name, as a refusal lists them.
  static var list: Sentence {
    let words = allCases.map(\.words)
    let last = words[words.count - 1]
    return Sentence(
      words.dropLast().map(\.english).joined(separator: ", ") + " and " + last.english,
      words.dropLast().map(\.chinese).joined(separator: "、") + " 和 " + last.chinese
    )
  }
}

/// How a file of tracks is read: what its text does not say, and no reader may guess.
public struct TrackReading {
  /// The device of fixes that name none.
  public var device: DeviceNumber?

  /// From the system in which the coordinates are written.
  public var conversion: Conversion

  /// The clock of times without an offset, where the format does not state one.
  public var clock: TimeZoneTable?

  /// The day, in UTC, of the first sentence of an NMEA file that holds no date.
  public var date: CivilDate?

  /// The format; without one it is found from the content.
  public var format: TrackFormat?

  /// The most skipped lines that are named one by one.
  public var namedLimit = 1_000

  /// Creates options; what is left out has to stand in the file.
  public init(
    device: DeviceNumber? = nil,
    conversion: Conversion,
    clock: TimeZoneTable? = nil,
    date: CivilDate? = nil,
    format: TrackFormat? = nil
  ) {
    self.device = device
    self.conversion = conversion
    self.clock = clock
    self.date = date
    self.format = format
  }
}

extension TimeZoneTable {
  /// The clock of files that state their times in UTC.
  static let utc = TimeZoneTable(name: "UTC", firstOffsetSeconds: 0)
}
