/// What fixes are taken for before the others are known: a place, its error, and what it was made from.
///
/// A few numbers of the rules in whole decimetres, which a fix is read by in a moment.
struct PositionReader: Hashable, Sendable {
  /// What errors of a source are believed, in decimetres.
  private struct Errors: Hashable {
    var floor: Int32
    var usual: Int32

    init(_ worth: ReceiverRules.Worth) {
      (floor, usual) = (worth.floor.decimeters, worth.usual.decimeters)
    }
  }

  private let gnss: Errors
  private let fused: Errors
  private let wifi: Errors
  private let cell: Errors
  private let perDilution: Double

  /// Takes over what the rules say of receivers.
  init(_ rules: ReceiverRules) {
    (gnss, fused) = (Errors(rules.gnss), Errors(rules.fused))
    (wifi, cell) = (Errors(rules.wifi), Errors(rules.cell))
    perDilution = rules.perDilution.value
  }

  /// What a fix says it was made from, as far as that can be believed; `unknown` where it says nothing.
  ///
  /// Who states satellites or a dilution of precision has a satellite receiver.
  private func source(of fix: Fix) -> Fix.Source {
    guard fix.source == .unknown else { return fix.source }
    let hasQuality = fix.hdop != nil || fix.satellites != Fix.unsaid8
    return hasQuality ? .gnss : .unknown
  }

  /// The standard deviation of a fix's error along one axis, in decimetres.
  ///
  /// From the stated accuracy, else from the dilution of precision, else what is usual; never below
  /// the floor of the source. An accuracy is a radius of 68 %, which is 1.51 deviations; one below the
  /// usual error is mistrusted and taken for the deviation itself.
  private func error(of fix: Fix, from source: Fix.Source) -> Int32 {
    let errors =
      switch source {
      case .gnss: gnss
      case .wifi: wifi
      case .cell: cell
      case .fused, .unknown: fused
      }
    if fix.accuracyDecimeters != Fix.unsaid16 {
      let accuracy = Int32(fix.accuracyDecimeters)
      return max(errors.floor, min(accuracy, errors.usual), (accuracy * 100 + 75) / 151)
    }
    if let hdop = fix.hdop, source == .gnss || source == .fused {
      return max(errors.floor, Meters(hdop * perDilution).decimeters)
    }
    return errors.usual
  }

  /// What the evaluator takes a fix for, before it knows of the others.
  ///
  /// - Returns: `nil` for what says nothing of a place: a heartbeat, a position repeated without a
  ///   fix, the point 0/0 that stands for none.
  func reading(of fix: Fix) -> CredibleFix? {
    guard !fix.flags.contains(.noFix), !fix.flags.contains(.wrongClock),
      let coordinate = fix.coordinate, (coordinate.latitudeE7, coordinate.longitudeE7) != (0, 0)
    else { return nil }
    let source = source(of: fix)
    return CredibleFix(
      coordinate: coordinate,
      time: fix.time,
      errorDecimeters: error(of: fix, from: source),
      source: source
    )
  }
}

extension Meters {
  /// Whole decimetres, rounded to the nearest, of a length that is not negative; 10,000 km at the most.
  fileprivate var decimeters: Int32 { Int32(min(1e8, value * 10 + 0.5)) }
}
