/// How much the fixes of a track scatter about a smooth way: what their receiver is worth in truth.
///
/// A stated accuracy lies at times. Of three fixes about a minute apart, the middle one lies off the
/// straight way between the others by what the error changed in that time, and by what the subject
/// turned and stopped: too much is taken for error, never too little.
struct Scatter: Hashable, Sendable {
  var older: Spot?
  var newer: Spot?

  /// The variance of the error along one axis, in square metres; `nil` before anything is known.
  var variance: Double?

  /// When the receiver last said that it has satellites.
  var satellites: Instant = .distantPast

  struct Spot: Hashable, Sendable {
    var coordinate: Coordinate
    var time: Instant
  }

  /// The least and greatest time between the fixes that are compared.
  private static let spacing = (least: Milliseconds.seconds(45), greatest: Milliseconds.minutes(3))

  /// The mean square of the distance off the way, over the variance along one axis, for an error that
  /// stays for three minutes and fixes a minute apart.
  private static let meanSquare = 0.65

  /// By how much the estimate is raised, because it rests on few fixes.
  private static let caution = 1.3

  /// The standard deviation of the error along one axis as the track shows it, in metres, at most
  /// `usual`; `usual` as long as the track shows nothing.
  func error(usual: Double) -> Double {
    guard let variance else { return usual }
    return min(usual, Self.caution * variance.squareRoot())
  }

  /// Takes a believed fix into account.
  ///
  /// - Parameters:
  ///   - fix: the fix.
  ///   - usual: the greatest error that is assumed, in metres.
  @inline(__always)
  mutating func observe(_ fix: CredibleFix, usual: Double) {
    if fix.isGNSS { satellites = fix.time }
    let spot = Spot(coordinate: fix.coordinate, time: fix.time)
    guard let middle = newer else { return newer = spot }
    let passed = fix.time - middle.time
    guard passed >= Self.spacing.least else { return }
    defer { (older, newer) = (passed > Self.spacing.greatest ? nil : middle, spot) }
    guard passed <= Self.spacing.greatest, let first = older else { return }
    let share = Double((middle.time - first.time).count) / Double((fix.time - first.time).count)
    let whole = first.coordinate.roughOffset(to: fix.coordinate)
    let part = first.coordinate.roughOffset(to: middle.coordinate)
    let off = (east: part.east - share * whole.east, north: part.north - share * whole.north)
    let found = min(
      usual * usual,
      (off.east * off.east + off.north * off.north) * (1 / Self.meanSquare)
    )
    let known = variance ?? usual * usual
    variance = known + (found - known) * (found > known ? 1 / 4 : 1 / 16)
  }
}
