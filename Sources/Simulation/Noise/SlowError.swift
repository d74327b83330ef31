/// An error that stays for minutes: an Ornstein–Uhlenbeck process on either axis, of mean 0 and
/// standard deviation 1.
///
/// It is sampled exactly at any times: over a gap of Δ the old error keeps the share e^(−Δ/τ), and
/// fresh noise fills up the variance. Uhlenbeck and Ornstein, Physical Review 36, 1930,
/// DOI 10.1103/PhysRev.36.823.
struct SlowError {
  private var error: PlanePoint
  private var time: Double?

  init(_ random: inout SplitMix64) { error = random.normal() }

  /// The error at a second, not before the last one.
  mutating func at(
    _ second: Double,
    correlation: Double,
    _ random: inout SplitMix64
  ) -> PlanePoint {
    let keep = Elementary.decay(max(0, second - (time ?? second)) / correlation)
    error = keep * error + (1 - keep * keep).squareRoot() * random.normal()
    time = second
    return error
  }
}
