import GeoCore

/// Reads the times of a file whose format does not state their clock.
///
/// The first time that can be read decides: if it has no offset, a clock has to be stated, and the file
/// is refused without one. Later, a time without an offset costs only its line.
struct TimeReader {
  /// The clock of times without an offset, if one was stated.
  let clock: TimeZoneTable?

  /// Whether a time with an offset has been read.
  private var hasOffsets = false

  /// Creates a reader by a stated clock, or by none.
  init(clock: TimeZoneTable?) { self.clock = clock }

  /// The instant of ISO 8601, of milliseconds since 1970, or of what the stated clock shows.
  mutating func instant(
    _ text: String,
    line: Int
  ) throws(TrackFileError.Cause) -> Result<Instant, SkipReason> {
    guard !text.isEmpty else { return .failure(.noTime) }
    if let instant = parseInstant(text) ?? milliseconds(text) {
      hasOffsets = true
      return .success(instant)
    }
    guard text.contains(":"), let instant = parseInstant(text, clockOf: clock ?? .utc) else {
      return .failure(.badTime(text))
    }
    if clock != nil { return .success(instant) }
    guard hasOffsets else { throw .noClock(line: line, time: text) }
    return .failure(.noOffset(text))
  }

  private func milliseconds(_ text: String) -> Instant? {
    Int64(text).map(Instant.init(milliseconds:)).flatMap { $0.isFinite ? $0 : nil }
  }
}
