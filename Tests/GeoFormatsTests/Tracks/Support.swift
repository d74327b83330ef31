import GeoCore
import GeoFormats

/// Reads a track as the command does.
func read(
  _ bytes: [UInt8],
  file: String = "t",
  device: UInt64? = nil,
  in system: CoordinateSystem = .wgs84,
  clock: TimeZoneTable? = nil,
  date: String? = nil,
  format: TrackFormat? = nil
) throws -> Track {
  let reading = TrackReading(
    device: device.map { DeviceNumber($0) },
    conversion: try Conversion(from: system),
    clock: clock,
    date: date.flatMap { parseDate($0) },
    format: format
  )
  return try TrackFile.read(bytes, file: file, as: reading)
}

/// Reads a track from text.
func read(
  _ text: String,
  file: String = "t",
  device: UInt64? = nil,
  in system: CoordinateSystem = .wgs84,
  clock: TimeZoneTable? = nil,
  date: String? = nil
) throws -> Track {
  try read(Array(text.utf8), file: file, device: device, in: system, clock: clock, date: date)
}

/// UTC, by a name of its own.
let utc = TimeZoneTable(name: "UTC", firstOffsetSeconds: 0)
