import GeoCore

/// Seconds since midnight of Monday 2026-03-02 in China (UTC+8), the clock of the simulated evening.
enum EveningClock {
  private static let midnight = Instant(milliseconds: 1_772_380_800_000)

  /// The seconds at an hour of the day; hours before 0 are of the day before.
  static func time(_ hour: Int, _ minute: Int, _ second: Int = 0) -> Int {
    hour * 3_600 + minute * 60 + second
  }

  /// The moment that the clock means.
  static func instant(_ second: Int) -> Instant { midnight + .seconds(Int64(second)) }
}
