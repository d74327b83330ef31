/// What a fix is worth: the seam behind which receivers' noise is judged.
///
/// The rule here is plain. A fix lies within an error radius; a fix nearer to an edge than that does
/// not count; a journey faster than any vehicle is set aside until a second fix confirms it.
struct NoiseRule: Sendable {
  /// The fastest journey that is believed at once: a little more than a high-speed train.
  var speedCap = MetersPerSecond(100)

  /// How far outside, beyond three error radii, one satellite fix decides alone.
  var farOut = Meters(1_000)

  /// The error radius of a fix.
  ///
  /// The stated accuracy, never below what its source can do; without one, 4 m for each unit of HDOP;
  /// without either, what its source is worth.
  func errorRadius(of fix: Fix) -> Meters {
    let (floor, usual): (Double, Double) =
      switch fix.source {
      case .gnss: (5, 15)
      case .fused, .unknown: (8, 25)
      case .wifi: (20, 60)
      case .cell: (300, 1_500)
      }
    if let accuracy = fix.accuracy { return Meters(max(floor, accuracy.value)) }
    if let hdop = fix.hdop, fix.source != .cell, fix.source != .wifi {
      return Meters(max(floor, 4 * hdop))
    }
    return Meters(usual)
  }

  /// What the evaluator believes of a fix, before it knows of the others.
  ///
  /// - Returns: `nil` for what says nothing of a place: a heartbeat, a position repeated without a
  ///   fix, a mocked one.
  func reading(of fix: Fix) -> CredibleFix? {
    guard fix.flags.isDisjoint(with: [.noFix, .mock]), let coordinate = fix.coordinate else {
      return nil
    }
    return CredibleFix(
      coordinate: coordinate,
      time: fix.time,
      errorDecimeters: Int32((errorRadius(of: fix).value * 10).rounded()),
      isGNSS: fix.source == .gnss
    )
  }

  /// Whether some vehicle makes the journey between two fixes, their errors granted.
  func isPossible(from a: CredibleFix, to b: CredibleFix) -> Bool {
    let distance = a.coordinate.distance(to: b.coordinate) - a.errorRadius - b.errorRadius
    let seconds = max(0, (b.time - a.time).seconds)
    return distance.value <= speedCap.value * seconds
  }

  /// What a fix counts for its side of an area that the subject should be in.
  ///
  /// A fix inside always counts: in doubt nobody is accused.
  func weight(of fix: CredibleFix, outsideBy distance: Double) -> Presence.Weight {
    if distance <= 0 { return .one }
    let error = fix.errorRadius.value
    if fix.isGNSS, distance >= farOut.value + 3 * error { return .decisive }
    return distance > error ? .one : .none
  }

  /// What a fix counts for its side of an area that the subject should not be in.
  func weight(of fix: CredibleFix, fromEdge distance: Double) -> Presence.Weight {
    abs(distance) >= fix.errorRadius.value ? .one : .none
  }
}
